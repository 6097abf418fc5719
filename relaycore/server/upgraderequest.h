// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/export.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <optional>
#include <variant>

namespace RelayCore {

/// An HTTP response that refuses an upgrade.
struct HttpRefusal
{
    QByteArray status; ///< `426 Upgrade Required`
    QString reason;    ///< An English sentence for the reader of the response, for instance in a browser.
};

/// What the relay needs to know of an upgrade request.
struct UpgradeRequest
{
    QByteArray key;                            ///< Sec-WebSocket-Key.
    std::optional<QByteArray> authorization{}; ///< The value of Authorization.
};

/// Returns the size of the request head at the beginning of \a bytes, the empty line included; -1 where it is
/// incomplete. Empty lines before it count, too. \par Source  RFC 9112 section 2.2.
[[nodiscard]] RELAYCORE_TESTED qsizetype requestSize(QByteArrayView bytes);

/// Reads the request head \a head. Returns a refusal where it does not open a WebSocket.
/// \par Source  RFC 6455 sections 4.2.1 and 4.4, RFC 9110 section 5, RFC 9112 sections 2 to 5.
[[nodiscard]] RELAYCORE_TESTED std::variant<UpgradeRequest, HttpRefusal> readUpgradeRequest(const QByteArray &head);

/// Returns \a request as QWebSocketServer expects it: HTTP/1.1, one field of each name, fewer than a hundred fields.
[[nodiscard]] RELAYCORE_TESTED QByteArray canonicalRequest(const UpgradeRequest &request);

/// Returns \a refusal as a complete response.
[[nodiscard]] RELAYCORE_TESTED QByteArray response(const HttpRefusal &refusal);

} // namespace RelayCore
