// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QJsonObject>
#include <QtCore/QString>
#include <QtCore/QUrl>

namespace RelayBench {

struct TaskOptions
{
    QString contender;
    QUrl relay;
    int count = 1000; ///< Messages or clients.
    int window = 64;  ///< Messages, or connections being opened, at a time.
};

/// Each measures one thing and returns the figures: times in nanoseconds per message or client, memory in bytes.
[[nodiscard]] QJsonObject measurePipelined(const TaskOptions &options);
[[nodiscard]] QJsonObject measurePingPong(const TaskOptions &options);
[[nodiscard]] QJsonObject measureConnecting(const TaskOptions &options);
[[nodiscard]] QJsonObject measureMemory(const TaskOptions &options);
/// Says "ready" once every client is registered, then waits until each has lost its relay and is registered again.
[[nodiscard]] QJsonObject measureReconnecting(const TaskOptions &options);

} // namespace RelayBench
