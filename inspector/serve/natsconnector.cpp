// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/serve/natsconnector.h"

#include <QtCore/QUrl>

#include <algorithm>
#include <utility>

namespace Inspector {

namespace {

constexpr auto checkInterval = std::chrono::milliseconds(2000);

/// One more than may fail while a machine is suspended and continues.
constexpr int mostUnanswered = 2;

bool isSame(const QString &server, const QUrl &url)
{
    const QUrl other(server);
    return other.host() == url.host() && other.port() == url.port();
}

} // namespace

NatsConnector::NatsConnector(NatsOptions options, Host host)
    : m_options(std::move(options))
    , m_host(std::move(host))
{}

NatsConnector::~NatsConnector()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isStopping = true;
    }
    m_changed.notify_one();
    if (m_thread.joinable())
        m_thread.join();
}

void NatsConnector::start()
{
    m_thread = std::thread([this] { run(); });
}

void NatsConnector::replace(natsConnection *lost)
{
    {
        const std::lock_guard lock(m_mutex);
        m_lost.push_back(lost);
    }
    m_changed.notify_one();
}

NatsOptions NatsConnector::optionsInOrder() const
{
    NatsOptions options = m_options;
    // A server that hangs takes two seconds of an attempt.
    std::ranges::stable_partition(options.servers, [url = QUrl(QString::fromUtf8(m_lastUrl))](const QString &server) {
        return !isSame(server, url);
    });
    return options;
}

void NatsConnector::connectOnce()
{
    auto made = NatsClient::makeOptions(optionsInOrder());
    QString text;
    if (const auto *unreadable = std::get_if<QString>(&made)) {
        text = *unreadable;
    } else {
        natsOptions *options = std::get<NatsClient::OptionsPointer>(made).get();
        natsOptions_SetAllowReconnect(options, false);
        natsOptions_SetPingInterval(options, 0);
        m_host.prepare(options);
        if (const natsStatus status = natsConnection_Connect(&m_connection, options); status != NATS_OK) {
            m_connection = nullptr;
            text = NatsClient::unreachableText(m_options.servers, status);
        }
    }
    if (!m_connection) {
        if (std::exchange(m_reported, text) != text)
            m_host.problem(text);
        return;
    }
    m_reported.clear();
    m_unanswered = 0;
    m_lastUrl = NatsClient::connectedUrl(m_connection);
    m_host.connected(m_connection);
}

void NatsConnector::check(natsConnection *connection)
{
    if (natsConnection_FlushTimeout(connection, checkInterval.count()) != NATS_TIMEOUT)
        m_unanswered = 0; // An answer, or the connection has ended, which its event loop notices.
    else if (++m_unanswered % mostUnanswered == 0)
        m_host.timedOut(connection);
}

void NatsConnector::destroy(const std::vector<natsConnection *> &connections)
{
    for (natsConnection *connection : connections) {
        if (connection == m_connection)
            m_connection = nullptr;
        natsConnection_Destroy(connection);
    }
}

void NatsConnector::run()
{
    for (;;) {
        std::vector<natsConnection *> lost;
        bool isStopping = false;
        {
            std::unique_lock lock(m_mutex);
            lost = std::exchange(m_lost, {});
            isStopping = m_isStopping;
        }
        destroy(lost);
        if (isStopping)
            break;
        std::chrono::milliseconds pause = checkInterval;
        if (!m_connection) {
            connectOnce();
            if (!m_connection)
                pause = NatsClient::retryInterval;
        } else {
            check(m_connection);
            if (m_unanswered % mostUnanswered != 0)
                pause = std::chrono::milliseconds::zero();
        }
        std::unique_lock lock(m_mutex);
        m_changed.wait_for(lock, pause, [this] { return m_isStopping || !m_lost.empty(); });
    }
    if (m_connection)
        destroy({m_connection});
    nats_ReleaseThreadMemory();
}

} // namespace Inspector
