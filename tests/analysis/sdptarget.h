// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArrayView>
#include <QtCore/QString>

namespace Fuzz {

/// Reads \a input as a session description, once as UTF-8 and once as UTF-16 in native byte order.
///
/// Writing what was read must return the text, a line must read the same alone, a candidate must survive writing and
/// reading, and redaction must leave nothing of a password. Returns what does not hold; empty: all does.
[[nodiscard]] QString trySdp(QByteArrayView input);

} // namespace Fuzz
