// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/frames/httphead.h"

#include <QtCore/QByteArray>
#include <QtCore/QUrl>

#include <optional>

namespace Inspector {

/// Returns the head of \a request as a reverse proxy sends it to \a upstream: Host and Origin name the upstream, and
/// the path and query of \a upstream precede those of the request. Everything else stays byte for byte. \par Source RFC
/// 9112 section 3.2 (request target), headForUpstream().
[[nodiscard]] QByteArray reverseProxyHead(const HttpHead &request, const QUrl &upstream);

/// Returns the address that the absolute form of the target of \a request names, as `ws://` or `wss://`; empty: it has
/// another form.
/// \par Source  RFC 9112 section 3.2.2.
[[nodiscard]] std::optional<QUrl> absoluteTarget(const HttpHead &request);

/// Returns the head of \a request, whose target has the absolute form, as a forward proxy sends it to the host that it
/// names: the target in origin form, Host as in the target, without the fields that were for the proxy. A request that
/// does not upgrade asks to close the connection after it, because the next one may be for another host.
/// \par Source  RFC 9112 sections 3.2.2 and 9.6, RFC 9110 section 7.6.1.
[[nodiscard]] QByteArray forwardProxyHead(const HttpHead &request);

} // namespace Inspector
