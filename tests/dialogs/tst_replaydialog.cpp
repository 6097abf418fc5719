// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/dialogs/replaydialog.h"
#include "inspector/dialogs/replayresults.h"
#include "inspector/views/emptytext.h"
#include "relaycore/server/relayserver.h"
#include "tests/replay/talkcapture.h"
#include "tests/views/guitest.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

using namespace Inspector;
using namespace Qt::Literals::StringLiterals;

/// Replay in the window: a RelayServer answers in this process.
class tst_ReplayDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void anEqualReplay();
    void differencesStandBesideEachOther();
    void aReplayIsStopped();
    void closingEndsTheReplay();
    void fieldsAreChecked();
    void speedBelongsToTheOriginalTiming();

private:
    static constexpr int timeout = 30'000;

    template<typename Widget>
    [[nodiscard]] Widget *find(const QString &name) const
    {
        return m_dialog->findChild<Widget *>(name);
    }
    void openDialog()
    {
        m_dialog = std::make_unique<ReplayDialog>(path());
        m_dialog->setRecentAddresses({m_relay->url().toString()});
        m_dialog->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
    }
    void press() const { QTest::mouseClick(find<QPushButton>(u"startReplay"_s), Qt::LeftButton); }
    /// Returns what stands in the list of differences while it has none.
    [[nodiscard]] QString emptyTitle() const
    {
        const auto *const text = find<EmptyText>(u"emptyText"_s);
        return text->isVisible() ? text->title() : QString();
    }
    [[nodiscard]] QString path() const { return m_folder->filePath(u"talk.relaycap"_s); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<RelayCore::RelayServer> m_relay;
    std::unique_ptr<ReplayDialog> m_dialog;
};

void tst_ReplayDialog::init()
{
    failOnOtherWarnings();
    m_folder = std::make_unique<QTemporaryDir>();
    RelayCore::RelayServerOptions options;
    options.port = 0;
    m_relay = std::make_unique<RelayCore::RelayServer>(options);
    QVERIFY(m_relay->listen());
}

void tst_ReplayDialog::cleanup()
{
    m_dialog.reset();
    m_relay.reset();
}

void tst_ReplayDialog::anEqualReplay()
{
    TalkCapture talk(path());
    talk.handshake();
    talk.finish();
    openDialog();
    QSignalSpy finished(m_dialog.get(), &ReplayDialog::finished);
    QSignalSpy started(m_dialog.get(), &ReplayDialog::started);
    QCOMPARE(emptyTitle(), u"Nothing replayed yet"_s);
    press();
    QCOMPARE(started.size(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, timeout);
    QVERIFY2(find<QLabel>(u"replaySummary"_s)->text().startsWith(u"✓"_s),
             qPrintable(find<QLabel>(u"replaySummary"_s)->text()));
    QCOMPARE(find<ReplayResults>(u"replayResults"_s)->topLevelItemCount(), 0);
    QCOMPARE(emptyTitle(), u"No differences"_s);
    // And once more.
    press();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 2, timeout);
}

void tst_ReplayDialog::differencesStandBesideEachOther()
{
    TalkCapture talk(path());
    talk.join(1, TalkCapture::alpha, u"alpha"_s);
    RelayCore::PeerConnection offer = TalkCapture::offer(TalkCapture::alpha, TalkCapture::beta);
    talk.sent(1, offer);
    offer.error = u"other\nwords"_s;
    talk.received(1, offer);
    talk.finish();
    openDialog();
    QSignalSpy finished(m_dialog.get(), &ReplayDialog::finished);
    QSignalSpy chosen(m_dialog.get(), &ReplayDialog::messageChosen);
    press();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, timeout);
    QVERIFY(find<QLabel>(u"replaySummary"_s)->text().contains(u"1 difference"_s));
    QCOMPARE(emptyTitle(), QString());
    auto *results = find<ReplayResults>(u"replayResults"_s);
    QCOMPARE(results->topLevelItemCount(), 1);
    QTreeWidgetItem *difference = results->topLevelItem(0);
    QCOMPARE(difference->text(0), u"alpha: #4 differs"_s);
    QVERIFY(difference->isExpanded());
    QCOMPARE(difference->childCount(), 1);
    QCOMPARE(difference->child(0)->text(0), u"error"_s);
    QCOMPARE(difference->child(0)->text(1), u"other\\nwords"_s);
    QVERIFY(!difference->child(0)->text(2).isEmpty());
    Q_EMIT results->itemActivated(difference->child(0), 0);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.at(0).at(0).toUInt(), 4U);
}

