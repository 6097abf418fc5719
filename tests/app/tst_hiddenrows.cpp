// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/app/inspectorpage.h"
#include "inspector/views/connectionview.h"
#include "inspector/views/detailpane.h"
#include "inspector/views/rowsline.h"
#include "relaycore/protocol/codec.h"
#include "tests/app/windowtest.h"

#include <QtGui/QAction>
#include <QtWidgets/QLabel>
#include <QtWidgets/QToolButton>

using namespace Inspector;
using namespace Qt::Literals::StringLiterals;

/// Rows that a person has hidden: how many is always visible, and the choice is remembered.
class tst_HiddenRows : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }

    void pingsAndPongs();
    void closedConnections();
    void aClientWithAttemptsIsItsNewest();

private:
    [[nodiscard]] RowsLine *line(const QString &pane) const
    {
        return m_window->findChild<QWidget *>(pane)->findChild<RowsLine *>();
    }
    [[nodiscard]] QAction *action(const QString &name) const { return m_window->findChild<QAction *>(name); }
    static QToolButton *button(const RowsLine *line) { return line->findChild<QToolButton *>(); }
};

void tst_HiddenRows::pingsAndPongs()
{
    const QString path = file(u"keepalive.relaycap"_s);
    {
        const auto writer = beginCapture(path);
        RelayCore::WireMessage message;
        message.payload = RelayCore::encode(RelayCore::RelayRegistration{u"alpha"_s, QUuid::createUuid()});
        writer->observe({1, 1, 3, message});
        for (int i = 0; i < 3; ++i)
            writer->observe(
                {1, 1, 4 + i, RelayCore::ControlFrame{RelayCore::Direction::Sent, RelayCore::Opcode::Ping}});
        writer->finish();
    }
    m_window->openCapture(path);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->feed()->indexedCount(), 4U, timeout);
    QTRY_VERIFY(line(u"messagePane"_s)->isVisible());
    QCOMPARE(line(u"messagePane"_s)->text(), u"Pings and pongs: 3"_s);
    QCOMPARE(table()->model()->rowCount(), 4);
    table()->selectMessage(3);

    // One click; the selected ping goes, and is not selected any more.
    QTest::mouseClick(button(line(u"messagePane"_s)), Qt::LeftButton);
    QCOMPARE(table()->model()->rowCount(), 1);
    QCOMPARE(table()->selectedMessage(), MessageId(0));
    QCOMPARE(line(u"messagePane"_s)->text(), u"Pings and pongs: 3 hidden"_s);
    QVERIFY(action(u"hideKeepalive"_s)->isChecked());
    QVERIFY(button(line(u"messagePane"_s))->accessibleName().contains("3 hidden"_L1));

    // Remembered, also visible while there is nothing to hide.
    reopenWindow();
    m_window->openCapture(path);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->feed()->indexedCount(), 4U, timeout);
    QCOMPARE(table()->model()->rowCount(), 1);
    QTRY_VERIFY(line(u"messagePane"_s)->isVisible());
    QTest::keyClick(table(), Qt::Key_H);
    QCOMPARE(table()->model()->rowCount(), 4);
    QVERIFY(!action(u"hideKeepalive"_s)->isChecked());
}

