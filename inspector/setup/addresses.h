// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/QUrl>
#include <QtNetwork/QHostAddress>

#include <optional>
#include <variant>

namespace Inspector {

/// Reads the address of a relay: `ws://HOST[:PORT]` or `wss://HOST[:PORT]`, with a path and a query where the relay
/// needs them. Without a scheme `ws://` is assumed. White space around the address is ignored.
/// Returns a translated sentence if \a text is not such an address.
/// \par Threads  any.
[[nodiscard]] std::variant<QUrl, QString> readRelayAddress(const QString &text);

/// As readRelayAddress(), but also refuses a user name and a password. For addresses that are remembered, or that lead
/// to a relay to which the credentials of others are forwarded.
[[nodiscard]] std::variant<QUrl, QString> readPlainRelayAddress(const QString &text);

/// Where to listen: `HOST:PORT`.
struct HostPort
{
    QString host; ///< A name or an IP address, without brackets.
    quint16 port = 0;

    bool operator==(const HostPort &) const = default;
};

/// Reads `HOST:PORT`, with brackets around an IPv6 address. Returns a translated sentence if \a text is not that.
/// \par Threads  any.
[[nodiscard]] std::variant<HostPort, QString> readHostPort(const QString &text);

/// Returns whether traffic to \a url stays on this machine.
/// \par Threads  any.
[[nodiscard]] bool isLoopback(const QUrl &url);

/// Returns the addresses to listen on for \a host: itself where it is an address, `::` being every interface with IPv6
/// and IPv4; every address of it where it is a name. Empty where there is none. Blocks while the name is looked up.
[[nodiscard]] QList<QHostAddress> interfacesOf(const QString &host);

} // namespace Inspector
