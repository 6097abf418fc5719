// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/relayclient.h"
#include "relaycore/export.h"

namespace RelayCore {

/// What can happen to a client, as far as its state is concerned. Internal to this module.
enum class ClientEvent : quint8 {
    ConnectRequested, ///< connectToRelay(), or a send() that needs a connection.
    Opened,           ///< The upgrade was accepted.
    Registered,
    LostRetrying,       ///< The attempt or connection ended; another attempt follows.
    LostToIdle,         ///< The same, but no call waits for another attempt.
    LostFatally,        ///< Another attempt would fail the same way.
    RetryDue,           ///< The backoff delay has passed.
    ReconnectRequested, ///< reconnectNow()
    NetworkLost,        ///< Hints; they never end a living connection.
    NetworkReturned,    ///< Or the machine woke up.
    CloseRequested,
    CloseFinished,
    OptionsReplaced, ///< setOptions()
};

/// The state after \a event. Pure and total: an event without meaning in \a state leaves it alone.
[[nodiscard]] RELAYCORE_TESTED RelayClient::State next(RelayClient::State state, ClientEvent event);

} // namespace RelayCore
