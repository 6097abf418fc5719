// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/wire/header.h"

#include <QtCore/QByteArray>
#include <QtCore/QUrl>

namespace Inspector {

/// Returns host and port of \a url as a Host field has them: without the port where it is the scheme's default, and
/// without the zone id of an IPv6 address.
[[nodiscard]] QByteArray authorityOf(const QUrl &url);

/// Returns the host of \a url as its certificate names it: an IPv6 address without its zone id.
[[nodiscard]] QString certificateNameOf(const QUrl &url);

/// Returns the port of a ws:// or wss:// address, the scheme's default where none is given.
[[nodiscard]] quint16 portOf(const QUrl &url);

/// \a head, a whole HTTP request head, with the values of Host and (unless "null") Origin naming \a upstream.
/// Everything else stays byte for byte: the order, the spelling and the spacing of all lines.
/// \par Source  RFC 9112 section 3.2 (Host), RFC 6454 section 7 (Origin).
[[nodiscard]] QByteArray headForUpstream(QByteArrayView head, const QUrl &upstream);

/// Returns the request that asks \a url for a WebSocket, as RelayClient sends it. \a key is the Sec-WebSocket-Key.
/// \par Source  RFC 6455 section 4.1.
[[nodiscard]] QByteArray upgradeRequest(const QUrl &url, const QByteArray &key,
                                        const RelayCore::HeaderList &extraHeaders);

} // namespace Inspector
