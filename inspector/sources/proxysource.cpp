// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/sources/proxysource.h"

#include "inspector/sources/proxyconnection.h"

#include <QtCore/QTimer>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

#include <algorithm>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

class ProxySource::Private
{
public:
    Private(ProxySource *source, const ProxyOptions &o, RelayCore::WireObserver &observer)
        : q(source)
        , context(o, observer, source->id())
        , server(source) // So that it follows the source into another thread.
    {}

    void accept();
    void advanceAll();
    void remove(ProxyConnection *connection);
    void stopWhenEmpty();

    ProxySource *q;
    ProxyContext context;
    QTcpServer server;
    QList<ProxyConnection *> connections;
    bool leaving = false;
    bool stopping = false;
};

void ProxySource::Private::accept()
{
    while (!context.waiting() && server.hasPendingConnections()) {
        auto *connection = new ProxyConnection(server.nextPendingConnection(), context, q);
        connections.append(connection);
        QObject::connect(connection, &ProxyConnection::finished, q, [this, connection] { remove(connection); });
        QObject::connect(connection, &ProxyConnection::upstreamConnected, q, &ProxySource::upstreamConnected);
        connection->start();
    }
}

void ProxySource::Private::advanceAll()
{
    accept();
    // Connections leave the list from the event loop only, so it holds still meanwhile.
    for (qsizetype i = 0; i < connections.size(); ++i) {
        connections.at(i)->advance();
        if (context.waiting()) {
            // Who comes behind this one is first the next time.
            std::rotate(connections.begin(), connections.begin() + i + 1, connections.end());
            return;
        }
    }
}

void ProxySource::Private::remove(ProxyConnection *connection)
{
    connections.removeOne(connection);
    connection->deleteLater();
    if (leaving && connections.isEmpty())
        q->stop();
    else
        stopWhenEmpty();
}

void ProxySource::Private::stopWhenEmpty()
{
    if (!stopping || !connections.isEmpty())
        return;
    stopping = false;
    Q_EMIT q->stopped();
}

ProxySource::ProxySource(ProxyOptions options, RelayCore::WireObserver &observer, QObject *parent)
    : Source(observer, parent)
    , d(std::make_unique<Private>(this, options, observer))
{
    d->server.setListenBacklogSize(256);
    connect(&d->server, &QTcpServer::newConnection, this, [this] { d->accept(); });
}

ProxySource::~ProxySource()
{
    // Before the context they refer to.
    qDeleteAll(d->connections);
}

QUrl ProxySource::url() const
{
    if (!d->server.isListening())
        return {};
    QUrl url;
    url.setScheme(u"ws"_s);
    url.setHost(d->server.serverAddress().toString());
    url.setPort(d->server.serverPort());
    return url;
}

void ProxySource::start()
{
    if (d->server.isListening())
        return;
    const ProxyOptions &options = d->context.options();
    const QString scheme = options.upstream.scheme();
    if ((scheme != "ws"_L1 && scheme != "wss"_L1) || options.upstream.host().isEmpty()) {
        Q_EMIT failed(tr("The address of the relay must begin with ws:// or wss:// and name a host."));
        return;
    }
    if (!d->server.listen(options.listen, options.port)) {
        Q_EMIT failed(tr("Cannot listen on %1, port %2: %3")
                          .arg(options.listen.toString(), QString::number(options.port), d->server.errorString()));
        return;
    }
    d->context.observe(0, RelayCore::wireTimeNs(),
                       RelayCore::SourceStarted{options.kind, options.title.isEmpty() ? u"Proxy"_s : options.title,
                                                url().toString(), options.upstream.toString(QUrl::RemoveUserInfo)});
    Q_EMIT listening(url());
}

void ProxySource::stop()
{
    if (d->stopping)
        return;
    d->stopping = true;
    d->leaving = false;
    d->server.close();
    const QList<ProxyConnection *> connections = d->connections;
    for (ProxyConnection *connection : connections)
        connection->stop();
    d->stopWhenEmpty();
}

void ProxySource::stopWhenIdle(std::chrono::milliseconds timeout)
{
    if (d->stopping || d->leaving)
        return;
    d->server.close();
    if (d->connections.isEmpty()) {
        stop();
        return;
    }
    d->leaving = true;
    QTimer::singleShot(timeout, this, [this] {
        if (d->leaving)
            stop();
    });
}

void ProxySource::resume()
{
    if (!d->context.waiting())
        return;
    d->context.resume();
    d->advanceAll();
}

} // namespace Inspector
