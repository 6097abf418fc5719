// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qglobal.h>

namespace RelayCore {

/// What the future of RelayClient::close() holds.
struct CloseResult
{
    /// Whether the closing handshake ended with the relay's Close frame, or there was no connection. false: the
    /// connection ended without one, or RelayClientOptions::closeTimeout has passed.
    bool clean = false;
    qsizetype dropped = 0; ///< Messages that ended as anything but Written since close() was called.
};

} // namespace RelayCore
