// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/storeoptions.h"
#include "inspector/serve/serveconfig.h"
#include "inspector/setup/addresses.h"

#include <QtCore/QString>

#include <chrono>
#include <optional>

namespace CLI {
class App;
}

namespace Inspector {

/// What `relayctl serve` is asked for. What is empty is as the configuration file has it, or else the default.
struct ServeOptions
{
    QString configFile;
    std::optional<QString> host;
    std::optional<quint16> port;
    std::optional<QString> certFile;
    std::optional<QString> keyFile;
    std::optional<QString> tokensFile;
    std::optional<qsizetype> messageBytes;
    std::optional<qsizetype> nameBytes;
    std::optional<qsizetype> headerBytes;
    std::optional<std::chrono::milliseconds> handshake;
    std::optional<std::chrono::milliseconds> keepalive;
    std::optional<int> connections;
    std::optional<int> connectionsPerAddress;
    std::optional<int> messagesPerSecond;
    std::optional<qint64> unsentBytes;
    std::optional<HostPort> metrics;
    std::optional<QString> clusterServers;
    std::optional<QString> clusterPrefix;
    std::optional<QString> clusterCredentialsFile;
    std::optional<QString> clusterCaFile;
    std::optional<QString> logDirectory;
    std::optional<LogLevel> logLevel;
    bool logJson = false;
    QString captureFile; ///< Or the address of a capture in a database.
    StoreOptions store;
};

/// Adds the verb \c serve to \a app. Parsing writes to \a options.
void addServeVerb(CLI::App &app, ServeOptions &options);

} // namespace Inspector
