// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/app/inspectorpage.h"
#include "inspector/models/connectionmodel.h"
#include "inspector/views/completionlist.h"
#include "inspector/views/connectionview.h"
#include "tests/app/searchtest.h"

#include <QtGui/QAccessible>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QToolButton>

using namespace Inspector;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Returns the smallest rectangle outside of which both pictures, of the same size, are the same.
QRect difference(const QImage &first, const QImage &second)
{
    QRect all;
    for (int y = 0; y < first.height(); ++y) {
        for (int x = 0; x < first.width(); ++x) {
            if (first.pixel(x, y) != second.pixel(x, y))
                all |= QRect(x, y, 1, 1);
        }
    }
    return all;
}

} // namespace

/// Finding messages with keyboard and mouse: the filter bar, its suggestions, and highlighting.
class tst_MessageSearch : public SearchTest
{
    Q_OBJECT

private Q_SLOTS:
    void typingFilters();
    void aMistakeIsUnderlinedAndNamed();
    void suggestionsTakeThePlaceOfTheMistake();
    void aKeyThatIsBeingTypedIsNoText();
    void suggestionsAreTakenWithTheKeyboard();
    void suggestionsAreTakenWithTheMouse();
    void selectionAndPositionSurviveAFilter();
    void theScopeIsShownAndCombines();
    void cellsSuggestConditions();
    void highlightingKeepsAllRows();
    void nothingFoundIsSaid();
    void filtersAreRemembered();
    void everythingHasANameAndFits();
};

void tst_MessageSearch::typingFilters()
{
    table()->setFocus();
    key(Qt::Key_F, Qt::ControlModifier);
    QCOMPARE(QApplication::focusWidget(), field());
    QVERIFY(filter(u"kind:offer"_s));
    QVERIFY(model()->rowCount() > 10);
    const QString figures = u"%1 of %2"_s.arg(model()->rowCount()).arg(feed()->count());
    QTRY_COMPARE_WITH_TIMEOUT(bar()->figures(), figures, timeout);
    QVERIFY(filter(u"kind:offer datachannel"_s));
    field()->completions()->hide();
    key(Qt::Key_Escape);
    QCOMPARE(field()->text(), QString());
    QCOMPARE(quint32(model()->rowCount()), feed()->count());
    QCOMPARE(bar()->figures(), QString());
    key(Qt::Key_Escape);
    QCOMPARE(QApplication::focusWidget(), table());
}

void tst_MessageSearch::aMistakeIsUnderlinedAndNamed()
{
    QVERIFY(filter(u"kind:offer"_s));
    const auto before = rows();
    bar()->setText(u"kind:offer dir:up"_s);
    QVERIFY(bar()->error());
    QCOMPARE(bar()->error()->position, 15);
    QVERIFY(errorText()->isVisible());
    QCOMPARE(errorText()->text(), u"✕ Expected one of: sent, received."_s);
    QCOMPARE(field()->accessibleDescription(), u"Expected one of: sent, received."_s);
    QCOMPARE(rows(), before); // The last filter stays in force.
    // The wave is drawn under the word that is wrong, and nothing else differs. A cursor would blink.
    field()->completions()->hide();
    table()->setFocus();
    const QImage wrong = field()->grab().toImage();
    const FilterError error = *bar()->error();
    field()->setError(std::nullopt);
    const QRect wave = difference(field()->grab().toImage(), wrong);
    field()->setError(error);
    const QFontMetrics metrics(field()->font());
    const int left = metrics.horizontalAdvance(u"kind:offer dir:"_s);
    QVERIFY(!wave.isEmpty());
    QVERIFY2(wave.left() >= left && wave.left() <= left + 20, QByteArray::number(wave.left()).constData());
    QVERIFY2(qAbs(wave.width() - metrics.horizontalAdvance(u"up"_s)) <= 4,
             QByteArray::number(wave.width()).constData());
    bar()->setText(u"kind:offer"_s);
    QVERIFY(!errorText()->isVisible());
    QCOMPARE(field()->accessibleDescription(), QString());
}

