// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/serve/serveconfig.h"
#include "relaycore/client/relayclientoptions.h"

#include <QtCore/QString>

#include <chrono>
#include <optional>

/// What the command line asks for, one struct a verb. Files are named here and read by the commands.
namespace Inspector {

/// `HOST:PORT`
struct ListenAddress
{
    QString host;
    quint16 port = 0;

    bool operator==(const ListenAddress &) const = default;
};

struct ConnectOptions
{
    QString address;                      ///< As typed; the command judges it.
    RelayCore::RelayClientOptions client; ///< Without address, TLS configuration and token.
    bool retry = true;
    QString tokenFile;
    QString caFile;
    QString captureFile;
    std::optional<quint64> count;
    std::optional<std::chrono::milliseconds> runFor;
    bool untilEof = false;
};

struct CheckOptions
{
    QString address;                      ///< As typed; the command judges it.
    RelayCore::RelayClientOptions client; ///< Name, UUID, headers, deadlines, certificate verification.
    QString tokenFile;
    QString caFile;
    bool json = false; ///< Event lines on a terminal, too.
};

/// What is empty here is as the configuration file, or else the default, has it.
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
    std::optional<QString> logDirectory;
    std::optional<LogLevel> logLevel;
    bool logJson = false;
    QString captureFile;
};

struct ProxyCommandOptions
{
    ListenAddress listen{QStringLiteral("127.0.0.1"), 9700};
    QString upstream;
    QString captureFile;
    QString caFile;
    bool print = false;
    bool verifyCertificate = true;
};

struct DemoCommandOptions
{
    std::optional<std::chrono::milliseconds> runFor;
};

} // namespace Inspector
