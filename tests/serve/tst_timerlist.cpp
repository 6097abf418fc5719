// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/serve/timerlist.h"

#include <QtTest/QTest>

using namespace Inspector;
using namespace std::chrono_literals;

class tst_TimerList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theNextOneFirst();
    void keepsItsBeat();
    void doesNotMakeUpForWhatItMissed();
    void isNotFiredInsideItself();
    void mayBeRemovedWhileItFires();
    void belongsToItsObject();
    void remainingTime();

private:
    const TimerList::Clock::time_point m_start{1000h};
    QObject m_object;
};

void tst_TimerList::theNextOneFirst()
{
    TimerList timers;
    QVERIFY(!timers.next());
    timers.add(1, 30ms, Qt::PreciseTimer, &m_object, m_start);
    timers.add(2, 10ms, Qt::PreciseTimer, &m_object, m_start);
    timers.add(3, 20ms, Qt::PreciseTimer, &m_object, m_start);
    QCOMPARE(timers.next(), m_start + 10ms);
    QVERIFY(timers.due(m_start + 9ms).empty());
    QCOMPARE(timers.due(m_start + 20ms), (std::vector<int>{2, 3}));
    timers.add(2, 40ms, Qt::PreciseTimer, &m_object, m_start); // Started again.
    QCOMPARE(timers.next(), m_start + 20ms);
    QVERIFY(timers.remove(3));
    QVERIFY(!timers.remove(3));
    QCOMPARE(timers.next(), m_start + 30ms);
}

void tst_TimerList::keepsItsBeat()
{
    TimerList timers;
    timers.add(1, 10ms, Qt::PreciseTimer, &m_object, m_start);
    QVERIFY(!timers.begin(1, m_start + 9ms));
    QCOMPARE(timers.begin(1, m_start + 12ms), &m_object);
    timers.fired(1);
    QCOMPARE(timers.next(), m_start + 20ms);
}

void tst_TimerList::doesNotMakeUpForWhatItMissed()
{
    TimerList timers;
    timers.add(1, 10ms, Qt::PreciseTimer, &m_object, m_start);
    QCOMPARE(timers.begin(1, m_start + 95ms), &m_object);
    timers.fired(1);
    QCOMPARE(timers.next(), m_start + 95ms);
    QCOMPARE(timers.begin(1, m_start + 95ms), &m_object);
    timers.fired(1);
    QCOMPARE(timers.next(), m_start + 105ms);
}

void tst_TimerList::isNotFiredInsideItself()
{
    TimerList timers;
    timers.add(1, 0ms, Qt::PreciseTimer, &m_object, m_start);
    QCOMPARE(timers.begin(1, m_start), &m_object);
    QVERIFY(!timers.next()); // An inner event loop must not spin for it.
    QVERIFY(timers.due(m_start + 1h).empty());
    QVERIFY(!timers.begin(1, m_start + 1h));
    timers.fired(1);
    QCOMPARE(timers.next(), m_start);
}

void tst_TimerList::mayBeRemovedWhileItFires()
{
    TimerList timers;
    timers.add(1, 10ms, Qt::PreciseTimer, &m_object, m_start);
    QCOMPARE(timers.begin(1, m_start + 10ms), &m_object);
    QVERIFY(timers.remove(1));
    timers.fired(1);
    QVERIFY(!timers.next());

    timers.add(1, 10ms, Qt::PreciseTimer, &m_object, m_start);
    QCOMPARE(timers.begin(1, m_start + 10ms), &m_object);
    QVERIFY(timers.remove(1));
    timers.add(1, 50ms, Qt::PreciseTimer, &m_object, m_start + 10ms); // The id is another timer's now.
    timers.fired(1);
    QCOMPARE(timers.next(), m_start + 60ms);
}

void tst_TimerList::belongsToItsObject()
{
    const QObject other;
    TimerList timers;
    timers.add(1, 10ms, Qt::PreciseTimer, &m_object, m_start);
    timers.add(2, 20ms, Qt::CoarseTimer, &m_object, m_start);
    QVERIFY(timers.allOf(&other).isEmpty());
    const auto all = timers.allOf(&m_object);
    QCOMPARE(all.size(), 2);
    QCOMPARE(all.at(1).timerId, 2);
    QCOMPARE(all.at(1).interval, 20);
    QCOMPARE(all.at(1).timerType, Qt::CoarseTimer);
    QVERIFY(!timers.removeAllOf(&other));
    QVERIFY(timers.removeAllOf(&m_object));
    QVERIFY(!timers.next());
}

void tst_TimerList::remainingTime()
{
    TimerList timers;
    timers.add(1, 10ms, Qt::PreciseTimer, &m_object, m_start);
    QCOMPARE(timers.remaining(1, m_start + 1us), 10ms);
    QCOMPARE(timers.remaining(1, m_start + 4ms), 6ms);
    QCOMPARE(timers.remaining(1, m_start + 1h), 0ms);
    QVERIFY(!timers.remaining(2, m_start));
}

QTEST_GUILESS_MAIN(tst_TimerList)
#include "tst_timerlist.moc"
