// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/sources/proxycontext.h"

#include <QtNetwork/QSslKey>

#include <utility>
#include <variant>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;
using RelayCore::WirePayload;

namespace {

constexpr qsizetype chunkBytes = 64 * 1024;

// The rest is rare and small, and without it the events that are kept could not be understood.
bool mayBeLost(const WirePayload &payload)
{
    return std::holds_alternative<RelayCore::WireMessage>(payload)
           || std::holds_alternative<RelayCore::ControlFrame>(payload)
           || std::holds_alternative<RelayCore::ProtocolViolation>(payload);
}

} // namespace

ProxyContext::ProxyContext(ProxyBehaviour behaviour, RelayCore::WireObserver &observer, RelayCore::SourceId source,
                           std::unique_ptr<RunAuthority> authority)
    : m_behaviour(std::move(behaviour))
    , m_observer(observer)
    , m_authority(std::move(authority))
    , m_scratch(chunkBytes, Qt::Uninitialized)
    , m_source(source)
{
    m_secrets.addAddress(m_behaviour.upstream);
    const std::optional<QSslConfiguration> &tls = m_behaviour.connecting.tls;
    if (tls && !tls->privateKey().isNull())
        m_secrets.addPrivateKey(tls->privateKey().toPem());
}

void ProxyContext::observe(RelayCore::ConnectionId connection, qint64 timeNs, WirePayload payload)
{
    if (connection == 0 && m_behaviour.redact) // Connections know more secrets, and have replaced them already.
        m_secrets.redact(payload);
    if (m_full && m_behaviour.neverWait) {
        if (mayBeLost(payload)) {
            ++m_lost[connection];
            return;
        }
        if (std::holds_alternative<RelayCore::ConnectionClosed>(payload))
            recordLoss(connection, m_lost.take(connection), timeNs);
    }
    forward(connection, timeNs, std::move(payload));
}

void ProxyContext::forward(RelayCore::ConnectionId connection, qint64 timeNs, WirePayload payload)
{
    const quint64 resumes = m_resumes;
    const auto flow = m_observer.observe({m_source, connection, timeNs, std::move(payload)});
    // An observer may have asked to go on before it returned.
    if (flow == RelayCore::WireObserver::FlowControl::Pause && resumes == m_resumes)
        m_full = true;
}

void ProxyContext::resume()
{
    ++m_resumes;
    m_full = false;
    recordLosses();
}

void ProxyContext::recordLosses()
{
    const qint64 now = RelayCore::wireTimeNs();
    const auto lost = std::exchange(m_lost, {});
    for (auto entry = lost.cbegin(); entry != lost.cend(); ++entry)
        recordLoss(entry.key(), entry.value(), now);
}

void ProxyContext::recordLoss(RelayCore::ConnectionId connection, quint64 count, qint64 timeNs)
{
    if (count > 0)
        forward(connection, timeNs, RelayCore::EventsLost{count, u"they arrived faster than they could be stored"_s});
}

} // namespace Inspector
