// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/tap/tapdirectory.h"
#include "relaycore/tap/tapstream.h"
#include "relaycore/wire/wireevent.h"

/// What stands in the stream of a tap; see TapStream for its form. Internal to this module.
namespace RelayCore::TapCodec {

/// The eight bytes before the first record.
[[nodiscard]] RELAYCORE_TESTED QByteArray beginning();
/// The record about the application, its length included.
[[nodiscard]] RELAYCORE_TESTED QByteArray encode(const TapAddress &address);
/// The record of an event, its length included.
[[nodiscard]] RELAYCORE_TESTED QByteArray encode(const WireEvent &event);

/// Reads a record without its length. Empty: it is of a kind that this version does not know.
[[nodiscard]] RELAYCORE_TESTED std::optional<TapStream::Item> decode(QByteArrayView record);

} // namespace RelayCore::TapCodec
