// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/relayclientoptions.h"
#include "relaycore/client/relayerror.h"
#include "relaycore/export.h"

#include <optional>

namespace RelayCore {

/// Why a client with \a options could never connect; empty when it may. Pure, and internal to this module.
[[nodiscard]] RELAYCORE_TESTED std::optional<RelayError> whyUnusable(const RelayClientOptions &options);

/// The same for the headers of the upgrade request alone. The error never holds a value.
[[nodiscard]] RELAYCORE_TESTED std::optional<RelayError> whyUnusable(const HeaderList &headers);

/// "host:port" of \a address, the port filled in by its scheme; brackets around IPv6. Never holds user information.
[[nodiscard]] RELAYCORE_TESTED QString endpointOf(const QUrl &address);

/// Returns \a host without the zone id of an IPv6 address (`fe80::1%eth0`), which means something on this machine only
/// and does not belong into a Host field (RFC 6874 section 4).
[[nodiscard]] RELAYCORE_TESTED QString hostWithoutZone(const QString &host);

/// Returns the Host field of the upgrade request to \a address, as QWebSocket makes it.
[[nodiscard]] RELAYCORE_TESTED QByteArray hostFieldOf(const QUrl &address);

} // namespace RelayCore
