// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qglobal.h>

namespace RelayCore {

/// What the future of RelayClient::close() holds.
struct CloseResult
{
    bool clean = false;    ///< false: closing took longer than RelayClientOptions::closeTimeout and was cut short.
    qsizetype dropped = 0; ///< Messages that ended as anything but Written since close() was called.
};

} // namespace RelayCore
