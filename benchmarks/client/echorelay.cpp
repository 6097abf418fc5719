// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "echorelay.h"

#include "benchmarks/support/wireframe.h"

#include <QtCore/QByteArray>
#include <QtCore/QCryptographicHash>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <optional>
#include <string_view>
#include <unordered_map>

namespace RelayBench {

namespace {

constexpr std::string_view accepted = R"({"message_type": "relay_response", "success": true, "message": null, )"
                                      R"("error": false})";
// Each message is compressed by itself, so that what was received can be sent again as it is.
constexpr const char *selfContained = "permessage-deflate; server_no_context_takeover; client_no_context_takeover";
constexpr std::string_view registrationMark = R"("relay_registration")";
constexpr std::size_t longestRegistration = 512; ///< An offer is not searched for the mark.

struct Frame
{
    Opcode opcode = Opcode::Text;
    std::string_view payload; ///< Unmasked.
    bool isCompressed = false;
    std::size_t bytes = 0; ///< What the frame takes of the buffer.
};

/// The frame that \a data begins with, unmasked in place; empty where it is not complete.
std::optional<Frame> takeFrame(char *data, std::size_t size)
{
    const auto head = readFrameHead({data, size});
    if (!head || head->payloadBytes > size - head->bytes)
        return std::nullopt;
    char *payload = data + head->bytes;
    const auto length = static_cast<std::size_t>(head->payloadBytes);
    if (head->key)
        applyMask(payload, length, *head->key);
    return Frame{head->opcode, {payload, length}, head->isCompressed, head->bytes + length};
}

std::string upgradeResponse(std::string_view request)
{
    constexpr std::string_view name = "sec-websocket-key:";
    QByteArray lower(request.data(), static_cast<qsizetype>(request.size()));
    lower = lower.toLower();
    const auto at = lower.indexOf(QByteArrayView(name.data(), static_cast<qsizetype>(name.size())));
    if (at < 0)
        return "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n";
    const auto from = static_cast<std::size_t>(at) + name.size();
    const auto key = request.substr(from, request.find("\r\n", from) - from);
    QByteArray text = QByteArray(key.data(), static_cast<qsizetype>(key.size())).trimmed();
    text += "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"; // RFC 6455 section 1.3
    const QByteArray proof = QCryptographicHash::hash(text, QCryptographicHash::Sha1).toBase64();
    const std::string extension =
        lower.contains(selfContained) ? "Sec-WebSocket-Extensions: " + std::string(selfContained) + "\r\n" : "";
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
           + proof.toStdString() + "\r\n" + extension + "\r\n";
}

struct Connection
{
    std::string in;
    std::string out;
    bool isUpgraded = false;
    bool isEnding = false; ///< Once \a out is written.
    bool waitsToWrite = false;
};

/// Answers everything complete in connection.in.
void serve(Connection &connection)
{
    std::size_t used = 0;
    if (!connection.isUpgraded) {
        const auto end = connection.in.find("\r\n\r\n");
        if (end == std::string::npos)
            return;
        connection.out += upgradeResponse({connection.in.data(), end + 2});
        connection.isUpgraded = true;
        used = end + 4;
    }
    while (const auto frame = takeFrame(connection.in.data() + used, connection.in.size() - used)) {
        used += frame->bytes;
        if (frame->opcode == Opcode::Text) {
            const bool registers = frame->payload.size() <= longestRegistration
                                   && frame->payload.find(registrationMark) != std::string_view::npos;
            appendFrame(connection.out, Opcode::Text, registers ? accepted : frame->payload, std::nullopt,
                        frame->isCompressed && !registers);
        } else if (frame->opcode == Opcode::Ping) {
            appendFrame(connection.out, Opcode::Pong, frame->payload);
        } else if (frame->opcode == Opcode::Close) {
            appendFrame(connection.out, Opcode::Close, frame->payload);
            connection.isEnding = true;
        }
    }
    connection.in.erase(0, used);
}

} // namespace

struct EchoRelay::Private
{
    void accept();
    /// \return false: the connection is over.
    [[nodiscard]] bool onReadable(int socket, Connection &connection);
    [[nodiscard]] bool write(int socket, Connection &connection);

