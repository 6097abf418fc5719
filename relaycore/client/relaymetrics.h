// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/export.h"
#include "relaycore/protocol/extension.h"

#include <QtCore/QDebug>
#include <QtCore/QObject>

#include <chrono>
#include <optional>

namespace RelayCore {

/// What a RelayClient has counted since it was made. A plain value.
/// \since 0.1
struct RELAYCORE_EXPORT RelayMetrics
{
    Q_GADGET
    Q_PROPERTY(quint64 attempts MEMBER attempts)
    Q_PROPERTY(quint64 registrations MEMBER registrations)
    Q_PROPERTY(quint64 connectionsLost MEMBER connectionsLost)
    Q_PROPERTY(quint64 messagesSent MEMBER messagesSent)
    Q_PROPERTY(quint64 messagesDropped MEMBER messagesDropped)
    Q_PROPERTY(quint64 messagesReceived MEMBER messagesReceived)
    Q_PROPERTY(quint64 messagesSkipped MEMBER messagesSkipped)
    Q_PROPERTY(quint64 undecodableReceived MEMBER undecodableReceived)
    Q_PROPERTY(quint64 bytesSent MEMBER bytesSent)
    Q_PROPERTY(quint64 bytesReceived MEMBER bytesReceived)
    Q_PROPERTY(qint64 roundTrip READ roundTripMs)
    Q_PROPERTY(qint64 sinceReady READ sinceReadyMs)

public:
    quint64 attempts = 0;            ///< Connections begun.
    quint64 registrations = 0;       ///< How often the client became Ready.
    quint64 connectionsLost = 0;     ///< How often it stopped being Ready without close().
    quint64 messagesSent = 0;        ///< SendOutcome::Written.
    quint64 messagesDropped = 0;     ///< Any other outcome.
    quint64 messagesReceived = 0;    ///< Relay messages, without the answers to registrations.
    quint64 messagesSkipped = 0;     ///< Of those, how many had to leave the inbox of receive() unread.
    quint64 undecodableReceived = 0; ///< Frames that were no relay message.
    quint64 bytesSent = 0;           ///< UTF-8 bytes of messagesSent, without frame headers.
    quint64 bytesReceived = 0;       ///< The same of everything received.
    std::optional<std::chrono::milliseconds> roundTrip{};  ///< The last keepalive ping, if one was answered.
    std::optional<std::chrono::milliseconds> sinceReady{}; ///< How long the client has been Ready; empty: it is not.

    /// Returns \c roundTrip in milliseconds, or -1 where no ping was answered.
    [[nodiscard]] qint64 roundTripMs() const { return roundTrip ? qint64(roundTrip->count()) : -1; }
    /// Returns \c sinceReady in milliseconds, or -1 where the client is not Ready.
    [[nodiscard]] qint64 sinceReadyMs() const { return sinceReady ? qint64(sinceReady->count()) : -1; }

    /// Returns whether all members are equal.
    friend RELAYCORE_EXPORT bool operator==(const RelayMetrics &a, const RelayMetrics &b);
    /// Writes all members.
    friend RELAYCORE_EXPORT QDebug operator<<(QDebug debug, const RelayMetrics &metrics);
    /// Returns the text that Qt Test prints for a failed comparison; the caller deletes it with \c delete[].
    friend RELAYCORE_EXPORT char *toString(const RelayMetrics &metrics);

private:
    ValueExtensionPointer d; ///< For members that a later version adds.
};

} // namespace RelayCore

Q_DECLARE_METATYPE(RelayCore::RelayMetrics)
