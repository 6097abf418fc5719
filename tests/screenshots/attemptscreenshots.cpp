// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/app/networkcheck.h"
#include "inspector/models/attemptmodel.h"
#include "inspector/models/pairmodel.h"
#include "inspector/views/messagetable.h"
#include "inspector/views/pairpane.h"
#include "tests/screenshots/screenshottest.h"

#include <QtQuick/QQuickItem>
#include <QtQuickWidgets/QQuickWidget>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>

using namespace Inspector;
using namespace Qt::Literals::StringLiterals;

/// The pane of pairs with the sample capture.
class AttemptScreenshots : public ScreenshotTest
{
    Q_OBJECT

private:
    /// Returns the texts of the pane that are cut. Values of descriptions are: the details pane has all of them.
    [[nodiscard]] static QStringList cutTexts(const PairPane &pane);

private Q_SLOTS:
    void initTestCase() { prepare(); }
    void pairs_data() { addSchemes(); }
    void pairs();
    void networkCheck_data() { addSchemes(); }
    void networkCheck();
};

QStringList AttemptScreenshots::cutTexts(const PairPane &pane)
{
    QStringList cut;
    const QList<QQuickItem *> items = pane.findChild<QQuickWidget *>()->rootObject()->findChildren<QQuickItem *>();
    for (const QQuickItem *item : items) {
        static const QSet<QString> whole{u"verdict"_s, u"verdictBelow"_s, u"factText"_s, u"propertyName"_s,
                                         u"cell"_s,    u"sentence"_s,     u"advice"_s,   u"candidateTitle"_s};
        if (whole.contains(item->objectName()) && item->isVisible()
            && (item->property("truncated").toBool() || item->property("contentWidth").toReal() > item->width() + 1))
            cut.append(item->property("text").toString());
    }
    return cut;
}

void AttemptScreenshots::pairs()
{
    failOnOtherWarnings();
    QFETCH(Theme::Scheme, scheme);
    const QString suffix = scheme == Theme::Scheme::Dark ? u"-dark"_s : u"-light"_s;
    MainWindow window;
    window.resize(1440, 900);
    window.show();
    LaunchOptions options = plain(scheme);
    options.sample = true;
    window.launch(options);
    auto *pane = window.findChild<PairPane *>();
    auto *table = window.findChild<MessageTable *>();
    auto *attempt = window.findChild<AttemptModel *>();
    auto *pairs = window.findChild<PairModel *>();
    QTRY_VERIFY_WITH_TIMEOUT(pairs->pairCount() > 0, timeout);
    QTRY_COMPARE_WITH_TIMEOUT(pairs->pendingCount(), 0, timeout);
    take(window, u"pairs"_s + suffix);
    for (int row = 0; row < pairs->pairCount(); ++row) {
        pane->showAttempt(*pairs->newestAttempt(row));
        table->selectMessage(MessageId(attempt->message()));
        take(window, u"pairs-%1%2"_s.arg(row).arg(suffix));
        QCOMPARE(cutTexts(*pane), QStringList());
    }
    // All of it at once.
    window.resize(1440, 1900);
    pane->resize(pane->width(), 1400);
    take(*pane, u"pairs-tall"_s + suffix);
    for (const QSize &size : {QSize(800, 500), QSize(1024, 640), QSize(1920, 1080)}) {
        window.resize(size);
        take(window, u"pairs-%1x%2%3"_s.arg(size.width()).arg(size.height()).arg(suffix));
        QCOMPARE(cutTexts(*pane), QStringList());
    }
    window.closeWithoutAsking();
}

void AttemptScreenshots::networkCheck()
{
    failOnOtherWarnings();
    QFETCH(Theme::Scheme, scheme);
    const QString suffix = scheme == Theme::Scheme::Dark ? u"-dark"_s : u"-light"_s;
    MainWindow window;
    window.show();
    window.launch(plain(scheme));
    NetworkCheckDialog dialog(window.theme(), &window);
    NetworkCheck check(&dialog);
    dialog.show();
    take(dialog, u"check"_s + suffix);
    // There is no listener on this port.
    dialog.findChild<QComboBox *>()->setCurrentText(u"ws://127.0.0.1:1"_s);
    dialog.findChild<QLineEdit *>(u"stunServers"_s)->setText(u"127.0.0.1:9"_s);
    QSignalSpy finished(&check, &NetworkCheck::finished);
    dialog.accept();
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, timeout);
    take(dialog, u"check-failed"_s + suffix);
    window.closeWithoutAsking();
}

int main(int argc, char *argv[])
{
    return runScreenshotTest<AttemptScreenshots>(argc, argv);
}

#include "attemptscreenshots.moc"
