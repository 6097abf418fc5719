// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/relayerror.h"

#include <QtCore/QString>

namespace Inspector {

/// Returns a fatal error of Category::Usage that ends a command: a file or an address cannot be used.
[[nodiscard]] RelayCore::RelayError usageError(const QString &text);

/// Returns a fatal error of Category::InvalidAddress: \a text says why an address is none.
[[nodiscard]] RelayCore::RelayError addressError(const QString &text);

/// Writes \a problem, which ends a command, for a person and, with \a asEvent, as an event.
void reportFailure(const QString &problem, bool asEvent = true);

} // namespace Inspector
