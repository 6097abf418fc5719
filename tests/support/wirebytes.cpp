// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/support/wirebytes.h"

#include <QtCore/QtEndian>

namespace WireBytes {

namespace {

const QByteArray mask = QByteArray::fromHex("37fa213d");

template<typename T>
void appendBigEndian(QByteArray &bytes, T value)
{
    const T big = qToBigEndian(value);
    bytes.append(reinterpret_cast<const char *>(&big), sizeof big);
}

} // namespace

QByteArray frame(const FrameSpec &spec)
{
    const quint64 length = spec.claimedLength.value_or(quint64(spec.payload.size()));
    const quint8 maskBit = spec.mask ? 0x80 : 0;
    QByteArray bytes;
    bytes.append(char((spec.fin ? 0x80 : 0) | spec.reserved | spec.opcode));
    if (spec.lengthBytes == 8 || length > 0xffff) {
        bytes.append(char(maskBit | 127));
        appendBigEndian(bytes, length);
    } else if (spec.lengthBytes == 2 || length > 125) {
        bytes.append(char(maskBit | 126));
        appendBigEndian(bytes, quint16(length));
    } else {
        bytes.append(char(maskBit | length));
    }
    if (!spec.mask)
        return bytes + spec.payload;
    bytes += *spec.mask;
    for (qsizetype i = 0; i < spec.payload.size(); ++i)
        bytes.append(char(spec.payload.at(i) ^ spec.mask->at(i % 4)));
    return bytes;
}

QByteArray clientText(const QByteArray &payload)
{
    FrameSpec spec;
    spec.payload = payload;
    spec.mask = mask;
    return frame(spec);
}

QByteArray relayText(const QByteArray &payload)
{
    FrameSpec spec;
    spec.payload = payload;
    return frame(spec);
}

QByteArray close(quint16 code, const QByteArray &reason, bool masked)
{
    FrameSpec spec;
    spec.opcode = 0x8;
    appendBigEndian(spec.payload, code);
    spec.payload += reason;
    if (masked)
        spec.mask = mask;
    return frame(spec);
}

QByteArray request(const QByteArray &extensions)
{
    QByteArray head = "GET /relay?x=1 HTTP/1.1\r\nHost: 127.0.0.1:9700\r\nUpgrade: websocket\r\n"
                      "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                      "Sec-WebSocket-Version: 13\r\nAuthorization: Bearer abcdefgh\r\n";
    if (!extensions.isEmpty())
        head += "Sec-WebSocket-Extensions: " + extensions + "\r\n";
    return head + "\r\n";
}

QByteArray accepted(const QByteArray &extensions)
{
    QByteArray head = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                      "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n";
    if (!extensions.isEmpty())
        head += "Sec-WebSocket-Extensions: " + extensions + "\r\n";
    return head + "\r\n";
}

} // namespace WireBytes