void tst_MessageSearch::suggestionsTakeThePlaceOfTheMistake()
{
    bar()->setText(u"kind:"_s);
    QVERIFY(errorText()->isVisible());
    field()->setFocus();
    key(Qt::Key_Space, Qt::ControlModifier);
    QVERIFY(field()->completions()->isVisible());
    QVERIFY(!errorText()->isVisible());
    key(Qt::Key_Escape);
    QVERIFY(!field()->completions()->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(errorText()->isVisible(), timeout);
    QCOMPARE(field()->text(), u"kind:"_s);
    bar()->setText({});
}

void tst_MessageSearch::aKeyThatIsBeingTypedIsNoText()
{
    QVERIFY(filter(u"kind:offer"_s));
    const auto offers = rows();
    QSignalSpy changed(bar(), &FilterBar::filterChanged);
    QTest::keyClicks(field(), u" di"_s);
    QCOMPARE(rows(), offers);
    QTest::keyClicks(field(), u"r:up"_s);
    QCOMPARE(changed.count(), 0);
    QVERIFY(filter(u"kind:offer di"_s)); // It is one when typing pauses.
}

void tst_MessageSearch::suggestionsAreTakenWithTheKeyboard()
{
    key(Qt::Key_F, Qt::ControlModifier);
    QTest::keyClicks(field(), u"kin"_s);
    QVERIFY(field()->completions()->isVisible());
    key(Qt::Key_Tab);
    QCOMPARE(field()->text(), u"kind:"_s);
    QVERIFY(field()->completions()->isVisible()); // Its values.
    key(Qt::Key_Down);
    key(Qt::Key_Down);
    key(Qt::Key_Return);
    QCOMPARE(field()->text(), u"kind:response"_s);
    QVERIFY(!field()->completions()->isVisible());
    QVERIFY(isInForce(u"kind:response"_s));
    QTest::keyClicks(field(), u" from:be"_s);
    QVERIFY(field()->completions()->isVisible());
    QCOMPARE(field()->completions()->at(0).text, u"beta"_s);
    key(Qt::Key_Escape); // Only the list goes.
    QVERIFY(!field()->completions()->isVisible());
    QCOMPARE(field()->text(), u"kind:response from:be"_s);
    key(Qt::Key_Down);
    QVERIFY(field()->completions()->isVisible());
}

void tst_MessageSearch::suggestionsAreTakenWithTheMouse()
{
    key(Qt::Key_F, Qt::ControlModifier);
    QTest::keyClicks(field(), u"de"_s);
    CompletionList *list = field()->completions();
    QVERIFY(list->isVisible());
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(list->model()->index(0, 0)).center());
    QCOMPARE(field()->text(), u"desc:"_s);
    QCOMPARE(QApplication::focusWidget(), field());
    QVERIFY(m_window->rect().contains(QRect(list->mapTo(m_window.get(), QPoint()), list->size())));
}

void tst_MessageSearch::selectionAndPositionSurviveAFilter()
{
    const MessageId offer = firstOf(MessageKind::Offer);
    table()->selectMessage(offer);
    QVERIFY(filter(u"kind:offer"_s));
    QCOMPARE(table()->selectedMessage(), offer);
    QCOMPARE(model()->idAt(table()->currentIndex().row()), offer);
    QVERIFY(filter(u"kind:answer"_s));
    QCOMPARE(table()->selectedMessage(), offer);
    bar()->setText({});
    QCOMPARE(model()->idAt(table()->currentIndex().row()), offer);

    // Without a selection the rows in sight stay.
    table()->selectMessage(0);
    table()->setCurrentIndex({});
    table()->verticalScrollBar()->setValue(table()->verticalScrollBar()->maximum() / 2);
    table()->verticalScrollBar()->triggerAction(QAbstractSlider::SliderSingleStepSub);
    const MessageId top = table()->visibleMessages().first;
    QVERIFY(top > 1);
    QVERIFY(filter(u"kind:close"_s));
    bar()->setText({});
    QCOMPARE(table()->visibleMessages().first, top);
}

