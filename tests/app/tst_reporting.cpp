// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/app/inspectorpage.h"
#include "inspector/app/mainactions.h"
#include "inspector/app/reporting.h"
#include "inspector/formats/captureexport.h"
#include "inspector/models/attemptmodel.h"
#include "inspector/models/pairmodel.h"
#include "inspector/views/connectionview.h"
#include "inspector/views/messagebar.h"
#include "inspector/views/messagetable.h"
#include "inspector/views/pairpane.h"
#include "inspector/views/panetabs.h"
#include "tests/app/windowtest.h"
#include "tests/models/samplecapture.h"

#include <QtQuick/QQuickItem>
#include <QtQuickWidgets/QQuickWidget>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

using namespace Inspector;
using namespace Qt::Literals::StringLiterals;

/// The pane of pairs in the window, the sample capture, and the report of what is on show.
class tst_Reporting : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }

    void theSampleHasEachCommonFailure();
    void theSampleIsNoRecentCapture();
    void choosingAPairSelectsItsOffer();
    void cardsShowWholeNamesAndWhichIsChosen();
    void choosingAMessageShowsItsAttempt();
    void theReportOfTheSample();
    void theReportIsOfWhatIsShown();
    void aReportThatCannotBeWritten();
    void theReportOfAnotherFormat();

private:
    void openSample();
    void key(Qt::Key key) { QTest::keyClick(view(), key); }
    [[nodiscard]] PairModel *pairs() const { return m_window->findChild<PairModel *>(); }
    [[nodiscard]] AttemptModel *attempt() const { return m_window->findChild<AttemptModel *>(); }
    [[nodiscard]] QQuickWidget *view() const { return m_window->findChild<PairPane *>()->findChild<QQuickWidget *>(); }
    /// Returns the items below \a item that are called \a name; delegates have no QObject as parent.
    [[nodiscard]] static QList<const QQuickItem *> itemsOf(const QQuickItem *item, const QString &name);
    [[nodiscard]] QString report();
};

QList<const QQuickItem *> tst_Reporting::itemsOf(const QQuickItem *item, const QString &name)
{
    QList<const QQuickItem *> found;
    for (const QQuickItem *child : item->childItems()) {
        if (child->objectName() == name)
            found.append(child);
        found += itemsOf(child, name);
    }
    return found;
}

