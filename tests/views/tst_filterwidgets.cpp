// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/capturewriter.h"
#include "inspector/models/capturefeed.h"
#include "inspector/models/messagedensity.h"
#include "inspector/theme/theme.h"
#include "inspector/views/densitystrip.h"
#include "inspector/views/filterbar.h"
#include "inspector/views/filterfield.h"
#include "tests/views/guitest.h"

#include <QtCore/QTemporaryDir>
#include <QtGui/QAccessible>
#include <QtGui/QWheelEvent>
#include <QtTest/QTest>
#include <QtWidgets/QMenu>

using namespace Inspector;
using namespace Qt::Literals::StringLiterals;

/// The field of the filter, its menu, and the strip below.
class tst_FilterWidgets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnOtherWarnings(); }
    void theMenuNamesWholeFilters();
    void theMenuIsFilledManyTimes();
    void aSuggestionCanBeUndone();
    void smallTurnsOfTheWheelAddUp();
    void theStripIsAChart();
};

void tst_FilterWidgets::theMenuNamesWholeFilters()
{
    Theme theme;
    FilterBar bar(&theme);
    const QString longText = u"kind:offer "_s.repeated(20).trimmed();
    StoredFilters stored;
    stored.saved.insert(u"Errors"_s, u"ok:false <b>"_s);
    stored.history = {longText, u"kind:answer"_s};
    bar.setStored(stored);
    auto *menu = bar.findChild<QMenu *>(u"filterMenu"_s);
    QVERIFY(menu->toolTipsVisible());
    Q_EMIT menu->aboutToShow();
    const auto toolTip = [menu](const QString &beginning) {
        for (const QAction *action : menu->actions()) {
            if (action->text().startsWith(beginning))
                return action->toolTip();
        }
        return u"no such entry"_s;
    };
    QVERIFY2(toolTip(u"Errors"_s).contains(u"ok:false &lt;b&gt;"_s), qPrintable(toolTip(u"Errors"_s)));
    QVERIFY2(toolTip(u"kind:offer"_s).contains(longText), qPrintable(toolTip(u"kind:offer"_s)));
    QCOMPARE(toolTip(u"kind:answer"_s), u"kind:answer"_s);
    // Headings that are drawn: the text of a separator is not.
    QStringList headings;
    for (const QAction *action : menu->actions()) {
        if (!action->isSeparator() && !action->isEnabled())
            headings.append(action->text());
    }
    QCOMPARE(headings.mid(1), (QStringList{u"Saved"_s, u"Earlier"_s})); // The first saves what is in force.
}

void tst_FilterWidgets::theMenuIsFilledManyTimes()
{
    Theme theme;
    FilterBar bar(&theme);
    StoredFilters stored;
    stored.saved.insert(u"Errors"_s, u"ok:false"_s);
    bar.setStored(stored);
    auto *menu = bar.findChild<QMenu *>(u"filterMenu"_s);
    Q_EMIT menu->aboutToShow();
    const auto menus = bar.findChildren<QMenu *>().size();
    const auto entries = menu->actions().size();
    for (int i = 0; i < 3; ++i)
        Q_EMIT menu->aboutToShow();
    QCOMPARE(bar.findChildren<QMenu *>().size(), menus);
    QCOMPARE(menu->actions().size(), entries);
    // What is removed is in it no more.
    QAction *remove = nullptr;
    for (QAction *action : menu->actions())
        remove = action->menu() ? action : remove;
    QVERIFY(remove && remove->menu()->actions().size() == 1);
    remove->menu()->actions().first()->trigger();
    QCOMPARE(bar.stored().saved.size(), 0);
    Q_EMIT menu->aboutToShow();
    QVERIFY(menu->actions().size() < entries);
}

void tst_FilterWidgets::aSuggestionCanBeUndone()
{
    Theme theme;
    FilterBar bar(&theme);
    bar.resize(900, bar.sizeHint().height());
    bar.show();
    QVERIFY(QTest::qWaitForWindowActive(&bar));
    FilterField *const field = bar.field();
    field->setFocus();
    QTest::keyClicks(field, u"kind:offer di"_s);
    QTest::keyClick(field, Qt::Key_Tab);
    QCOMPARE(field->text(), u"kind:offer dir:"_s);
    QCOMPARE(field->cursorPosition(), 15);
    field->undo();
    QCOMPARE(field->text(), u"kind:offer di"_s);
}

void tst_FilterWidgets::smallTurnsOfTheWheelAddUp()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"even.relaycap"_s);
    auto created = CaptureWriter::create(path);
    QVERIFY(std::holds_alternative<std::unique_ptr<CaptureWriter>>(created));
    CaptureWriter &writer = *std::get<0>(created);
    RelayCore::WireMessage message;
    message.payload = "{}";
    for (int i = 0; i < 500; ++i)
        (void)writer.observe({1, 1, 1'700'000'000'000'000'000 + i * 10'000'000LL, message});
    writer.flush();
    CaptureFeed feed;
    QVERIFY(!feed.open(path));
    QTRY_COMPARE(feed.indexedCount(), 500U);
    Theme theme;
    const auto lengthAfter = [&](const QList<int> &turns) {
        MessageDensity density(&feed);
        DensityStrip strip(&theme, &density);
        strip.resize(900, strip.sizeHint().height());
        strip.show();
        const QPointF centre = strip.rect().center();
        for (const int turn : turns) {
            QWheelEvent event(centre, strip.mapToGlobal(centre), {}, {0, turn}, Qt::NoButton, Qt::NoModifier,
                              Qt::NoScrollPhase, false);
            QApplication::sendEvent(&strip, &event);
        }
        return density.endNs() - density.startNs();
    };
    const qint64 whole = lengthAfter({});
    const qint64 step = lengthAfter({120});
    QVERIFY(step < whole * 3 / 4);
    QCOMPARE(lengthAfter({5, 5, 5}), whole);
    const qint64 small = lengthAfter(QList<int>(24, 5)); // As a touchpad turns it.
    QVERIFY2(std::abs(small - step) < whole / 20, qPrintable(u"%1 beside %2 of %3"_s.arg(small).arg(step).arg(whole)));
    QCOMPARE(lengthAfter({120, -120, -120}), whole);
}

void tst_FilterWidgets::theStripIsAChart()
{
    Theme theme;
    const CaptureFeed feed;
    MessageDensity density(&feed);
    DensityStrip strip(&theme, &density);
    QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(&strip);
    QCOMPARE(accessible->role(), QAccessible::Chart);
    QCOMPARE(accessible->text(QAccessible::Name), u"Messages over time"_s);
    QVERIFY(accessible->state().focusable);
    strip.setSelection(FilterSpan{0, 1'000'000'000});
    QVERIFY2(accessible->text(QAccessible::Description).startsWith(u"selected: "_s),
             qPrintable(accessible->text(QAccessible::Description)));
}

int main(int argc, char *argv[])
{
    allowPlatformWarnings();
    QApplication application(argc, argv);
    tst_FilterWidgets test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_filterwidgets.moc"
