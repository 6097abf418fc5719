// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/theme/theme.h"
#include "inspector/views/celltext.h"
#include "inspector/views/completionlist.h"
#include "inspector/views/connectionfinder.h"
#include "inspector/views/connectionview.h"
#include "inspector/views/elidedlabel.h"
#include "inspector/views/filterbar.h"
#include "inspector/views/filterfield.h"
#include "inspector/views/focusframe.h"
#include "inspector/views/keysdialog.h"
#include "inspector/views/messagebar.h"
#include "inspector/views/messagedelegate.h"
#include "inspector/views/messagetable.h"
#include "inspector/views/propertyview.h"
#include "inspector/views/stylesheet.h"
#include "inspector/views/wrappedlabel.h"
#include "tests/views/guitest.h"

#include <QtCore/QAbstractTableModel>
#include <QtGui/QPainter>
#include <QtGui/QStandardItemModel>
#include <QtGui/QTextBlock>
#include <QtGui/QTextLayout>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QToolButton>

#include <set>

using namespace Inspector;
using namespace Qt::Literals::StringLiterals;

class tst_ViewParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnOtherWarnings(); }
    void noMessageIsLost();
    void styleSheetIsComplete();
    void aLetterReadsNoRows();
    void longValuesWrap();
    void namesOfKeysStayOnOneLine();
    void factsAreSafeToShow();
    void aSelectionStaysWhenFactsAreAdded();
    void noWordDecidesAWidth();
    void aConnectionThatAppearsOrGoesIsFound();
    void namesAreSafeInTheFilterBar();
    void theFilterHasRoomToBeTyped();
    void aShortenedDirectionKeepsItsArrow();
    void anAddressStaysBesideAShortenedName();
    void aFocusFrameHasFourEdges_data();
    void aFocusFrameHasFourEdges();
    void rowsDifferByMoreThanColour_data();
    void rowsDifferByMoreThanColour();
    void aMarkNeedsNoRoom();
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

/// Counts the rows that are read.
class CountingModel final : public QAbstractTableModel
{
public:
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : 50'000; }
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : 2; }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        if (role == Qt::DisplayRole)
            read.insert(index.row());
        return role == Qt::DisplayRole ? QVariant(index.row()) : QVariant();
    }

    mutable std::set<int> read;
};

