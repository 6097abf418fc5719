// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/protocol/messages.h"

#include <QtCore/QByteArray>

namespace RelayBench {

/// One WebRTC offer as it goes over the wire: tests/vectors/offer.json, 1,259 bytes of ASCII.
[[nodiscard]] QByteArray offerText();
[[nodiscard]] RelayCore::PeerConnection offer();
/// The same from \a self to \a self: a relay returns it to its sender. It has the same length.
[[nodiscard]] RelayCore::PeerConnection offerToOneself(const QUuid &self);

} // namespace RelayBench
