// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/relayerror.h"
#include "relaycore/export.h"

#include <QtCore/QUrl>

#include <optional>

namespace RelayCore {

/// Returns why a RelayClient cannot use \a address: RelayError::Category::InvalidAddress and a sentence with the part
/// that is wrong and what to write instead. Empty if \a address is `ws://` or `wss://` with a host, and a port from 1
/// to 65535 where it has one.
///
/// The sentence never holds user information, also where \a address is not valid. A window shows
/// RelayError::translatedText().
/// \par Threads  any.
/// \since 0.1
[[nodiscard]] RELAYCORE_EXPORT std::optional<RelayError> addressProblem(const QUrl &address);

} // namespace RelayCore
