// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/theme/theme.h"
#include "inspector/views/celltext.h"
#include "inspector/views/completionlist.h"
#include "inspector/views/connectionfinder.h"
#include "inspector/views/connectionview.h"
#include "inspector/views/elidedlabel.h"
#include "inspector/views/emptytext.h"
#include "inspector/views/filterbar.h"
#include "inspector/views/filterfield.h"
#include "inspector/views/messagebar.h"
#include "inspector/views/messagetable.h"
#include "inspector/views/propertyview.h"
#include "inspector/views/stylesheet.h"
#include "inspector/views/wrappedlabel.h"
#include "tests/views/guitest.h"

#include <QtGui/QStandardItemModel>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QTreeWidget>

using namespace Inspector;
using namespace Qt::Literals::StringLiterals;

class tst_ViewParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnOtherWarnings(); }
    void noMessageIsLost();
    void styleSheetIsComplete();
    void columnsAreRemembered();
    void damagedColumnsAreIgnored();
    void longValuesWrap();
    void factsAreSafeToShow();
    void aSelectionStaysWhenFactsAreAdded();
    void noWordDecidesAWidth();
    void aConnectionThatAppearsOrGoesIsFound();
    void namesAreSafeInTheFilterBar();
    void theFilterHasRoomToBeTyped();
    void aShortenedDirectionKeepsItsArrow();
    void anEmptyListExplainsItself();
};

