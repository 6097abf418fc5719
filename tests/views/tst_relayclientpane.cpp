// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/relayclientmodel.h"
#include "inspector/theme/theme.h"
#include "inspector/views/relayclientpane.h"
#include "inspector/views/relayclienttable.h"
#include "tests/views/guitest.h"

#include <QtCore/QTimer>
#include <QtGui/QAction>
#include <QtGui/QClipboard>
#include <QtGui/QContextMenuEvent>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>

using namespace Inspector;
using namespace Qt::Literals::StringLiterals;

namespace {

RelayClientRow client(quint32 number, bool registered = true)
{
    RelayClientRow row;
    row.relay = 1;
    row.uuid = QUuid(number, 0, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 1);
    row.name = u"client %1"_s.arg(number);
    row.address = u"127.0.0.1:%1"_s.arg(50000 + number);
    row.connection = number;
    row.since = QDateTime::currentDateTimeUtc().addSecs(number);
    row.messages = number;
    row.registered = registered;
    if (!registered)
        row.lastClose = {1000, row.since};
    return row;
}

} // namespace

class tst_RelayClientPane : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void anEmptyPaneSaysWhatToDo();
    void theSpaceBarPressesTheButton();
    void theFirstClientTakesThePlaceOfTheHint();
    void choosingAClientTellsItsConnection();
    void aForgottenClientIsNoChoice();
    void theRowIsCopied();
    void theMenuCopiesTheParts();
    void aHeadingSorts();
    void columnsFit_data();
    void columnsFit();
    void widthsAreRemembered();

private:
    Theme m_theme;
    std::unique_ptr<RelayClientModel> m_model;
    std::unique_ptr<RelayClientPane> m_pane;
};

void tst_RelayClientPane::init()
{
    failOnOtherWarnings();
    m_model = std::make_unique<RelayClientModel>(nullptr, 2);
    m_pane = std::make_unique<RelayClientPane>(&m_theme, m_model.get());
    m_pane->resize(1000, 220);
    m_pane->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_pane.get()));
}

void tst_RelayClientPane::cleanup()
{
    m_pane.reset();
}

void tst_RelayClientPane::anEmptyPaneSaysWhatToDo()
{
    auto *button = m_pane->findChild<QPushButton *>(u"copyRelayAddress"_s);
    auto *address = m_pane->findChild<QLabel *>(u"relayAddress"_s);
    QVERIFY(!m_pane->table()->isVisible());
    QVERIFY(!button->isVisible());
    m_pane->setAddress(QUrl(u"ws://127.0.0.1:8700"_s));
    QVERIFY(button->isVisible());
    QCOMPARE(address->text(), u"ws://127.0.0.1:8700"_s);
    button->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"ws://127.0.0.1:8700"_s);
    m_pane->setAddress({});
    QVERIFY(!button->isVisible());
}

void tst_RelayClientPane::theSpaceBarPressesTheButton()
{
    // As in the window, where it pauses the view.
    QAction pause;
    pause.setShortcut(Qt::Key_Space);
    pause.setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_pane->addAction(&pause);
    QSignalSpy paused(&pause, &QAction::triggered);
    m_pane->setAddress(QUrl(u"ws://127.0.0.1:8700"_s));
    m_pane->activateWindow();
    m_pane->setFocus();
    auto *button = m_pane->findChild<QPushButton *>(u"copyRelayAddress"_s);
    QTRY_VERIFY(button->hasFocus());
    QSignalSpy clicked(button, &QPushButton::clicked);
    QTest::keyClick(button, Qt::Key_Space);
    QCOMPARE(clicked.count(), 1);
    QCOMPARE(paused.count(), 0);
}

void tst_RelayClientPane::theFirstClientTakesThePlaceOfTheHint()
{
    m_pane->setAddress(QUrl(u"ws://127.0.0.1:8700"_s));
    m_pane->activateWindow();
    m_pane->setFocus();
    QTRY_VERIFY(m_pane->findChild<QPushButton *>(u"copyRelayAddress"_s)->hasFocus());
    m_model->update({client(1)});
    QVERIFY(m_pane->table()->isVisible());
    QTRY_VERIFY(m_pane->table()->hasFocus());
    m_model->clear();
    QVERIFY(!m_pane->table()->isVisible());
}

