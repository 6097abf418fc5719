// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/setup/addresses.h"
#include "relaycore/server/relayserveroptions.h"

#include <QtCore/QString>

#include <chrono>
#include <optional>

namespace Inspector {

/// As in Python's `logging`, whose names and numbers relay.toml uses.
enum class LogLevel : int { Debug = 10, Info = 20, Warning = 30, Error = 40, Critical = 50 };

/// "DEBUG", "INFO", ... for \a level.
[[nodiscard]] QLatin1StringView logLevelName(LogLevel level);
/// The level called \a name, in any case; empty where there is none.
[[nodiscard]] std::optional<LogLevel> logLevelOf(const QString &name);

/// What a relay writes about itself.
struct LogConfig
{
    QString directory; ///< Gets `server.log`; empty: no file.
    LogLevel level = LogLevel::Info;
    std::chrono::seconds clientInterval{60}; ///< Between two counts of the clients; 0: none.
    int clientLimit = 32;                    ///< The count names them where they are fewer than this; 0: never.

    bool operator==(const LogConfig &) const = default;
};

/// Other relays that are one relay with this one, and how to reach them.
struct ClusterConfig
{
    QString servers;                          ///< As parseNatsServers() reads them; empty: this relay is alone.
    QString prefix = QStringLiteral("relay"); ///< Of all subjects; see Cluster::isValidPrefix().
    QString credentialsFile;                  ///< See NatsOptions.
    QString caFile;                           ///< See NatsOptions.

    bool operator==(const ClusterConfig &) const = default;
};

/// Everything about a relay that `relay.toml` and the command line can say. Files are named, not read.
struct ServeConfig
{
    QString host = QStringLiteral("127.0.0.1");
    quint16 port = 8700;
    QString certFile;   ///< PEM; empty: no TLS.
    QString keyFile;    ///< PEM; empty: the key is in certFile.
    QString tokensFile; ///< Lines `token user`; empty: everybody is one user.
    RelayCore::RelayServerLimits limits;
    std::chrono::milliseconds keepalive{20'000};
    std::optional<HostPort> metrics; ///< Where metrics are offered.
    LogConfig log;
    ClusterConfig cluster;
};

} // namespace Inspector
