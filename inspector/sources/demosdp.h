// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/protocol/messages.h"

#include <QtCore/QRandomGenerator>
#include <QtCore/QString>

namespace Inspector {

/// A session description as aiortc writes it for one data channel, with random credentials and candidates.
///
/// Addresses are those reserved for documentation (RFC 5737).
/// \param withReflexive  whether there is a server-reflexive candidate (RFC 8445 section 5.1.1.2).
[[nodiscard]] QString demoDescription(RelayCore::DescriptionType type, bool withReflexive, QRandomGenerator &random);

} // namespace Inspector
