// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/export.h"

#include <QtCore/QDebug>
#include <QtCore/QObject>

namespace RelayCore {

/// The result of RelayClient::close().
/// \since 0.1
struct RELAYCORE_EXPORT CloseResult
{
    Q_GADGET
    Q_PROPERTY(bool clean MEMBER clean)
    Q_PROPERTY(qint64 dropped READ droppedMessages)

public:
    /// Whether the closing handshake ended with the relay's Close frame, or there was no connection. false: the
    /// connection ended without one, or RelayClientOptions::closeTimeout has passed.
    bool clean = false;
    qsizetype dropped = 0; ///< Messages that ended as anything but Written since close() was called.

    /// Returns \c dropped.
    [[nodiscard]] qint64 droppedMessages() const { return dropped; }

    bool operator==(const CloseResult &) const = default;

    /// Writes all members.
    friend RELAYCORE_EXPORT QDebug operator<<(QDebug debug, const CloseResult &result);
    /// Returns the text that Qt Test prints for a failed comparison; the caller deletes it with \c delete[].
    friend RELAYCORE_EXPORT char *toString(const CloseResult &result);
};

} // namespace RelayCore
