// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArrayView>
#include <QtCore/QString>

namespace Fuzz {

/// Reads \a input as NDJSON. What was read, up to a fault, is written and read once more: the second time there is no
/// fault, and it is written the same. The text of a fault must hold what and where it is.
/// \return what does not hold; empty where all does.
[[nodiscard]] QString tryNdjson(QByteArrayView input);

/// Reads \a input as HAR, once in one piece and once in small ones: the captures must be equal. A fault must say what
/// and where it is.
/// \return what does not hold; empty where all does.
[[nodiscard]] QString tryHar(QByteArrayView input);

} // namespace Fuzz
