// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/formats/tcpconversation.h"

#include <QtCore/QtEndian>

#include <utility>

namespace Inspector {

namespace {

constexpr quint8 protocolTcp = 6;
constexpr qsizetype tcpHeadBytes = 20;
constexpr quint8 hopLimit = 64;

template<typename Number>
void append(QByteArray &bytes, Number number)
{
    const Number big = qToBigEndian(number);
    bytes.append(reinterpret_cast<const char *>(&big), sizeof(big));
}

void appendAddress(QByteArray &bytes, const QHostAddress &address, bool isIpv6)
{
    if (!isIpv6) {
        append(bytes, address.toIPv4Address());
        return;
    }
    const Q_IPV6ADDR ipv6 = address.toIPv6Address(); // IPv4-mapped where it is an IPv4 address.
    bytes.append(reinterpret_cast<const char *>(&ipv6), sizeof(ipv6));
}

/// The sum of RFC 1071, not yet folded.
quint64 sumOf(QByteArrayView bytes, quint64 sum = 0)
{
    qsizetype i = 0;
    for (; i + 1 < bytes.size(); i += 2)
        sum += qFromBigEndian<quint16>(bytes.data() + i);
    if (i < bytes.size())
        sum += quint64(uchar(bytes[i])) << 8;
    return sum;
}

quint16 checksumOf(quint64 sum)
{
    while (sum >> 16)
        sum = (sum & 0xffff) + (sum >> 16);
    return quint16(~sum);
}

} // namespace

TcpConversation::TcpConversation(Endpoint client, Endpoint server)
    : m_sides{Side{std::move(client), 1'000}, Side{std::move(server), 2'000}}
{
    for (const Side &side : m_sides)
        m_isIpv6 = m_isIpv6 || side.endpoint.address.protocol() == QAbstractSocket::IPv6Protocol;
}

QByteArray TcpConversation::packet(RelayCore::Direction direction, quint8 flags, QByteArrayView payload)
{
    Side &from = m_sides[size_t(direction)];
    const Side &to = m_sides[1 - size_t(direction)];

    QByteArray addresses;
    appendAddress(addresses, from.endpoint.address, m_isIpv6);
    appendAddress(addresses, to.endpoint.address, m_isIpv6);

    QByteArray tcp;
    tcp.reserve(tcpHeadBytes + payload.size());
    append(tcp, from.endpoint.port);
    append(tcp, to.endpoint.port);
    append(tcp, from.sequence);
    append<quint32>(tcp, (flags & Acknowledge) ? to.sequence : 0);
    append<quint8>(tcp, (tcpHeadBytes / 4) << 4);
    append<quint8>(tcp, flags);
    append<quint16>(tcp, 0xffff); // The window.
    append<quint32>(tcp, 0);      // Checksum and urgent pointer.
    tcp.append(payload);
    const quint64 pseudoHead = sumOf(addresses) + protocolTcp + quint64(tcp.size());
    qToBigEndian(checksumOf(sumOf(tcp, pseudoHead)), tcp.data() + 16);
    from.sequence += quint32(payload.size()) + ((flags & (Syn | Fin)) ? 1 : 0);

    QByteArray packet;
    packet.reserve(40 + tcp.size());
    if (m_isIpv6) {
        append<quint32>(packet, 0x60000000);
        append<quint16>(packet, quint16(tcp.size()));
        append<quint8>(packet, protocolTcp);
        append<quint8>(packet, hopLimit);
        packet.append(addresses);
    } else {
        append<quint16>(packet, 0x4500);
        append<quint16>(packet, quint16(20 + tcp.size()));
        append<quint32>(packet, 0x00004000); // Not fragmented.
        append<quint8>(packet, hopLimit);
        append<quint8>(packet, protocolTcp);
        append<quint16>(packet, 0);
        packet.append(addresses);
        qToBigEndian(checksumOf(sumOf(packet)), packet.data() + 10);
    }
    return packet.append(tcp);
}

} // namespace Inspector
