// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/theme/theme.h"
#include "inspector/views/columnlayout.h"
#include "inspector/views/messagetable.h"
#include "tests/views/guitest.h"

#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QMenu>

using namespace Inspector;
using namespace Qt::Literals::StringLiterals;

/// The columns of a table: their widths, their order and which of them are shown.
class tst_Columns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnOtherWarnings(); }
    void columnsAreRemembered();
    void columnsAreMovedByTheMenu();
    void damagedColumnsAreIgnored();
};

void tst_Columns::columnsAreRemembered()
{
    Theme theme;
    CaptureFeed feed;
    MessageModel model(&feed);
    MessageTable table(&theme);
    table.setModel(&model);
    table.resize(1200, 400);
    table.show();
    table.setColumnWidth(MessageModel::FromTo, 222);
    const QByteArray columns = table.saveColumns();

    MessageTable other(&theme);
    other.setModel(&model);
    other.resize(1200, 400);
    other.show();
    QVERIFY(other.columnWidth(MessageModel::FromTo) != 222);
    other.restoreColumns(columns);
    QCOMPARE(other.columnWidth(MessageModel::FromTo), 222);
}

void tst_Columns::columnsAreMovedByTheMenu()
{
    Theme theme;
    CaptureFeed feed;
    MessageModel model(&feed);
    MessageTable table(&theme);
    table.setModel(&model);
    table.resize(1200, 400);
    table.show();
    const QHeaderView *header = table.horizontalHeader();
    table.columns()->setColumnShown(MessageModel::Direction, false);
    table.columns()->setColumnShown(MessageModel::Delta, false);
    const auto move = [&table](int column, int action) {
        QMenu menu;
        table.columns()->fillMenu(&menu);
        const QString title = table.model()->headerData(column, Qt::Horizontal).toString();
        for (const QMenu *moves : menu.findChildren<QMenu *>()) {
            if (!moves->title().startsWith(title + u"  –  "_s))
                continue;
            QAction *wanted = moves->actions().value(action);
            wanted->trigger();
            return wanted->isEnabled();
        }
        return false;
    };
    // Past the hidden column, too.
    QVERIFY(header->visualIndex(MessageModel::Kind) > header->visualIndex(MessageModel::Time));
    QVERIFY(move(MessageModel::Kind, 0));
    QVERIFY(header->visualIndex(MessageModel::Kind) < header->visualIndex(MessageModel::Time));
    QVERIFY(move(MessageModel::Kind, 1));
    QVERIFY(header->visualIndex(MessageModel::Kind) > header->visualIndex(MessageModel::Time));
    // The first and the last have one way to go.
    QVERIFY(!move(MessageModel::Number, 0));
    QVERIFY(move(MessageModel::Number, 1));
    const QByteArray moved = table.saveColumns();
    table.columns()->restoreDefaults();
    QCOMPARE(header->visualIndex(MessageModel::Number), 0);
    table.restoreColumns(moved);
    QCOMPARE(header->visualIndex(MessageModel::Number), 1);
}

void tst_Columns::damagedColumnsAreIgnored()
{
    Theme theme;
    CaptureFeed feed;
    MessageModel model(&feed);
    MessageTable table(&theme);
    table.setModel(&model);
    const QByteArray before = table.saveColumns();
    table.restoreColumns("nonsense");
    table.restoreColumns(before.left(9));
    table.restoreColumns(QByteArray());
    QCOMPARE(table.saveColumns(), before);
}

int main(int argc, char *argv[])
{
    allowPlatformWarnings();
    QApplication application(argc, argv);
    tst_Columns test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_columns.moc"
