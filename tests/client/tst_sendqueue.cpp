// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/sendqueue.h"

#include <QtTest/QTest>

using namespace std::chrono_literals;
using RelayCore::InFlight;
using RelayCore::PendingSend;
using RelayCore::SendId;
using RelayCore::SendQueue;

namespace {

PendingSend sendOf(SendId id, qsizetype bytes, std::chrono::milliseconds at = 0ms)
{
    PendingSend send;
    send.id = id;
    send.encoded = QByteArray(bytes, 'x');
    send.queuedAt = at;
    return send;
}

QList<SendId> ids(const std::vector<PendingSend> &sends)
{
    QList<SendId> result;
    for (const PendingSend &send : sends)
        result.append(send.id);
    return result;
}

} // namespace

class SendQueueTest : public QObject
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
        QCOMPARE(queue.pop().id, SendId(1));
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
                QCOMPARE(send.encoded.size(), bytesEach); // Left alone.
        }
        QCOMPARE(fitted, fitting);
        QCOMPARE(queue.count(), fitting);
    }

    void expiredAreTakenFromTheFront()
    {
        SendQueue queue(10, 100);
        for (SendId id = 1; id <= 3; ++id) {
            auto send = sendOf(id, 10, std::chrono::seconds(id));
            QVERIFY(queue.push(send));
        }
        QCOMPARE(ids(queue.takeQueuedUntil(2s)), (QList<SendId>{1, 2}));
        QCOMPARE(queue.oldest().value(), 3s);
    }

    void writtenOnceTheLastByteIs()
    {
        InFlight inFlight;
        inFlight.add(sendOf(1, 10), 10);
        inFlight.add(sendOf(2, 10), 20);
        QCOMPARE(ids(inFlight.written(9)), QList<SendId>());
        QCOMPARE(ids(inFlight.written(1)), QList<SendId>{1});
        inFlight.add(sendOf(3, 5), 15);
        QCOMPARE(ids(inFlight.written(15)), (QList<SendId>{2, 3}));
        QVERIFY(inFlight.isEmpty());
    }

    void nothingUnsentIsWrittenAtOnce()
    {
        InFlight inFlight;
        inFlight.add(sendOf(1, 10), 0);
        QCOMPARE(ids(inFlight.written(0)), QList<SendId>{1});
    }

    void takeAllLeavesNothing()
    {
        InFlight inFlight;
        inFlight.add(sendOf(1, 10), 10);
        QCOMPARE(ids(inFlight.takeAll()), QList<SendId>{1});
        QCOMPARE(ids(inFlight.written(100)), QList<SendId>());
    }
};

QTEST_GUILESS_MAIN(SendQueueTest)
#include "tst_sendqueue.moc"
