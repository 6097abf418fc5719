// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/wire/wireclock.h"
#include "relaycore/wire/wireevent.h"
#include "relaycore/wire/wirenames.h"

#include <QtCore/QDateTime>
#include <QtTest/QTest>

#include <set>
#include <thread>
#include <vector>

using namespace RelayCore;

class tst_WireEvent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void timeIsWallClockAndNeverRunsBackwards();
    void timeFollowsSteps();
    void timeOfAConnectionNeverGoesBack();
    void idsAreUniqueAcrossThreads();
    void namesAreReadBack_data();
    void namesAreReadBack();
    void unknownNamesAreOther();
};

void tst_WireEvent::timeIsWallClockAndNeverRunsBackwards()
{
    const qint64 first = wireTimeNs();
    const qint64 nowNs = QDateTime::currentMSecsSinceEpoch() * 1'000'000;
    QVERIFY(qAbs(first - nowNs) < 60'000'000'000LL);
    qint64 last = first;
    for (int i = 0; i < 10'000; ++i) {
        const qint64 now = wireTimeNs();
        QVERIFY(now >= last);
        last = now;
    }
}

void tst_WireEvent::timeFollowsSteps()
{
    constexpr qint64 second = 1'000'000'000;
    constexpr qint64 hour = 3600 * second;
    constexpr qint64 start = 1'700'000'000 * second;
    WireClock clock;
    QCOMPARE(clock.now(5 * second, start), start);
    // Between steps the monotonic clock counts, whatever the other one is corrected by.
    QCOMPARE(clock.now(6 * second, start + second + 1'000), start + second);
    QCOMPARE(clock.now(7 * second, start + 2 * second - 1'000), start + 2 * second);
    QCOMPARE(clock.now(8 * second, start + 3 * second + hour), start + 3 * second + hour);
    QCOMPARE(clock.now(9 * second, start + 4 * second + hour), start + 4 * second + hour);
    // Back again. The monotonic clock stands still while a machine is suspended.
    QCOMPARE(clock.now(10 * second, start + 5 * second), start + 5 * second);
    QCOMPARE(clock.now(10 * second + 1, start + 5 * second + hour), start + 5 * second + hour);
}

void tst_WireEvent::timeOfAConnectionNeverGoesBack()
{
    ConnectionTime time;
    QCOMPARE(time.next(10), 10);
    QCOMPARE(time.next(9), 10);
    QCOMPARE(time.next(11), 11);
}

void tst_WireEvent::idsAreUniqueAcrossThreads()
{
    constexpr int threads = 4;
    constexpr int each = 1'000;
    std::vector<std::vector<ConnectionId>> ids(threads);
    {
        std::vector<std::jthread> workers;
        for (auto &mine : ids) {
            workers.emplace_back([&mine] {
                for (int i = 0; i < each; ++i)
                    mine.push_back(nextConnectionId());
            });
        }
    }
    std::set<ConnectionId> all;
    for (const auto &mine : ids)
        all.insert(mine.begin(), mine.end());
    QCOMPARE(all.size(), std::size_t(threads * each));
    QVERIFY(!all.contains(0));
    QVERIFY(nextSourceId() != 0);
}

void tst_WireEvent::namesAreReadBack_data()
{
    QTest::addColumn<QString>("read");
    QTest::addColumn<QString>("written");
    // The words of captures that exist: they never change.
    for (const char *word : {"idle", "connecting", "registering", "ready", "backoff", "waiting_for_network", "closing",
                             "closed", "failed", "listening", "stopped"})
        QTest::addRow("state %s", word) << QString::fromLatin1(word)
                                        << QString(sourceStateName(sourceStateFromName(QString::fromLatin1(word))));
    for (const char *word : {"", "dns", "refused", "timeout", "tls", "handshake", "reset", "network"})
        QTest::addRow("category %s", word)
            << QString::fromLatin1(word)
            << QString(closeCategoryName(closeCategoryFromName(QString::fromLatin1(word))));
}

void tst_WireEvent::namesAreReadBack()
{
    QFETCH(QString, read);
    QFETCH(QString, written);
    QCOMPARE(written, read);
}

void tst_WireEvent::unknownNamesAreOther()
{
    QCOMPARE(int(sourceStateFromName(u"quantum")), int(SourceState::Other));
    QCOMPARE(int(sourceStateFromName(u"")), int(SourceState::Other));
    QCOMPARE(int(closeCategoryFromName(u"quantum")), int(CloseCategory::Other));
    QCOMPARE(int(closeCategoryFromName(u"Refused")), int(CloseCategory::Other));
}

QTEST_GUILESS_MAIN(tst_WireEvent)
#include "tst_wireevent.moc"
