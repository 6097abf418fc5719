// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/connectionview.h"
#include "inspector/views/densitystrip.h"
#include "inspector/views/detailpane.h"
#include "inspector/views/filterbar.h"
#include "inspector/views/filterfield.h"
#include "inspector/views/messagetable.h"
#include "tests/cli/richcapture.h"
#include "tests/screenshots/screenshottest.h"

#include <QtGui/QAction>
#include <QtWidgets/QProgressBar>

using namespace Inspector;
using namespace Qt::Literals::StringLiterals;

/// Writes pictures of how messages are found, light and dark, to RELAY_SCREENSHOTS.
class FilterPictures : public ScreenshotTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void states_data() { addSchemes(); }
    void states();
    void sizes_data() { addSchemes(); }
    void sizes();

private:
    void open(MainWindow *window, Theme::Scheme scheme);
    void take(QWidget &window, const QString &name) { ScreenshotTest::take(window, name + m_suffix); }
    static void type(MainWindow &window, const QString &text);

    QString m_suffix;
};

void FilterPictures::initTestCase()
{
    prepare();
    RichCapture(m_files.filePath(u"day.relaycap"_s), 8).write(20'000);
}

void FilterPictures::open(MainWindow *window, Theme::Scheme scheme)
{
    failOnOtherWarnings();
    m_suffix = scheme == Theme::Scheme::Dark ? u"-dark"_s : u"-light"_s;
    window->resize(1440, 900);
    window->show();
    LaunchOptions options = plain(scheme);
    options.open = m_files.filePath(u"day.relaycap"_s);
    window->launch(options);
    window->activateWindow();
    QTRY_VERIFY_WITH_TIMEOUT(window->feed()->count() > 0 && window->feed()->indexedCount() == window->feed()->count(),
                             timeout);
}

void FilterPictures::type(MainWindow &window, const QString &text)
{
    auto *bar = window.findChild<FilterBar *>();
    bar->field()->setFocus();
    bar->field()->selectAll();
    QTest::keyClick(bar->field(), Qt::Key_Delete);
    QTest::keyClicks(bar->field(), text);
}

void FilterPictures::states()
{
    QFETCH(const Theme::Scheme, scheme);
    MainWindow window;
    open(&window, scheme);
    auto *bar = window.findChild<FilterBar *>();
    auto *table = window.findChild<MessageTable *>();
    take(window, u"filter-none"_s);

    type(window, u"kind:offer|answer fr"_s);
    take(window, u"filter-keys"_s);
    type(window, u"kind:offer|answer from:"_s);
    take(window, u"filter-names"_s);
    type(window, u"kind:offer dir:up"_s);
    QTest::qWait(800);
    take(window, u"filter-error"_s);
    type(window, u"kind:offer|answer name:alpha"_s);
    QTest::keyClick(bar->field(), Qt::Key_Return);
    table->moveSelection(-1);
    take(window, u"filter-matches"_s);
    window.findChild<ConnectionView *>()->selectConnection(2);
    take(window, u"filter-scope"_s);
    window.findChild<ConnectionView *>()->clearSelection();
    window.findChild<QAction *>(u"highlightOnly"_s)->trigger();
    QTest::qWait(300); // The selected message is in sight again.
    table->moveSelection(-2);
    window.findChild<QAction *>(u"mark"_s)->trigger();
    table->moveSelection(-2);
    take(window, u"filter-highlight"_s);
    window.findChild<QAction *>(u"highlightOnly"_s)->trigger();
    type(window, u"nowhere to be found"_s);
    bar->field()->setFocus();
    take(window, u"filter-nothing"_s);
    // An expression that takes its time with each message.
    // On a busy machine the search may end before the window is drawn: then it is begun again.
    const auto *progress = window.findChild<QProgressBar *>(u"filterProgress"_s);
    const auto isRunning = [progress] { return progress->isVisible() && progress->value() > 0; };
    bool isTaken = false;
    for (int attempt = 0; attempt < 10 && !isTaken; ++attempt) {
        bar->setText(u"/([a-z0-9.:-]+)+[#!]{3}/"_s);
        if (QTest::qWaitFor(isRunning, timeout / 10))
            take(window, u"filter-running"_s);
        isTaken = isRunning();
        bar->setText({});
    }
    QVERIFY2(isTaken, "the search ended before the picture was taken");

    auto *strip = window.findChild<DensityStrip *>();
    const int middle = strip->height() - 14;
    const int part = strip->width() / 8;
    QTest::mousePress(strip, Qt::LeftButton, {}, {2 * part, middle});
    QTest::mouseMove(strip, {3 * part, middle});
    QTest::mouseMove(strip, {4 * part, middle});
    QTest::mouseRelease(strip, Qt::LeftButton, {}, {4 * part, middle});
    take(window, u"filter-time"_s);
}

void FilterPictures::sizes()
{
    QFETCH(const Theme::Scheme, scheme);
    MainWindow window;
    open(&window, scheme);
    type(window, u"kind:offer dir:up"_s);
    QTest::qWait(800);
    window.findChild<ConnectionView *>()->selectConnection(2);
    for (const QSize &size : windowSizes()) {
        if (size.width() > 1440)
            continue;
        window.resize(size);
        take(window, u"filter-%1x%2"_s.arg(size.width()).arg(size.height()));
    }
    window.findChild<FilterBar *>()->setText(u"kind:offer|answer -from:beta"_s);
    take(window, u"filter-matches-1024x640"_s);
}

int main(int argc, char *argv[])
{
    return runScreenshotTest<FilterPictures>(argc, argv);
}

#include "filterpictures.moc"
