// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/export.h"

#include <QtCore/QByteArrayView>
#include <QtCore/QString>

#include <string_view>

namespace RelayCore {

// What QString offers for this, in less time where a text is all ASCII: nearly every one is. Private to the library.

/// \a text as QString::toUtf8() makes it, in a buffer of the thread: that would take and give back three bytes a
/// character each time, and every received message needs it. Valid until the thread's next call.
[[nodiscard]] RELAYCORE_TESTED QByteArrayView toUtf8(const QString &text);

/// \a utf8 as QString::fromUtf8() makes it, but a leading U+FEFF stays: inside a text it is a character like any other.
[[nodiscard]] RELAYCORE_TESTED QString fromUtf8(std::string_view utf8);

} // namespace RelayCore
