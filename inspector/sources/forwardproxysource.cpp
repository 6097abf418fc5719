// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/sources/forwardproxysource.h"

#include "inspector/sources/proxyserver.h"

#include <utility>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

ForwardProxySource::ForwardProxySource(ForwardProxyOptions options, RelayCore::WireObserver &observer, QObject *parent)
    : Source(observer, parent)
    , m_options(std::move(options))
{}

ForwardProxySource::~ForwardProxySource() = default;

QUrl ForwardProxySource::url() const
{
    return m_server ? m_server->url(u"http"_s) : QUrl();
}

QByteArray ForwardProxySource::authorityCertificate() const
{
    return m_server ? m_server->context().authority()->certificatePem() : QByteArray();
}

qsizetype ForwardProxySource::connectionCount() const
{
    return m_server ? m_server->connectionCount() : 0;
}

// Returns why there is none, translated.
QString ForwardProxySource::createServer()
{
    auto authority = RunAuthority::create();
    if (const auto *problem = std::get_if<QString>(&authority))
        return tr("No certificate authority can be made: %1").arg(*problem);
    ProxyBehaviour behaviour;
    behaviour.connecting = {m_options.tls, m_options.verifyCertificate, m_options.connectTimeout};
    behaviour.redact = m_options.redact;
    behaviour.neverWait = m_options.neverWait;
    m_server = std::make_unique<ProxyServer>(
        std::make_unique<ProxyContext>(std::move(behaviour), observer(), id(),
                                       std::get<std::unique_ptr<RunAuthority>>(std::move(authority))),
        this);
    connect(m_server.get(), &ProxyServer::connectionCountChanged, this, &ForwardProxySource::connectionCountChanged);
    connect(m_server.get(), &ProxyServer::exhaustedChanged, this, &ForwardProxySource::reportDescriptors);
    connect(m_server.get(), &ProxyServer::stopped, this, &ForwardProxySource::stopped);
    return {};
}

void ForwardProxySource::start()
{
    if (m_server)
        return;
    QString problem = createServer();
    if (problem.isEmpty())
        problem = m_server->listen(m_options.listen, m_options.port);
    if (!problem.isEmpty()) {
        m_server.reset();
        Q_EMIT failed(problem);
        return;
    }
    m_server->context().observe(
        0, RelayCore::wireTimeNs(),
        RelayCore::SourceStarted{RelayCore::SourceKind::Proxy,
                                 m_options.title.isEmpty() ? u"Forward proxy"_s : m_options.title,
                                 url().toString(),
                                 {}});
    Q_EMIT listening(url());
}

void ForwardProxySource::stop()
{
    if (m_server)
        m_server->stop();
    else
        Q_EMIT stopped();
}

void ForwardProxySource::stopWhenIdle(std::chrono::milliseconds timeout)
{
    if (m_server)
        m_server->stopWhenIdle(timeout);
    else
        Q_EMIT stopped();
}

void ForwardProxySource::resume()
{
    if (m_server)
        m_server->resume();
}

} // namespace Inspector
