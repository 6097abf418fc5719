// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//
// bench_analysis [messages]
//
// How long it takes to index the messages of a capture, attempts included, and to judge the attempts. Four messages
// make an attempt: the offer on both connections, and the answer. The messages are in memory, so no file is measured.
#include "benchmarks/support/offer.h"
#include "benchmarks/support/usage.h"
#include "inspector/analysis/verdict.h"
#include "relaycore/protocol/codec.h"

#include <QtCore/QCoreApplication>

#include <chrono>
#include <cstdio>
#include <random>
#include <vector>

using namespace Inspector;
using namespace RelayCore;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr quint32 peers = 4'000;

double seconds(std::chrono::nanoseconds time)
{
    return std::chrono::duration<double>(time).count();
}

/// The messages without their payloads, and the payloads of one offer and one answer, which all of them have.
struct Talk
{
    std::vector<MessageRow> rows;
    QByteArray offer;
    QByteArray answer;
};

Talk talk(quint32 messages)
{
    Talk result;
    std::mt19937 random(20'260'101);
    std::vector<QUuid> uuids;
    for (quint32 i = 0; i < peers; ++i)
        uuids.push_back(QUuid::createUuidV5(QUuid(), QByteArray::number(i)));
    qint64 timeNs = 1'767'225'600'000'000'000;
    const auto add = [&](ConnectionId connection, Direction direction, MessageKind kind, const QUuid &from,
                         const QUuid &to) {
        MessageRow row;
        row.id = MessageId(result.rows.size()) + 1;
        row.connection = connection;
        row.timeNs = timeNs += 10'000;
        row.direction = direction;
        row.kind = kind;
        row.source = from;
        row.peer = to;
        result.rows.push_back(row);
    };
    for (quint32 i = 0; i < peers; ++i)
        add(i + 1, Direction::Sent, MessageKind::Registration, uuids[i], {});
    while (result.rows.size() + 4 <= messages) {
        const quint32 from = quint32(random() % peers);
        const quint32 to = (from + 1 + quint32(random() % (peers - 1))) % peers;
        add(from + 1, Direction::Sent, MessageKind::Offer, uuids[from], uuids[to]);
        add(to + 1, Direction::Received, MessageKind::Offer, uuids[from], uuids[to]);
        add(to + 1, Direction::Sent, MessageKind::Answer, uuids[to], uuids[from]);
        add(from + 1, Direction::Received, MessageKind::Answer, uuids[to], uuids[from]);
    }
    const QString description = RelayBench::offer().description;
    result.offer = encode(PeerConnection{uuids[0], u"alpha"_s, uuids[1], DescriptionType::Offer, description, {}});
    result.answer = encode(PeerConnection{uuids[1],
                                          u"beta"_s,
                                          uuids[0],
                                          DescriptionType::Answer,
                                          QString(description).replace(u"actpass"_s, u"active"_s),
                                          {}});
    return result;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const quint32 messages = argc > 1 ? QByteArray(argv[1]).toUInt() : 1'000'000;
    const Talk input = talk(messages);

    CaptureIndex index;
    const RelayBench::Stopwatch indexing;
    for (const MessageRow &row : input.rows)
        (void)index.add(row);
    const double indexed = seconds(indexing.processor());

    const std::size_t attempts = index.attempts().all().size();
    const auto message = [&input](MessageId id) {
        MessageRow row = input.rows[id - 1];
        row.payload = row.kind == MessageKind::Offer ? input.offer : input.answer;
        return std::optional(row);
    };
    std::size_t expected = 0;
    const RelayBench::Stopwatch judging;
    for (std::size_t i = 0; i < attempts; ++i) {
        const Assessment assessment = assess(attemptFacts(index, Attempts::Index(i), message));
        expected += assessment.verdict() && assessment.verdict()->id == VerdictId::ExpectedToConnect ? 1 : 0;
    }
    const double judged = seconds(judging.processor());
    std::printf("%zu messages indexed, attempts included: %.2f s, %.2f us each\n", input.rows.size(), indexed,
                indexed * 1e6 / double(input.rows.size()));
    std::printf("%zu attempts judged: %.2f s, %.1f us each; %zu expected to connect\n", attempts, judged,
                judged * 1e6 / double(attempts), expected);
    return attempts == expected ? 0 : 1;
}
