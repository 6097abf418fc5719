// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/transport/framewriter.h"

#include <QtCore/QtEndian>

#include <array>

namespace Inspector {

namespace {

constexpr char lastFrame = char(0x80);
constexpr quint8 masked = 0x80;
constexpr qsizetype maxControlPayload = 125;

template<typename Number>
void appendBigEndian(QByteArray &bytes, Number number)
{
    std::array<char, sizeof(Number)> digits{};
    qToBigEndian(number, digits.data());
    bytes.append(digits.data(), digits.size());
}

} // namespace

QByteArray clientFrame(RelayCore::Opcode opcode, QByteArrayView payload, quint32 mask)
{
    QByteArray frame;
    frame.reserve(payload.size() + 14);
    frame.append(char(lastFrame | char(opcode)));
    if (payload.size() <= maxControlPayload) {
        frame.append(char(masked | quint8(payload.size())));
    } else if (payload.size() <= 0xffff) {
        frame.append(char(masked | 126));
        appendBigEndian(frame, quint16(payload.size()));
    } else {
        frame.append(char(masked | 127));
        appendBigEndian(frame, quint64(payload.size()));
    }
    const qsizetype maskAt = frame.size();
    appendBigEndian(frame, mask);
    for (qsizetype at = 0; at < payload.size(); ++at)
        frame.append(char(payload.at(at) ^ frame.at(maskAt + at % 4)));
    return frame;
}

QByteArray closePayload(quint16 code, QByteArrayView reason)
{
    QByteArray payload;
    appendBigEndian(payload, code);
    payload.append(reason.first(std::min(reason.size(), maxControlPayload - payload.size())));
    return payload;
}

} // namespace Inspector
