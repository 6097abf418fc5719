// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtNetwork/QHostAddress>

#include <optional>

namespace Inspector {

/// Returns the next port above \a port on which a server can listen at \a address, where \a port itself is in use.
/// Returns nothing where \a port is free, or none of the 100 ports above it is. Another program may take the port
/// before the caller does.
[[nodiscard]] std::optional<quint16> nextFreePort(const QHostAddress &address, quint16 port);

} // namespace Inspector
