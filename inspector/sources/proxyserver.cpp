// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/sources/proxyserver.h"

#include "inspector/sources/proxyconnection.h"

#include <QtCore/QTimer>

#include <algorithm>
#include <utility>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;
using RelayCore::TcpListener;

ProxyServer::ProxyServer(std::unique_ptr<ProxyContext> context, QObject *parent)
    : QObject(parent)
    , m_context(std::move(context))
    , m_listener(this) // So that it follows into another thread.
{
    connect(&m_listener, &TcpListener::accepted, this, &ProxyServer::accept);
    connect(&m_listener, &TcpListener::acceptingStopped, this, [this] { Q_EMIT exhaustedChanged(true); });
    connect(&m_listener, &TcpListener::acceptingResumed, this, [this] { Q_EMIT exhaustedChanged(false); });
}

ProxyServer::~ProxyServer()
{
    // Before the context they refer to.
    qDeleteAll(m_connections);
}

QString ProxyServer::listen(const QList<QHostAddress> &addresses, quint16 port)
{
    if (m_listener.listen(addresses, port))
        return {};
    QStringList shown;
    for (const QHostAddress &address : addresses)
        shown.append(address.toString());
    return tr("Cannot listen on %1, port %2: %3")
        .arg(shown.join(u", "_s), QString::number(port), m_listener.errorString());
}

QUrl ProxyServer::url(const QString &scheme) const
{
    if (!m_listener.isListening())
        return {};
    QUrl url;
    url.setScheme(scheme);
    url.setHost(m_listener.serverAddress().toString());
    url.setPort(m_listener.serverPort());
    return url;
}

void ProxyServer::accept(qintptr descriptor)
{
    auto *connection = new ProxyConnection(int(descriptor), *m_context, this);
    m_connections.append(connection);
    connect(connection, &ProxyConnection::finished, this, [this, connection] { remove(connection); });
    connect(connection, &ProxyConnection::upstreamConnected, this, &ProxyServer::upstreamConnected);
    connect(connection, &ProxyConnection::upstreamConnected, this,
            [this] { m_listener.setPromisedDescriptors(m_context->connecting()); });
    connection->start();
    updateListener();
    Q_EMIT connectionCountChanged(m_connections.size());
}

void ProxyServer::updateListener()
{
    m_listener.setPromisedDescriptors(m_context->connecting());
    m_listener.setPaused(m_context->waiting());
}

void ProxyServer::advanceAll()
{
    // Connections leave the list from the event loop only, so it holds still meanwhile.
    for (qsizetype i = 0; i < m_connections.size(); ++i) {
        m_connections.at(i)->advance();
        if (m_context->waiting()) {
            // The connections behind this one come first the next time.
            std::rotate(m_connections.begin(), m_connections.begin() + i + 1, m_connections.end());
            return;
        }
    }
}

void ProxyServer::remove(ProxyConnection *connection)
{
    m_connections.removeOne(connection);
    connection->deleteLater();
    m_listener.setPromisedDescriptors(m_context->connecting());
    QMetaObject::invokeMethod(&m_listener, &TcpListener::descriptorsFreed, Qt::QueuedConnection);
    Q_EMIT connectionCountChanged(m_connections.size());
    if (m_leaving && m_connections.isEmpty())
        stop();
    else
        stopWhenEmpty();
}

void ProxyServer::stop()
{
    if (m_stopping)
        return;
    m_stopping = true;
    m_leaving = false;
    m_listener.close();
    const QList<ProxyConnection *> connections = m_connections;
    for (ProxyConnection *connection : connections)
        connection->stop();
    stopWhenEmpty();
}

void ProxyServer::stopWhenEmpty()
{
    if (!m_stopping || !m_connections.isEmpty())
        return;
    m_stopping = false;
    m_context->recordLosses();
    Q_EMIT stopped();
}

void ProxyServer::stopWhenIdle(std::chrono::milliseconds timeout)
{
    if (m_stopping || m_leaving)
        return;
    m_listener.close();
    if (m_connections.isEmpty()) {
        stop();
        return;
    }
    m_leaving = true;
    QTimer::singleShot(timeout, this, [this] {
        if (m_leaving)
            stop();
    });
}

void ProxyServer::resume()
{
    const bool waited = m_context->waiting();
    m_context->resume();
    if (!waited)
        return;
    updateListener();
    advanceAll();
}

} // namespace Inspector
