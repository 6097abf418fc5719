// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/app/inspectorpage.h"
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
        auto created = CaptureWriter::create(path);
        auto &writer = std::get<std::unique_ptr<CaptureWriter>>(created);
        writer->observe({1, 0, 1, RelayCore::SourceStarted{RelayCore::SourceKind::Proxy, u"Proxy"_s, {}, {}}});
        writer->observe({1, 1, 2, RelayCore::ConnectionOpened{u"127.0.0.1:50001"_s, u"ws://127.0.0.1:8700"_s}});
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

int main(int argc, char *argv[])
{
    return runWindowTest<tst_HiddenRows>(argc, argv);
}

#include "tst_hiddenrows.moc"