void tst_MessageSearch::theScopeIsShownAndCombines()
{
    auto *connections = m_window->findChild<ConnectionView *>();
    const auto *button = bar()->findChild<QToolButton *>(u"filterScope"_s);
    QVERIFY(!button->isVisible());
    connections->selectConnection(2);
    QVERIFY(button->isVisible());
    QVERIFY2(button->accessibleName().contains(connections->currentIndex().data(ConnectionModel::TitleRole).toString()),
             qPrintable(button->accessibleName()));
    bar()->setText(u"-kind:control"_s);
    const Filter both = std::get<Filter>(parseFilter(u"-kind:control conn:2"_s));
    QTRY_VERIFY_WITH_TIMEOUT(rows() == expected(both), timeout);
    QTest::mouseClick(const_cast<QToolButton *>(button), Qt::LeftButton);
    QVERIFY(!button->isVisible());
    QVERIFY(isInForce(u"-kind:control"_s));
}

void tst_MessageSearch::cellsSuggestConditions()
{
    bar()->setText(u"kind:offer OR kind:answer"_s);
    QVERIFY(isInForce(u"kind:offer OR kind:answer"_s));
    Q_EMIT table()->filterRequested(u"dir:sent"_s);
    QVERIFY(isInForce(u"(kind:offer OR kind:answer) dir:sent"_s));
    bar()->setText({});
    // The menu of a cell has what its column suggests.
    const MessageId offer = firstOf(MessageKind::Offer);
    table()->selectMessage(offer);
    QStringList offered;
    QTimer::singleShot(0, this, [&] {
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        if (!menu)
            return;
        for (const QAction *entry : menu->actions())
            offered.append(entry->text());
        if (QAction *only = menu->findChild<QAction *>(u"filter kind:offer"_s))
            only->trigger();
        menu->close();
    });
    const QRect cell = table()->visualRect(model()->index(model()->rowOf(offer), MessageModel::Kind));
    QContextMenuEvent event(QContextMenuEvent::Mouse, cell.center(), table()->viewport()->mapToGlobal(cell.center()));
    QApplication::sendEvent(table()->viewport(), &event);
    QVERIFY2(offered.contains(u"Only this kind: offer"_s), qPrintable(offered.join(u" | "_s)));
    QVERIFY(offered.contains(u"Not this kind: offer"_s));
    QVERIFY(isInForce(u"kind:offer"_s));
}