void tst_ViewParts::aLetterReadsNoRows()
{
    Theme theme;
    CountingModel model;
    MessageTable table(&theme);
    table.setModel(&model);
    table.resize(1200, 400);
    table.show();
    QTest::keyClick(&table, Qt::Key_Down);
    QVERIFY(table.currentIndex().isValid());
    QTest::keyClick(&table, Qt::Key_X);
    QCoreApplication::processEvents();
    QVERIFY2(model.read.size() < 100, qPrintable(QString::number(model.read.size())));
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

void tst_ViewParts::namesOfKeysStayOnOneLine()
{
    Theme theme;
    const QString key = u"Strg+Umschalt+Leertaste"_s;
    KeysDialog dialog(&theme, {});
    auto *view = dialog.findChild<PropertyView *>();
    view->setSections({{u"Keys"_s, {{u"J"_s, u"next"_s, {}, {}}, {key, u"export"_s, {}, {}}}}});
    dialog.show();
    const QTextBlock block = view->document()->find(key).block();
    QVERIFY(block.isValid());
    (void)view->document()->size(); // Lays it out.
    QCOMPARE(block.layout()->lineCount(), 1);
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

void tst_ViewParts::anAddressStaysBesideAShortenedName()
{
    const QFontMetrics metrics(QApplication::font());
    const QString name = u"Forward proxy"_s;
    const QString address = u"127.0.0.1:9700"_s;
    const int whole = metrics.horizontalAdvance(name + u"  "_s + address);
    QCOMPARE(elidedNameAndAddress(metrics, name, address, whole), u"Forward proxy  127.0.0.1:9700"_s);
    const int narrow = whole - metrics.horizontalAdvance(u"127.0"_s);
    const QString shown = elidedNameAndAddress(metrics, name, address, narrow);
    QVERIFY2(shown.startsWith(name + u"  …"_s) && shown.endsWith(u":9700"_s), qPrintable(shown));
    QVERIFY(metrics.horizontalAdvance(shown) <= narrow);
    const int portOnly = metrics.horizontalAdvance(name + u"  …:9700"_s);
    QCOMPARE(elidedNameAndAddress(metrics, name, address, portOnly), u"Forward proxy  …:9700"_s);
    // Where not even the port has room beside it, the name is what remains.
    QCOMPARE(elidedNameAndAddress(metrics, name, address, portOnly - 1), name);
    const QString least = elidedNameAndAddress(metrics, name, address, metrics.horizontalAdvance(u"Forward"_s));
    QVERIFY2(least.startsWith(u"Fo"_s) && least.endsWith(u'…'), qPrintable(least));
    // Without a name the end of the address.
    const QString end = elidedNameAndAddress(metrics, {}, address, metrics.horizontalAdvance(u"1234567890"_s));
    QVERIFY2(end.startsWith(u'…') && end.endsWith(u":9700"_s), qPrintable(end));
}

void tst_ViewParts::aFocusFrameHasFourEdges_data()
{
    QTest::addColumn<qreal>("scale");
    QTest::addColumn<int>("begin");
    for (const qreal scale : {1.0, 1.25, 1.5, 1.75, 2.0}) {
        // A widget may begin between two pixels of the screen.
        for (const int begin : {0, 1, 2, 3})
            QTest::addRow("%g, from %d", scale, begin) << scale << begin;
    }
}

void tst_ViewParts::aFocusFrameHasFourEdges()
{
    QFETCH(const qreal, scale);
    QFETCH(const int, begin);
    QImage image(300, 200, QImage::Format_RGB32);
    image.fill(Qt::white);
    image.setDevicePixelRatio(scale);
    const QRect widget(QPoint(begin, begin), QSize(91, 61));
    QPainter painter(&image);
    painter.translate(widget.topLeft());
    painter.setClipRect(QRect(QPoint(), widget.size()));
    paintFrame(&painter, QRect(QPoint(), widget.size()), Qt::black);
    painter.end();
    // The outermost pixels that belong to the widget, and their neighbours inside.
    const QRect pixels(QPoint(qRound(begin * scale), qRound(begin * scale)),
                       QPoint(qRound((begin + 91) * scale) - 1, qRound((begin + 61) * scale) - 1));
    const auto isDrawn = [&image](QPoint at, QPoint inward) {
        return image.pixelColor(at) == Qt::black || image.pixelColor(at + inward) == Qt::black;
    };
    const QPoint centre = pixels.center();
    QVERIFY(isDrawn({centre.x(), pixels.top()}, {0, 1}));
    QVERIFY(isDrawn({centre.x(), pixels.bottom()}, {0, -1}));
    QVERIFY(isDrawn({pixels.left(), centre.y()}, {1, 0}));
    QVERIFY(isDrawn({pixels.right(), centre.y()}, {-1, 0}));
}

void tst_ViewParts::rowsDifferByMoreThanColour_data()
{
    QTest::addColumn<Theme::Scheme>("scheme");
    QTest::addColumn<QString>("token");
    for (const QString &token : {u"offer"_s, u"answer"_s, u"control"_s, u"error"_s, u"registration"_s}) {
        QTest::addRow("%s, light", qPrintable(token)) << Theme::Scheme::Light << token;
        QTest::addRow("%s, dark", qPrintable(token)) << Theme::Scheme::Dark << token;
    }
}

void tst_ViewParts::rowsDifferByMoreThanColour()
{
    QFETCH(const Theme::Scheme, scheme);
    QFETCH(const QString, token);
    Theme theme;
    theme.setScheme(scheme);
    const MessageDelegate delegate(&theme, nullptr);
    QStandardItemModel model(1, MessageModel::ColumnCount);
    const auto row = [&](MessageModel::Column column, bool selected, bool match) {
        const QModelIndex index = model.index(0, column);
        model.setData(index, u"offer"_s, MessageModel::KindTextRole);
        model.setData(index, token, MessageModel::KindTokenRole);
        model.setData(index, match, MessageModel::IsMatchRole);
        QImage image(100, 24, QImage::Format_RGB32);
        QPainter painter(&image);
        QStyleOptionViewItem option;
        option.rect = image.rect();
        option.state.setFlag(QStyle::State_Selected, selected);
        delegate.paint(&painter, option, index);
        return image;
    };
    // The chip has an edge that is seen on each row.
    for (const bool selected : {false, true}) {
        for (const bool match : {false, true}) {
            const QImage image = row(MessageModel::Kind, selected, match);
            const QColor behind = image.pixelColor(95, 12);
            qreal best = 1;
            for (int x = 4; x < 10; ++x)
                best = std::max(best, Theme::contrast(image.pixelColor(x, 12), behind));
            QVERIFY2(best >= (selected || match ? 3 : 1.1), qPrintable(QString::number(best)));
        }
    }
    // A selected row has edges, a match has a bar, and one that is both has both.
    for (const bool selected : {false, true}) {
        for (const bool match : {false, true}) {
            const QImage image = row(MessageModel::Number, selected, match);
            const QColor behind = image.pixelColor(50, 12);
            QCOMPARE(Theme::contrast(image.pixelColor(50, 0), behind) >= 3, selected);
            QCOMPARE(Theme::contrast(image.pixelColor(50, 23), behind) >= 3, selected);
            QCOMPARE(Theme::contrast(image.pixelColor(1, 12), behind) >= 3, match);
        }
    }
}

void tst_ViewParts::aMarkNeedsNoRoom()
{
    Theme theme;
    const MessageDelegate delegate(&theme, nullptr);
    QStandardItemModel model(1, MessageModel::ColumnCount);
    const QModelIndex index = model.index(0, MessageModel::Number);
    model.setData(index, u"9,999"_s);
    const QSize before = delegate.sizeHint({}, index);
    model.setData(index, true, MessageModel::IsMarkedRole);
    QCOMPARE(delegate.sizeHint({}, index), before);
    // The flag lies beside the widest number of that width.
    const auto picture = [&](bool marked) {
        model.setData(index, marked, MessageModel::IsMarkedRole);
        QImage image(before, QImage::Format_RGB32);
        QPainter painter(&image);
        QStyleOptionViewItem option;
        option.rect = image.rect();
        delegate.paint(&painter, option, index);
        return image;
    };
    const QImage plain = picture(false);
    const QImage marked = picture(true);
    QVERIFY(plain != marked);
    for (int x = 0; x < before.width(); ++x) {
        for (int y = 0; y < before.height(); ++y) {
            if (plain.pixel(x, y) != marked.pixel(x, y))
                QCOMPARE(plain.pixelColor(x, y), theme.base()); // No number was there.
        }
    }
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

int main(int argc, char *argv[])
{
    allowPlatformWarnings();
    QApplication application(argc, argv);
    tst_ViewParts test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_viewparts.moc"
