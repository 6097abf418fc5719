// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/formats/pcapngwriter.h"

#include "inspector/formats/handshaketext.h"
#include "inspector/formats/pcapngblocks.h"
#include "relaycore/wire/upgraderesponse.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QtEndian>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

using RelayCore::Direction;
using RelayCore::Opcode;

namespace {

/// Wireshark chooses by the port how it reads a stream; on this one it reads HTTP.
constexpr quint16 httpPort = 80;
/// From here on ports are made up for connections whose own is not known.
constexpr quint16 firstPort = 49'152;
/// RFC 2544: addresses of test networks, which are not assigned.
constexpr quint32 firstMadeUpAddress = (198U << 24) | (18U << 16) | 1;

constexpr auto fileComment =
    "Written by Relay Inspector from a capture of WebSocket messages. IP and TCP are synthetic: addresses and ports "
    "that were not recorded are made up, the server's port is 80, each message is one frame with the mask key 0 (above "
    "256 KiB without a mask), and "
    "compressed messages are shown inflated. The comment of a packet names the message of the capture.";

/// Wireshark unmasks no longer payloads, and shows none of their text.
constexpr qint64 longestMasked = 256 * 1024;

/// The head of a frame (RFC 6455 section 5.2). The client's are masked with the key 0, which changes nothing.
QByteArray frameHead(Direction direction, Opcode opcode, qint64 size, bool compressed)
{
    constexpr qint64 shortLength = 125;
    constexpr qint64 longestIn16Bits = 65'535;
    const quint8 mask = direction == Direction::Sent && size <= longestMasked ? 0x80 : 0;
    QByteArray head;
    head += char(0x80 | (compressed ? 0x40 : 0) | int(opcode));
    if (size <= shortLength) {
        head += char(mask | int(size));
    } else if (size <= longestIn16Bits) {
        const quint16 length = qToBigEndian(quint16(size));
        head += char(mask | 126);
        head.append(reinterpret_cast<const char *>(&length), sizeof(length));
    } else {
        const quint64 length = qToBigEndian(quint64(size));
        head += char(mask | 127);
        head.append(reinterpret_cast<const char *>(&length), sizeof(length));
    }
    if (mask)
        head.append(4, '\0');
    return head;
}

QByteArray headOf(const QByteArray &firstLine, const RelayCore::HeaderList &headers)
{
    QByteArray head = firstLine + "\r\n";
    for (const RelayCore::HttpHeader &header : headers)
        head += header.name + ": " + header.value + "\r\n";
    return head + "\r\n";
}

/// The handshake that Wireshark has to see before it reads frames, where none was recorded.
const QByteArray &madeUpKey()
{
    static const QByteArray key("AAAAAAAAAAAAAAAAAAAAAA==");
    return key;
}

QByteArray requestOf(const ConnectionRow &row)
{
    if (row.request)
        return headOf(row.request->requestLine, row.request->headers);
    return headOf("GET / HTTP/1.1", {{"Host", addressOf(row).authority().toUtf8()},
                                     {"Upgrade", "websocket"},
                                     {"Connection", "Upgrade"},
                                     {"Sec-WebSocket-Key", madeUpKey()},
                                     {"Sec-WebSocket-Version", "13"}});
}

QByteArray responseOf(const ConnectionRow &row)
{
    if (row.response)
        return headOf(row.response->statusLine, row.response->headers) + row.response->body;
    return headOf("HTTP/1.1 101 Switching Protocols",
                  {{"Upgrade", "websocket"},
                   {"Connection", "Upgrade"},
                   {"Sec-WebSocket-Accept", RelayCore::upgradeAcceptFor(madeUpKey())}});
}

QByteArray commentOf(const MessageRow &row)
{
    QByteArray comment = "message " + QByteArray::number(row.id);
    if (row.isOpaque())
        comment += ": compressed, could not be inflated";
    else if (row.compressed)
        comment += ": was compressed, " + QByteArray::number(row.wireBytes) + " bytes on the wire";
    if (row.truncated)
        comment += "; only its beginning was recorded";
    return comment;
}

} // namespace

PcapngWriter::PcapngWriter(QIODevice &device)
    : m_output(device)
{
    const QString application = u"Relay Inspector "_s + QCoreApplication::applicationVersion();
    Pcapng::appendHeader(m_output.bytes(), application.trimmed().toUtf8(), fileComment);
}

