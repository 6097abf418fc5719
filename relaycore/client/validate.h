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

/// The same for the headers of the upgrade request alone. What it says never holds a value.
[[nodiscard]] RELAYCORE_TESTED std::optional<RelayError> whyUnusable(const HeaderList &headers);

/// "host:port" of \a address, the port filled in by its scheme; brackets around IPv6. Never holds user information.
[[nodiscard]] RELAYCORE_TESTED QString endpointOf(const QUrl &address);

} // namespace RelayCore
