// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/fuzz/script.h"

#include "tests/fuzz/mutator.h"

#include <QtCore/QtEndian>

#include <algorithm>
#include <array>
#include <limits>

namespace Fuzz {

using WireBytes::FrameSpec;

namespace {

constexpr quint8 finBit = 0x80;
constexpr quint8 reservedBits = 0x70;
constexpr quint8 maskBit = 0x80;
constexpr quint8 closeOpcode = 0x8;
constexpr quint8 pingOpcode = 0x9;
constexpr quint8 pongOpcode = 0xa;
constexpr quint8 noLetter = 0x40; ///< Makes the first byte of a written script a letter.

/// Where length forms change, and where the limits of the relay target are.
constexpr std::array<qsizetype, 12> sizes{0,
                                          1,
                                          124,
                                          125,
                                          126,
                                          127,
                                          maxMessageBytes - 1,
                                          maxMessageBytes,
                                          maxMessageBytes + 1,
                                          4 * maxMessageBytes,
                                          4 * maxMessageBytes + 1,
                                          9000};
constexpr std::array<quint64, 10> claims{
    0, 1, 125, 126, 127, 0xffff, 0x10000, 0x7fffffff, 0x8000000000000000, std::numeric_limits<quint64>::max()};
constexpr std::array<quint16, 14> closeCodes{0,    999,  1000, 1001, 1004, 1005, 1006,
                                             1009, 1015, 2999, 3000, 4004, 4999, 65535};

bool isControl(const FrameSpec &frame)
{
    return frame.opcode >= closeOpcode;
}

QByteArray someMask(Mutator &mutator)
{
    return mutator.chance(70) ? QByteArray(4, '\0') : mutator.noise(4);
}

FrameSpec masked(quint8 opcode, const QByteArray &payload, Mutator &mutator)
{
    FrameSpec frame;
    frame.opcode = opcode;
    frame.payload = payload;
    frame.mask = someMask(mutator);
    return frame;
}

FrameSpec control(Mutator &mutator)
{
    const quint8 opcode = mutator.oneOf(std::array{closeOpcode, pingOpcode, pingOpcode, pongOpcode});
    QByteArray payload = mutator.noise(mutator.oneOf(std::array{0, 1, 2, 4, 60, 125, 126}));
    if (opcode == closeOpcode && mutator.chance(80)) {
        payload.resize(2);
        qToBigEndian(mutator.oneOf(closeCodes), payload.data());
        payload += mutator.chance(50) ? QByteArray("bye") : mutator.noise(mutator.below(124));
    }
    return masked(opcode, payload, mutator);
}

/// \a frame as a fragmented message, sometimes with a control frame between the fragments.
QList<FrameSpec> fragments(const FrameSpec &frame, Mutator &mutator)
{
    QList<FrameSpec> frames;
    QByteArray payload = frame.payload;
    for (int left = 1 + mutator.below(4); left > 0; --left) {
        FrameSpec fragment = frame;
        fragment.opcode = frames.isEmpty() ? frame.opcode : 0;
        fragment.fin = false;
        fragment.claimedLength.reset();
        fragment.payload = payload.first(mutator.below(payload.size() + 1));
        payload.remove(0, fragment.payload.size());
        frames.append(fragment);
        if (mutator.chance(20))
            frames.append(control(mutator));
    }
    frames.append(masked(0, payload, mutator));
    return frames;
}

QList<FrameSpec> someFrames(Mutator &mutator)
{
    const int kind = mutator.below(100);
    if (kind < 35)
        return {masked(1, mutator.message(), mutator)};
    if (kind < 60)
        return {masked(1, mutator.changed(mutator.message()), mutator)};
    if (kind < 75)
        return fragments(
            masked(1, mutator.chance(50) ? mutator.message() : mutator.changed(mutator.message()), mutator), mutator);
    if (kind < 88)
        return {control(mutator)};
    FrameSpec frame = masked(quint8(mutator.below(16)), mutator.noise(mutator.oneOf(sizes)), mutator);
    frame.fin = mutator.chance(70);
    return {frame};
}

void changeFrame(FrameSpec &frame, Mutator &mutator)
{
    switch (mutator.below(9)) {
    case 0:
        frame.opcode = quint8(mutator.below(16));
        break;
    case 1:
        frame.fin = !frame.fin;
        break;
    case 2:
        frame.reserved = quint8(mutator.below(8) << 4);
        break;
    case 3:
        if (mutator.chance(30))
            frame.mask.reset();
        else
            frame.mask = someMask(mutator);
        break;
    case 4:
        frame.lengthBytes = mutator.oneOf(std::array{0, 2, 8});
        break;
    case 5:
        frame.claimedLength = mutator.chance(50) ? mutator.oneOf(claims) : quint64(mutator.below(300));
        break;
    case 6:
        frame.payload = mutator.message();
        break;
    case 7:
        frame.payload = QByteArray(mutator.oneOf(sizes), mutator.chance(50) ? 'x' : ' ').replace(0, 1, "\"");
        break;
    case 8:
        frame.payload = mutator.changed(frame.payload);
        break;
    }
}

} // namespace

std::optional<FrameSpec> takeFrame(QByteArrayView &bytes)
{
    if (bytes.size() < 2)
        return std::nullopt;
    const auto first = quint8(bytes[0]);
    const auto second = quint8(bytes[1]);
    const bool isMasked = (second & maskBit) != 0;
    const int form = second & ~maskBit;
    const qsizetype lengthBytes = form == 127 ? 8 : form == 126 ? 2 : 0;
    const qsizetype head = 2 + lengthBytes + (isMasked ? 4 : 0);
    if (bytes.size() < head)
        return std::nullopt;

    FrameSpec frame;
    frame.fin = (first & finBit) != 0;
    frame.reserved = first & reservedBits;
    frame.opcode = first & 0x0f;
    quint64 length = quint64(form);
    if (lengthBytes == 2)
        length = qFromBigEndian<quint16>(bytes.data() + 2);
    else if (lengthBytes == 8)
        length = qFromBigEndian<quint64>(bytes.data() + 2);
    if ((lengthBytes == 2 && length <= 125) || (lengthBytes == 8 && length <= 0xffff))
        frame.lengthBytes = int(lengthBytes); // Not the shortest form.
    if (isMasked)
        frame.mask = bytes.sliced(head - 4, 4).toByteArray();
    bytes = bytes.sliced(head);

    if (length > quint64(bytes.size()))
        frame.claimedLength = length;
    frame.payload = bytes.first(frame.claimedLength ? bytes.size() : qsizetype(length)).toByteArray();
    bytes = bytes.sliced(frame.payload.size());
    for (qsizetype i = 0; isMasked && i < frame.payload.size(); ++i)
        frame.payload[i] = char(frame.payload[i] ^ frame.mask->at(i % 4));
    return frame;
}

Script Script::read(QByteArrayView input)
{
    Script script;
    if (input.isEmpty())
        return script;
    const auto how = quint8(input[0]);
    script.opening = (how & 3) == 3 ? Opening::Raw : (how & 3) == 2 ? Opening::Fresh : Opening::Registered;
    script.delivery = Delivery(how >> 2 & 3);
    script.hangUp = (how & 0x10) != 0;
    QByteArrayView bytes = input.sliced(1);
    while (script.opening != Opening::Raw) {
        const auto frame = takeFrame(bytes);
        if (!frame)
            break;
        script.frames.append(*frame);
    }
    script.rest = bytes.toByteArray();
    return script;
}

QByteArray Script::write() const
{
    const int open = opening == Opening::Raw ? 3 : opening == Opening::Fresh ? 2 : 0;
    return char(noLetter | open | int(delivery) << 2 | (hangUp ? 0x10 : 0)) + wire();
}

QByteArray Script::wire() const
{
    QByteArray bytes;
    for (const FrameSpec &frame : frames)
        bytes += WireBytes::frame(frame);
    return bytes + rest;
}

bool Script::isWhole() const
{
    bool insideMessage = false;
    for (const FrameSpec &frame : frames) {
        if (!isControl(frame))
            insideMessage = !frame.fin;
    }
    return rest.isEmpty() && !insideMessage && (frames.isEmpty() || !frames.constLast().claimedLength);
}

Script madeUp(Mutator &mutator)
{
    Script script;
    script.opening = mutator.chance(85) ? Script::Opening::Registered : Script::Opening::Fresh;
    script.delivery = mutator.chance(85) ? Script::Delivery::FrameByFrame : Script::Delivery(mutator.below(4));
    script.hangUp = mutator.chance(3);
    for (int left = 1 + mutator.below(16); left > 0; --left)
        script.frames += someFrames(mutator);
    return script;
}

Script changed(Script script, Mutator &mutator)
{
    if (script.opening == Script::Opening::Raw) {
        script.rest = mutator.changed(script.rest);
        return script;
    }
    for (int changes = 1 + mutator.below(4); changes > 0; --changes) {
        const qsizetype count = script.frames.size();
        if (count == 0) {
            script.frames += someFrames(mutator);
            continue;
        }
        const int at = mutator.below(count);
        switch (mutator.below(9)) {
        case 0: {
            qsizetype place = at;
            for (const FrameSpec &frame : someFrames(mutator))
                script.frames.insert(place++, frame);
            break;
        }
        case 1:
            script.frames.removeAt(at);
            break;
        case 2:
            script.frames.insert(at, script.frames.at(at));
            break;
        case 3:
            script.frames.swapItemsAt(at, mutator.below(count));
            break;
        case 4: {
            qsizetype place = at;
            for (const FrameSpec &frame : fragments(script.frames.takeAt(at), mutator))
                script.frames.insert(place++, frame);
            break;
        }
        case 5:
            if (mutator.chance(20))
                script.rest = mutator.noise(mutator.below(20));
            else
                script.rest.clear();
            break;
        case 6:
            if (mutator.chance(20))
                script.delivery = Script::Delivery(mutator.below(4));
            if (mutator.chance(5))
                script.opening = Script::Opening(mutator.below(3));
            script.hangUp = mutator.chance(3);
            break;
        default:
            changeFrame(script.frames[at], mutator);
        }
    }
    return script;
}

} // namespace Fuzz
