// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArrayView>
#include <QtCore/QString>

namespace RelayCore {

/// \a text as QString::toUtf8() makes it, in a buffer of the thread: that would take and give back three bytes a
/// character each time, and every received message needs it. Valid until the thread's next call. Private to the
/// library.
[[nodiscard]] QByteArrayView toUtf8(const QString &text);

} // namespace RelayCore
