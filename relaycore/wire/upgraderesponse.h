// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/export.h"
#include "relaycore/wire/wireevent.h"

#include <QtCore/QByteArrayList>
#include <QtCore/QDateTime>

#include <chrono>
#include <optional>

namespace RelayCore {

/// The head of a response to a WebSocket upgrade request. A plain value.
/// \since 0.2
struct UpgradeResponse
{
    QByteArray version; ///< "HTTP/1.1"
    int status = 0;     ///< The HTTP status, 101 where the upgrade was accepted.
    QByteArray reason;  ///< The reason phrase, possibly empty.
    HeaderList headers; ///< In the order of the wire.

    /// Returns all values of the field \a name (any case) in their order, joined by ", ". Empty if there is none.
    /// \par Source  RFC 9110 section 5.3.
    [[nodiscard]] RELAYCORE_EXPORT QByteArray value(QByteArrayView name) const;
};

/// The limit of RelayClient for the head of a response. A longer one is not accepted.
inline constexpr qsizetype maxUpgradeResponseBytes = 64 * 1024;

/// Returns the parts of \a head, a whole response head with its empty line; empty if it does not begin with an HTTP/1.x
/// status line, or has more than maxUpgradeResponseBytes bytes.
/// \par Source  RFC 9112 sections 2.2 (a bare LF ends a line, too), 4 (status line) and 5.2 (folded fields).
/// \since 0.2
[[nodiscard]] RELAYCORE_EXPORT std::optional<UpgradeResponse> parseUpgradeResponse(QByteArrayView head);

/// Returns how long the client is asked to wait before it tries again, by the Retry-After field of \a response: a
/// number of seconds, or a date in the preferred format, taken relative to \a now and never below zero. Empty if there
/// is no such field, or another value.
/// \par Source  RFC 9110 sections 10.2.3 and 5.6.7.
/// \since 0.2
[[nodiscard]] RELAYCORE_EXPORT std::optional<std::chrono::seconds> retryAfter(const UpgradeResponse &response,
                                                                              const QDateTime &now);

/// What prevents a response with status 101 from opening a WebSocket.
/// \since 0.2
struct UpgradeFault
{
    /// Which part of the response is wrong.
    enum class Kind {
        Version,       ///< Older than HTTP/1.1.
        Upgrade,       ///< No Upgrade field, or another value than "websocket".
        Connection,    ///< No Connection field that lists "Upgrade".
        MissingAccept, ///< No Sec-WebSocket-Accept field.
        WrongAccept,   ///< A Sec-WebSocket-Accept for another key.
        Subprotocol,   ///< A Sec-WebSocket-Protocol that was not requested.
    };

    Kind kind = Kind::Version; ///< The first part that is wrong.
    QByteArray value;          ///< Of the version or the field, as received.

    /// Returns what is wrong, in English, without a full stop.
    [[nodiscard]] RELAYCORE_EXPORT QString text() const;
};

/// Returns why \a response does not open the WebSocket that was requested; empty if it does. RelayClient connects
/// exactly when this returns nothing for a response with status 101; every other status is a refusal.
///
/// \param response  with status 101.
/// \param key  the Sec-WebSocket-Key of the request. Empty: any Sec-WebSocket-Accept will do.
/// \param subprotocols  those of the request.
/// \par Source  RFC 6455 section 4.1. Sec-WebSocket-Extensions is not looked at.
/// \since 0.2
[[nodiscard]] RELAYCORE_EXPORT std::optional<UpgradeFault>
upgradeFault(const UpgradeResponse &response, const QByteArray &key, const QByteArrayList &subprotocols = {});

/// Returns the Sec-WebSocket-Accept that belongs to \a key.
/// \par Source  RFC 6455 section 4.2.2.
/// \since 0.2
[[nodiscard]] RELAYCORE_EXPORT QByteArray upgradeAcceptFor(const QByteArray &key);

/// Returns the subprotocols that the Sec-WebSocket-Protocol fields of \a request list.
/// \since 0.2
[[nodiscard]] RELAYCORE_EXPORT QByteArrayList requestedSubprotocols(const HeaderList &request);

} // namespace RelayCore
