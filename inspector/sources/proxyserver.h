// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/sources/proxycontext.h"
#include "relaycore/server/tcplistener.h"

#include <QtCore/QList>
#include <QtCore/QObject>
#include <QtNetwork/QHostAddress>

#include <chrono>
#include <memory>

namespace Inspector {

class ProxyConnection;

/// What all proxies have in common: a listening socket and its connections.
/// \par Threads  used in the thread it lives in.
class ProxyServer final : public QObject
{
    Q_OBJECT

public:
    explicit ProxyServer(std::unique_ptr<ProxyContext> context, QObject *parent = nullptr);
    ~ProxyServer() override;

    /// Listens on \a port of \a addresses, as RelayCore::TcpListener::listen(). Returns why it cannot, translated;
    /// empty: it does.
    [[nodiscard]] QString listen(const QList<QHostAddress> &addresses, quint16 port);
    [[nodiscard]] bool isListening() const { return m_listener.isListening(); }
    /// Returns where clients connect to, once listening.
    [[nodiscard]] QUrl url(const QString &scheme) const;
    [[nodiscard]] ProxyContext &context() const { return *m_context; }
    [[nodiscard]] qsizetype connectionCount() const { return m_connections.size(); }

    /// Closes the listening socket and all connections. stopped() follows.
    void stop();
    /// Closes the listening socket, waits for the connections to end by themselves, and stops after \a timeout at the
    /// latest.
    void stopWhenIdle(std::chrono::milliseconds timeout);
    /// The observer has room again.
    void resume();

Q_SIGNALS:
    void upstreamConnected(RelayCore::ConnectionId connection, quint16 port, const QString &clientAddress);
    void connectionCountChanged(qsizetype count);
    /// Emitted when new clients have to wait because file descriptors are used up, and when they are accepted again.
    void exhaustedChanged(bool exhausted);
    void stopped();

private:
    void accept(qintptr descriptor);
    void advanceAll();
    void remove(ProxyConnection *connection);
    void updateListener();
    void stopWhenEmpty();

    std::unique_ptr<ProxyContext> m_context;
    RelayCore::TcpListener m_listener;
    QList<ProxyConnection *> m_connections;
    bool m_leaving = false;
    bool m_stopping = false;
};

} // namespace Inspector
