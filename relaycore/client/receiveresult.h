// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/relayerror.h"
#include "relaycore/export.h"
#include "relaycore/protocol/messages.h"

#include <QtCore/QDebug>

#include <optional>

namespace RelayCore {

/// The result of RelayClient::receive().
/// \since 0.1
struct RELAYCORE_EXPORT ReceiveResult
{
    std::optional<RelayMessage> message{}; ///< Empty: the client was closed, destroyed, or failed for good.
    RelayError error{};                    ///< Why there is no message; Category::None when there is one.
    quint64 skipped = 0;                   ///< How many messages the full inbox dropped just before this one.

    bool operator==(const ReceiveResult &) const = default;

    /// Writes all members.
    friend RELAYCORE_EXPORT QDebug operator<<(QDebug debug, const ReceiveResult &result);
    /// Returns the text that Qt Test prints for a failed comparison; the caller deletes it with \c delete[].
    friend RELAYCORE_EXPORT char *toString(const ReceiveResult &result);
};

} // namespace RelayCore
