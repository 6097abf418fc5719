// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/captureindex.h"
#include "inspector/analysis/connectionstate.h"
#include "relaycore/protocol/codec.h"

#include <QtTest/QTest>

#include <utility>

using namespace Qt::Literals::StringLiterals;
using namespace Inspector;
using namespace RelayCore;

namespace {

const QUuid alpha = QUuid::fromString(u"a38fa5d1-f4b8-4a9b-8ddd-1d0255a1e74b");
const QUuid beta = QUuid::fromString(u"484c5196-7a4a-42b1-9179-2e1118fc7b11");

MessageRow message(MessageId id, MessageKind kind, const QUuid &source = {}, const QString &name = {})
{
    MessageRow row;
    row.id = id;
    row.kind = kind;
    row.connection = 1;
    row.timeNs = qint64(id) * 1'000'000'000;
    row.source = source;
    row.sourceName = name;
    return row;
}

ConnectionRow connection(ConnectionId id, SourceId source = 1, quint64 messages = 0)
{
    ConnectionRow row;
    row.id = id;
    row.source = source;
    row.messages = messages;
    return row;
}

using Ids = QList<ConnectionId>;

} // namespace

Q_DECLARE_METATYPE(MessageRow)
Q_DECLARE_METATYPE(MessageTraits::Description)
Q_DECLARE_METATYPE(MessageTraits::Outcome)

class tst_CaptureIndex : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void messagesAreIndexedById();
    void traitsAreThoseOfTheRows_data();
    void traitsAreThoseOfTheRows();
    void peersAreNumberedAndNamed();
    void theRevisionTellsWhatIsNew();
    void registrationsNameTheirSource();
    void connectionsNameTheirClient();
    void onlyWhatDiffersIsReported();
    void countsAreUpdatedAlone();
    void connectionsAreSortedById();
    void sourcesAreReportedAndReplaced();
    void totalsFollowTheConnections();
    void totalsAreNotBehindTheMessages();
    void ratesArePerSecond();
    void stateOfAConnection_data();
    void stateOfAConnection();
    void stateOfASource_data();
    void stateOfASource();
};

