// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/relayerror.h"
#include "relaycore/export.h"

#include <chrono>
#include <optional>

namespace RelayCore {

/// How one send() ended. Each ends exactly once.
enum class SendOutcome : quint8 {
    Written,   ///< Handed to the operating system. Not "delivered": the relay acknowledges nothing.
    Expired,   ///< Waited too long for a connection.
    Overflow,  ///< Did not fit into the queue of waiting messages.
    Cancelled, ///< Removed from the queue by RelayClient::cancel().
    TooLarge,  ///< Larger than the limit of this client or of the relay.
    Closed,    ///< The client was closed, or failed for good, before it was written.
    Uncertain, ///< Being written when the connection was lost; it may or may not have arrived.
};

/// Identifies one send() of a client. Counts from 1 per client.
using SendId = quint64;

/// How one message is treated.
struct SendOptions
{
    std::optional<std::chrono::milliseconds> timeToLive{}; ///< Empty: RelayClientOptions::timeToLive. 0: no limit.
    /// Send it again on the next connection instead of ending as Uncertain: it may then arrive twice.
    bool resendUncertain = false;
};

/// What the future of RelayClient::send() holds.
struct SendResult
{
    SendId id = 0;                              ///< As set by RelayClient::send().
    SendOutcome outcome = SendOutcome::Written; ///< How it ended.
    RelayError error;                           ///< Why; Category::None when written.
};

/// "written", "expired", ... as in event lines.
[[nodiscard]] RELAYCORE_EXPORT QLatin1StringView sendOutcomeName(SendOutcome outcome);

} // namespace RelayCore
