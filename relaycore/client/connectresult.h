// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/relayerror.h"
#include "relaycore/export.h"

#include <QtCore/QDebug>
#include <QtCore/QObject>

namespace RelayCore {

/// The result of RelayClient::connectToRelay().
/// \since 0.1
struct RELAYCORE_EXPORT ConnectResult
{
    Q_GADGET
    Q_PROPERTY(bool registered MEMBER registered)
    Q_PROPERTY(RelayCore::RelayError error MEMBER error)

public:
    bool registered = false; ///< Whether the client is Ready.
    RelayError error{};      ///< The reason why it is not; Category::None when registered.

    bool operator==(const ConnectResult &) const = default;

    /// Writes all members.
    friend RELAYCORE_EXPORT QDebug operator<<(QDebug debug, const ConnectResult &result);
    /// Returns the text that Qt Test prints for a failed comparison; the caller deletes it with \c delete[].
    friend RELAYCORE_EXPORT char *toString(const ConnectResult &result);
};

} // namespace RelayCore