void tst_Reporting::openSample()
{
    QTest::mouseClick(m_window->findChild<QWidget *>(u"sampleCard"_s)->findChild<QPushButton *>(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(pairs()->pairCount() > 0 && pairs()->pendingCount() == 0, timeout);
    QVERIFY(m_window->findChild<PairPane *>()->isVisible());
    QVERIFY(m_window->findChild<PairPane *>()->isLoaded());
    // The order follows the judgements.
    QTRY_COMPARE(pairs()->index(0).data(PairModel::GlyphRole).toString(), u"✕"_s);
    QTRY_COMPARE(pairs()->index(pairs()->pairCount() - 1).data(PairModel::GlyphRole).toString(), u"✓"_s);
}

void tst_Reporting::theSampleHasEachCommonFailure()
{
    openSample();
    QStringList verdicts;
    for (int row = 0; row < pairs()->rowCount(); ++row)
        verdicts.append(pairs()->index(row).data(PairModel::VerdictRole).toString());
    QCOMPARE(verdicts,
             (QStringList{u"UUID used twice"_s, u"peer not registered"_s, u"peer not registered"_s, u"no answer"_s,
                          u"late answer"_s, u"only host candidates"_s, u"expected to connect"_s}));
    QCOMPARE(m_window->windowTitle(), u"Sample capture"_s);
    QVERIFY(m_window->messageBar()->text().isEmpty());
}

void tst_Reporting::theSampleIsNoRecentCapture()
{
    openSample();
    Settings settings;
    QVERIFY(settings.recentCaptures().isEmpty());
    // It is opened once more, although it is on show.
    m_window->findChild<MainActions *>()->action(MainActions::OpenSample)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(pairs()->pairCount() == 7 && pairs()->pendingCount() == 0, timeout);
    QVERIFY(m_window->messageBar()->text().isEmpty());
}

void tst_Reporting::choosingAPairSelectsItsOffer()
{
    openSample();
    view()->setFocus();
    key(Qt::Key_Home);
    QTRY_COMPARE(pairs()->currentRow(), 0);
    QCOMPARE(int(table()->selectedMessage()), attempt()->message());
    key(Qt::Key_End);
    QTRY_COMPARE(pairs()->currentRow(), pairs()->pairCount() - 1);
    QCOMPARE(int(table()->selectedMessage()), attempt()->message());
    QCOMPARE(attempt()->token(), u"good"_s);
    key(Qt::Key_Up);
    QTRY_COMPARE(pairs()->currentRow(), pairs()->pairCount() - 2);
    // The pair of alpha and epsilon has two attempts; Left and Right go through them.
    for (int row = 0; !attempt()->hasPrevious(); ++row) {
        QVERIFY(row < pairs()->pairCount());
        m_window->findChild<PairPane *>()->showAttempt(*pairs()->newestAttempt(row));
    }
    QCOMPARE(attempt()->place(), u"attempt 2 of 2"_s);
    key(Qt::Key_Left);
    QTRY_COMPARE(attempt()->place(), u"attempt 1 of 2"_s);
    QCOMPARE(int(table()->selectedMessage()), attempt()->message());
    key(Qt::Key_Right);
    QTRY_COMPARE(attempt()->place(), u"attempt 2 of 2"_s);
    // The keyboard stays in the pane.
    QVERIFY(view()->hasFocus());
}

void tst_Reporting::cardsShowWholeNamesAndWhichIsChosen()
{
    openSample();
    view()->setFocus();
    key(Qt::Key_Home);
    key(Qt::Key_Down);
    QTRY_COMPARE(pairs()->currentRow(), 1);
    int titles = 0;
    for (const QQuickItem *card : itemsOf(view()->rootObject(), u"card"_s)) {
        const QQuickItem *title = itemsOf(card, u"title"_s).value(0);
        QVERIFY(title);
        // Only a name that is wider than its card is shortened.
        QVERIFY2(title->width() >= title->implicitWidth() || title->width() >= card->width() - 30,
                 qPrintable(title->property("text").toString()));
        ++titles;
        // By more than a colour.
        const bool isChosen = card->property("index").toInt() == 1;
        QCOMPARE(itemsOf(card, u"chosen"_s).value(0)->isVisible(), isChosen);
    }
    QVERIFY(titles >= 2);
}

void tst_Reporting::choosingAMessageShowsItsAttempt()
{
    openSample();
    table()->setFocus();
    const MessageId answer = firstOf(MessageKind::Answer);
    table()->selectMessage(answer);
    QCOMPARE(attempt()->attempt(), m_window->feed()->index().attempts().find(answer));
    QVERIFY(pairs()->currentRow() >= 0);
    QVERIFY(table()->hasFocus());
    // A registration belongs to no attempt: what is on show stays.
    table()->selectMessage(firstOf(MessageKind::Registration));
    QCOMPARE(attempt()->attempt(), m_window->feed()->index().attempts().find(answer));
}

QString tst_Reporting::report()
{
    QFile page(file(u"report.html"_s));
    return page.open(QIODevice::ReadOnly) ? QString::fromUtf8(page.readAll()) : QString();
}

void tst_Reporting::theReportOfTheSample()
{
    openSample();
    QSignalSpy written(m_window->reporting(), &Reporting::written);
    m_window->reporting()->write(file(u"report.html"_s));
    QTRY_COMPARE_WITH_TIMEOUT(written.count(), 1, timeout);
    QVERIFY(!m_window->reporting()->isWriting());
    const QString page = report();
    QVERIFY(page.startsWith(u"<!doctype html>"_s));
    QCOMPARE(page.count(u"<article"_s), 8);
    QVERIFY(page.contains(u"duplicate-uuid"_s));
    QVERIFY(page.contains(u"Relay Inspector "_s));
    // As `relayctl diagnose --html`: credentials of ICE are hidden.
    QVERIFY(page.contains(u"a=ice-pwd:•"_s));
    QVERIFY(!QRegularExpression(u"a=ice-pwd:[^•\\s]"_s).match(page).hasMatch());
    QCOMPARE(QFile::permissions(file(u"report.html"_s)) & (QFile::ReadOther | QFile::ReadGroup), QFile::Permissions());
}

void tst_Reporting::theReportIsOfWhatIsShown()
{
    openSample();
    auto *connections = m_window->findChild<ConnectionView *>();
    const Attempt first = m_window->feed()->index().attempts().back();
    connections->selectConnection(first.toConnection);
    auto *page = m_window->findChild<InspectorPage *>();
    // Offers are on show where they were sent from; this connection only received one.
    QVERIFY(!page->isShown(first.offer.id));
    connections->selectConnection(first.fromConnection);
    QVERIFY(page->isShown(first.offer.id));
    QSignalSpy written(m_window->reporting(), &Reporting::written);
    m_window->reporting()->write(file(u"report.html"_s), [page](MessageId id) { return page->isShown(id); });
    QTRY_COMPARE_WITH_TIMEOUT(written.count(), 1, timeout);
    int expected = 0;
    for (const Attempt &each : m_window->feed()->index().attempts())
        expected += each.fromConnection == first.fromConnection ? 1 : 0;
    QVERIFY(expected > 0 && expected < 8);
    QCOMPARE(report().count(u"<article"_s), expected);
}

void tst_Reporting::aReportThatCannotBeWritten()
{
    openSample();
    m_window->reporting()->write(file(u"nowhere/report.html"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->messageBar()->text().isEmpty(), timeout);
    QVERIFY2(m_window->messageBar()->text().contains(u"report.html"_s), qPrintable(m_window->messageBar()->text()));
    // The next one that works removes the problem.
    m_window->reporting()->write(file(u"report.html"_s));
    QTRY_VERIFY_WITH_TIMEOUT(m_window->messageBar()->text().isEmpty(), timeout);
}

void tst_Reporting::theReportOfAnotherFormat()
{
    SampleCapture capture(file(u"talk.relaycap"_s));
    capture.writeAll();
    const auto exported =
        exportCapture(file(u"talk.relaycap"_s), file(u"talk.ndjson"_s), {FileFormat::Ndjson, {}, {}}, {});
    QVERIFY(std::holds_alternative<ExportSummary>(exported));
    m_window->openCapture(file(u"talk.ndjson"_s));
    QTRY_VERIFY_WITH_TIMEOUT(pairs()->pairCount() > 0, timeout);
    m_window->reporting()->write(file(u"report.html"_s));
    const auto *place = m_window->findChild<QLabel *>(u"place"_s);
    QTRY_VERIFY_WITH_TIMEOUT(place->text().contains(u"report.html"_s), timeout);
    // It names the file that was opened, not the capture that was made of it.
    QVERIFY(report().contains(u"talk.ndjson"_s));
    QVERIFY(!report().contains(QFileInfo(m_window->feed()->path()).fileName()));
    QTRY_VERIFY_WITH_TIMEOUT(place->text().contains(u"talk.ndjson"_s), timeout);
}

int main(int argc, char *argv[])
{
    return runWindowTest<tst_Reporting>(argc, argv);
}

#include "tst_reporting.moc"
