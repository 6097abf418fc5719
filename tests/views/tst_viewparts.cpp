// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/theme/theme.h"
#include "inspector/views/elidedlabel.h"
#include "inspector/views/hexview.h"
#include "inspector/views/messagebar.h"
#include "inspector/views/messagetable.h"
#include "inspector/views/propertyview.h"
#include "inspector/views/stylesheet.h"
#include "tests/views/guitest.h"

#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QToolButton>

using namespace Inspector;
using namespace Qt::Literals::StringLiterals;

class tst_ViewParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnOtherWarnings(); }
    void hexDump_data();
    void hexDump();
    void noMessageIsLost();
    void styleSheetIsComplete();
    void columnsAreRemembered();
    void damagedColumnsAreIgnored();
    void longValuesWrap();
};

void tst_ViewParts::hexDump_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    QTest::addRow("nothing") << QByteArray() << QString();
    QTest::addRow("less than a line") << QByteArray("ab\n") << u"0000  61 62 0a                 ab·"_s;
    QTest::addRow("a whole line and one byte")
        << QByteArray("abcdefghi") << u"0000  61 62 63 64 65 66 67 68  abcdefgh\n0008  69                       i"_s;
    QTest::addRow("beyond ASCII") << QByteArray("\xc3\xa4") << u"0000  c3 a4                    ··"_s;
}

void tst_ViewParts::hexDump()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    QCOMPARE(HexView::dump(bytes, 8, 1024), text);
}

void tst_ViewParts::noMessageIsLost()
{
    MessageBar bar;
    QVERIFY(bar.isHidden());
    bar.showProblem(u"one"_s);
    bar.showProblem(u"two"_s);
    bar.showProblem(u"one"_s);
    QCOMPARE(bar.text(), u"one"_s);
    QCOMPARE(bar.pending().size(), 2);
    auto *dismiss = bar.findChild<QToolButton *>();
    dismiss->click();
    QCOMPARE(bar.text(), u"two"_s);
    dismiss->click();
    QVERIFY(bar.isHidden());
}

void tst_ViewParts::styleSheetIsComplete()
{
    Theme theme;
    for (const Theme::Scheme scheme : {Theme::Scheme::Light, Theme::Scheme::Dark}) {
        theme.setScheme(scheme);
        const QString sheet = styleSheet(theme);
        QVERIFY(!sheet.contains(u'@'));
        QVERIFY(sheet.contains(theme.accent().name()));
    }
}

void tst_ViewParts::columnsAreRemembered()
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

void tst_ViewParts::damagedColumnsAreIgnored()
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

void tst_ViewParts::longValuesWrap()
{
    Theme theme;
    PropertyView view(&theme);
    view.resize(300, 400);
    view.setSections({{u"Fingerprint"_s, {{u"sha-256"_s, QString(400, u'A'), QString(), QString()}}}});
    view.show();
    QCOMPARE(view.horizontalScrollBar()->maximum(), 0);
    QVERIFY(view.document()->idealWidth() <= 300);
    QVERIFY(view.toPlainText().contains(QString(400, u'A')));
}

int main(int argc, char *argv[])
{
    allowPlatformWarnings();
    QApplication application(argc, argv);
    tst_ViewParts test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_viewparts.moc"
