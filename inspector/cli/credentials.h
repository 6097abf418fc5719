// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/relayerror.h"
#include "relaycore/client/token.h"

#include <QtCore/QByteArray>
#include <QtNetwork/QSslConfiguration>

#include <functional>
#include <variant>

/// Files that connections need. Errors are Category::Usage, fatal, and never hold what the file holds.
namespace Inspector {

/// The bearer token in \a path, without the white space around it.
[[nodiscard]] std::variant<QByteArray, RelayCore::RelayError> readTokenFile(const QString &path);

/// Reads \a path anew whenever a token is wanted, so that a token which was replaced meanwhile is found after a
/// refusal. \param onRead  gets what was read, before anybody else does. An error means: there is no token.
[[nodiscard]] RelayCore::TokenProvider
tokenFileProvider(const QString &path,
                  std::function<void(const std::variant<QByteArray, RelayCore::RelayError> &)> onRead);

/// A TLS configuration that trusts the PEM certificates of \a path and nothing else.
[[nodiscard]] std::variant<QSslConfiguration, RelayCore::RelayError> readCaFile(const QString &path);

/// A usage error that ends the command.
[[nodiscard]] RelayCore::RelayError usageError(const QString &text);

} // namespace Inspector
