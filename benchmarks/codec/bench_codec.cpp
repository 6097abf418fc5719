// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//
// One WebRTC offer (1,259 bytes) through our codec and through the one a Qt programmer would write by hand with
// QJsonDocument, in one run. Both end in the same PeerConnection of QStrings and QUuids; scripts/bench prints the
// ratios.
#include "benchmarks/support/offer.h"
#include "benchmarks/support/qjsoncodec.h"
#include "relaycore/protocol/codec.h"

#include <QtCore/QJsonDocument>

#include <benchmark/benchmark.h>

using namespace RelayBench;
using namespace RelayCore;

namespace {

void decodeOurs(benchmark::State &state)
{
    const QByteArray frame = offerText();
    Decoder decoder;
    for (auto _ : state)
        benchmark::DoNotOptimize(decoder.decode(frame));
    state.SetBytesProcessed(state.iterations() * frame.size());
}

void decodeQJsonDocument(benchmark::State &state)
{
    const QByteArray frame = offerText();
    for (auto _ : state)
        benchmark::DoNotOptimize(decodeWithQJsonDocument(frame));
    state.SetBytesProcessed(state.iterations() * frame.size());
}

void encodeOurs(benchmark::State &state)
{
    const RelayMessage message = offer();
    for (auto _ : state)
        benchmark::DoNotOptimize(encode(message));
    state.SetBytesProcessed(state.iterations() * encode(message).size());
}

void encodeQJsonDocument(benchmark::State &state)
{
    const PeerConnection message = offer();
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
    const PeerConnection ours = offer();
    if (decodeWithQJsonDocument(offerText()) != ours
        || QJsonDocument::fromJson(encode(ours)) != QJsonDocument::fromJson(encodeWithQJsonDocument(ours)))
        qFatal("The two codecs disagree about offer.json.");
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
        return 2;
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
