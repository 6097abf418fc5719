// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/maskedframe.h"

#include <QtCore/QtEndian>

#include <array>
#include <cstring>

namespace RelayCore {

namespace {

constexpr quint8 finalBit = 0x80;
constexpr quint8 maskBit = 0x80;
constexpr qsizetype maskBytes = 4;
constexpr quint8 twoByteLength = 126; // The length follows in two bytes.
constexpr quint8 eightByteLength = 127;

/// Writes \a size bytes of \a from, masked, to \a to. Eight bytes at a time: the mask stands twice in each.
void copyMasked(const char *from, qsizetype size, const char *mask, char *to)
{
    quint64 twice = 0;
    std::memcpy(&twice, mask, maskBytes);
    std::memcpy(reinterpret_cast<char *>(&twice) + maskBytes, mask, maskBytes);
    qsizetype done = 0;
    for (; size - done >= qsizetype(sizeof twice); done += qsizetype(sizeof twice)) {
        quint64 bytes = 0;
        std::memcpy(&bytes, from + done, sizeof bytes);
        bytes ^= twice;
        std::memcpy(to + done, &bytes, sizeof bytes);
    }
    for (; done < size; ++done)
        to[done] = char(from[done] ^ mask[done % maskBytes]);
}

} // namespace

QByteArray maskedFrame(Opcode opcode, QByteArrayView payload, quint32 mask)
{
    const qsizetype size = payload.size();
    const qsizetype lengthBytes = size < twoByteLength ? 0 : size <= 0xFFFF ? 2 : 8;
    QByteArray frame(2 + lengthBytes + maskBytes + size, Qt::Uninitialized);
    char *to = frame.data();
    *to++ = char(finalBit | quint8(opcode));
    *to++ = char(maskBit | (lengthBytes == 0 ? quint8(size) : lengthBytes == 2 ? twoByteLength : eightByteLength));
    if (lengthBytes == 2)
        qToBigEndian(quint16(size), to);
    else if (lengthBytes == 8)
        qToBigEndian(quint64(size), to);
    to += lengthBytes;
    qToBigEndian(mask, to);
    copyMasked(payload.data(), size, to, to + maskBytes);
    return frame;
}

QByteArray maskedCloseFrame(quint16 code, quint32 mask)
{
    std::array<char, 2> payload{};
    qToBigEndian(code, payload.data());
    return maskedFrame(Opcode::Close, QByteArrayView(payload.data(), payload.size()), mask);
}

} // namespace RelayCore
