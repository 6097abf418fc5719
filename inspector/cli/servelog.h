// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/serve/serveconfig.h"
#include "relaycore/server/registeredclient.h"

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QUuid>

#include <functional>

namespace Inspector {

class JsonLine;

/// Puts what happens in a relay into lines: words as the reference logs them, or one JSON object each.
///
/// Below the level nothing is formatted. Names come from strangers: control characters in them are replaced, so that
/// no name can write a line of its own.
class ServeLog
{
public:
    enum class Format { Words, Json };

    /// \param write  takes one line (with its newline) and its level. \param now  nanoseconds since 1970, UTC.
    ServeLog(LogLevel level, Format format, std::function<void(const QByteArray &, LogLevel)> write,
             std::function<qint64()> now);

    void registered(const RelayCore::RegisteredClient &client);
    void unregistered(const RelayCore::RegisteredClient &client, quint16 closeCode);
    void forwarded(const RelayCore::RegisteredClient &from, const RelayCore::RegisteredClient &to);
    /// A message of \a from was delivered to \a peer by another relay of the cluster.
    void routed(const RelayCore::RegisteredClient &from, const QUuid &peer);
    /// A message that \a source sent to another relay of the cluster was delivered to \a to.
    void arrived(const QUuid &source, const RelayCore::RegisteredClient &to);
    void returned(const RelayCore::RegisteredClient &from, const QUuid &peer, const QString &error);
    void clientRefused(const QString &address, quint16 closeCode, const QString &reason);
    void connectionRefused(const QString &address, const QString &reason);
    /// \param limit  names the clients where there are fewer than this.
    void count(QList<RelayCore::RegisteredClient> clients, int limit);
    /// Anything else.
    void note(LogLevel level, const QString &text);

private:
    [[nodiscard]] bool isEnabled(LogLevel level) const { return level >= m_level; }
    [[nodiscard]] bool isJson() const { return m_format == Format::Json; }
    void words(LogLevel level, const QByteArray &text);
    void json(LogLevel level, JsonLine line);

    LogLevel m_level;
    Format m_format;
    std::function<void(const QByteArray &, LogLevel)> m_write;
    std::function<qint64()> m_now;
    qint64 m_stampSecond = -1; ///< What m_stamp says; formatting a local time costs more than all the rest of a line.
    QByteArray m_stamp;        ///< `2026-11-23 14:05:06`
};

} // namespace Inspector
