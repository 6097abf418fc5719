// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/protocol/messages.h"

#include <QtCore/QByteArray>

#include <optional>

/// The codec that a Qt programmer would write by hand. It ends in the same PeerConnection of QStrings and QUuids, with
/// the same checks: types, required fields, UUIDs. (It does not reject unknown fields, which favours it.)
namespace RelayBench {

[[nodiscard]] std::optional<RelayCore::PeerConnection> decodeWithQJsonDocument(const QByteArray &utf8);
[[nodiscard]] QByteArray encodeWithQJsonDocument(const RelayCore::PeerConnection &message);

} // namespace RelayBench
