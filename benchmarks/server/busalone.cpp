// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "benchmarks/support/offer.h"
#include "benchmarks/support/percentiles.h"
#include "plainclient.h"
#include "relaycore/protocol/codec.h"
#include "tasks.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <string>
#include <vector>

namespace RelayBench {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::steady_clock;

namespace {

/// A socket at a NATS server; https://docs.nats.io/reference/reference-protocols/nats-protocol.
class BusSocket
{
public:
    explicit BusSocket(std::uint16_t port)
        : m_socket(openSocket(port))
    {
        send("CONNECT {\"verbose\":false}\r\n");
    }
    ~BusSocket() { ::close(m_socket); }
    BusSocket(const BusSocket &) = delete;
    BusSocket &operator=(const BusSocket &) = delete;

    void send(std::string_view bytes) const
    {
        if (::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL) != ssize_t(bytes.size()))
            qFatal("The NATS server does not take %zu bytes at once.", bytes.size());
    }

    /// Waits for the answer to a PING: whatever was sent before has been read by the server.
    void wait() const
    {
        send("PING\r\n");
        std::string received;
        while (!received.ends_with("PONG\r\n"))
            received += receive();
    }

    [[nodiscard]] std::string_view receive() const
    {
        pollfd readable{m_socket, POLLIN, 0};
        if (::poll(&readable, 1, int(timeout.count())) != 1)
            qFatal("The NATS server does not answer.");
        const ssize_t size = ::recv(m_socket, m_buffer.data(), m_buffer.size(), 0);
        if (size <= 0)
            qFatal("The NATS server has closed the connection.");
        return {m_buffer.data(), std::size_t(size)};
    }

private:
    int m_socket;
    mutable std::array<char, 65536> m_buffer{};
};

} // namespace

QJsonObject measureBus(std::uint16_t port, milliseconds duration)
{
    const std::string text = RelayCore::encode(offer()).toStdString();
    const std::string size = std::to_string(text.size());
    const std::string published = "PUB bench " + size + "\r\n" + text + "\r\n";
    const std::size_t delivered = std::string("MSG bench 1 " + size + "\r\n" + text + "\r\n").size();
    const BusSocket source(port);
    const BusSocket target(port);
    source.wait();
    target.send("SUB bench 1\r\n");
    target.wait();
    std::vector<qint64> times;
    const auto end = steady_clock::now() + duration;
    for (auto now = steady_clock::now(); now < end;) {
        const auto sentAt = now;
        source.send(published);
        for (std::size_t received = 0; received < delivered;)
            received += target.receive().size();
        now = steady_clock::now();
        times.push_back(nanoseconds(now - sentAt).count());
    }
    return percentiles(std::move(times));
}

} // namespace RelayBench
