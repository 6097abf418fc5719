// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/serve/serveconfig.h"

#include <QtCore/QStringList>

#include <variant>

namespace Inspector {

/// What a `relay.toml` says, over the defaults, and what is odd about it.
struct RelayToml
{
    ServeConfig config;
    QStringList warnings; ///< Keys that mean nothing; English, with file and line.
};

/// Reads the reference relay's configuration file, and the keys that are ours (`tokens`, `keepalive`, `[limits]`, `[cluster]`).
///
/// Keys that the reference's documentation shows under a name that the reference itself ignores
/// (`default_log_level`, ...) have their documented meaning. An unknown key is a warning, as the reference takes it; a
/// value of the wrong type is an error.
///
/// \return the reason in English where it cannot be used: file, line, what to do. Never repeats a value of
///         `[auth.kwargs]`, which holds secrets.
/// \par Source  ProxyStore 1.1.0 p2p/relay/config.py; docs/relayctl.md.
[[nodiscard]] std::variant<RelayToml, QString> readRelayToml(const QString &path);
/// The same from \a text, which messages call \a name.
[[nodiscard]] std::variant<RelayToml, QString> parseRelayToml(const QByteArray &text, const QString &name);

} // namespace Inspector
