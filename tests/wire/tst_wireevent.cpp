// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
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
