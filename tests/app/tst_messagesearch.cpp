// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/app/inspectorpage.h"
#include "inspector/app/messagesearch.h"
#include "inspector/filter/filtermatcher.h"
#include "inspector/filter/filterparser.h"
#include "inspector/models/connectionmodel.h"
#include "inspector/models/messagedensity.h"
#include "inspector/models/messagemarks.h"
#include "inspector/views/completionlist.h"
#include "inspector/views/connectionfinder.h"
#include "inspector/views/connectionview.h"
#include "inspector/views/densitystrip.h"
#include "inspector/views/filterbar.h"
#include "inspector/views/filterfield.h"
#include "inspector/views/gotodialog.h"
#include "tests/app/windowtest.h"
#include "tests/cli/richcapture.h"

#include <QtGui/QAccessible>
#include <QtGui/QAction>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QLabel>
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

/// Finding messages with keyboard and mouse: the filter bar, highlighting, the strip over time, marks, and the field
/// above the connections.
class tst_MessageSearch : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        openWindow();
        RichCapture(file(u"rich.relaycap"_s), 5).write(400);
        m_window->openCapture(file(u"rich.relaycap"_s));
        QTRY_VERIFY_WITH_TIMEOUT(feed()->count() > 400 && feed()->indexedCount() == feed()->count(), timeout);
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    void cleanup() { closeWindow(); }

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
    void goesToNumbersAndTimes();
    void marksAreSetVisitedAndKept();
    void draggingSelectsATime();
    void aDoubleClickZoomsToTheSelection();
    void keysSelectATime();
    void theWheelZooms();
    void theStripNamesItsUnit_data();
    void theStripNamesItsUnit();
    void connectionsAreFound();
    void filtersAreRemembered();
    void everythingHasANameAndFits();

private:
    [[nodiscard]] CaptureFeed *feed() const { return m_window->feed(); }
    [[nodiscard]] FilterBar *bar() const { return m_window->findChild<FilterBar *>(); }
    [[nodiscard]] FilterField *field() const { return bar()->field(); }
    [[nodiscard]] DensityStrip *strip() const { return m_window->findChild<DensityStrip *>(); }
    [[nodiscard]] MessageModel *model() const { return qobject_cast<MessageModel *>(table()->model()); }
    [[nodiscard]] QLabel *errorText() const { return bar()->findChild<QLabel *>(u"filterError"_s); }
    [[nodiscard]] QAction *action(const QString &name) const { return m_window->findChild<QAction *>(name); }
    void key(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key(key), modifiers);
    }
    /// Replaces the filter as a person does, and waits until it is in force.
    [[nodiscard]] bool filter(const QString &text)
    {
        key(Qt::Key_F, Qt::ControlModifier);
        key(Qt::Key_Delete);
        QTest::keyClicks(field(), text);
        return isInForce(text);
    }
    [[nodiscard]] bool isInForce(const QString &text)
    {
        const Filter wanted = std::get<Filter>(parseFilter(text));
        return field()->text() == text && QTest::qWaitFor([&] { return rows() == expected(wanted); }, timeout);
    }
    [[nodiscard]] std::vector<MessageId> rows() const
    {
        std::vector<MessageId> ids;
        for (int row = 0; row < model()->rowCount(); ++row)
            ids.push_back(model()->idAt(row));
        return ids;
    }
    [[nodiscard]] std::vector<MessageId> expected(const Filter &filter) const
    {
        const FilterMatcher matcher(filter, feed()->index(), feed()->reader()->losses());
        std::vector<MessageId> ids;
        for (MessageId id = 1; id <= feed()->indexedCount(); ++id) {
            if (matcher.matches(id, feed()->row(id)->payload))
                ids.push_back(id);
        }
        return ids;
    }
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

