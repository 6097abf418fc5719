// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/errortext.h"

#include <QtCore/QUrl>

#include <optional>

namespace RelayCore {

/// The sentence of addressProblem() in its parts. Internal to this module.
[[nodiscard]] std::optional<ErrorText> addressFault(const QUrl &address);

} // namespace RelayCore