TcpConversation::Endpoint PcapngWriter::clientOf(const ConnectionRow &row)
{
    const QUrl address(u"tcp://"_s + row.clientAddress);
    QHostAddress host(address.host());
    if (host.isNull())
        host = QHostAddress(firstMadeUpAddress);
    quint16 port = quint16(std::max(address.port(0), 0));
    if (port == 0) {
        port = std::max<quint16>(m_lastPort + 1, firstPort);
        m_lastPort = port;
    }
    return {host, port};
}

TcpConversation::Endpoint PcapngWriter::serverOf(const ConnectionRow &row)
{
    const QString name = addressOf(row).host();
    if (const QHostAddress address(name); !address.isNull())
        return {address, httpPort};
    QHostAddress &address = m_hosts[name];
    if (address.isNull()) {
        address = QHostAddress(firstMadeUpAddress + quint32(m_hosts.size()));
        if (!name.isEmpty())
            Pcapng::appendName(m_output.bytes(), address, name.toUtf8());
    }
    return {address, httpPort};
}

TcpConversation &PcapngWriter::conversation(const ConnectionRow &row)
{
    const auto found = m_conversations.find(row.id);
    if (found != m_conversations.end())
        return found->second;
    return m_conversations.emplace(row.id, TcpConversation(clientOf(row), serverOf(row))).first->second;
}

bool PcapngWriter::send(TcpConversation &tcp, Direction direction, qint64 timeNs, QByteArrayView bytes,
                        const QByteArray &comment)
{
    for (qsizetype at = 0; at < bytes.size(); at += TcpConversation::maxSegmentBytes) {
        const QByteArrayView segment = bytes.sliced(at, std::min(TcpConversation::maxSegmentBytes, bytes.size() - at));
        const quint8 flags = TcpConversation::Acknowledge | TcpConversation::Push;
        Pcapng::appendPacket(m_output.bytes(), timeNs, tcp.packet(direction, flags, segment),
                             at == 0 ? comment : QByteArray());
        if (!m_output.flushIfLarge())
            return false;
    }
    return true;
}

bool PcapngWriter::opened(const ConnectionRecord &record)
{
    const ConnectionRow &row = record.row;
    TcpConversation &tcp = conversation(row);
    const QByteArray comment = "connection " + QByteArray::number(row.id) + ": " + row.clientAddress.toUtf8() + " to "
                               + addressOf(row).toString(QUrl::FullyEncoded).toUtf8();
    QByteArray &file = m_output.bytes();
    using Tcp = TcpConversation;
    Pcapng::appendPacket(file, row.openedNs, tcp.packet(Direction::Sent, Tcp::Syn), comment);
    Pcapng::appendPacket(file, row.openedNs, tcp.packet(Direction::Received, Tcp::Syn | Tcp::Acknowledge), {});
    Pcapng::appendPacket(file, row.openedNs, tcp.packet(Direction::Sent, Tcp::Acknowledge), {});
    const bool isMadeUp = !row.request && !row.response;
    if (isMadeUp && row.messages == 0)
        return m_output.flushIfLarge();
    const QByteArray handshake = isMadeUp ? "the handshake was not recorded; this one is made up"_ba : QByteArray();
    return send(tcp, Direction::Sent, row.openedNs, requestOf(row), handshake)
           && ((!row.response && row.messages == 0) || send(tcp, Direction::Received, row.openedNs, responseOf(row)));
}

bool PcapngWriter::message(const MessageRow &row)
{
    const auto found = m_conversations.find(row.connection);
    if (found == m_conversations.end())
        return true; // The capture has no connection for it.
    const QByteArray head = frameHead(row.direction, row.opcode, row.payload.size(), row.isOpaque());
    return send(found->second, row.direction, row.timeNs, head + row.payload, commentOf(row));
}

bool PcapngWriter::ended(const ConnectionRecord &record)
{
    const auto found = m_conversations.find(record.row.id);
    if (found == m_conversations.end())
        return true;
    if (record.row.closedNs) {
        using Tcp = TcpConversation;
        const auto by = record.row.closed ? record.row.closed->by : RelayCore::ConnectionClosed::By::Client;
        const bool isClient = by == RelayCore::ConnectionClosed::By::Client;
        const Direction first = isClient ? Direction::Sent : Direction::Received;
        const Direction second = isClient ? Direction::Received : Direction::Sent;
        for (const Direction direction : {first, second}) {
            Pcapng::appendPacket(m_output.bytes(), *record.row.closedNs,
                                 found->second.packet(direction, Tcp::Fin | Tcp::Acknowledge), {});
        }
        Pcapng::appendPacket(m_output.bytes(), *record.row.closedNs, found->second.packet(first, Tcp::Acknowledge), {});
    }
    m_conversations.erase(found);
    return m_output.flushIfLarge();
}

} // namespace Inspector