void tst_RelayClientPane::choosingAClientTellsItsConnection()
{
    RelayClientRow unknown = client(3);
    unknown.connection = 0;
    m_model->update({client(1), client(2), unknown});
    RelayClientTable *table = m_pane->table();
    QSignalSpy chosen(table, &RelayClientTable::connectionChosen);
    table->setFocus();
    QCOMPARE(chosen.count(), 0);
    table->selectRow(1);
    QCOMPARE(chosen.takeFirst().first().toUInt(), 2U);
    // What moves around it changes nothing.
    m_model->update({client(2), client(4), client(1, false)});
    QCOMPARE(table->selectedConnection(), 2U);
    table->selectRow(1);
    QCOMPARE(chosen.count(), 0);
    QTest::keyClick(table, Qt::Key_Escape);
    QCOMPARE(chosen.takeFirst().first().toUInt(), 0U);
}

void tst_RelayClientPane::aForgottenClientIsNoChoice()
{
    m_model->update({client(1, false), client(2, false), client(9)});
    RelayClientTable *table = m_pane->table();
    table->selectRow(1);
    QCOMPARE(table->currentIndex().data().toString(), u"client 1"_s);
    QSignalSpy chosen(table, &RelayClientTable::connectionChosen);
    m_model->update({client(3, false)});
    QCOMPARE(m_model->rowCount(), 3);
    QVERIFY(!table->selectionModel()->hasSelection());
    QCOMPARE(chosen.count(), 0);
}

void tst_RelayClientPane::theRowIsCopied()
{
    m_model->update({client(1), client(2)});
    RelayClientTable *table = m_pane->table();
    table->selectRow(1);
    QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(),
             table->model()->index(1, 0).data(RelayClientModel::CopyRole).toString());
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"client 2\t00000002-"_s));
}

void tst_RelayClientPane::theMenuCopiesTheParts()
{
    m_model->update({client(1)});
    RelayClientTable *table = m_pane->table();
    table->selectRow(0);
    const auto choose = [table](int entry) {
        QTimer::singleShot(0, table, [entry] {
            auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
            QVERIFY(menu);
            menu->actions().at(entry)->trigger();
            menu->close();
        });
        QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(1, 1), table->mapToGlobal(QPoint(1, 1)));
        QApplication::sendEvent(table, &event);
        return QGuiApplication::clipboard()->text();
    };
    QCOMPARE(choose(0), u"00000001-0000-4000-8000-000000000001"_s);
    QCOMPARE(choose(1), u"127.0.0.1:50001"_s);
    QVERIFY(choose(2).startsWith(u"client 1\t"_s));
}

void tst_RelayClientPane::aHeadingSorts()
{
    m_model->update({client(1), client(2), client(3)});
    RelayClientTable *table = m_pane->table();
    QHeaderView *header = table->horizontalHeader();
    const auto click = [header](int column) {
        const QPoint place(header->sectionViewportPosition(column) + 12, header->height() / 2);
        QTest::mouseClick(header->viewport(), Qt::LeftButton, Qt::NoModifier, place);
    };
    click(RelayClientModel::Messages);
    const auto first = [table] { return table->model()->index(0, 0).data().toString(); };
    const QString before = first();
    click(RelayClientModel::Messages);
    QVERIFY(first() != before);
    QVERIFY(first() == u"client 1"_s || first() == u"client 3"_s);
}

void tst_RelayClientPane::columnsFit_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<bool>("all");
    QTest::addRow("a wide window shows all of them") << 900 << true;
    QTest::addRow("a narrow one gives up some") << 520 << false;
}

void tst_RelayClientPane::columnsFit()
{
    QFETCH(int, width);
    QFETCH(bool, all);
    m_model->update({client(1)});
    m_pane->resize(width, 220);
    RelayClientTable *table = m_pane->table();
    QTRY_COMPARE(table->width(), width);
    int sum = 0;
    int shown = 0;
    for (int column = 0; column < RelayClientModel::ColumnCount; ++column) {
        sum += table->isColumnHidden(column) ? 0 : table->columnWidth(column);
        shown += table->isColumnHidden(column) ? 0 : 1;
    }
    QCOMPARE(sum, table->viewport()->width());
    QCOMPARE(shown == RelayClientModel::ColumnCount, all);
    for (const int column : {RelayClientModel::Name, RelayClientModel::Uuid, RelayClientModel::LastClose})
        QVERIFY(!table->isColumnHidden(column));
}

void tst_RelayClientPane::widthsAreRemembered()
{
    RelayClientTable *table = m_pane->table();
    table->setColumnWidth(RelayClientModel::Uuid, 277);
    RelayClientPane other(&m_theme, m_model.get());
    other.resize(1000, 220);
    other.table()->restoreColumns(table->saveColumns());
    m_model->update({client(1)});
    other.show();
    QCOMPARE(other.table()->columnWidth(RelayClientModel::Uuid), 277);
}

int main(int argc, char *argv[])
{
    allowPlatformWarnings();
    QApplication application(argc, argv);
    tst_RelayClientPane test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_relayclientpane.moc"
