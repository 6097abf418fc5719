// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "epoll.h"
#include "pair.h"
#include "tasks.h"

#include <sys/socket.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <utility>
#include <vector>

namespace RelayBench {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

namespace {

constexpr auto tick = 1ms;
constexpr int offersPerTick = 2;
constexpr qint64 dripsPerSecond = 1; ///< Bytes, of each that drips.

/// A connection that never finishes its upgrade request. The relay cuts it in the end, and another one takes its place.
struct RawClient
{
    int socket = -1;
    bool isConnected = false;
    std::size_t sent = 0;
};

class Disturbance
{
public:
    Disturbance(std::uint16_t port, int clients)
        : m_port(port)
        , m_clients(static_cast<std::size_t>(clients))
    {
        for (std::size_t i = 0; i < m_clients.size(); ++i)
            m_missing.push_back(i);
        m_sender.openAndWait(port);
        replaceSlowReader();
        m_stream = std::make_unique<FrameStream>(
            m_sender, clientFrame(Opcode::Text, offerBetween(m_sender, *m_slowReader)), offersPerTick);
        const itimerspec each{.it_interval = {.tv_sec = 0, .tv_nsec = std::chrono::nanoseconds(tick).count()},
                              .it_value = {.tv_sec = 0, .tv_nsec = std::chrono::nanoseconds(tick).count()}};
        ::timerfd_settime(m_timer, 0, &each, nullptr);
        m_epoll.add(STDIN_FILENO, EPOLLIN, input());
        m_epoll.add(m_timer, EPOLLIN, timer());
        m_epoll.add(m_sender.socket(), EPOLLIN, sender());
    }

    ~Disturbance()
    {
        for (const RawClient &client : m_clients)
            if (client.socket >= 0)
                ::close(client.socket);
        ::close(m_timer);
    }

    void run()
    {
        for (;;) {
            for (const epoll_event &event : m_epoll.wait()) {
                if (event.data.u64 == input())
                    return;
                if (event.data.u64 == timer())
                    onTimer();
                else if (event.data.u64 == sender())
                    onSender();
                else
                    onStranger(event.data.u64, event.events);
            }
        }
    }

    [[nodiscard]] QJsonObject figures() const
    {
        return {{QStringLiteral("offers"), m_stream->added()},
                {QStringLiteral("dropped"), m_dropped},
                {QStringLiteral("cut"), m_cut},
                {QStringLiteral("clients"), static_cast<double>(m_sumOfConnected) / static_cast<double>(m_ticks)}};
    }

private:
    // What epoll_event::data says; below these the index of a client.
    [[nodiscard]] std::uint64_t input() const { return m_clients.size(); }
    [[nodiscard]] std::uint64_t timer() const { return m_clients.size() + 1; }
    [[nodiscard]] std::uint64_t sender() const { return m_clients.size() + 2; }

    void onTimer()
    {
        std::uint64_t passed = 0;
        if (::read(m_timer, &passed, sizeof passed) != sizeof passed)
            return;
        openOne();
        drip(static_cast<qint64>(passed));
        // Where the relay does not take more from the sender, it is not made up for later.
        if (m_stream->resume())
            m_stream->add(offersPerTick);
        if (m_isReady) {
            ++m_ticks;
            m_sumOfConnected += m_connected;
        }
    }

    /// One a tick: a burst of thousands would not even get into the queue of the kernel.
    void openOne()
    {
        if (m_missing.empty())
            return;
        const std::size_t index = m_missing.back();
        m_missing.pop_back();
        m_clients[index] = {.socket = openSocket(m_port, false)};
        m_epoll.add(m_clients[index].socket, EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, index);
    }

    /// Every other one is silent.
    [[nodiscard]] static bool drips(std::size_t index) { return index % 2 == 1; }

    void drip(qint64 ticks)
    {
        const auto count = static_cast<qint64>(m_clients.size());
        m_dripping += ticks * count * dripsPerSecond;
        for (; m_dripping >= 1s / tick; m_dripping -= 1s / tick) {
            const std::size_t index = m_nextDrip++ % m_clients.size();
            if (drips(index) && m_clients[index].isConnected)
                send(m_clients[index], 1);
        }
    }

    void send(RawClient &client, std::size_t bytes)
    {
        // The end is never sent, however long this goes on.
        const std::size_t most = m_request.size() - 4 - client.sent;
        const ssize_t size =
            ::send(client.socket, m_request.data() + client.sent, std::min(bytes, most), MSG_DONTWAIT | MSG_NOSIGNAL);
        client.sent += static_cast<std::size_t>(std::max<ssize_t>(size, 0));
    }

    void onStranger(std::size_t index, std::uint32_t events)
    {
        RawClient &client = m_clients[index];
        if ((events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0) { // a word from the relay is a refusal
            ::close(client.socket);
            m_connected -= client.isConnected ? 1 : 0;
            m_cut += client.isConnected ? 1 : 0;
            client = {};
            m_missing.push_back(index);
        } else if (!client.isConnected) {
            client.isConnected = true;
            ++m_connected;
            if (drips(index))
                send(client, m_request.find("Upgrade"));
            if (m_connected == static_cast<qint64>(m_clients.size()) && !std::exchange(m_isReady, true)) {
                std::printf("ready\n");
                std::fflush(stdout);
            }
        }
    }

    void onSender()
    {
        m_sender.receive();
        if (m_sender.others() == m_returned)
            return;
        // Offers come back once the relay has dropped the slow reader. Some of them were still under way when the
        // next one registered.
        if (steady_clock::now() > m_replacedAt + 1s) {
            ++m_dropped;
            replaceSlowReader();
        }
        m_returned = m_sender.others();
    }

    void replaceSlowReader()
    {
        m_slowReader = std::make_unique<PlainClient>(m_slowReaderUuid);
        m_slowReader->openAndWait(m_port);
        m_replacedAt = steady_clock::now();
    }

    std::uint16_t m_port;
    std::vector<RawClient> m_clients;
    std::vector<std::size_t> m_missing; ///< Those that are to be opened.
    std::string m_request = upgradeRequest();
    PlainClient m_sender;
    const QUuid m_slowReaderUuid = QUuid::createUuid();
    std::unique_ptr<PlainClient> m_slowReader;
    std::unique_ptr<FrameStream> m_stream;
    steady_clock::time_point m_replacedAt;
    Epoll m_epoll;
    int m_timer = ::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
    bool m_isReady = false;
    qint64 m_dripping = 0; ///< Thousandths of a byte that are due.
    std::size_t m_nextDrip = 0;
    qint64 m_connected = 0;
    qint64 m_returned = 0; ///< Offers, to the sender.
    qint64 m_dropped = 0;
    qint64 m_cut = 0;
    qint64 m_ticks = 0;
    qint64 m_sumOfConnected = 0;
};

} // namespace

QJsonObject disturb(std::uint16_t port, int count)
{
    Disturbance disturbance(port, count);
    disturbance.run();
    return disturbance.figures();
}

} // namespace RelayBench
