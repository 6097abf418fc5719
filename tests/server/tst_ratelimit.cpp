// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/server/ratelimit.h"

#include <QtTest/QTest>

using namespace RelayCore;
using namespace std::chrono_literals;

class tst_RateLimit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSecondsWorthAtOnce();
    void fillsAsTimePasses();
    void neverHoldsMoreThanASecondsWorth();
    void timeThatStandsStillGivesNothing();
    void zeroIsNoLimit();

private:
    static int taken(RateLimit &limit, RateLimit::Clock::time_point now, int attempts)
    {
        int count = 0;
        for (int i = 0; i < attempts; ++i)
            count += limit.take(now) ? 1 : 0;
        return count;
    }

    const RateLimit::Clock::time_point m_start{1000h};
};

void tst_RateLimit::aSecondsWorthAtOnce()
{
    RateLimit limit(10, m_start);
    QCOMPARE(taken(limit, m_start, 100), 10);
}

void tst_RateLimit::fillsAsTimePasses()
{
    RateLimit limit(10, m_start);
    QCOMPARE(taken(limit, m_start, 10), 10);
    QCOMPARE(taken(limit, m_start + 99ms, 5), 0);
    QCOMPARE(taken(limit, m_start + 350ms, 5), 3);
    int total = 0;
    for (int step = 1; step <= 1000; ++step)
        total += taken(limit, m_start + 350ms + step * 10ms, 1);
    QVERIFY2(total >= 99 && total <= 101, qPrintable(QString::number(total)));
}

void tst_RateLimit::neverHoldsMoreThanASecondsWorth()
{
    RateLimit limit(10, m_start);
    QCOMPARE(taken(limit, m_start + 1h, 100), 10);
}

void tst_RateLimit::timeThatStandsStillGivesNothing()
{
    RateLimit limit(1, m_start);
    QCOMPARE(taken(limit, m_start, 1'000'000), 1);
}

void tst_RateLimit::zeroIsNoLimit()
{
    RateLimit limit(0, m_start);
    QCOMPARE(taken(limit, m_start, 1'000'000), 1'000'000);
}

QTEST_GUILESS_MAIN(tst_RateLimit)
#include "tst_ratelimit.moc"
