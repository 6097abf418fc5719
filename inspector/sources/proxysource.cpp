// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/sources/proxysource.h"

#include "inspector/sources/proxyserver.h"

#include <utility>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

ProxySource::ProxySource(ProxyOptions options, RelayCore::WireObserver &observer, QObject *parent)
    : Source(observer, parent)
    , m_options(std::move(options))
{
    ProxyBehaviour behaviour;
    behaviour.upstream = m_options.upstream;
    behaviour.connecting = {m_options.tls, m_options.verifyCertificate, m_options.connectTimeout};
    behaviour.redact = m_options.redact;
    behaviour.neverWait = m_options.neverWait;
    m_server =
        std::make_unique<ProxyServer>(std::make_unique<ProxyContext>(std::move(behaviour), observer, id()), this);
    connect(m_server.get(), &ProxyServer::upstreamConnected, this, &ProxySource::upstreamConnected);
    connect(m_server.get(), &ProxyServer::exhaustedChanged, this, &ProxySource::reportDescriptors);
    connect(m_server.get(), &ProxyServer::stopped, this, &ProxySource::stopped);
}

ProxySource::~ProxySource() = default;

QUrl ProxySource::url() const
{
    return m_server->url(u"ws"_s);
}

void ProxySource::start()
{
    if (m_server->isListening())
        return;
    const QString scheme = m_options.upstream.scheme();
    if ((scheme != "ws"_L1 && scheme != "wss"_L1) || m_options.upstream.host().isEmpty()) {
        Q_EMIT failed(tr("The address of the relay must begin with ws:// or wss:// and name a host."));
        return;
    }
    if (const QString problem = m_server->listen(m_options.listen, m_options.port); !problem.isEmpty()) {
        Q_EMIT failed(problem);
        return;
    }
    m_server->context().observe(
        0, RelayCore::wireTimeNs(),
        RelayCore::SourceStarted{m_options.kind, m_options.title.isEmpty() ? u"Proxy"_s : m_options.title,
                                 url().toString(), m_options.upstream.toString(QUrl::RemoveUserInfo)});
    Q_EMIT listening(url());
}

void ProxySource::stop()
{
    // A client has states of its own; its proxy is internal.
    if (m_server->isListening() && m_options.kind != RelayCore::SourceKind::Client) {
        m_server->context().observe(0, RelayCore::wireTimeNs(),
                                    RelayCore::StateChanged{RelayCore::SourceState::Stopped, QString()});
    }
    m_server->stop();
}

void ProxySource::stopWhenIdle(std::chrono::milliseconds timeout)
{
    m_server->stopWhenIdle(timeout);
}

void ProxySource::resume()
{
    m_server->resume();
}

} // namespace Inspector
