// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/captureindex.h"
#include "relaycore/protocol/codec.h"

#include <QtTest/QTest>

#include <algorithm>
#include <random>

using namespace Qt::Literals::StringLiterals;
using namespace Inspector;
using namespace RelayCore;

namespace {

const QUuid alpha = QUuid::fromString(u"a38fa5d1-f4b8-4a9b-8ddd-1d0255a1e74b");
const QUuid beta = QUuid::fromString(u"484c5196-7a4a-42b1-9179-2e1118fc7b11");
const QUuid delta = QUuid::fromString(u"6a957170-5c33-472d-872c-88eb5017ffc5");

/// Numbers messages and lets a millisecond pass between them.
class Script
{
public:
    MessageId add(MessageKind kind, Direction direction, const QUuid &source = {}, const QUuid &peer = {},
                  ConnectionId connection = 1, const QByteArray &payload = {})
    {
        MessageRow row;
        row.id = ++m_last;
        row.connection = connection;
        row.timeNs = qint64(m_last) * 1'000'000;
        row.direction = direction;
        row.kind = kind;
        row.source = source;
        row.peer = peer;
        row.payload = payload;
        (void)m_index.add(row);
        return row.id;
    }
    MessageId offer(const QUuid &source, const QUuid &peer, ConnectionId connection = 1,
                    Direction direction = Direction::Sent)
    {
        return add(MessageKind::Offer, direction, source, peer, connection);
    }
    MessageId answer(const QUuid &source, const QUuid &peer, ConnectionId connection = 1,
                     Direction direction = Direction::Received)
    {
        return add(MessageKind::Answer, direction, source, peer, connection);
    }
    MessageId response(bool success, ConnectionId connection = 1)
    {
        return add(MessageKind::Response, Direction::Received, {}, {}, connection,
                   encode(RelayResponse{success, {}, !success}));
    }

    void clear()
    {
        m_index.clear();
        m_last = 0;
    }
    /// Returns all exchanges, in the order of their requests.
    [[nodiscard]] std::vector<Exchange> all() const
    {
        std::vector<Exchange> found;
        exchanges.forEach([&found](const Exchange &exchange) { found.push_back(exchange); });
        std::sort(found.begin(), found.end(),
                  [](const Exchange &left, const Exchange &right) { return left.request < right.request; });
        return found;
    }

private:
    CaptureIndex m_index;
    MessageId m_last = 0;

public:
    const PeerTable &peers{m_index.peers()};
    const Exchanges &exchanges{m_index.exchanges()};
};

} // namespace

class tst_Exchanges : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void registrationsAreAnsweredInOrder();
    void refusedRegistrationFailed();
    void responseWithoutPayloadProvesNothing();
    void offerIsAnsweredBySwappedPeers();
    void bothEndsOfAnOfferAreExchangesOfTheirOwn();
    void repeatedOffersAreAnsweredInOrder();
    void answerOfSomebodyElseDoesNotCount_data();
    void answerOfSomebodyElseDoesNotCount();
    void returnedEndsTheNewestOffer();
    void returnedEndsAnAnswer();
    void strayRepliesAreAlone();
    void conversationJoinsConnections();
    void conversationKeepsTheNearest_data();
    void conversationKeepsTheNearest();
    void conversationsAreThoseOfAPlainSearch();
    void conversationOfARegistration();
    void unknownMessages();
    void clearForgets();
    void oldAnswersAreNotKept();
    void millionMessages();
    void backlogOfOnePair();
};

void tst_Exchanges::registrationsAreAnsweredInOrder()
{
    Script script;
    const MessageId first = script.add(MessageKind::Registration, Direction::Sent, alpha);
    const MessageId elsewhere = script.add(MessageKind::Registration, Direction::Sent, beta, {}, 2);
    const MessageId second = script.add(MessageKind::Registration, Direction::Sent, delta);
    const MessageId firstReply = script.response(true);
    const MessageId secondReply = script.response(true);
    QCOMPARE(script.exchanges.find(first)->reply, firstReply);
    QCOMPARE(script.exchanges.find(second)->reply, secondReply);
    QCOMPARE(script.exchanges.find(firstReply)->request, first);
    QVERIFY(!script.exchanges.find(elsewhere)->reply);
    QVERIFY(!script.exchanges.find(elsewhere)->roundTripNs());
    QCOMPARE(script.peers.uuid(script.exchanges.find(first)->source), alpha);
    QVERIFY(script.exchanges.find(first)->type == Exchange::Type::Registration);
    QCOMPARE(script.exchanges.roundTripNs(firstReply), qint64(firstReply - first) * 1'000'000);
    QVERIFY(!script.exchanges.roundTripNs(first)); // It began there, it did not end.
    QCOMPARE(script.all().size(), 3U);
}