void tst_ReplayDialog::aReplayIsStopped()
{
    TalkCapture talk(path());
    talk.join(1, TalkCapture::alpha, u"alpha"_s);
    talk.wait(std::chrono::hours(1));
    talk.sent(1, "late"_ba);
    talk.finish();
    openDialog();
    find<QComboBox>(u"timing"_s)->setCurrentIndex(1);
    QSignalSpy finished(m_dialog.get(), &ReplayDialog::finished);
    press();
    QTRY_COMPARE_WITH_TIMEOUT(m_relay->clients().size(), 1, timeout);
    QVERIFY(!find<QComboBox>(u"timing"_s)->isEnabled());
    QCOMPARE(emptyTitle(), u"No difference so far"_s);
    press();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, timeout);
    QVERIFY(find<QLabel>(u"replaySummary"_s)->text().startsWith(u"Stopped."_s));
    QCOMPARE(emptyTitle(), u"No difference up to the stop"_s);
    QVERIFY(find<QComboBox>(u"timing"_s)->isEnabled());
    QVERIFY(!m_dialog->isRunning());
}

void tst_ReplayDialog::closingEndsTheReplay()
{
    TalkCapture talk(path());
    talk.join(1, TalkCapture::alpha, u"alpha"_s);
    talk.wait(std::chrono::hours(1));
    talk.sent(1, "late"_ba);
    talk.finish();
    openDialog();
    find<QComboBox>(u"timing"_s)->setCurrentIndex(1);
    press();
    QTRY_COMPARE_WITH_TIMEOUT(m_relay->clients().size(), 1, timeout);
    m_dialog->reject();
    QVERIFY(!m_dialog->isRunning());
    QTRY_VERIFY_WITH_TIMEOUT(m_relay->clients().isEmpty(), timeout);
}

void tst_ReplayDialog::fieldsAreChecked()
{
    TalkCapture talk(path());
    talk.finish();
    openDialog();
    find<QComboBox>(u"replayAddress"_s)->setEditText(u"http://x"_s);
    press();
    QVERIFY(find<QLabel>(u"replayAddressProblem"_s)->isVisible());
    QVERIFY(!m_dialog->isRunning());
    find<QComboBox>(u"replayAddress"_s)->setEditText(m_relay->url().toString());
    find<QLineEdit>(u"replayTokenFile"_s)->setText(u"/no such file"_s);
    press();
    QVERIFY(!find<QLabel>(u"replayAddressProblem"_s)->isVisible());
    QVERIFY(find<QLabel>(u"replayTokenProblem"_s)->isVisible());
    find<QLineEdit>(u"replayTokenFile"_s)->clear();
    QSignalSpy finished(m_dialog.get(), &ReplayDialog::finished);
    press();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, timeout);
    QVERIFY(find<QLabel>(u"replaySummary"_s)->text().contains(u"no connection to replay"_s));
    QCOMPARE(emptyTitle(), u"Nothing was compared"_s);
}

void tst_ReplayDialog::speedBelongsToTheOriginalTiming()
{
    TalkCapture talk(path());
    talk.finish();
    openDialog();
    auto *speed = find<QWidget>(u"speed"_s);
    QVERIFY(!speed->isVisible());
    find<QComboBox>(u"timing"_s)->setCurrentIndex(1);
    QVERIFY(speed->isVisible());
}

int main(int argc, char *argv[])
{
    allowPlatformWarnings();
    QApplication application(argc, argv);
    tst_ReplayDialog test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_replaydialog.moc"
