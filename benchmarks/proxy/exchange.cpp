// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "exchange.h"

#include "benchmarks/server/plainclient.h"
#include "benchmarks/support/offer.h"
#include "relaycore/protocol/codec.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace RelayBench {

using namespace RelayCore;

namespace {

constexpr const char *extension =
    "Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover; client_no_context_takeover\r\n";

/// As RFC 7692 section 7.2.1 says: a block of deflate, without the four bytes that every such block ends with.
std::string deflated(const QByteArray &text)
{
    z_stream stream{};
    if (::deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        qFatal("No zlib.");
    std::string out(::deflateBound(&stream, static_cast<uLong>(text.size())) + 16, '\0');
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(text.constData()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    if (::deflate(&stream, Z_SYNC_FLUSH) != Z_OK || stream.avail_in != 0)
        qFatal("The offer cannot be compressed.");
    out.resize(stream.total_out - 4);
    ::deflateEnd(&stream);
    return out;
}

} // namespace

Exchange::Exchange(std::uint16_t port, bool compresses)
    : m_socket(openSocket(port))
{
    const QUuid self = QUuid::createUuid();
    handshake(compresses);
    m_unsent = clientFrame(Opcode::Text, encode(RelayRegistration{QStringLiteral("exchange"), self}).toStdString());
    while (m_received == 0)
        receive();
    const QByteArray text = encode(offerToOneself(self));
    m_offer = clientFrame(Opcode::Text, compresses ? deflated(text) : text.toStdString());
    if (compresses)
        m_offer[0] = static_cast<char>(m_offer[0] | 0x40); // RSV1
}

Exchange::~Exchange()
{
    if (m_socket >= 0)
        ::close(m_socket);
}

void Exchange::handshake(bool compresses)
{
    std::string request = upgradeRequest();
    if (compresses)
        request.insert(request.size() - 2, extension);
    m_unsent = request;
    send();
    std::string response;
    while (response.find("\r\n\r\n") == std::string::npos) {
        char c = 0; // Byte by byte, so that nothing behind the head is taken.
        if (::recv(m_socket, &c, 1, 0) != 1)
            qFatal("No answer to the upgrade request.");
        response += c;
    }
    if (!response.starts_with("HTTP/1.1 101")
        || (response.find("permessage-deflate") != std::string::npos) != compresses)
        qFatal("Not the answer that was asked for: %s", response.c_str());
}

void Exchange::send()
{
    if (m_sent == m_unsent.size())
        return;
    const ssize_t size =
        ::send(m_socket, m_unsent.data() + m_sent, m_unsent.size() - m_sent, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (size < 0 && errno != EAGAIN && errno != EINTR)
        qFatal("Cannot send: %s", std::strerror(errno));
    m_sent += static_cast<std::size_t>(std::max<ssize_t>(size, 0));
    if (m_sent == m_unsent.size()) {
        m_unsent.clear();
        m_sent = 0;
    }
}

void Exchange::receive()
{
    static std::array<char, 256 * 1024> buffer;
    send();
    pollfd what{.fd = m_socket, .events = short(m_unsent.empty() ? POLLIN : POLLIN | POLLOUT), .revents = 0};
    if (::poll(&what, 1, static_cast<int>(timeout.count()) * 6) == 0)
        qFatal("Nothing came back for a minute.");
    if ((what.revents & POLLOUT) != 0)
        send();
    if ((what.revents & ~POLLOUT) == 0)
        return;
    const ssize_t size = ::recv(m_socket, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (size == 0 || (size < 0 && errno != EAGAIN && errno != EINTR))
        qFatal("The connection has ended.");
    if (size > 0)
        count({buffer.data(), static_cast<std::size_t>(size)});
}

void Exchange::count(std::string_view bytes)
{
    while (!bytes.empty()) {
        const std::size_t part = std::min<std::size_t>(m_missing, bytes.size());
        bytes.remove_prefix(part);
        m_missing -= part;
        if (m_missing > 0 || bytes.empty())
            return;
        m_head += bytes.front();
        bytes.remove_prefix(1);
        const auto head = readFrameHead(m_head);
        if (!head)
            continue;
        m_head.clear();
        m_missing = head->payloadBytes;
        m_isClosed = m_isClosed || head->opcode == Opcode::Close;
        m_received += head->opcode == Opcode::Text ? 1 : 0;
    }
}

void Exchange::run(qint64 count, int window)
{
    const qint64 before = m_received;
    qint64 added = 0;
    while (m_received - before < count || m_missing > 0) {
        const qint64 room = std::min<qint64>(window - (added - (m_received - before)), count - added);
        // In batches of half a window: a system call for each offer would cost as much as a proxy does.
        if (room >= std::min<qint64>((window + 1) / 2, count - added)) {
            for (qint64 i = 0; i < room; ++i)
                m_unsent += m_offer;
            added += room;
        }
        receive();
    }
    if (m_received - before != count)
        qFatal("%lld offers were sent, %lld came back.", static_cast<long long>(count),
               static_cast<long long>(m_received - before));
}

void Exchange::close()
{
    m_unsent += clientFrame(Opcode::Close, std::string_view("\x03\xe8", 2));
    while (!m_isClosed)
        receive();
}

} // namespace RelayBench
