// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/frames/wiretarget.h"

#include "inspector/frames/requestsplitter.h"
#include "inspector/frames/wirereader.h"

#include <algorithm>
#include <utility>

namespace Fuzz {

using namespace Qt::Literals::StringLiterals;
using namespace RelayCore;
using Inspector::HttpHead;
using Inspector::RequestSplitter;
using Inspector::WireReader;

namespace {

constexpr qsizetype maxHeadBytes = 512;
constexpr qsizetype maxMessageBytes = 4096;

using Piece = std::pair<Direction, QByteArrayView>;

QList<Piece> piecesOf(QByteArrayView input)
{
    QList<Piece> pieces;
    while (!input.isEmpty()) {
        const auto head = uchar(input.front());
        const qsizetype size = std::min<qsizetype>(head & 0x7f, input.size() - 1);
        pieces.append({(head & 0x80) != 0 ? Direction::Received : Direction::Sent, input.sliced(1, size)});
        input = input.sliced(1 + size);
    }
    return pieces;
}

QList<WirePayload> play(const QList<Piece> &pieces, qsizetype split)
{
    WireReader::Options options;
    options.maxHeadBytes = maxHeadBytes;
    options.maxMessageBytes = maxMessageBytes;
    WireReader reader(options);
    QList<WirePayload> out;
    for (const auto &[direction, bytes] : pieces) {
        for (qsizetype at = 0; at < bytes.size(); at += split)
            out += reader.read(direction, bytes.sliced(at, std::min(split, bytes.size() - at)));
    }
    return out + reader.finish();
}

// The client's bytes come out in order, whatever part they are taken for.
bool splitsWell(const QList<Piece> &pieces)
{
    RequestSplitter splitter(maxHeadBytes);
    QByteArray in;
    QByteArray out;
    for (auto [direction, bytes] : pieces) {
        if (direction == Direction::Received) {
            splitter.refused();
            continue;
        }
        in += bytes;
        while (!bytes.isEmpty()) {
            const qsizetype taken = splitter.read(bytes);
            const bool headEnds = splitter.lastPart() == RequestSplitter::Part::Head
                                  && splitter.head().state() == HttpHead::State::Broken;
            if (taken < 0 || taken > bytes.size() || (taken == 0 && !headEnds))
                return false;
            if (splitter.lastPart() != RequestSplitter::Part::Head)
                out += bytes.first(taken);
            else if (splitter.head().state() != HttpHead::State::Reading)
                out += splitter.head().raw();
            bytes = bytes.sliced(taken);
        }
    }
    return in.startsWith(out) && in.size() - out.size() <= maxHeadBytes;
}

} // namespace

QString tryWire(QByteArrayView input)
{
    const QList<Piece> pieces = piecesOf(input);
    const QList<WirePayload> whole = play(pieces, 128);
    if (play(pieces, 1) != whole)
        return u"read byte by byte the connection shows something else"_s;
    for (const WirePayload &payload : whole) {
        const auto *message = std::get_if<WireMessage>(&payload);
        if (message && message->payload.size() > maxMessageBytes)
            return u"a message is longer than the limit"_s;
        if (message && message->inflatedBytes && !message->truncated
            && *message->inflatedBytes != message->payload.size())
            return u"a message is not truncated and shorter than its inflated size"_s;
    }
    if (!splitsWell(pieces))
        return u"bytes of the client are lost or doubled"_s;
    return {};
}

} // namespace Fuzz