void tst_MessageSearch::goesToNumbersAndTimes()
{
    const auto go = [this](const QString &text) {
        QString error;
        QTimer::singleShot(0, this, [&] {
            auto *dialog = qobject_cast<GoToDialog *>(QApplication::activeModalWidget());
            if (!dialog)
                return;
            dialog->findChild<QLineEdit *>(u"goToText"_s)->setText(text);
            QTest::keyClick(dialog, Qt::Key_Return);
            const auto *label = dialog->findChild<QLabel *>(u"goToError"_s);
            error = label->text();
            if (label->height() < label->heightForWidth(label->width()))
                error += u" (cut)"_s;
            dialog->reject();
        });
        QTest::keyClick(table(), Qt::Key_G, Qt::ControlModifier);
        m_window->activateWindow();
        return QTest::qWaitForWindowActive(m_window.get()) ? error : u"the window is not active"_s;
    };
    QCOMPARE(go(u"#1"_s), QString());
    QCOMPARE(table()->selectedMessage(), 1U);
    QCOMPARE(go(u" 201 "_s), QString());
    QCOMPARE(table()->selectedMessage(), 201U);
    const qint64 offset = feed()->timesNs()[99] - feed()->timesNs()[0];
    QCOMPARE(go(filterOffset(offset)), QString());
    QCOMPARE(feed()->timesNs()[table()->selectedMessage() - 1], feed()->timesNs()[99]);
    QCOMPARE(go(u"999999"_s), u"✕ There is no such message."_s);
    QCOMPARE(go(u"99,999,999,999"_s), u"✕ There is no such message."_s);
    QCOMPARE(go(u"+9999h"_s), u"✕ There is no such message."_s);
    QCOMPARE(go(u"soon"_s), u"✕ This is no number and no time, such as 18326, 14:02:11 or +1.5s."_s);
    // Where a filter hides it, the nearest row.
    QVERIFY(filter(u"kind:offer"_s));
    const MessageId last = rows().back();
    QCOMPARE(go(QString::number(feed()->count())), QString());
    QCOMPARE(table()->selectedMessage(), last);
}

void tst_MessageSearch::marksAreSetVisitedAndKept()
{
    table()->setFocus();
    table()->selectMessage(20);
    key(Qt::Key_M);
    table()->selectMessage(40);
    key(Qt::Key_M);
    QVERIFY(model()->index(19, 0).data(MessageModel::IsMarkedRole).toBool());
    table()->selectMessage(1);
    key(Qt::Key_F2);
    QCOMPARE(table()->selectedMessage(), 20U);
    key(Qt::Key_F2);
    QCOMPARE(table()->selectedMessage(), 40U);
    key(Qt::Key_F2, Qt::ShiftModifier);
    QCOMPARE(table()->selectedMessage(), 20U);
    // A letter that is typed is no key of the window.
    key(Qt::Key_F, Qt::ControlModifier);
    QTest::keyClicks(field(), u"m"_s);
    QCOMPARE(m_window->findChild<InspectorPage *>()->search()->marks()->count(), 2);
    reopenWindow();
    m_window->openCapture(file(u"rich.relaycap"_s));
    QTRY_VERIFY_WITH_TIMEOUT(model()->rowCount() > 40, timeout);
    QVERIFY(model()->index(39, 0).data(MessageModel::IsMarkedRole).toBool());
}

void tst_MessageSearch::draggingSelectsATime()
{
    const QRect area = strip()->rect();
    const auto at = [&](qreal share) {
        return QPoint(8 + int((area.width() - 16) * share / 4), area.center().y() + 4);
    };
    QTest::mousePress(strip(), Qt::LeftButton, {}, at(0.3));
    QTest::mouseMove(strip(), at(0.5));
    QTest::mouseMove(strip(), at(0.9));
    QTest::mouseRelease(strip(), Qt::LeftButton, {}, at(0.9));
    QVERIFY2(bar()->text().startsWith(u"t:+"_s), qPrintable(bar()->text()));
    QVERIFY(strip()->selection());
    const FilterSpan span = *strip()->selection();
    QVERIFY(isInForce(bar()->text()));
    QVERIFY(model()->rowCount() > 0);
    QVERIFY(quint32(model()->rowCount()) < feed()->count());
    for (const MessageId id : rows())
        QVERIFY(feed()->timesNs()[id - 1] >= span.fromNs && feed()->timesNs()[id - 1] <= span.toNs);
    // Other conditions stay, and the range is replaced.
    bar()->setText(bar()->text() + u" -kind:control"_s);
    QTest::mousePress(strip(), Qt::LeftButton, {}, at(0.1));
    QTest::mouseMove(strip(), at(0.6));
    QTest::mouseRelease(strip(), Qt::LeftButton, {}, at(0.6));
    QCOMPARE(bar()->text().count(u"t:+"_s), 1);
    QVERIFY(bar()->text().endsWith(u" -kind:control"_s));
    // A click gives it up.
    QTest::mouseClick(strip(), Qt::LeftButton, {}, at(0.2));
    QCOMPARE(bar()->text(), u"-kind:control"_s);
    QVERIFY(!strip()->selection());
}

