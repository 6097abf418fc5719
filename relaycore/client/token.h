// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/export.h"

#include <QtCore/QByteArray>
#include <QtCore/QDebug>
#include <QtCore/QFuture>
#include <QtCore/QPromise>

#include <chrono>
#include <functional>
#include <optional>
#include <utility>

namespace RelayCore {

/// Why a token is asked for.
enum class TokenReason {
    FirstUse, ///< There is none yet.
    Refused,  ///< The relay refused the last one (close code 4001 or 4002, HTTP 401 or 403).
    Expired,  ///< AccessToken::validFor is over.
};

/// A bearer token, sent as `Authorization: Bearer <value>` with the upgrade request.
struct AccessToken
{
    /// No token.
    AccessToken() = default;
    /// The token \a bytes, valid for \a lifetime; without one it is valid until it is refused.
    AccessToken(QByteArray bytes, // NOLINT(google-explicit-constructor): readyToken({"secret"})
                std::optional<std::chrono::milliseconds> lifetime = {})
        : value(std::move(bytes))
        , validFor(lifetime)
    {}

    QByteArray value{}; ///< Without the word Bearer. Empty: there is no token, which is a fatal Category::Unauthorized.
    std::optional<std::chrono::milliseconds> validFor{}; ///< From now on; empty: until it is refused.

    bool operator==(const AccessToken &) const = default;

    /// Writes the length of the token and \c validFor, never the token.
    friend RELAYCORE_EXPORT QDebug operator<<(QDebug debug, const AccessToken &token);
    /// Returns the text that Qt Test prints for a failed comparison; the caller deletes it with \c delete[].
    friend RELAYCORE_EXPORT char *toString(const AccessToken &token);
};

/// Where a RelayClient gets its token from. The answer is kept until it expires or is refused; a refusal is followed by
/// one question and one attempt, and a second refusal is fatal.
///
/// \par Threads  called in the client's thread; the future may be finished from any. It has as long
///               as RelayClientOptions::openTimeout.
/// \par Errors   a cancelled future, an exception in it and an empty token mean: there is no token.
/// \since 0.1
using TokenProvider = std::function<QFuture<AccessToken>(TokenReason)>;

/// The answer of a provider that has its token at hand. (Qt's own function for it changed its name in 6.6.)
/// \par Threads  any.
/// \since 0.1
[[nodiscard]] inline QFuture<AccessToken> readyToken(AccessToken token)
{
    QPromise<AccessToken> promise;
    promise.start();
    promise.addResult(std::move(token));
    promise.finish();
    return promise.future();
}

} // namespace RelayCore
