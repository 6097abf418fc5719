// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/sources/localrelaysource.h"

#include "inspector/sources/democonversation.h"
#include "inspector/sources/localrelayclients.h"
#include "inspector/sources/proxysource.h"
#include "inspector/sources/sourcerewriter.h"
#include "relaycore/server/relayserver.h"

#include <utility>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

// The clients of the demo are done before their last bytes have come through the proxy.
constexpr auto goodbyeTime = 500ms;

} // namespace

class LocalRelaySource::Private
{
public:
    Private(LocalRelaySource *source, LocalRelayOptions o, RelayCore::WireObserver &observer)
        : q(source)
        , options(std::move(o))
        , rewriter(observer, source->id(), [this](RelayCore::WireEvent &event) {
            nameThePublicAddress(event);
            return true;
        })
    {}

    void nameThePublicAddress(RelayCore::WireEvent &event) const;
    void createProxy();
    void proxyListens(const QUrl &url);
    void proxyStopped();

    LocalRelaySource *q;
    LocalRelayOptions options;
    SourceRewriter rewriter;
    std::unique_ptr<RelayCore::RelayServer> server;
    std::unique_ptr<LocalRelayClients> clients;
    std::unique_ptr<ProxySource> proxy;
    std::unique_ptr<DemoConversation> demo;
    bool stopping = false;
};

/// The relay appears as one source; the port of its server behind the proxy is internal, not exposed.
void LocalRelaySource::Private::nameThePublicAddress(RelayCore::WireEvent &event) const
{
    auto *opened = std::get_if<RelayCore::ConnectionOpened>(&event.payload);
    if (opened && proxy)
        opened->upstream = proxy->url().toString();
}

void LocalRelaySource::Private::createProxy()
{
    ProxyOptions proxyOptions;
    proxyOptions.kind = RelayCore::SourceKind::LocalRelay;
    proxyOptions.title = u"Local relay"_s;
    proxyOptions.listen = {options.host};
    proxyOptions.port = options.port;
    proxyOptions.upstream = server->url();
    proxy = std::make_unique<ProxySource>(proxyOptions, rewriter);
    QObject::connect(proxy.get(), &Source::failed, q, &Source::failed);
    QObject::connect(proxy.get(), &Source::listening, q, [this](const QUrl &url) { proxyListens(url); });
    QObject::connect(proxy.get(), &Source::stopped, q, [this] { proxyStopped(); });
    QObject::connect(proxy.get(), &ProxySource::upstreamConnected, clients.get(), &LocalRelayClients::addOrigin);
}

void LocalRelaySource::Private::proxyListens(const QUrl &url)
{
    if (options.demo) {
        demo = std::make_unique<DemoConversation>(url, options.demoOptions);
        QObject::connect(demo.get(), &DemoConversation::stopped, q, [this] { proxy->stopWhenIdle(goodbyeTime); });
        demo->start();
    }
    Q_EMIT q->listening(url);
}

void LocalRelaySource::Private::proxyStopped()
{
    clients->end();
    server->close();
    Q_EMIT q->stopped();
}

LocalRelaySource::LocalRelaySource(LocalRelayOptions options, RelayCore::WireObserver &observer, QObject *parent)
    : Source(observer, parent)
    , d(std::make_unique<Private>(this, std::move(options), observer))
{}

LocalRelaySource::~LocalRelaySource() = default;

void LocalRelaySource::start()
{
    if (d->server)
        return;
    RelayCore::RelayServerOptions serverOptions;
    serverOptions.port = 0;
    d->server = std::make_unique<RelayCore::RelayServer>(serverOptions);
    if (!d->server->listen()) {
        Q_EMIT failed(tr("The local relay cannot start: %1").arg(d->server->errorString()));
        return;
    }
    d->clients = std::make_unique<LocalRelayClients>(*d->server);
    connect(d->clients.get(), &LocalRelayClients::changed, this, &LocalRelaySource::clientsChanged);
    d->createProxy();
    d->proxy->start();
}

void LocalRelaySource::stop()
{
    if (d->stopping)
        return;
    d->stopping = true;
    if (d->demo) {
        d->demo->stop();
    } else if (d->proxy) {
        d->clients->end(); // Cut off by the proxy they would seem to have been lost.
        d->proxy->stop();
    } else {
        Q_EMIT stopped();
    }
}

void LocalRelaySource::resume()
{
    if (d->proxy)
        d->proxy->resume();
}

} // namespace Inspector
