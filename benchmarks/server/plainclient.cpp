// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "plainclient.h"

#include "relaycore/protocol/codec.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <variant>

namespace RelayBench {

using namespace RelayCore;

namespace {

// The example of RFC 6455 section 1.3: the same key every time, so the answer is known.
constexpr std::string_view accept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

constexpr MaskingKey maskingKey{'\x37', '\xfa', '\x21', '\x3d'}; // section 5.7

} // namespace

int openSocket(std::uint16_t port, bool waits)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | (waits ? 0 : SOCK_NONBLOCK), 0);
    const int on = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    if (socket < 0
        || (::connect(socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0
            && errno != EINPROGRESS))
        qFatal("Cannot connect to the relay: %s", std::strerror(errno));
    return socket;
}

std::string upgradeRequest()
{
    return "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
           "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
}

std::string clientFrame(Opcode opcode, std::string_view payload)
{
    std::string frame;
    appendFrame(frame, opcode, payload, maskingKey);
    return frame;
}

PlainClient::PlainClient(const QUuid &uuid)
    : m_uuid(uuid)
{}

PlainClient::~PlainClient()
{
    if (m_socket >= 0)
        ::close(m_socket);
}

void PlainClient::open(std::uint16_t port)
{
    m_socket = openSocket(port);
    m_stage = Stage::Upgrading;
    sendWhole(upgradeRequest());
}

void PlainClient::openAndWait(std::uint16_t port)
{
    open(port);
    while (!isRegistered())
        waitAndReceive();
}

void PlainClient::receive()
{
    static std::array<char, 128 * 1024> buffer;
    ssize_t size = 0;
    do {
        size = ::recv(m_socket, buffer.data(), buffer.size(), MSG_DONTWAIT);
        if (size == 0)
            qFatal("The relay closed a connection.");
        if (size < 0 && errno != EAGAIN && errno != EINTR)
            qFatal("A connection is lost: %s", std::strerror(errno));
        if (size > 0)
            take({buffer.data(), static_cast<std::size_t>(size)});
    } while (size == static_cast<ssize_t>(buffer.size()) || (size < 0 && errno == EINTR));
}

void PlainClient::waitAndReceive()
{
    pollfd what{.fd = m_socket, .events = POLLIN, .revents = 0};
    const int count = ::poll(&what, 1, static_cast<int>(timeout.count()));
    if (count == 0)
        qFatal("Nothing came from the relay within %lld ms.", static_cast<long long>(timeout.count()));
    receive();
}

std::size_t PlainClient::send(std::string_view bytes)
{
    const ssize_t size = ::send(m_socket, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (size < 0 && errno != EAGAIN && errno != EINTR)
        qFatal("Cannot send to the relay: %s", std::strerror(errno));
    return static_cast<std::size_t>(std::max<ssize_t>(size, 0));
}

void PlainClient::sendWhole(const std::string &bytes)
{
    if (send(bytes) != bytes.size())
        qFatal("The kernel does not take %zu bytes.", bytes.size());
}

void PlainClient::take(std::string_view bytes)
{
    if (m_stage == Stage::Upgrading)
        bytes = takeResponse(bytes);
    while (!bytes.empty()) {
        if (!m_isInFrame) {
            m_begun += bytes.front();
            bytes.remove_prefix(1);
            const auto head = readFrameHead(m_begun);
            if (!head)
                continue;
            m_begun.clear();
            m_frame = *head;
            m_missing = head->payloadBytes;
            m_isInFrame = true;
            if (isLookedAt())
                m_payload.clear();
        }
        const auto here = static_cast<std::size_t>(std::min<std::uint64_t>(m_missing, bytes.size()));
        if (isLookedAt())
            m_payload += bytes.substr(0, here);
        bytes.remove_prefix(here);
        m_missing -= here;
        if (m_missing == 0) {
            m_isInFrame = false;
            onFrame();
        }
    }
}

std::string_view PlainClient::takeResponse(std::string_view bytes)
{
    constexpr std::string_view end = "\r\n\r\n";
    const std::size_t before = m_begun.size();
    m_begun += bytes;
    const std::size_t at = m_begun.find(end);
    if (at == std::string::npos)
        return {};
    if (!m_begun.starts_with("HTTP/1.1 101 ") || m_begun.find(accept) > at)
        qFatal("The relay does not accept the upgrade: %s", m_begun.c_str());
    m_begun.clear();
    m_stage = Stage::Registering;
    sendWhole(clientFrame(Opcode::Text, encode(RelayRegistration{QStringLiteral("bench"), m_uuid}).toStdString()));
    return bytes.substr(at + end.size() - before);
}

void PlainClient::onFrame()
{
    switch (m_frame.opcode) {
    case Opcode::Text:
        if (m_stage == Stage::Registering) {
            const DecodeResult result = decode(QByteArray::fromStdString(m_payload));
            const auto *message = std::get_if<RelayMessage>(&result);
            const auto *response = message ? std::get_if<RelayResponse>(message) : nullptr;
            if (!response || !response->success)
                qFatal("The relay does not register a client: %s", m_payload.c_str());
            m_stage = Stage::Registered;
        } else if (isLookedAt()) {
            ++m_others;
        } else {
            ++m_texts;
        }
        break;
    case Opcode::Ping:
        sendWhole(clientFrame(Opcode::Pong, m_payload));
        break;
    case Opcode::Pong:
        break;
    case Opcode::Continuation:
    case Opcode::Binary:
        qFatal("No relay sends binary messages or fragments.");
    case Opcode::Close:
        qFatal("The relay closes a connection: %s", m_payload.c_str() + std::min<std::size_t>(m_payload.size(), 2));
    }
}

} // namespace RelayBench
