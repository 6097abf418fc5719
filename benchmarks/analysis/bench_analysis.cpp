// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//
// bench_analysis [messages]
//
// How long it takes to index the messages of a capture, attempts included, and to judge the attempts. Four messages
// make an attempt: the offer on both connections, and the answer. The messages are in memory, so no file is measured.
#include "benchmarks/support/offer.h"
#include "benchmarks/support/usage.h"
#include "inspector/analysis/attemptjudging.h"
#include "relaycore/protocol/codec.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <numeric>
#include <random>
#include <vector>

using namespace Inspector;
using namespace RelayCore;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr quint32 peers = 4'000;

void report(const char *what, const char *each, std::size_t number, const RelayBench::Stopwatch &stopwatch)
{
    const double elapsed = std::chrono::duration<double>(stopwatch.elapsed()).count();
    const double processor = std::chrono::duration<double>(stopwatch.processor()).count();
    std::printf("%-32s%10zu  elapsed %5.2f s  processor %5.2f s  %6.2f us a %s\n", what, number, elapsed, processor,
                elapsed * 1e6 / double(number), each);
}

/// More than any cache of a processor holds, so that no attempt finds the texts of another one there.
constexpr quint32 conversations = 4'096;

/// The payloads of an offer and its answer.
struct Payloads
{
    QByteArray offer;
    QByteArray answer;
};

/// The messages without their payloads. Attempt i has the payloads i modulo their number: all of those differ.
struct Talk
{
    std::vector<MessageRow> rows;
    std::vector<Payloads> payloads;
};

/// Returns a description as endpoints of ProxyStore send it, with credentials and addresses of its own.
QString description(std::mt19937 &random, QLatin1StringView type)
{
    const auto word = [&random](qsizetype length) {
        QString text;
        while (text.size() < length)
            text += QString::number(random(), 36);
        return text.left(length);
    };
    QString sdp = RelayBench::offer().description;
    sdp.replace(u"zKaa"_s, word(4));
    sdp.replace(u"OKlUc8rZFcGhIUCvO8QgKs"_s, word(22));
    sdp.replace(u"192.0.2.2"_s, u"192.0.2.%1"_s.arg(1 + random() % 250));
    sdp.replace(u"4004361386"_s, QString::number(4'000'000'000 + random() % 200'000'000));
    if (type == "answer"_L1)
        sdp.replace(u"actpass"_s, u"active"_s);
    const QJsonObject object{{u"sdp"_s, sdp}, {u"type"_s, QString(type)}};
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

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
    for (quint32 i = 0; i < conversations; ++i) {
        result.payloads.push_back(
            {encode(PeerConnection{
                 uuids[0], u"alpha"_s, uuids[1], DescriptionType::Offer, description(random, "offer"_L1), {}}),
             encode(PeerConnection{
                 uuids[1], u"beta"_s, uuids[0], DescriptionType::Answer, description(random, "answer"_L1), {}})});
    }
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
    report("indexed, attempts included", "message", input.rows.size(), indexing);

    const std::size_t attempts = index.attempts().size();
    const auto message = [&input](MessageId id) {
        MessageRow row = input.rows[id - 1];
        const Payloads &payloads = input.payloads[(id - peers - 1) / 4 % conversations];
        row.payload = row.kind == MessageKind::Offer ? payloads.offer : payloads.answer;
        return std::optional(row);
    };
    std::vector<Attempts::Index> all(attempts);
    std::iota(all.begin(), all.end(), Attempts::Index(0));
    std::size_t expected = 0;
    for (const int threads : {1, analysisThreads()}) {
        const RelayBench::Stopwatch judging;
        const std::vector<AttemptRank> ranks = judgeAll(
            index, all, [&message] { return MessageSource(message); }, nullptr, threads);
        report(threads == 1 ? "judged" : "judged, all threads", "attempt", attempts, judging);
        expected += std::size_t(std::count_if(ranks.cbegin(), ranks.cend(), [](const AttemptRank &rank) {
            return rank.verdict == VerdictId::ExpectedToConnect;
        }));
    }

    const RelayBench::Stopwatch assessing;
    for (std::size_t i = 0; i < attempts; ++i) {
        const Assessment assessment = assess(attemptFacts(index, Attempts::Index(i), message));
        expected += assessment.verdict() && assessment.verdict()->id == VerdictId::ExpectedToConnect ? 1 : 0;
    }
    report("assessed, with every sentence", "attempt", attempts, assessing);
    return 3 * attempts == expected ? 0 : 1;
}
