// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/sendqueue.h"

#include <QtTest/QTest>

using namespace std::chrono_literals;
using RelayCore::InFlight;
using RelayCore::PendingSend;
using RelayCore::PendingSendPtr;
using RelayCore::SendId;
using RelayCore::SendQueue;

namespace {

PendingSendPtr sendOf(SendId id, qsizetype bytes,
                      std::chrono::milliseconds expiresAt = std::chrono::milliseconds::max())
{
    auto send = std::make_shared<PendingSend>();
    send->id = id;
    send->encoded = QByteArray(bytes, 'x');
    send->bytes = bytes;
    send->expiresAt = expiresAt;
    return send;
}

QList<SendId> ids(const std::vector<PendingSendPtr> &sends)
{
    QList<SendId> result;
    for (const PendingSendPtr &send : sends)
        result.append(send->id);
    return result;
}

QList<SendId> writtenAfter(InFlight &inFlight, qint64 bytes)
{
    inFlight.written(bytes);
    QList<SendId> result;
    while (const auto send = inFlight.takeWritten())
        result.append(send->id);
    return result;
}

} // namespace

class tst_SendQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firstInFirstOut()
    {
        SendQueue queue(10, 100);
        for (SendId id = 1; id <= 3; ++id) {
            auto send = sendOf(id, 10);
            QVERIFY(queue.push(send));
        }
        QCOMPARE(queue.bytes(), 30);
        QCOMPARE(queue.pop()->id, SendId(1));
        QCOMPARE(queue.bytes(), 20);
        QCOMPARE(ids(queue.takeAll()), (QList<SendId>{2, 3}));
        QVERIFY(queue.isEmpty());
        QCOMPARE(queue.bytes(), 0);
    }

    void bounds_data()
    {
        QTest::addColumn<int>("messages");
        QTest::addColumn<int>("bytesEach");
        QTest::addColumn<int>("fitting");
        QTest::addRow("the number of messages is bounded") << 5 << 1 << 3;
        QTest::addRow("the bytes are bounded") << 5 << 60 << 1;
        QTest::addRow("exactly the bound fits") << 2 << 50 << 2;
        QTest::addRow("one message larger than the bound does not fit") << 1 << 101 << 0;
    }

    void bounds()
    {
        QFETCH(const int, messages);
        QFETCH(const int, bytesEach);
        QFETCH(const int, fitting);
        SendQueue queue(3, 100);
        int fitted = 0;
        for (int i = 0; i < messages; ++i) {
            auto send = sendOf(static_cast<SendId>(i + 1), bytesEach);
            if (queue.push(send))
                ++fitted;
            else
                QCOMPARE(send->encoded.size(), bytesEach); // Left alone.
        }
        QCOMPARE(fitted, fitting);
        QCOMPARE(queue.count(), fitting);
    }

    void theExpiredLeaveWhereverTheyStand()
    {
        SendQueue queue(10, 100);
        const QList<std::chrono::seconds> expiries{3s, 1s, 5s, 1s};
        for (SendId id = 1; id <= 4; ++id) {
            auto send = sendOf(id, 10, expiries.at(static_cast<qsizetype>(id) - 1));
            QVERIFY(queue.push(send));
        }
        QCOMPARE(queue.nextExpiry(), std::chrono::milliseconds(1s));
        QCOMPARE(ids(queue.takeExpired(1s)), (QList<SendId>{2, 4}));
        QCOMPARE(queue.nextExpiry(), std::chrono::milliseconds(3s));
        QCOMPARE(queue.bytes(), 20);
        QCOMPARE(ids(queue.takeAll()), (QList<SendId>{1, 3}));
        QCOMPARE(queue.nextExpiry(), std::chrono::milliseconds::max());
    }

    void oneIsTakenByItsId()
    {
        SendQueue queue(10, 100);
        for (SendId id = 1; id <= 3; ++id) {
            auto send = sendOf(id, 10);
            QVERIFY(queue.push(send));
        }
        QCOMPARE(queue.take(2)->id, SendId(2));
        QVERIFY(!queue.take(2));
        QCOMPARE(queue.bytes(), 20);
        QCOMPARE(ids(queue.takeAll()), (QList<SendId>{1, 3}));
    }

    void whatIsPutBackStandsInItsOldPlaceEvenBeyondTheBounds()
    {
        SendQueue queue(2, 100);
        for (SendId id : {2, 4}) {
            auto send = sendOf(id, 50);
            QVERIFY(queue.push(send));
        }
        queue.putBack(sendOf(3, 60));
        queue.putBack(sendOf(1, 60));
        QCOMPARE(queue.bytes(), 220);
        QVERIFY(queue.couldHold(100));
        QVERIFY(!queue.couldHold(101));
        QCOMPARE(ids(queue.takeAll()), (QList<SendId>{1, 2, 3, 4}));
    }

    void writtenOnceTheLastByteIs()
    {
        InFlight inFlight;
        inFlight.add(sendOf(1, 10), 10);
        inFlight.add(sendOf(2, 10), 20);
        QCOMPARE(writtenAfter(inFlight, 9), QList<SendId>());
        QCOMPARE(writtenAfter(inFlight, 1), QList<SendId>{1});
        inFlight.add(sendOf(3, 5), 15);
        QCOMPARE(writtenAfter(inFlight, 15), (QList<SendId>{2, 3}));
        QVERIFY(inFlight.isEmpty());
    }

    void nothingUnsentIsWrittenAtOnce()
    {
        InFlight inFlight;
        inFlight.add(sendOf(1, 10), 0);
        QCOMPARE(writtenAfter(inFlight, 0), QList<SendId>{1});
    }

    void takeAllLeavesNothing()
    {
        InFlight inFlight;
        inFlight.add(sendOf(1, 10), 10);
        QCOMPARE(ids(inFlight.takeAll()), QList<SendId>{1});
        QCOMPARE(writtenAfter(inFlight, 100), QList<SendId>());
    }
};

QTEST_GUILESS_MAIN(tst_SendQueue)
#include "tst_sendqueue.moc"
