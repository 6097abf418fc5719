// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/setup/terminationsignals.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <csignal>

using namespace Inspector;

namespace {

auto dispositionOf(int number)
{
    struct sigaction action = {};
    sigaction(number, nullptr, &action);
    return action.sa_handler;
}

} // namespace

class tst_TerminationSignals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void theFirstOneIsASignal_data();
    void theFirstOneIsASignal();
    void aHangupMayMeanReload();
    void anIgnoredHangupStaysIgnored();
    void reloadingIsAskedForDespiteNohup();
    void everyOneIsReceived();
    void theDefaultsComeBack();
};

void tst_TerminationSignals::cleanup()
{
    std::signal(SIGHUP, SIG_DFL);
}

void tst_TerminationSignals::theFirstOneIsASignal_data()
{
    QTest::addColumn<int>("number");
    QTest::addRow("SIGINT") << SIGINT;
    QTest::addRow("SIGTERM") << SIGTERM;
    QTest::addRow("SIGHUP") << SIGHUP;
}

void tst_TerminationSignals::theFirstOneIsASignal()
{
    QFETCH(const int, number);
    TerminationSignals termination;
    QSignalSpy requested(&termination, &TerminationSignals::terminationRequested);
    QSignalSpy reload(&termination, &TerminationSignals::reloadRequested);
    QVERIFY(dispositionOf(number) != SIG_DFL);
    std::raise(number);
    QTRY_COMPARE(requested.size(), 1);
    QCOMPARE(reload.size(), 0);
    QVERIFY(dispositionOf(number) == SIG_DFL); // A second one ends the process.
}

void tst_TerminationSignals::aHangupMayMeanReload()
{
    TerminationSignals termination;
    termination.reloadOnHangup();
    QSignalSpy requested(&termination, &TerminationSignals::terminationRequested);
    QSignalSpy reload(&termination, &TerminationSignals::reloadRequested);
    std::raise(SIGHUP);
    QTRY_COMPARE(reload.size(), 1);
    std::raise(SIGHUP);
    QTRY_COMPARE(reload.size(), 2);
    QCOMPARE(requested.size(), 0);
    std::raise(SIGTERM);
    QTRY_COMPARE(requested.size(), 1);
}

void tst_TerminationSignals::anIgnoredHangupStaysIgnored()
{
    std::signal(SIGHUP, SIG_IGN);
    {
        TerminationSignals termination;
        QVERIFY(dispositionOf(SIGHUP) == SIG_IGN);
    }
    QVERIFY(dispositionOf(SIGHUP) == SIG_IGN);
}

void tst_TerminationSignals::reloadingIsAskedForDespiteNohup()
{
    std::signal(SIGHUP, SIG_IGN);
    TerminationSignals termination;
    termination.reloadOnHangup();
    QSignalSpy reload(&termination, &TerminationSignals::reloadRequested);
    std::raise(SIGHUP);
    QTRY_COMPARE(reload.size(), 1);
}

void tst_TerminationSignals::everyOneIsReceived()
{
    TerminationSignals termination;
    termination.receiveAll();
    QSignalSpy requested(&termination, &TerminationSignals::terminationRequested);
    QSignalSpy received(&termination, &TerminationSignals::received);
    for (const int number : {SIGINT, SIGINT, SIGTERM, SIGHUP, SIGQUIT}) {
        received.clear();
        std::raise(number);
        QTRY_COMPARE(received.size(), 1);
        QCOMPARE(received.at(0).at(0).toInt(), number);
        QCOMPARE(received.at(0).at(1).toBool(), false);
    }
    QCOMPARE(requested.size(), 0);
}

void tst_TerminationSignals::theDefaultsComeBack()
{
    {
        TerminationSignals termination;
        QVERIFY(dispositionOf(SIGTERM) != SIG_DFL);
    }
    for (const int number : {SIGINT, SIGTERM, SIGHUP})
        QVERIFY(dispositionOf(number) == SIG_DFL);
    TerminationSignals again;
    QSignalSpy requested(&again, &TerminationSignals::terminationRequested);
    std::raise(SIGINT);
    QTRY_COMPARE(requested.size(), 1);
}

QTEST_GUILESS_MAIN(tst_TerminationSignals)
#include "tst_terminationsignals.moc"