void tst_ViewParts::noMessageIsLost()
{
    MessageBar bar;
    QVERIFY(bar.isHidden());
    bar.showProblem(u"one"_s);
    bar.showProblem(u"two"_s, u"save"_s);
    bar.showProblem(u"three"_s, u"open"_s);
    QCOMPARE(bar.text(), u"three"_s);
    QCOMPARE(bar.pending(), (QStringList{u"three"_s, u"two"_s, u"one"_s}));
    const auto click = [&bar](const QString &button) { bar.findChild<QToolButton *>(button)->click(); };
    click(u"olderProblem"_s);
    QCOMPARE(bar.text(), u"two"_s);
    click(u"olderProblem"_s);
    QCOMPARE(bar.text(), u"one"_s);
    click(u"newerProblem"_s);
    QCOMPARE(bar.text(), u"two"_s);

    // The same topic again replaces the problem before; success removes it.
    bar.showProblem(u"four"_s, u"save"_s);
    QCOMPARE(bar.pending(), (QStringList{u"four"_s, u"three"_s, u"one"_s}));
    bar.clearTopic(u"save"_s);
    QCOMPARE(bar.pending(), (QStringList{u"three"_s, u"one"_s}));
    click(u"dismissProblem"_s);
    QCOMPARE(bar.text(), u"one"_s);
    click(u"dismissProblem"_s);
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

void tst_ViewParts::factsAreSafeToShow()
{
    Theme theme;
    PropertyView view(&theme);
    view.setSections({{u"TLS\u202e"_s,
                       {{u"sub\u200bject"_s, u"<b>CN=\u202erelay</b>"_s, {}, {}},
                        {u"host"_s, u"short"_s, {}, u"first\nsecond\u2028third"_s}}}});
    const QString shown = view.toPlainText();
    for (const QString &text :
         {u"TLS\\u202e"_s, u"sub\\u200bject"_s, u"<b>CN=\\u202erelay</b>"_s, u"first second\\u2028third"_s})
        QVERIFY2(shown.contains(text), qPrintable(shown));
}

void tst_ViewParts::aSelectionStaysWhenFactsAreAdded()
{
    Theme theme;
    PropertyView view(&theme);
    QList<PropertySection> sections{{u"Request"_s, {{u"Host"_s, u"relay.example.org"_s, {}, {}}}}};
    view.setSections(sections);
    QVERIFY(view.find(u"relay.example"_s));
    QCOMPARE(view.textCursor().selectedText(), u"relay.example"_s);
    sections.append({u"Connection"_s, {{u"ended"_s, u"12:00"_s, {}, {}}}});
    view.setSections(sections);
    QCOMPARE(view.textCursor().selectedText(), u"relay.example"_s);
}

void tst_ViewParts::noWordDecidesAWidth()
{
    WrappedLabel label;
    label.setText(QString(2000, u'x'));
    QVERIFY(label.minimumSizeHint().width() < 200);
    const int line = label.fontMetrics().height();
    QVERIFY(label.heightForWidth(200) > 2 * line);
    // At most maxLines, whatever is in it.
    QVERIFY(label.heightForWidth(20) <= (WrappedLabel::maxLines + 1) * (line + 2));
}

void tst_ViewParts::aConnectionThatAppearsOrGoesIsFound()
{
    const auto item = [](const QString &title, bool isSource) {
        auto *made = new QStandardItem;
        made->setData(title, ConnectionModel::TitleRole);
        made->setData(isSource, ConnectionModel::IsSourceRole);
        return made;
    };
    QStandardItemModel model;
    model.appendRow(item(u"a relay"_s, true));
    QStandardItem *source = model.item(0);
    source->appendRow(item(u"alpha"_s, false));
    Theme theme;
    ConnectionView view(&theme);
    view.setModel(&model);
    ConnectionFinder finder(&view);
    const auto *nothing = finder.findChild<QLabel *>();
    const auto isNothingFound = [nothing] { return !nothing->isHidden(); };
    QVERIFY(!isNothingFound());
    finder.field()->setText(u"beta"_s);
    QVERIFY(isNothingFound());
    source->child(0)->setData(u"beta"_s, ConnectionModel::TitleRole);
    QTRY_VERIFY(!isNothingFound());
    source->child(0)->setData(u"gamma"_s, ConnectionModel::TitleRole);
    QTRY_VERIFY(isNothingFound());
    source->appendRow(item(u"beta"_s, false));
    QTRY_VERIFY(!isNothingFound());
    source->removeRow(1);
    QTRY_VERIFY(isNothingFound());
    finder.field()->clear();
    QVERIFY(!isNothingFound());
}

void tst_ViewParts::theFilterHasRoomToBeTyped()
{
    Theme theme;
    FilterBar bar(&theme);
    bar.setScopeText(u"alpha"_s);
    bar.setFigures(u"116 of 3,942"_s, {});
    const auto *const field = bar.findChild<FilterField *>();
    const auto *const figures = bar.findChild<QLabel *>(u"filterFigures"_s);
    bar.resize(900, bar.sizeHint().height());
    bar.show();
    QVERIFY(QTest::qWaitForWindowExposed(&bar));
    QTRY_VERIFY(figures->width() >= figures->sizeHint().width());
    const auto isTypable = [field] { return field->width() >= 14 * field->fontMetrics().averageCharWidth(); };
    // In a narrow bar the figures move below the field, and stay whole.
    bar.resize(bar.minimumSizeHint().width(), bar.height());
    QTRY_VERIFY(figures->y() > field->y() && bar.layout()->minimumSize().width() == bar.minimumSizeHint().width());
    bar.resize(bar.minimumSizeHint().width(), bar.sizeHint().height());
    QTRY_VERIFY(figures->width() >= figures->sizeHint().width());
    QVERIFY(isTypable());
    const int narrow = bar.minimumSizeHint().width();
    bar.setScopeText(QString(40, u'W'));
    QTRY_VERIFY(bar.minimumSizeHint().width() > narrow);
    QVERIFY(bar.minimumSizeHint().width() - narrow <= 18 * bar.fontMetrics().averageCharWidth());
}

void tst_ViewParts::namesAreSafeInTheFilterBar()
{
    Theme theme;
    FilterBar bar(&theme);
    bar.setScopeText(u"R&D\u202e\n"_s);
    const auto *scope = bar.findChild<QToolButton *>(u"filterScope"_s);
    QCOMPARE(scope->text(), u"R&&D\\u202e\\n  ✕"_s);
    QVERIFY2(scope->accessibleName().contains(u"R&D\\u202e\\n"_s), qPrintable(scope->accessibleName()));

    CompletionList *list = bar.field()->completions();
    const FilterSuggestion hostile{u"from:\"a\u202eb\""_s, u"c\u2028d"_s, true};
    list->offer({hostile}, 0);
    const QModelIndex shown = list->model()->index(0, 0);
    QCOMPARE(shown.data().toString(), u"from:\"a\\u202eb\""_s);
    QCOMPARE(shown.data(Qt::AccessibleTextRole).toString(), u"from:\"a\\u202eb\", c\\u2028d"_s);
    QCOMPARE(list->at(0), hostile); // What is taken is what was captured.
}

void tst_ViewParts::aShortenedDirectionKeepsItsArrow()
{
    const QFontMetrics metrics(QApplication::font());
    const auto shortened = [&metrics](const QString &text, int width) {
        return elidedText(metrics, text, Qt::ElideMiddle, width);
    };
    const QString text = u"endpoint-in-lisbon → endpoint-in-berlin"_s;
    const int whole = metrics.horizontalAdvance(text);
    QCOMPARE(shortened(text, whole), text);
    for (int width = whole / 3; width < whole; ++width) {
        const QString result = shortened(text, width);
        QVERIFY2(metrics.horizontalAdvance(result) <= width, qPrintable(result));
        QVERIFY2(result.startsWith(u'e') && result.contains(u" → e"_s), qPrintable(result));
    }
    // A short name leaves its room to the long one.
    const QString uneven = u"endpoint-in-lisbon → relay"_s;
    QVERIFY(shortened(uneven, metrics.horizontalAdvance(uneven) - 1).endsWith(u" → relay"_s));
    const QString other = u"relay → endpoint-in-lisbon"_s;
    QVERIFY(shortened(other, metrics.horizontalAdvance(other) - 1).startsWith(u"relay → "_s));
    QVERIFY(!shortened(u"no direction at all"_s, whole / 4).contains(u'→'));
}

void tst_ViewParts::anEmptyListExplainsItself()
{
    QTreeWidget list;
    EmptyText text(&list);
    text.setText(u"Nothing yet"_s, u"It comes later."_s);
    list.resize(300, 200);
    list.show();
    QVERIFY(QTest::qWaitForWindowExposed(&list));
    QVERIFY(text.isVisible());
    QCOMPARE(text.geometry(), list.viewport()->geometry());
    const auto drawn = [&text](const QString &words) {
        const QList<QLabel *> labels = text.findChildren<QLabel *>();
        return std::any_of(labels.cbegin(), labels.cend(), [&words](const QLabel *label) {
            return label->isVisible() && label->text() == words
                   && label->height() >= label->heightForWidth(label->width());
        });
    };
    QVERIFY(drawn(u"Nothing yet"_s));
    QVERIFY(drawn(u"It comes later."_s));
    list.resize(220, 140);
    QCOMPARE(text.geometry(), list.viewport()->geometry());
    list.addTopLevelItem(new QTreeWidgetItem({u"row"_s}));
    QVERIFY(!text.isVisible());
    delete list.takeTopLevelItem(0);
    QVERIFY(text.isVisible());
    list.addTopLevelItem(new QTreeWidgetItem({u"row"_s}));
    list.clear();
    QVERIFY(text.isVisible());

    // Another model.
    QStandardItemModel one(1, 1);
    QTableView table;
    EmptyText tableText(&table);
    table.show();
    QVERIFY2(!tableText.isVisible(), "there is no model");
    table.setModel(&one);
    tableText.followModel();
    QVERIFY(!tableText.isVisible());
    one.removeRow(0);
    QVERIFY(tableText.isVisible());
}

int main(int argc, char *argv[])
{
    allowPlatformWarnings();
    QApplication application(argc, argv);
    tst_ViewParts test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_viewparts.moc"
