// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/token.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <functional>
#include <variant>

namespace Inspector {

/// Reads the bearer token in \a path, without the white space around it.
/// Returns a translated sentence if the file holds none. The sentence never holds what the file holds.
/// \par Threads  any; blocks until a pipe has been closed by its writer.
[[nodiscard]] std::variant<QByteArray, QString> readTokenFile(const QString &path);

/// Called with a token that was read, before it is used, or with a sentence if it could not be read.
using TokenListener = std::function<void(const std::variant<QByteArray, QString> &)>;

/// Returns a provider that answers with \a token, which was read from \a path, and after a refusal reads \a path again:
/// a token that was replaced meanwhile is found. A pipe cannot be read again, so a refusal of its token is final.
/// \par Threads  \a listener is called in the client's thread, for each token but the first.
[[nodiscard]] RelayCore::TokenProvider tokenFileProvider(const QString &path, const QByteArray &token,
                                                         TokenListener listener = {});

} // namespace Inspector