void tst_Exchanges::refusedRegistrationFailed()
{
    Script script;
    const MessageId first = script.add(MessageKind::Registration, Direction::Sent, alpha);
    script.response(false);
    const MessageId second = script.add(MessageKind::Registration, Direction::Sent, alpha);
    script.response(true);
    QVERIFY(script.exchanges.find(first)->failed);
    QVERIFY(!script.exchanges.find(second)->failed);
}

void tst_Exchanges::responseWithoutPayloadProvesNothing()
{
    Script script;
    const MessageId request = script.add(MessageKind::Registration, Direction::Sent, alpha);
    const MessageId reply = script.add(MessageKind::Response, Direction::Received);
    QCOMPARE(script.exchanges.find(request)->reply, reply);
    QVERIFY(!script.exchanges.find(request)->failed);
}

void tst_Exchanges::offerIsAnsweredBySwappedPeers()
{
    Script script;
    const MessageId offer = script.offer(alpha, beta);
    script.add(MessageKind::Ping, Direction::Received);
    const MessageId answer = script.answer(beta, alpha);
    const std::optional<Exchange> exchange = script.exchanges.find(answer);
    QVERIFY(exchange);
    QVERIFY(exchange == script.exchanges.find(offer));
    QVERIFY(exchange->type == Exchange::Type::Connection);
    QCOMPARE(exchange->request, offer);
    QCOMPARE(exchange->reply, answer);
    QVERIFY(!exchange->failed);
    QCOMPARE(script.peers.uuid(exchange->source), alpha);
    QCOMPARE(script.peers.uuid(exchange->peer), beta);
    QCOMPARE(exchange->roundTripNs(), 2'000'000);
    QCOMPARE(script.exchanges.roundTripNs(answer), 2'000'000);
}

void tst_Exchanges::bothEndsOfAnOfferAreExchangesOfTheirOwn()
{
    Script script;
    const MessageId sent = script.offer(alpha, beta, 1, Direction::Sent);
    const MessageId delivered = script.offer(alpha, beta, 2, Direction::Received);
    const MessageId answered = script.answer(beta, alpha, 2, Direction::Sent);
    const MessageId arrived = script.answer(beta, alpha, 1, Direction::Received);
    QCOMPARE(script.exchanges.find(sent)->reply, arrived);
    QCOMPARE(script.exchanges.find(delivered)->reply, answered);
    QCOMPARE(script.exchanges.roundTripNs(arrived), 3'000'000);
    QCOMPARE(script.exchanges.roundTripNs(answered), 1'000'000);
}

void tst_Exchanges::repeatedOffersAreAnsweredInOrder()
{
    Script script;
    const MessageId first = script.offer(alpha, beta);
    const MessageId second = script.offer(alpha, beta);
    const MessageId firstAnswer = script.answer(beta, alpha);
    QCOMPARE(script.exchanges.find(first)->reply, firstAnswer);
    QVERIFY(!script.exchanges.find(second)->reply);
    QCOMPARE(script.exchanges.find(second)->reply.has_value(), false);
    const MessageId secondAnswer = script.answer(beta, alpha);
    QCOMPARE(script.exchanges.find(second)->reply, secondAnswer);
}

void tst_Exchanges::answerOfSomebodyElseDoesNotCount_data()
{
    QTest::addColumn<QUuid>("source");
    QTest::addColumn<QUuid>("peer");
    QTest::addColumn<ConnectionId>("connection");
    QTest::addColumn<Direction>("direction");
    QTest::addRow("from another peer") << delta << alpha << 1U << Direction::Received;
    QTest::addRow("to another peer") << beta << delta << 1U << Direction::Received;
    QTest::addRow("not swapped") << alpha << beta << 1U << Direction::Received;
    QTest::addRow("on another connection") << beta << alpha << 2U << Direction::Received;
    QTest::addRow("in the same direction") << beta << alpha << 1U << Direction::Sent;
}

void tst_Exchanges::answerOfSomebodyElseDoesNotCount()
{
    QFETCH(const QUuid, source);
    QFETCH(const QUuid, peer);
    QFETCH(const ConnectionId, connection);
    QFETCH(const Direction, direction);
    Script script;
    const MessageId offer = script.offer(alpha, beta);
    const MessageId answer = script.answer(source, peer, connection, direction);
    QVERIFY(!script.exchanges.find(offer)->reply);
    QVERIFY(!script.exchanges.find(answer));
}

void tst_Exchanges::returnedEndsTheNewestOffer()
{
    Script script;
    const MessageId first = script.offer(alpha, delta);
    const MessageId second = script.offer(alpha, delta);
    const MessageId returned = script.add(MessageKind::Returned, Direction::Received, alpha, delta);
    QCOMPARE(script.exchanges.find(second)->reply, returned);
    QVERIFY(script.exchanges.find(second)->failed);
    QVERIFY(!script.exchanges.find(first)->reply);
    const MessageId again = script.add(MessageKind::Returned, Direction::Received, alpha, delta);
    QCOMPARE(script.exchanges.find(first)->reply, again);
    QCOMPARE(script.exchanges.roundTripNs(returned), 1'000'000);
}

