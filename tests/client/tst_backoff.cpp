// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/backoff.h"
#include "relaycore/client/clock.h"
#include "relaycore/testkit/manualclock.h"

#include <QtCore/QList>
#include <QtTest/QTest>

using namespace std::chrono_literals;
using RelayCore::BackoffOptions;
using RelayCore::exponentialBackoff;
using RelayCore::TestKit::ManualClock;

class tst_Backoff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void delays_data()
    {
        QTest::addColumn<bool>("jitter");
        QTest::addColumn<double>("random");
        QTest::addColumn<int>("floor");
        QTest::addColumn<QList<int>>("expected");
        QTest::addRow("without jitter it is the reference's schedule")
            << false << 0.5 << 250 << QList<int>{1000, 2000, 4000, 8000, 16000, 32000, 60000, 60000};
        QTest::addRow("the smallest random number gives the floor") << true << 0.0 << 250 << QList<int>{250, 250, 250};
        QTest::addRow("a random number in the middle gives the middle")
            << true << 0.5 << 250 << QList<int>{625, 1125, 2125};
        QTest::addRow("the largest random number gives the exponential delay")
            << true << 1.0 << 250 << QList<int>{1000, 2000, 4000};
        QTest::addRow("a random number out of range is clamped") << true << 7.0 << 250 << QList<int>{1000, 2000};
        QTest::addRow("a floor above the delay wins") << false << 0.0 << 3000 << QList<int>{3000, 3000, 4000};
    }

    void delays()
    {
        QFETCH(const bool, jitter);
        QFETCH(const double, random);
        QFETCH(const int, floor);
        QFETCH(const QList<int>, expected);
        BackoffOptions options;
        options.jitter = jitter;
        options.floor = std::chrono::milliseconds(floor);
        const auto delayBefore = exponentialBackoff(options);
        int attempt = 0;
        for (const int delay : expected)
            QCOMPARE(delayBefore(++attempt, random).count(), delay);
    }

    void manyAttemptsDoNotOverflow()
    {
        BackoffOptions options;
        options.jitter = false;
        const auto delayBefore = exponentialBackoff(options);
        for (int attempt = 1; attempt <= 10'000; ++attempt)
            QVERIFY(delayBefore(attempt, 0) >= 1s);
        QCOMPARE(delayBefore(std::numeric_limits<int>::max(), 0).count(), 60'000);
    }

    void manualClockCallsInTheOrderOfTime()
    {
        ManualClock clock;
        QStringList calls;
        const auto late = clock.startTimer(3s, [&] { calls += QString::number(clock.now().count()); });
        const auto early = clock.startTimer(1s, [&] { calls += QString::number(clock.now().count()); });
        auto stopped = clock.startTimer(2s, [&] { calls += QStringLiteral("stopped"); });
        stopped.reset();
        QCOMPARE(clock.runningTimers(), 2);
        QCOMPARE(clock.untilNext().value().count(), 1000);
        clock.advance(999ms);
        QCOMPARE(calls, QStringList());
        clock.advance(5s);
        QCOMPARE(calls, (QStringList{QStringLiteral("1000"), QStringLiteral("3000")}));
        QCOMPARE(clock.now().count(), 5999);
    }

    void systemTimerMayBeDestroyedByItsCallback()
    {
        bool called = false;
        std::unique_ptr<RelayCore::ClockTimer> timer;
        timer = RelayCore::RelayClock::system()->startTimer(0ms, [&] {
            timer.reset();
            called = true;
        });
        QVERIFY(!called);
        QTRY_VERIFY(called);
    }

    void stoppedSystemTimerStaysSilent()
    {
        bool first = false;
        bool second = false;
        auto stopped = RelayCore::RelayClock::system()->startTimer(0ms, [&] { first = true; });
        const auto running = RelayCore::RelayClock::system()->startTimer(1ms, [&] { second = true; });
        stopped.reset();
        QTRY_VERIFY(second);
        QVERIFY(!first);
    }
};

QTEST_GUILESS_MAIN(tst_Backoff)
#include "tst_backoff.moc"
