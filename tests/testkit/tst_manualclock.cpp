// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/testkit/manualclock.h"

#include <QtCore/QStringList>
#include <QtTest/QTest>

#include <vector>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using RelayCore::ClockTimer;
using RelayCore::TestKit::ManualClock;

class tst_ManualClock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void standsStill()
    {
        ManualClock clock;
        QCOMPARE(clock.now(), 0ms);
        QCOMPARE(clock.runningTimers(), 0);
        QVERIFY(!clock.untilNext());
        QVERIFY(!clock.advanceToNext());
        clock.advance(-1s);
        QCOMPARE(clock.now(), 0ms);
    }

    void callsInTheOrderOfTime()
    {
        ManualClock clock;
        QStringList calls;
        std::vector<std::unique_ptr<ClockTimer>> timers;
        const auto start = [&](std::chrono::milliseconds delay, const QString &name) {
            timers.push_back(
                clock.startTimer(delay, [&, name] { calls += name + QString::number(clock.now().count()); }));
        };
        start(20ms, u"late "_s);
        start(10ms, u"early "_s);
        start(10ms, u"second "_s);
        start(-5ms, u"past "_s);
        QVERIFY(calls.isEmpty());
        QCOMPARE(clock.untilNext(), 0ms);
        clock.advance(9ms);
        QCOMPARE(calls, QStringList{u"past 0"_s});
        QCOMPARE(clock.untilNext(), 1ms);
        QVERIFY(clock.advanceToNext());
        QCOMPARE(calls.mid(1), (QStringList{u"early 10"_s, u"second 10"_s}));
        clock.advance(1h);
        QCOMPARE(calls.constLast(), u"late 20"_s);
        QCOMPARE(clock.now(), 10ms + 1h);
        QCOMPARE(clock.runningTimers(), 0);
    }

    void aDestroyedTimerStaysSilent()
    {
        ManualClock clock;
        bool called = false;
        auto timer = clock.startTimer(1ms, [&] { called = true; });
        timer.reset();
        QCOMPARE(clock.runningTimers(), 0);
        clock.advance(1s);
        QVERIFY(!called);
    }

    void aCallbackMayDoAnything()
    {
        auto clock = std::make_shared<ManualClock>();
        QList<int> at;
        std::unique_ptr<ClockTimer> first;
        std::unique_ptr<ClockTimer> second;
        first = clock->startTimer(5ms, [&] {
            at += int(clock->now().count());
            first.reset(); // its own timer
            second = clock->startTimer(5ms, [&] { at += int(clock->now().count()); });
            clock->advance(2ms);
            at += int(clock->now().count());
        });
        clock->advance(10ms);
        QCOMPARE(at, (QList<int>{5, 7, 10}));
        QCOMPARE(clock->now(), 10ms);

        const auto last = clock->startTimer(1ms, [&clock] { clock.reset(); }); // the clock itself
        clock->advance(1ms);
        QVERIFY(!clock);
    }

    void timeNeverGoesBack()
    {
        ManualClock clock;
        const auto outer = clock.startTimer(5ms, [&clock] { clock.advance(1s); });
        clock.advance(10ms);
        QCOMPARE(clock.now(), 1005ms);
    }
};

QTEST_GUILESS_MAIN(tst_ManualClock)
#include "tst_manualclock.moc"
