// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//
// One WebRTC offer (1,259 bytes) through our codec and through the one a Qt programmer would write by hand with
// QJsonDocument, in one run. Both end in the same PeerConnection of QStrings and QUuids; scripts/bench prints the
// ratios.
#include "relaycore/protocol/codec.h"

#include <QtCore/QFile>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <benchmark/benchmark.h>

using namespace RelayCore;
using namespace Qt::StringLiterals;

namespace {

QByteArray offer()
{
    QFile file(QStringLiteral(RELAY_TEST_VECTORS "/offer.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s", qPrintable(file.errorString()));
    return file.readAll().trimmed();
}

/// The same checks by hand: types, required fields, UUIDs. (It does not reject unknown fields, which favours it.)
std::optional<PeerConnection> decodeWithQJsonDocument(const QByteArray &utf8)
{
    const QJsonDocument document = QJsonDocument::fromJson(utf8);
    if (!document.isObject())
        return std::nullopt;
    const QJsonObject object = document.object();
    if (object.value("message_type"_L1).toString() != "peer_connection"_L1)
        return std::nullopt;
    const QJsonValue sourceName = object.value("source_name"_L1);
    const QJsonValue type = object.value("description_type"_L1);
    const QJsonValue description = object.value("description"_L1);
    const QJsonValue error = object.value("error"_L1);
    PeerConnection message;
    message.sourceUuid = QUuid::fromString(object.value("source_uuid"_L1).toString());
    message.peerUuid = QUuid::fromString(object.value("peer_uuid"_L1).toString());
    if (message.sourceUuid.isNull() || message.peerUuid.isNull() || !sourceName.isString() || !description.isString())
        return std::nullopt;
    message.sourceName = sourceName.toString();
    message.description = description.toString();
    message.descriptionType = type.toString() == "answer"_L1 ? DescriptionType::Answer : DescriptionType::Offer;
    if (error.isString())
        message.error = error.toString();
    return message;
}

QByteArray encodeWithQJsonDocument(const PeerConnection &message)
{
    const QJsonObject object{
        {u"message_type"_s, u"peer_connection"_s},
        {u"source_uuid"_s, message.sourceUuid.toString(QUuid::WithoutBraces)},
        {u"source_name"_s, message.sourceName},
        {u"peer_uuid"_s, message.peerUuid.toString(QUuid::WithoutBraces)},
        {u"description_type"_s, QString(descriptionTypeName(message.descriptionType))},
        {u"description"_s, message.description},
        {u"error"_s, message.error ? QJsonValue(*message.error) : QJsonValue()},
    };
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

void decodeOurs(benchmark::State &state)
{
    const QByteArray frame = offer();
    Decoder decoder;
    for (auto _ : state)
        benchmark::DoNotOptimize(decoder.decode(frame));
    state.SetBytesProcessed(state.iterations() * frame.size());
}

void decodeQJsonDocument(benchmark::State &state)
{
    const QByteArray frame = offer();
    for (auto _ : state)
        benchmark::DoNotOptimize(decodeWithQJsonDocument(frame));
    state.SetBytesProcessed(state.iterations() * frame.size());
}

void encodeOurs(benchmark::State &state)
{
    const RelayMessage message = std::get<RelayMessage>(decode(offer()));
    for (auto _ : state)
        benchmark::DoNotOptimize(encode(message));
    state.SetBytesProcessed(state.iterations() * encode(message).size());
}

void encodeQJsonDocument(benchmark::State &state)
{
    const auto message = std::get<PeerConnection>(std::get<RelayMessage>(decode(offer())));
    for (auto _ : state)
        benchmark::DoNotOptimize(encodeWithQJsonDocument(message));
    state.SetBytesProcessed(state.iterations() * encodeWithQJsonDocument(message).size());
}

BENCHMARK(decodeOurs)->Name("decode/ours");
BENCHMARK(decodeQJsonDocument)->Name("decode/QJsonDocument");
BENCHMARK(encodeOurs)->Name("encode/ours");
BENCHMARK(encodeQJsonDocument)->Name("encode/QJsonDocument");

} // namespace

int main(int argc, char **argv)
{
    // Numbers of a codec that does not agree with its rival would mean nothing.
    const auto ours = std::get<PeerConnection>(std::get<RelayMessage>(decode(offer())));
    if (decodeWithQJsonDocument(offer()) != ours
        || QJsonDocument::fromJson(encode(ours)) != QJsonDocument::fromJson(encodeWithQJsonDocument(ours)))
        qFatal("The two codecs disagree about offer.json.");
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
        return 2;
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
