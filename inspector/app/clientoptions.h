// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/views/connectrequest.h"
#include "relaycore/client/relayclientoptions.h"

#include <QtCore/QString>

#include <variant>

namespace Inspector {

/// What \a request means to a client: reads the token and the authority from their files now.
/// \return a translated sentence where a file does not hold what it should.
[[nodiscard]] std::variant<RelayCore::RelayClientOptions, QString> clientOptions(const ConnectRequest &request);

} // namespace Inspector
