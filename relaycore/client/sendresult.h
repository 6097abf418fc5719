// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/relayerror.h"
#include "relaycore/export.h"

#include <QtCore/QDebug>
#include <QtCore/QObject>

#include <chrono>
#include <optional>

namespace RelayCore {

/// Identifies one send() of a client. Counts from 1 per client.
using SendId = quint64;

/// Options of one RelayClient::send().
struct SendOptions
{
    std::optional<std::chrono::milliseconds> timeToLive{}; ///< Empty: RelayClientOptions::timeToLive. 0: for ever.
    /// Send it again on the next connection instead of ending as Uncertain: it may then arrive twice.
    bool resendUncertain = false;

    bool operator==(const SendOptions &) const = default;

    /// Writes all members.
    friend RELAYCORE_EXPORT QDebug operator<<(QDebug debug, const SendOptions &options);
    /// Returns the text that Qt Test prints for a failed comparison; the caller deletes it with \c delete[].
    friend RELAYCORE_EXPORT char *toString(const SendOptions &options);
};

/// The result of RelayClient::send().
/// \since 0.1
struct RELAYCORE_EXPORT SendResult
{
    Q_GADGET
    Q_PROPERTY(quint64 id MEMBER id)
    Q_PROPERTY(RelayCore::SendResult::Outcome outcome MEMBER outcome)
    Q_PROPERTY(RelayCore::RelayError error MEMBER error)

public:
    /// How one send() ended. Each ends exactly once.
    enum class Outcome {
        Written,   ///< Handed to the operating system. Not "delivered": the relay acknowledges nothing.
        Expired,   ///< Waited too long for a connection.
        Overflow,  ///< Did not fit into the queue of waiting messages.
        Cancelled, ///< Withdrawn by RelayClient::cancel().
        TooLarge,  ///< Larger than the limit of this client or of the relay.
        Closed,    ///< The client was closed, or failed for good, before it was written.
        Uncertain, ///< On its way when the connection was lost; it may or may not have arrived.
    };
    Q_ENUM(Outcome)

    SendId id = 0;                      ///< The id that RelayClient::send() returned.
    Outcome outcome = Outcome::Written; ///< How it ended.
    RelayError error{};                 ///< The reason; Category::None when written.

    bool operator==(const SendResult &) const = default;

    /// Writes all members.
    friend RELAYCORE_EXPORT QDebug operator<<(QDebug debug, const SendResult &result);
    /// Returns the text that Qt Test prints for a failed comparison; the caller deletes it with \c delete[].
    friend RELAYCORE_EXPORT char *toString(const SendResult &result);
};

/// How one send() ended.
using SendOutcome = SendResult::Outcome;

/// Returns "written", "expired", ... as event lines write it.
[[nodiscard]] RELAYCORE_EXPORT QLatin1StringView sendOutcomeName(SendOutcome outcome);

} // namespace RelayCore