    int listener = -1;
    int poll = -1;
    std::uint16_t port = 0;
    std::unordered_map<int, Connection> connections;
    std::array<char, 256 * 1024> buffer{};
};

EchoRelay::EchoRelay()
    : d(std::make_unique<Private>())
{}

EchoRelay::~EchoRelay()
{
    for (const auto &[socket, connection] : d->connections)
        ::close(socket);
    if (d->listener >= 0)
        ::close(d->listener);
    if (d->poll >= 0)
        ::close(d->poll);
}

std::string EchoRelay::listen(std::uint16_t port)
{
    d->listener = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    d->poll = ::epoll_create1(EPOLL_CLOEXEC);
    const int on = 1;
    ::setsockopt(d->listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    socklen_t size = sizeof address;
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = d->listener;
    if (::bind(d->listener, reinterpret_cast<const sockaddr *>(&address), size) != 0
        || ::listen(d->listener, SOMAXCONN) != 0
        || ::getsockname(d->listener, reinterpret_cast<sockaddr *>(&address), &size) != 0
        || ::epoll_ctl(d->poll, EPOLL_CTL_ADD, d->listener, &event) != 0)
        return std::strerror(errno);
    d->port = ntohs(address.sin_port);
    return {};
}

std::uint16_t EchoRelay::port() const
{
    return d->port;
}

void EchoRelay::run()
{
    std::array<epoll_event, 256> events{};
    for (;;) {
        const int count = ::epoll_wait(d->poll, events.data(), static_cast<int>(events.size()), -1);
        for (int i = 0; i < count; ++i) {
            const epoll_event &event = events[static_cast<std::size_t>(i)];
            const int socket = event.data.fd;
            if (socket == d->listener) {
                d->accept();
                continue;
            }
            Connection &connection = d->connections[socket];
            const bool lives =
                (event.events & EPOLLOUT) != 0 ? d->write(socket, connection) : d->onReadable(socket, connection);
            if (!lives) {
                ::close(socket);
                d->connections.erase(socket);
            }
        }
    }
}

void EchoRelay::Private::accept()
{
    for (;;) {
        const int socket = ::accept4(listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (socket < 0)
            return;
        const int on = 1;
        ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.fd = socket;
        ::epoll_ctl(poll, EPOLL_CTL_ADD, socket, &event);
        connections.try_emplace(socket);
    }
}

bool EchoRelay::Private::onReadable(int socket, Connection &connection)
{
    const ssize_t size = ::read(socket, buffer.data(), buffer.size());
    if (size <= 0)
        return size < 0 && (errno == EAGAIN || errno == EINTR);
    connection.in.append(buffer.data(), static_cast<std::size_t>(size));
    serve(connection);
    return write(socket, connection);
}

bool EchoRelay::Private::write(int socket, Connection &connection)
{
    if (!connection.out.empty()) {
        const ssize_t size = ::send(socket, connection.out.data(), connection.out.size(), MSG_NOSIGNAL);
        if (size < 0 && errno != EAGAIN && errno != EINTR)
            return false;
        if (size > 0)
            connection.out.erase(0, static_cast<std::size_t>(size));
    }
    if (connection.out.empty() && connection.isEnding)
        return false;
    // What does not fit goes first, reading waits for it: a client that does not read is not served.
    if (const bool waits = !connection.out.empty(); waits != connection.waitsToWrite) {
        connection.waitsToWrite = waits;
        epoll_event event{};
        event.events = waits ? EPOLLOUT : EPOLLIN;
        event.data.fd = socket;
        ::epoll_ctl(poll, EPOLL_CTL_MOD, socket, &event);
    }
    return true;
}

} // namespace RelayBench
