// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/export.h"
#include "relaycore/wire/header.h"

#include <QtCore/QByteArrayList>

/// What is secret by the place where it stands: in a header, in an address.
namespace RelayCore {

/// Returns whether a header of this \a name carries a credential (any case): Authorization, Proxy-Authorization,
/// Cookie, Set-Cookie, and every name one of whose words between hyphens is a word for a credential, such as
/// X-Auth-Token, X-Api-Key or X-Amz-Security-Token.
[[nodiscard]] RELAYCORE_EXPORT bool isSecretHeader(QByteArrayView name);

/// Returns the value to show for a secret header: the scheme stays, the credential goes. `Bearer abc` becomes
/// `Bearer ••• (3 bytes)`; a value without a scheme becomes `••• (n bytes)`. UTF-8.
[[nodiscard]] RELAYCORE_EXPORT QByteArray redactedHeaderValue(QByteArrayView value);

/// Returns \a headers with every secret value redacted, and in the other values tokens among the subprotocols, user
/// information and secret query values of addresses. Order and names stay.
[[nodiscard]] RELAYCORE_EXPORT HeaderList redacted(HeaderList headers);

/// Returns whether a query parameter of this \a name carries a credential (any case): `access_token`, `api_key`, ...
[[nodiscard]] RELAYCORE_EXPORT bool isSecretParameter(QByteArrayView name);

/// Returns the values of secret parameters in the queries of \a text, which may be an address, a request line or any
/// text with such in it; as written, and percent-decoded where that differs.
[[nodiscard]] RELAYCORE_EXPORT QByteArrayList secretQueryValues(QByteArrayView text);
/// Returns \a text with `***` in the place of these values.
[[nodiscard]] RELAYCORE_EXPORT QByteArray redactedQueries(const QByteArray &text);

/// Returns the tokens among the subprotocols in \a value, where browsers put them because they cannot set headers: what
/// follows `bearer` and the like.
[[nodiscard]] RELAYCORE_EXPORT QByteArrayList secretSubprotocols(QByteArrayView value);

/// Returns \a address without its user information, and with `***` for secret values of its query.
[[nodiscard]] RELAYCORE_EXPORT QString redactedAddress(const QString &address);

} // namespace RelayCore
