// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/export.h"
#include "relaycore/wire/wireevent.h"

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

namespace RelayCore {

/// Returns a final frame as a client sends it (RFC 6455 section 5.2): \a payload is masked with \a mask, which has to
/// be unpredictable. Internal to this module.
[[nodiscard]] RELAYCORE_TESTED QByteArray maskedFrame(Opcode opcode, QByteArrayView payload, quint32 mask);

/// Returns a Close frame with \a code and no reason. Internal to this module.
[[nodiscard]] RELAYCORE_TESTED QByteArray maskedCloseFrame(quint16 code, quint32 mask);

} // namespace RelayCore
