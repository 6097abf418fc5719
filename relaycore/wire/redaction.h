// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/export.h"
#include "relaycore/wire/wireevent.h"

namespace RelayCore {

/// Whether \a name carries a credential: Authorization, Proxy-Authorization, Cookie, Set-Cookie (any case).
[[nodiscard]] RELAYCORE_EXPORT bool isSecretHeader(QByteArrayView name);

/// The value to show for a secret header: the scheme stays, the credential goes. `Bearer abc` becomes
/// `Bearer ••• (3 bytes)`; a value without a scheme becomes `••• (n bytes)`. UTF-8.
[[nodiscard]] RELAYCORE_EXPORT QByteArray redactedHeaderValue(QByteArrayView value);

/// \a headers with every secret value redacted; order, names and the other values stay.
[[nodiscard]] RELAYCORE_EXPORT HeaderList redacted(HeaderList headers);

} // namespace RelayCore
