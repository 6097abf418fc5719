// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/export.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <optional>

namespace RelayCore {

/// What the relay says over HTTP to somebody it does not talk WebSocket with.
struct HttpRefusal
{
    QByteArray status; ///< `426 Upgrade Required`
    QString reason;    ///< A sentence for whoever looks with a browser or curl.
};

/// Why the request head \a head, empty line included, does not open a WebSocket; empty where it does. QWebSocketServer
/// would hang up without a word.
/// \par Source  RFC 6455 sections 4.2.1 and 4.4, RFC 9110 section 5.
[[nodiscard]] RELAYCORE_TESTED std::optional<HttpRefusal> refusalOf(const QByteArray &head);

/// \a refusal as a whole response.
[[nodiscard]] RELAYCORE_TESTED QByteArray response(const HttpRefusal &refusal);

} // namespace RelayCore
