// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/cli/options.h"
#include "relaycore/client/relayerror.h"

#include <QtCore/QUrl>
#include <QtNetwork/QHostAddress>

#include <optional>
#include <variant>

namespace Inspector {

/// A relay's address, or why it is none (Category::InvalidAddress, fatal).
[[nodiscard]] std::variant<QUrl, RelayCore::RelayError> readRelayAddress(const QString &text);

/// `HOST:PORT`, with brackets around an IPv6 address.
[[nodiscard]] std::optional<ListenAddress> readListenAddress(const QString &text);

/// Whether traffic to \a url stays on this machine.
[[nodiscard]] bool isLoopback(const QUrl &url);

/// The interface to bind to; names other than `localhost` are looked up, which may take a moment.
[[nodiscard]] std::optional<QHostAddress> resolveInterface(const QString &host);

} // namespace Inspector