void tst_MessageSearch::highlightingKeepsAllRows()
{
    QVERIFY(filter(u"kind:answer"_s));
    const auto answers = rows();
    key(Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(action(u"highlightOnly"_s)->isChecked());
    QVERIFY(bar()->findChild<QToolButton *>(u"filterHighlight"_s)->isChecked());
    QCOMPARE(quint32(model()->rowCount()), feed()->count());
    QTRY_VERIFY_WITH_TIMEOUT(bar()->figures().startsWith(u"%1 found"_s.arg(answers.size())), timeout);
    table()->selectMessage(answers[1]);
    table()->setFocus();
    key(Qt::Key_F3);
    QCOMPARE(table()->selectedMessage(), answers[2]);
    key(Qt::Key_F3, Qt::ShiftModifier);
    key(Qt::Key_F3, Qt::ShiftModifier);
    QCOMPARE(table()->selectedMessage(), answers[0]);
    key(Qt::Key_F3, Qt::ShiftModifier); // There is none before.
    QCOMPARE(table()->selectedMessage(), answers[0]);
    // A row that matches looks different, also without colours.
    table()->clearSelection();
    const auto grey = [this](MessageId id) {
        const QRect cell = table()->visualRect(model()->index(model()->rowOf(id), MessageModel::Number));
        return table()
            ->viewport()
            ->grab(QRect(cell.left(), cell.top(), 4, cell.height()))
            .toImage()
            .convertToFormat(QImage::Format_Grayscale8);
    };
    const auto centre = [&] {
        table()->setFocus();
        table()->scrollTo(model()->index(model()->rowOf(answers[1]), 0), QAbstractItemView::PositionAtCenter);
    };
    centre();
    MessageId other = answers[1] + 1;
    while (model()->isMatch(other))
        ++other;
    const QImage marked = grey(answers[1]);
    const QImage plain = grey(other);
    key(Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(rows(), answers);
    bar()->setText({});
    centre();
    QVERIFY(grey(answers[1]) != marked);
    QCOMPARE(grey(other), plain);
}

void tst_MessageSearch::nothingFoundIsSaid()
{
    const auto text = [this] { return table()->emptyTitle(); };
    bar()->setText(u"conn:12345"_s);
    QTRY_COMPARE_WITH_TIMEOUT(model()->rowCount(), 0, timeout);
    QTRY_COMPARE_WITH_TIMEOUT(text(), u"Nothing matches the filter"_s, timeout);
    QVERIFY(bar()->figures().startsWith(u"0 of "_s));
    bar()->setText({});
    QVERIFY(text() != u"Nothing matches the filter"_s);
}

void tst_MessageSearch::filtersAreRemembered()
{
    QVERIFY(filter(u"kind:answer"_s));
    field()->completions()->hide();
    key(Qt::Key_Return);
    QCOMPARE(QApplication::focusWidget(), table());
    StoredFilters stored = bar()->stored();
    QCOMPARE(stored.history, QStringList{u"kind:answer"_s});
    stored.saved.insert(u"Errors & co"_s, u"ok:false"_s);
    bar()->setStored(stored);
    m_window->close();
    reopenWindow();
    m_window->openCapture(file(u"rich.relaycap"_s));
    QCOMPARE(bar()->stored(), stored);
    // The menu has them, and so has the empty field.
    auto *menu = bar()->findChild<QMenu *>(u"filterMenu"_s);
    Q_EMIT menu->aboutToShow();
    for (QAction *entry : menu->actions()) {
        if (entry->text() == u"Errors && co"_s)
            entry->trigger();
    }
    QVERIFY(isInForce(u"ok:false"_s));
    bar()->setText({});
    m_window->activateWindow();
    field()->setFocus();
    key(Qt::Key_Down);
    QCOMPARE(field()->completions()->at(0), (FilterSuggestion{u"ok:false"_s, u"Errors & co"_s, false}));
    QCOMPARE(field()->completions()->at(1).text, u"kind:answer"_s);
}

void tst_MessageSearch::everythingHasANameAndFits()
{
    const auto role = [](QWidget *widget) { return QAccessible::queryAccessibleInterface(widget)->role(); };
    const auto name = [](QWidget *widget) {
        return QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Name);
    };
    QCOMPARE(role(field()), QAccessible::EditableText);
    QCOMPARE(name(field()), u"Filter"_s);
    QCOMPARE(role(field()->completions()), QAccessible::List);
    QVERIFY(!name(field()->completions()).isEmpty());
    QCOMPARE(name(strip()), u"Messages over time"_s);
    auto *highlight = bar()->findChild<QToolButton *>(u"filterHighlight"_s);
    QVERIFY(QAccessible::queryAccessibleInterface(highlight)->state().checkable);
    QVERIFY(filter(u"kind:answer"_s));
    highlight->click();
    QVERIFY(QAccessible::queryAccessibleInterface(highlight)->state().checked);

    m_window->findChild<ConnectionView *>()->selectConnection(2);
    const QFont plain = QApplication::font();
    for (const qreal scale : {1.0, 1.5}) {
        QFont font = plain;
        font.setPointSizeF(plain.pointSizeF() * scale);
        QApplication::setFont(font);
        m_window->resize(1024, 640);
        QTest::qWait(50);
        QCOMPARE(m_window->size(), QSize(1024, 640));
        for (const QWidget *each : bar()->findChildren<QWidget *>()) {
            if (!each->isVisible() || each->parentWidget() != bar())
                continue;
            QVERIFY2(bar()->rect().contains(each->geometry()), qPrintable(each->objectName()));
            const bool text = qobject_cast<const QToolButton *>(each) || qobject_cast<const QLabel *>(each);
            QTRY_VERIFY2(!text || each->width() >= each->minimumSizeHint().width(), qPrintable(each->objectName()));
        }
        QVERIFY2(field()->width() >= 100, QByteArray::number(field()->width()).constData());
    }
    QApplication::setFont(plain);
}

int main(int argc, char *argv[])
{
    return runWindowTest<tst_MessageSearch>(argc, argv);
}

#include "tst_messagesearch.moc"
