// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/export.h"

#include <QtCore/QDateTime>
#include <QtCore/QList>
#include <QtCore/QObject>
#include <QtCore/QString>
#include <QtCore/QUrl>
#include <QtCore/QUuid>
#include <QtNetwork/QHostAddress>

#include <memory>

namespace RelayCore {

class RelayServerPrivate;

/// How a RelayServer listens. A plain value; it is read once, by the server's constructor.
struct RelayServerOptions
{
    QHostAddress host{QHostAddress::LocalHost}; ///< The interface to listen on; there is no authentication.
    quint16 port = 8700;                        ///< 0: any free port; see RelayServer::url().
    /// UTF-8 bytes. Longer messages close with 4003, more than four times as long ones, unread, with 1009.
    qsizetype maxMessageBytes = 1024 * 1024;
};

/// A client as the relay knows it.
struct RegisteredClient
{
    QUuid uuid;           ///< As registered.
    QString name;         ///< As registered.
    QString address;      ///< `127.0.0.1:51234`
    QDateTime since;      ///< UTC
    quint64 messages = 0; ///< Messages received from it, registrations included.
};

/// A local ProxyStore relay: registers clients and forwards their messages.
///
/// For tests, laptops and labs: no Globus authentication, everybody is one user.
///
/// \par Threads  owned by one thread with an event loop.
/// \par Source   docs/protocol.md; ProxyStore 1.1.0 p2p/relay/server.py.
/// \since 0.1
class RELAYCORE_EXPORT RelayServer : public QObject
{
    Q_OBJECT

public:
    /// Does not listen yet.
    explicit RelayServer(RelayServerOptions options = {}, QObject *parent = nullptr);
    ~RelayServer() override;

    /// Starts listening. \return the reason in English where it cannot, otherwise an empty string.
    [[nodiscard]] QString listen();
    /// Says 1001 (going away) to everyone and stops listening.
    void stop();

    /// Between a successful listen() and stop().
    [[nodiscard]] bool isListening() const;
    /// `ws://127.0.0.1:8700`; empty while not listening.
    [[nodiscard]] QUrl url() const;
    /// Who is registered now, in the order in which they registered.
    [[nodiscard]] QList<RegisteredClient> clients() const;

Q_SIGNALS:
    /// \a uuid is routed from now on; also told when it registers again.
    void clientRegistered(const QUuid &uuid, const QString &name);
    /// \a uuid is no longer routed. \a closeCode as received, sent (4004, 1001, ...) or concluded (1006); 1000 where
    /// the client registered under another UUID.
    void clientUnregistered(const QUuid &uuid, quint16 closeCode);
    /// \a from is the UUID that the sender is registered with, whatever its message claims.
    void messageForwarded(const QUuid &from, const QUuid &to);

private:
    friend class RelayServerPrivate;
    std::unique_ptr<RelayServerPrivate> d;
};

} // namespace RelayCore