void tst_MessageSearch::aDoubleClickZoomsToTheSelection()
{
    const auto *density = m_window->findChild<MessageDensity *>();
    const int middle = strip()->rect().center().y() + 4;
    const auto doubleClick = [&](int x) {
        // As an operating system sends it: the first click comes before.
        QTest::mouseClick(strip(), Qt::LeftButton, {}, {x, middle});
        QTest::mouseDClick(strip(), Qt::LeftButton, {}, {x, middle});
        QTest::mouseRelease(strip(), Qt::LeftButton, {}, {x, middle});
    };
    QTest::mousePress(strip(), Qt::LeftButton, {}, {20, middle});
    QTest::mouseMove(strip(), {60, middle});
    QTest::mouseRelease(strip(), Qt::LeftButton, {}, {60, middle});
    const auto selection = strip()->selection();
    const QString filter = bar()->text();
    QVERIFY(selection);
    doubleClick(40);
    QVERIFY(density->isZoomed());
    QVERIFY(density->startNs() <= selection->fromNs && density->endNs() >= selection->toNs);
    QVERIFY(density->endNs() < density->capture().toNs);
    QCOMPARE(strip()->selection(), selection);
    QCOMPARE(bar()->text(), filter);
    doubleClick(40);
    QVERIFY(!density->isZoomed());
    QCOMPARE(strip()->selection(), selection);
    // Without a selection there is nothing to zoom in to.
    bar()->setText({});
    doubleClick(40);
    QVERIFY(!density->isZoomed());
    QCOMPARE(bar()->text(), QString());
}

void tst_MessageSearch::keysSelectATime()
{
    strip()->setFocus();
    const QString before = strip()->accessibleDescription();
    key(Qt::Key_Home);
    key(Qt::Key_Right);
    QVERIFY(strip()->accessibleDescription() != before);
    for (int step = 0; step < 5; ++step)
        key(Qt::Key_Right, Qt::ShiftModifier);
    QVERIFY2(strip()->accessibleDescription().contains(u"selected: "_s), qPrintable(strip()->accessibleDescription()));
    QVERIFY(bar()->text().isEmpty());
    key(Qt::Key_Return);
    QVERIFY(bar()->text().startsWith(u"t:+"_s));
    QVERIFY(isInForce(bar()->text()));
    key(Qt::Key_Escape);
    QCOMPARE(bar()->text(), QString());
    key(Qt::Key_Return); // Goes to the bar of the cursor.
    QVERIFY(table()->selectedMessage() > 0);
}