void tst_Exchanges::returnedEndsAnAnswer()
{
    Script script;
    const MessageId offer = script.offer(alpha, beta, 1, Direction::Received);
    const MessageId answer = script.answer(beta, alpha, 1, Direction::Sent);
    const MessageId returned = script.add(MessageKind::Returned, Direction::Received, beta, alpha);
    QVERIFY(!script.exchanges.find(offer)->failed);
    QCOMPARE(script.exchanges.find(offer)->reply, answer);
    const std::vector<Exchange> all = script.all();
    QCOMPARE(all.size(), 2U);
    QVERIFY(all.front() == script.exchanges.find(offer) && all.back() == script.exchanges.find(answer));
    QVERIFY(script.exchanges.find(answer)->failed); // That it came back is what matters about it now.
    QCOMPARE(script.exchanges.find(answer)->reply, returned);
    QCOMPARE(script.exchanges.roundTripNs(answer), 1'000'000);
    QCOMPARE(script.exchanges.find(returned)->request, answer);
}

void tst_Exchanges::strayRepliesAreAlone()
{
    Script script;
    const MessageId response = script.response(true);
    const MessageId answer = script.answer(beta, alpha);
    const MessageId returned = script.add(MessageKind::Returned, Direction::Received, alpha, delta);
    QVERIFY(!script.exchanges.find(response));
    QVERIFY(!script.exchanges.find(answer));
    QVERIFY(!script.exchanges.find(returned));
    QVERIFY(script.all().empty());
}

void tst_Exchanges::conversationJoinsConnections()
{
    Script script;
    script.add(MessageKind::Registration, Direction::Sent, alpha);
    const MessageId sent = script.offer(alpha, beta, 1, Direction::Sent);
    script.offer(alpha, delta, 1, Direction::Sent);
    const MessageId delivered = script.offer(alpha, beta, 2, Direction::Received);
    const MessageId answered = script.answer(beta, alpha, 2, Direction::Sent);
    script.add(MessageKind::Close, Direction::Sent);
    const MessageId arrived = script.answer(beta, alpha, 1, Direction::Received);
    const std::vector<MessageId> expected{sent, delivered, answered, arrived};
    for (const MessageId id : expected)
        QVERIFY(script.exchanges.conversation(id) == expected);
}

void tst_Exchanges::conversationKeepsTheNearest_data()
{
    QTest::addColumn<MessageId>("around");
    QTest::addColumn<qsizetype>("limit");
    QTest::addColumn<QList<MessageId>>("expected");
    using Ids = QList<MessageId>;
    QTest::addRow("in the middle") << 5U << qsizetype(3) << Ids{4, 5, 6};
    QTest::addRow("at the beginning") << 1U << qsizetype(3) << Ids{1, 2, 3};
    QTest::addRow("at the end") << 9U << qsizetype(3) << Ids{7, 8, 9};
    QTest::addRow("only itself") << 5U << qsizetype(1) << Ids{5};
    QTest::addRow("nothing") << 5U << qsizetype(0) << Ids{};
    QTest::addRow("all of them") << 5U << qsizetype(100) << Ids{1, 2, 3, 4, 5, 6, 7, 8, 9};
}

void tst_Exchanges::conversationKeepsTheNearest()
{
    QFETCH(const MessageId, around);
    QFETCH(const qsizetype, limit);
    QFETCH(const QList<MessageId>, expected);
    Script script;
    for (int i = 0; i < 9; ++i)
        script.offer(alpha, beta);
    const std::vector<MessageId> ids = script.exchanges.conversation(around, std::size_t(limit));
    QCOMPARE(QList<MessageId>(ids.begin(), ids.end()), expected);
}

