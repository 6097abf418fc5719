// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/serve/serveconfig.h"

#include <QtCore/QString>
#include <QtNetwork/QSslConfiguration>

#include <variant>

namespace Inspector {

/// The TLS configuration of a relay with the certificate (and chain) in \a certFile and the key in \a keyFile, or in
/// \a certFile where that is empty. Both PEM.
/// \return the reason in English where they cannot be used together: file, what is wrong, what to do.
[[nodiscard]] std::variant<QSslConfiguration, QString> readTlsFiles(const QString &certFile, const QString &keyFile);

/// Reads what \a config names, for RelayServer; everything but the interface to listen on.
/// \return the reason in English where a file cannot be used.
[[nodiscard]] std::variant<RelayCore::RelayServerOptions, QString> readRelayFiles(const ServeConfig &config);

} // namespace Inspector