void tst_CaptureIndex::messagesAreIndexedById()
{
    CaptureIndex index;
    (void)index.add(message(1, MessageKind::Registration, alpha, u"alpha"_s));
    MessageRow response = message(2, MessageKind::Response);
    response.payload = encode(RelayResponse{});
    response.connection = 1;
    (void)index.add(response);
    QCOMPARE(index.messageCount(), 2U);
    QCOMPARE(index.timesNs()[1], 2'000'000'000);
    QVERIFY(index.kinds()[0] == MessageKind::Registration);
    QCOMPARE(index.connectionIds()[1], 1U);
    QCOMPARE(index.exchanges().roundTripNs(2), std::optional<qint64>(1'000'000'000));
    index.clear();
    QCOMPARE(index.messageCount(), 0U);
    QVERIFY(index.nameOf(alpha).isEmpty());
    QVERIFY(!index.isCaptured(alpha));
}

void tst_CaptureIndex::traitsAreThoseOfTheRows_data()
{
    using Description = MessageTraits::Description;
    using Outcome = MessageTraits::Outcome;
    QTest::addColumn<MessageRow>("row");
    QTest::addColumn<Description>("description");
    QTest::addColumn<Outcome>("outcome");
    const auto row = [](const char *name, MessageKind kind, const QByteArray &payload, Description description,
                        Outcome outcome) {
        MessageRow message = ::message(1, kind);
        message.payload = payload;
        QTest::newRow(name) << message << description << outcome;
    };
    PeerConnection peer;
    peer.error = u"no such peer"_s;
    row("registration", MessageKind::Registration, {}, Description::None, Outcome::None);
    row("response", MessageKind::Response, encode(RelayResponse{}), Description::None, Outcome::Succeeded);
    row("refusal", MessageKind::Response, encode(RelayResponse{false, u"no"_s, true}), Description::None,
        Outcome::Failed);
    row("response that was not read", MessageKind::Response, {}, Description::None, Outcome::None);
    row("offer", MessageKind::Offer, {}, Description::Offer, Outcome::Succeeded);
    row("answer", MessageKind::Answer, {}, Description::Answer, Outcome::Succeeded);
    peer.descriptionType = DescriptionType::Offer;
    row("returned offer", MessageKind::Returned, encode(peer), Description::Offer, Outcome::Failed);
    peer.descriptionType = DescriptionType::Answer;
    row("returned answer", MessageKind::Returned, encode(peer), Description::Answer, Outcome::Failed);
    row("ping", MessageKind::Ping, {}, Description::None, Outcome::None);

    MessageRow odd = message(1, MessageKind::Other);
    odd.direction = Direction::Received;
    odd.opcode = Opcode::Pong;
    odd.compressed = odd.truncated = true;
    odd.frames = 7;
    odd.inflatedBytes = 5'000'000'000;
    QTest::newRow("everything else") << odd << Description::None << Outcome::None;
}

void tst_CaptureIndex::traitsAreThoseOfTheRows()
{
    QFETCH(const MessageRow, row);
    QFETCH(const MessageTraits::Description, description);
    QFETCH(const MessageTraits::Outcome, outcome);
    CaptureIndex index;
    (void)index.add(row);
    const MessageTraits traits = index.traits()[0];
    QVERIFY(traits.direction() == row.direction);
    QVERIFY(traits.opcode() == row.opcode);
    QCOMPARE(traits.isCompressed(), row.compressed);
    QCOMPARE(traits.isTruncated(), row.truncated);
    QCOMPARE(traits.isFragmented(), row.frames > 1);
    QCOMPARE(traits.isOpaque(), row.isOpaque());
    QVERIFY(traits.description() == description);
    QVERIFY(traits.outcome() == outcome);
    QCOMPARE(index.sizes()[0], quint32(qMin(row.bytes(), qint64(4'294'967'295))));
}

void tst_CaptureIndex::peersAreNumberedAndNamed()
{
    CaptureIndex index;
    MessageRow offer = message(1, MessageKind::Offer, alpha, u"one"_s);
    offer.peer = beta;
    (void)index.add(offer);
    (void)index.add(message(2, MessageKind::Registration, beta, u"two"_s));
    (void)index.add(message(3, MessageKind::Registration, beta, u"three"_s));
    (void)index.add(message(4, MessageKind::Registration, beta, u"two"_s));
    (void)index.add(message(5, MessageKind::Ping));
    const auto listed = [](const NumberColumn &column) { return QList<quint32>(column.begin(), column.end()); };
    QCOMPARE(listed(index.senders()), (QList<quint32>{1, 2, 2, 2, 0}));
    QCOMPARE(listed(index.receivers()), (QList<quint32>{2, 0, 0, 0, 0}));
    QCOMPARE(index.peers().count(), 2U);
    QCOMPARE(index.peers().uuid(1), alpha);
    QCOMPARE(index.peers().names(2), (QStringList{u"two"_s, u"three"_s}));
    QCOMPARE(index.peers().find(beta), 2U);
    QCOMPARE(index.peers().find(QUuid::createUuid()), 0U);
    QVERIFY(index.peers().uuid(0).isNull());
    ConnectionRow row = connection(1);
    row.uuid = alpha;
    row.name = u"four"_s;
    (void)index.update({}, {row});
    QCOMPARE(index.peers().names(1), (QStringList{u"one"_s, u"four"_s}));
}

void tst_CaptureIndex::theRevisionTellsWhatIsNew()
{
    CaptureIndex index;
    quint64 last = index.revision();
    const auto isNew = [&] { return std::exchange(last, index.revision()) != index.revision(); };
    (void)index.add(message(1, MessageKind::Ping));
    QVERIFY(isNew()); // The first message is where times begin.
    (void)index.add(message(2, MessageKind::Ping));
    QVERIFY(!isNew());
    (void)index.add(message(3, MessageKind::Registration, alpha, u"one"_s));
    QVERIFY(isNew());
    (void)index.add(message(4, MessageKind::Registration, alpha, u"one"_s));
    QVERIFY(!isNew());
    (void)index.add(message(5, MessageKind::Registration, alpha, u"two"_s));
    QVERIFY(isNew());
    (void)index.update({}, {connection(1)});
    QVERIFY(isNew());
    (void)index.update({}, {connection(1, 1, 7)});
    QVERIFY(!isNew());
    index.clear();
    QVERIFY(isNew());
}

void tst_CaptureIndex::registrationsNameTheirSource()
{
    CaptureIndex index;
    QVERIFY(index.add(message(1, MessageKind::Offer, beta, u"first"_s)));
    QCOMPARE(index.nameOf(beta), u"first"_s);
    QVERIFY(!index.isCaptured(beta));
    QVERIFY(!index.add(message(2, MessageKind::Answer, beta, u"second"_s))); // The first name that it gave itself.
    QCOMPARE(index.nameOf(beta), u"first"_s);
    QVERIFY(index.add(message(3, MessageKind::Registration, beta, u"registered"_s))); // A registration replaces it.
    QCOMPARE(index.nameOf(beta), u"registered"_s);
    QVERIFY(index.isCaptured(beta));
    QVERIFY(!index.add(message(4, MessageKind::Registration, beta, u"registered"_s)));
    QVERIFY(!index.add(message(5, MessageKind::Registration, alpha)));
    QVERIFY(index.nameOf(alpha).isEmpty());
    QVERIFY(index.isCaptured(alpha));
    QVERIFY(!index.add(message(6, MessageKind::Ping)));
}

void tst_CaptureIndex::connectionsNameTheirClient()
{
    CaptureIndex index;
    ConnectionRow row = connection(7);
    QVERIFY(index.update({}, {row}).names);
    row.name = u"alpha"_s;
    row.uuid = alpha;
    QVERIFY(index.update({}, {row}).names);
    QCOMPARE(index.nameOf(alpha), u"alpha"_s);
    QVERIFY(index.isCaptured(alpha));
    row.registered = true;
    QVERIFY(!index.update({}, {row}).names);
    row.clientAddress = u"127.0.0.1:9"_s;
    QVERIFY(index.update({}, {row}).names);
}

void tst_CaptureIndex::onlyWhatDiffersIsReported()
{
    CaptureIndex index;
    QCOMPARE(index.update({}, {connection(1), connection(2), connection(3)}).connections, Ids({1, 2, 3}));
    CaptureIndex::Changes changes = index.update({}, {connection(1), connection(2), connection(3)});
    QVERIFY(changes.connections.isEmpty() && changes.counted.isEmpty() && !changes.names);
    ConnectionRow closed = connection(3, 1, 4);
    closed.closedNs = 5;
    changes = index.update({}, {connection(2, 1, 9), closed});
    QCOMPARE(changes.counted, Ids({2}));
    QCOMPARE(changes.connections, Ids({3}));
    QVERIFY(!changes.names);
    QCOMPARE(index.connection(2)->messages, 9U);
    QVERIFY(*index.connection(3) == closed);
    QCOMPARE(index.connections().size(), 3); // Those that were not given stay.
    QVERIFY(!index.connection(4));
}

void tst_CaptureIndex::countsAreUpdatedAlone()
{
    CaptureIndex index;
    (void)index.update({}, {connection(1, 4, 10), connection(2, 4, 5), connection(3, 6, 1)});
    const CaptureIndex::Changes changes = index.update({{1, 10}, {2, 9}, {3, 8}, {77, 1}});
    QCOMPARE(changes.counted, Ids({2, 3}));
    QVERIFY(changes.connections.isEmpty() && changes.sources.isEmpty() && !changes.names);
    QCOMPARE(index.connection(2)->messages, 9U);
    QCOMPARE(index.totals(4).messages, 19U);
    QCOMPARE(index.totals(6).messages, 8U);
    QVERIFY(!index.connection(77));
}

void tst_CaptureIndex::connectionsAreSortedById()
{
    CaptureIndex index;
    (void)index.update({}, {connection(2, 1, 20), connection(9, 1, 90)});
    (void)index.update({}, {connection(5, 1, 50)});
    Ids ids;
    for (const ConnectionRow &row : index.connections())
        ids.append(row.id);
    QCOMPARE(ids, Ids({2, 5, 9}));
    for (const ConnectionId id : {2U, 5U, 9U})
        QCOMPARE(index.connection(id)->messages, quint64(id * 10));
}

void tst_CaptureIndex::sourcesAreReportedAndReplaced()
{
    CaptureIndex index;
    SourceRow proxy;
    proxy.id = 1;
    SourceRow client;
    client.id = 2;
    QCOMPARE(index.update({proxy}, {}).sources, QList<SourceId>({1}));
    QCOMPARE(index.update({proxy, client}, {}).sources, QList<SourceId>({2}));
    QVERIFY(index.update({proxy, client}, {}).sources.isEmpty());
    client.state = SourceState::Backoff;
    QCOMPARE(index.update({proxy, client}, {}).sources, QList<SourceId>({2}));
    QVERIFY(index.source(2)->state == SourceState::Backoff);
    QVERIFY(!index.source(3));
}

void tst_CaptureIndex::totalsFollowTheConnections()
{
    CaptureIndex index;
    ConnectionRow first = connection(1, 4, 10);
    first.registered = true;
    (void)index.update({}, {first, connection(2, 4, 5), connection(3, 6, 1)});
    QCOMPARE(index.totals(4).registered, 1);
    QCOMPARE(index.totals(4).messages, 15U);
    QCOMPARE(index.totals(6).messages, 1U);
    first.messages = 12;
    first.closedNs = 3;
    (void)index.update({}, {first});
    QCOMPARE(index.totals(4).registered, 0);
    QCOMPARE(index.totals(4).messages, 17U);
    QCOMPARE(index.totals(5).messages, 0U);
}

void tst_CaptureIndex::totalsAreNotBehindTheMessages()
{
    CaptureIndex index;
    (void)index.update({}, {connection(1, 4, 1)});
    MessageRow message;
    for (MessageId id = 1; id <= 3; ++id) {
        message.id = id;
        message.connection = 1;
        (void)index.add(message);
    }
    // The row of the connection is written again later.
    QCOMPARE(index.totals(4).messages, 3U);
    (void)index.update({}, {connection(1, 4, 3)});
    QCOMPARE(index.totals(4).messages, 3U);
    // Messages that are known before their connection count once it is.
    message.id = 4;
    message.connection = 2;
    (void)index.add(message);
    QCOMPARE(index.totals(4).messages, 3U);
    (void)index.update({}, {connection(2, 4, 0)});
    QCOMPARE(index.totals(4).messages, 4U);
    index.clear();
    QCOMPARE(index.totals(4).messages, 0U);
}

void tst_CaptureIndex::ratesArePerSecond()
{
    CaptureIndex index;
    for (MessageId id = 1; id <= 5; ++id) {
        MessageRow row = message(id, MessageKind::Ping);
        row.timeNs = (id <= 3 ? 100 : 102) * 1'000'000'000LL + id;
        (void)index.add(row);
    }
    QCOMPARE(index.rate(1, 103, 5), QList<int>({0, 3, 0, 2, 0}));
    QCOMPARE(index.rate(1, 300, 3), QList<int>({0, 0, 0}));
    QCOMPARE(index.rate(9, 103, 2), QList<int>({0, 0}));
    MessageRow late = message(6, MessageKind::Ping);
    late.timeNs = 200 * 1'000'000'000LL;
    (void)index.add(late);
    QCOMPARE(index.rate(1, 200, 2), QList<int>({0, 1}));
    QCOMPARE(index.rate(1, 102, 3), QList<int>({0, 0, 0})); // More than a minute before the newest.
}

void tst_CaptureIndex::stateOfAConnection_data()
{
    QTest::addColumn<ConnectionRow>("row");
    QTest::addColumn<ConnectionState>("state");
    using State = ConnectionState;
    const auto with = [](auto change) {
        ConnectionRow row;
        row.registered = true;
        row.response = HandshakeResponse{101, {}, {}, {}};
        change(row);
        return row;
    };
    using Row = ConnectionRow &;
    QTest::addRow("registered") << with([](Row) {}) << State::Good;
    QTest::addRow("not registered") << with([](Row row) { row.registered = false; }) << State::Waiting;
    QTest::addRow("closed in order") << with([](Row row) { row.closed = ConnectionClosed{}; }) << State::Idle;
    QTest::addRow("an end without a record of it") << with([](Row row) { row.closedNs = 1; }) << State::Idle;
    QTest::addRow("1000") << with([](Row row) { row.closeCode = 1000; }) << State::Idle;
    QTest::addRow("1001") << with([](Row row) { row.closeCode = 1001; }) << State::Idle;
    QTest::addRow("1005") << with([](Row row) { row.closeCode = 1005; }) << State::Idle;
    QTest::addRow("1006") << with([](Row row) { row.closeCode = 1006; }) << State::Bad;
    QTest::addRow("4004") << with([](Row row) { row.closeCode = 4004; }) << State::Bad;
    QTest::addRow("a failure") << with([](Row row) {
        row.closed = ConnectionClosed{ConnectionClosed::By::Relay, CloseCategory::Reset, {}};
    }) << State::Bad;
    QTest::addRow("registration refused") << with([](Row row) { row.registrationError = u"no"_s; }) << State::Bad;
    QTest::addRow("unreadable") << with([](Row row) { row.violation = u"x"_s; }) << State::Bad;
    const auto unanswered = [](ConnectionClosed::By by) {
        ConnectionRow row;
        row.request = HandshakeRequest{"GET / HTTP/1.1", {}};
        row.closed = ConnectionClosed{by, CloseCategory::None, {}};
        return row;
    };
    QTest::addRow("the client left before the upgrade was answered")
        << unanswered(ConnectionClosed::By::Client) << State::Bad;
    QTest::addRow("the relay closed instead of answering") << unanswered(ConnectionClosed::By::Relay) << State::Bad;
    QTest::addRow("stopped before the answer") << unanswered(ConnectionClosed::By::Source) << State::Idle;
    QTest::addRow("HTTP 401") << with([](Row row) { row.response->status = 401; }) << State::Bad;
}

void tst_CaptureIndex::stateOfAConnection()
{
    QFETCH(const ConnectionRow, row);
    QFETCH(const ConnectionState, state);
    QCOMPARE(int(connectionState(row)), int(state));
}

void tst_CaptureIndex::stateOfASource_data()
{
    QTest::addColumn<std::optional<SourceState>>("state");
    QTest::addColumn<ConnectionState>("expected");
    using State = std::optional<SourceState>;
    QTest::addRow("without a state") << State() << ConnectionState::Good;
    QTest::addRow("ready") << State(SourceState::Ready) << ConnectionState::Good;
    QTest::addRow("listening") << State(SourceState::Listening) << ConnectionState::Good;
    QTest::addRow("failed") << State(SourceState::Failed) << ConnectionState::Bad;
    QTest::addRow("idle") << State(SourceState::Idle) << ConnectionState::Idle;
    QTest::addRow("closed") << State(SourceState::Closed) << ConnectionState::Idle;
    QTest::addRow("stopped") << State(SourceState::Stopped) << ConnectionState::Idle;
    QTest::addRow("backoff") << State(SourceState::Backoff) << ConnectionState::Waiting;
    QTest::addRow("connecting") << State(SourceState::Connecting) << ConnectionState::Waiting;
    QTest::addRow("a state of a later version") << State(SourceState::Other) << ConnectionState::Waiting;
}

void tst_CaptureIndex::stateOfASource()
{
    QFETCH(const std::optional<SourceState>, state);
    QFETCH(const ConnectionState, expected);
    SourceRow row;
    row.state = state;
    QCOMPARE(int(sourceState(row)), int(expected));
}

QTEST_GUILESS_MAIN(tst_CaptureIndex)
#include "tst_captureindex.moc"
