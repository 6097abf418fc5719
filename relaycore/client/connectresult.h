// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/relayerror.h"

namespace RelayCore {

/// What the future of RelayClient::connectToRelay() holds.
struct ConnectResult
{
    bool registered = false; ///< Whether the client is Ready.
    RelayError error;        ///< Why not; Category::None when registered.
};

} // namespace RelayCore
