// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/relayerror.h"
#include "relaycore/protocol/messages.h"

#include <optional>

namespace RelayCore {

/// What the future of RelayClient::receive() holds.
struct ReceiveResult
{
    std::optional<RelayMessage> message; ///< Empty: the client was closed, destroyed, or failed for good.
    RelayError error;                    ///< Why there is no message; Category::None when there is one.
    quint64 skipped = 0;                 ///< How many messages a full inbox has dropped just before this one.
};

} // namespace RelayCore