void tst_MessageSearch::theWheelZooms()
{
    const QImage whole = strip()->grab().toImage();
    const QPointF centre = strip()->rect().center();
    QWheelEvent in(centre, strip()->mapToGlobal(centre), {}, {0, 120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                   false);
    QApplication::sendEvent(strip(), &in);
    QVERIFY(strip()->grab().toImage() != whole);
    QWheelEvent out(centre, strip()->mapToGlobal(centre), {}, {0, -120}, Qt::NoButton, Qt::NoModifier,
                    Qt::NoScrollPhase, false);
    QApplication::sendEvent(strip(), &out);
    QApplication::sendEvent(strip(), &out);
    QCOMPARE(strip()->grab().toImage(), whole);
    strip()->setFocus();
    const QImage focused = strip()->grab().toImage();
    key(Qt::Key_Plus);
    QVERIFY(strip()->grab().toImage() != focused);
    key(Qt::Key_0);
    QCOMPARE(strip()->grab().toImage(), focused);
}

void tst_MessageSearch::connectionsAreFound()
{
    auto *finder = m_window->findChild<ConnectionFinder *>();
    auto *view = m_window->findChild<ConnectionView *>();
    const auto shown = [&] {
        QStringList titles;
        for (int row = 0; row < view->model()->rowCount(); ++row) {
            const QModelIndex source = view->model()->index(row, 0);
            for (int child = 0; child < view->model()->rowCount(source); ++child) {
                if (!view->isRowHidden(row, {}) && !view->isRowHidden(child, source))
                    titles.append(view->model()->index(child, 0, source).data(ConnectionModel::TitleRole).toString());
            }
        }
        return titles;
    };
    const QStringList all = shown();
    const QString wanted = all.first();
    finder->field()->setFocus();
    QTest::keyClicks(finder->field(), wanted.toUpper());
    QVERIFY(shown().contains(wanted));
    QVERIFY(shown().size() < all.size());
    QTest::keyClicks(finder->field(), u"§"_s);
    QCOMPARE(shown(), QStringList());
    QCOMPARE(table()->model()->rowCount(), int(feed()->count())); // It restricts nothing but the list.
    key(Qt::Key_Escape);
    QCOMPARE(shown(), all);
    key(Qt::Key_Down);
    QCOMPARE(QApplication::focusWidget(), view);
    QVERIFY(view->scope().connections.empty());
    // Return selects the first that was found, and a second one keeps it.
    const QString last = all.last();
    finder->field()->setFocus();
    finder->field()->setText(last);
    for (int time = 0; time < 2; ++time) {
        finder->field()->setFocus();
        key(Qt::Key_Return);
        QCOMPARE(QApplication::focusWidget(), view);
        QCOMPARE(view->currentIndex().data(ConnectionModel::TitleRole).toString(), shown().first());
        QVERIFY(view->selectionModel()->isSelected(view->currentIndex()));
    }
    QTRY_VERIFY_WITH_TIMEOUT(model()->rowCount() < int(feed()->count()), timeout);
    finder->field()->setFocus();
    key(Qt::Key_Escape);
    view->clearSelection();
    QTRY_COMPARE_WITH_TIMEOUT(model()->rowCount(), int(feed()->count()), timeout);
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

void tst_MessageSearch::theStripNamesItsUnit_data()
{
    QTest::addColumn<qint64>("pauseNs");
    QTest::addColumn<QString>("unit");
    QTest::addRow("one instant") << qint64(0) << u"all messages at one instant"_s;
    QTest::addRow("microseconds") << qint64(40'000) << u"messages per 10 µs"_s;
    QTest::addRow("milliseconds") << qint64(300'000'000) << u"messages per 5 ms"_s;
    QTest::addRow("seconds") << qint64(300'000'000'000) << u"messages per 5 s"_s;
}

void tst_MessageSearch::theStripNamesItsUnit()
{
    QFETCH(const qint64, pauseNs);
    QFETCH(const QString, unit);
    const QString path = file(u"times.relaycap"_s);
    const auto writer = beginCapture(path);
    RelayCore::WireMessage message;
    message.payload = "{}";
    for (int i = 0; i < 3; ++i)
        writer->observe({1, 1, 1'700'000'000'000'000'000 + i * pauseNs, message});
    writer->finish();
    m_window->resize(1280, 800);
    m_window->openCapture(path);
    QTRY_COMPARE_WITH_TIMEOUT(feed()->indexedCount(), 3U, timeout);
    QTRY_COMPARE(strip()->unitText(), unit);
}

int main(int argc, char *argv[])
{
    return runWindowTest<tst_MessageSearch>(argc, argv);
}

#include "tst_messagesearch.moc"