void tst_HiddenRows::closedConnections()
{
    const QString path = file(u"closed.relaycap"_s);
    {
        auto created = CaptureWriter::create(path);
        auto &writer = std::get<std::unique_ptr<CaptureWriter>>(created);
        writer->observe({1, 0, 1, RelayCore::SourceStarted{RelayCore::SourceKind::Proxy, u"Proxy"_s, {}, {}}});
        for (RelayCore::ConnectionId id = 1; id <= 3; ++id) {
            writer->observe({1, id, 2, RelayCore::ConnectionOpened{u"127.0.0.1:5000%1"_s.arg(id), {}}});
            RelayCore::WireMessage message;
            message.payload = RelayCore::encode(RelayCore::RelayRegistration{u"client"_s, QUuid::createUuid()});
            writer->observe({1, id, 3, message});
            if (id != 3)
                writer->observe({1, id, 4, RelayCore::ConnectionClosed{}});
        }
        writer->finish();
    }
    m_window->openCapture(path);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->feed()->indexedCount(), 3U, timeout);
    auto *tree = m_window->findChild<ConnectionView *>();
    const auto visible = [&tree] {
        const QModelIndex source = tree->model()->index(0, 0);
        int count = 0;
        for (int row = 0; row < tree->model()->rowCount(source); ++row)
            count += tree->isRowHidden(row, source) ? 0 : 1;
        return count;
    };
    QTRY_COMPARE(line(u"connectionPane"_s)->text(), u"2 closed"_s);
    QVERIFY(line(u"connectionPane"_s)->isVisible());
    QCOMPARE(visible(), 3);
    tree->selectConnection(2);
    QTest::mouseClick(button(line(u"connectionPane"_s)), Qt::LeftButton);
    QCOMPARE(line(u"connectionPane"_s)->text(), u"2 closed, hidden"_s);
    // What is selected stays until something else is.
    QCOMPARE(visible(), 2);
    QCOMPARE(tree->selectedConnection(), RelayCore::ConnectionId(2));
    tree->selectConnection(3);
    QTRY_COMPARE(visible(), 1);
    tree->clearSelection();
    QCOMPARE(table()->model()->rowCount(), 3); // Their messages stay.

    reopenWindow();
    m_window->openCapture(path);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->feed()->indexedCount(), 3U, timeout);
    tree = m_window->findChild<ConnectionView *>();
    QTRY_COMPARE(visible(), 1);
    QVERIFY(line(u"connectionPane"_s)->isVisible());
    QTest::keyClick(tree, Qt::Key_H, Qt::ShiftModifier);
    QCOMPARE(visible(), 3);
}

void tst_HiddenRows::aClientWithAttemptsIsItsNewest()
{
    const QString path = file(u"attempts.relaycap"_s);
    auto created = CaptureWriter::create(path);
    auto &writer = std::get<std::unique_ptr<CaptureWriter>>(created);
    writer->observe({1, 0, 1, RelayCore::SourceStarted{RelayCore::SourceKind::Proxy, u"Proxy"_s, {}, {}}});
    const QUuid uuid = QUuid::createUuid();
    const auto attempt = [&](RelayCore::ConnectionId id, const QUuid &as) {
        writer->observe({1, id, id * 10, RelayCore::ConnectionOpened{u"127.0.0.1:5000%1"_s.arg(id), {}}});
        RelayCore::WireMessage message;
        message.payload = RelayCore::encode(RelayCore::RelayRegistration{u"alpha"_s, as});
        writer->observe({1, id, id * 10 + 1, message});
        writer->observe({1, id, id * 10 + 2, RelayCore::ConnectionClosed{}});
        writer->flush();
    };
    attempt(1, uuid);
    attempt(2, uuid);
    attempt(3, QUuid::createUuid());
    m_window->openCapture(path);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->feed()->indexedCount(), 3U, timeout);
    auto *tree = m_window->findChild<ConnectionView *>();
    auto *details = m_window->findChild<DetailPane *>();
    const QModelIndex client = tree->model()->index(0, 0, tree->model()->index(0, 0));
    QVERIFY(tree->model()->hasChildren(client));
    QVERIFY(!tree->isExpanded(client));
    tree->setCurrentIndex(client);
    QCOMPARE(table()->model()->rowCount(), 2);
    QCOMPARE(details->connection(), RelayCore::ConnectionId(2));
    // Another attempt belongs to the selected client at once.
    attempt(4, uuid);
    QTRY_COMPARE_WITH_TIMEOUT(table()->model()->rowCount(), 3, timeout);
    QCOMPARE(details->connection(), RelayCore::ConnectionId(4));
    // One of them by itself.
    tree->selectConnection(1);
    QVERIFY(tree->isExpanded(client));
    QCOMPARE(table()->model()->rowCount(), 1);
    QCOMPARE(details->connection(), RelayCore::ConnectionId(1));
    writer->finish();
}

int main(int argc, char *argv[])
{
    return runWindowTest<tst_HiddenRows>(argc, argv);
}

#include "tst_hiddenrows.moc"
