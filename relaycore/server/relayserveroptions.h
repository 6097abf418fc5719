// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/export.h"
#include "relaycore/server/relayusers.h"

#include <QtCore/QDebug>
#include <QtNetwork/QHostAddress>
#include <QtNetwork/QSslConfiguration>

#include <chrono>
#include <optional>

namespace RelayCore {

/// What one client, or all of them together, may take of a RelayServer. A count or rate of 0 means no limit.
struct RelayServerLimits
{
    /// UTF-8 bytes of a message. A longer one closes with 4003; one of more than four times that, unread, with 1009.
    qsizetype messageBytes = 1024 * 1024;
    /// UTF-8 bytes of the name in a registration, which is answered with `success: false` beyond it.
    qsizetype nameBytes = 256;
    /// Bytes of the upgrade request. A longer one gets 431.
    qsizetype headerBytes = 16 * 1024;
    /// From the accepted connection to the complete upgrade request, TLS included; then it is cut.
    std::chrono::milliseconds handshake{10'000};
    int connections = 16'384;         ///< At a time, registered or not. More get 503.
    int connectionsPerAddress = 8192; ///< At a time, from one IP address. More get 503.
    /// From one client, averaged over a second. More close with 1008. Several times what the reference forwards in
    /// all, so only a program that runs in a circle meets it.
    int messagesPerSecond = 50'000;
    /// Bytes that may wait for a client to read them. Closed with 1013 beyond it, as far as it reads.
    qint64 unsentBytes = 16 * 1024 * 1024;

    bool operator==(const RelayServerLimits &) const = default;

    /// Writes all members.
    friend RELAYCORE_EXPORT QDebug operator<<(QDebug debug, const RelayServerLimits &limits);
    /// Returns the text that Qt Test prints for a failed comparison; the caller deletes it with \c delete[].
    friend RELAYCORE_EXPORT char *toString(const RelayServerLimits &limits);
};

/// How a RelayServer listens. A plain value; it is read once, by the server's constructor.
struct RelayServerOptions
{
    QHostAddress host{QHostAddress::LocalHost}; ///< The interface to listen on.
    quint16 port = 8700;                        ///< 0: any free port; see RelayServer::url().
    std::optional<QSslConfiguration> tls{};     ///< With a certificate and its key: `wss://` instead of `ws://`.
    std::optional<RelayUsers> users{};          ///< Empty: no authentication, no users.
    RelayServerLimits limits{};                 ///< What clients may take.
    /// How often an idle client is pinged; one that sends nothing until the next ping is disconnected. 0: never.
    std::chrono::milliseconds keepalive{20'000};
};

} // namespace RelayCore
