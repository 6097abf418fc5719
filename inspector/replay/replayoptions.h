// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/setup/connectrequest.h"
#include "inspector/transport/channelopener.h"
#include "relaycore/wire/wireevent.h"

#include <QtCore/QList>
#include <QtCore/QString>

#include <variant>

namespace Inspector {

struct ReplayOptions
{
    /// When the clients send. In every mode a client sends once its connection is open and all registrations that were
    /// answered then are answered, and leaves once it has received what it received then.
    enum class Timing : quint8 {
        Lockstep, ///< Once all clients have received what they had received then.
        Original, ///< With the pauses of the capture, divided by speed.
        Fast,     ///< Without pauses.
    };

    ChannelTarget target; ///< Its timeout also holds for each message that is waited for.
    Timing timing = Timing::Lockstep;
    double speed = 1;                           ///< Timing::Original; above 0.
    bool keepUuids = false;                     ///< false: each registered UUID is replaced by a random one.
    QList<RelayCore::ConnectionId> connections; ///< Of the capture; empty: all.
};

/// Returns where and how a replay connects for \a request: address, headers, token, TLS, timeout. Returns a translated
/// sentence where a file that it names cannot be used.
/// \par Threads  any; blocks until a pipe has been closed by its writer.
[[nodiscard]] std::variant<ChannelTarget, QString> channelTarget(const ConnectRequest &request);

} // namespace Inspector