/// Random messages of few and of many pairs, so that those of a pair are dense or rare.
void tst_Exchanges::conversationsAreThoseOfAPlainSearch()
{
    std::mt19937 random(7);
    for (const quint32 peers : {2U, 3U, 40U}) {
        Script script;
        std::vector<std::pair<quint32, quint32>> ends; // By id - 1; lower first, 0 and 0 where it is a ping.
        for (int i = 0; i < 600; ++i) {
            const quint32 one = 1 + random() % peers;
            const quint32 other = 1 + random() % peers;
            if (one == other) {
                script.add(MessageKind::Ping, Direction::Sent);
                ends.emplace_back(0, 0);
                continue;
            }
            const auto uuid = [](quint32 number) { return QUuid(number, 0, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 1); };
            const MessageKind kinds[]{MessageKind::Offer, MessageKind::Answer, MessageKind::Returned};
            script.add(kinds[random() % 3], random() % 2 ? Direction::Sent : Direction::Received, uuid(one),
                       uuid(other));
            ends.emplace_back(std::minmax(one, other));
        }
        for (const std::size_t limit : {1U, 2U, 5U, 64U}) {
            for (MessageId around = 1; around <= ends.size(); ++around) {
                std::vector<MessageId> expected;
                for (MessageId id = 1; id <= ends.size(); ++id) {
                    if (id == around || (ends[around - 1].first != 0 && ends[id - 1] == ends[around - 1]))
                        expected.push_back(id);
                }
                std::stable_sort(expected.begin(), expected.end(), [around](MessageId left, MessageId right) {
                    const auto distance = [around](MessageId id) { return id < around ? around - id : id - around; };
                    return distance(left) < distance(right);
                });
                expected.resize(std::min(expected.size(), limit));
                std::sort(expected.begin(), expected.end());
                QVERIFY(script.exchanges.conversation(around, limit) == expected);
            }
        }
    }
}

void tst_Exchanges::conversationOfARegistration()
{
    Script script;
    const MessageId request = script.add(MessageKind::Registration, Direction::Sent, alpha);
    const MessageId ping = script.add(MessageKind::Ping, Direction::Sent);
    const MessageId reply = script.response(true);
    QVERIFY((script.exchanges.conversation(reply) == std::vector<MessageId>{request, reply}));
    QVERIFY((script.exchanges.conversation(ping) == std::vector<MessageId>{ping}));
}

void tst_Exchanges::unknownMessages()
{
    Script script;
    script.offer(alpha, beta);
    QVERIFY(!script.exchanges.find(0));
    QVERIFY(!script.exchanges.find(2));
    QVERIFY(!script.exchanges.roundTripNs(99));
    QVERIFY(script.exchanges.conversation(99).empty());
}

void tst_Exchanges::clearForgets()
{
    Script script;
    const MessageId offer = script.offer(alpha, beta);
    script.clear();
    QVERIFY(!script.exchanges.find(offer));
    QVERIFY(script.all().empty());
    QVERIFY(script.exchanges.conversation(offer).empty());
    const MessageId answer = script.answer(beta, alpha);
    QVERIFY(!script.exchanges.find(answer));
}

void tst_Exchanges::oldAnswersAreNotKept()
{
    // One answer a millisecond from another peer each: 100 s of them, and only those of the last minute can be
    // returned.
    Script script;
    std::vector<MessageId> answers;
    for (uint i = 0; i < 100'000; ++i) {
        const QUuid peer(i + 1, 7, 9, 1, 2, 3, 4, 5, 6, 7, 8);
        answers.push_back(script.answer(peer, alpha, 1, Direction::Sent));
    }
    for (const uint i : {45'000U, 99'999U}) {
        const QUuid peer(i + 1, 7, 9, 1, 2, 3, 4, 5, 6, 7, 8);
        const MessageId returned = script.add(MessageKind::Returned, Direction::Received, peer, alpha);
        QVERIFY(script.exchanges.find(returned));
        QCOMPARE(script.exchanges.find(returned)->request, answers[i]);
    }
    const MessageId late =
        script.add(MessageKind::Returned, Direction::Received, QUuid(1, 7, 9, 1, 2, 3, 4, 5, 6, 7, 8), alpha);
    QVERIFY(!script.exchanges.find(late));
}

void tst_Exchanges::millionMessages()
{
    Script script;
    std::vector<QUuid> peers;
    for (uint i = 0; i < 1'000; ++i)
        peers.emplace_back(i, ushort(7), ushort(9), uchar(1), uchar(2), uchar(3), uchar(4), uchar(5), uchar(6),
                           uchar(7), uchar(8));
    // A search that is not constant per message runs into the time-out of the test: quadratic takes minutes.
    for (uint i = 0; i < 500'000; ++i) {
        script.offer(alpha, peers[i % 1'000], i % 16);
        if (i >= 64)
            script.answer(peers[(i - 64) % 1'000], alpha, (i - 64) % 16);
    }
    QCOMPARE(script.all().size(), 500'000U);
    const std::vector<Exchange> all = script.all();
    QCOMPARE(std::count_if(all.begin(), all.end(), [](const Exchange &exchange) { return !exchange.reply; }), 64);
}

void tst_Exchanges::backlogOfOnePair()
{
    constexpr MessageId offers = 200'000;
    Script script;
    for (MessageId i = 0; i < offers; ++i)
        script.offer(alpha, beta);
    for (MessageId i = 0; i < offers; ++i)
        QCOMPARE(script.exchanges.find(script.answer(beta, alpha))->request, i + 1);
}

QTEST_GUILESS_MAIN(tst_Exchanges)
#include "tst_exchanges.moc"
