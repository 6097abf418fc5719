// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArrayView>
#include <QtCore/QString>

namespace Fuzz {

/// Hands \a input to TapStream, once in one piece and once in small ones.
///
/// Both ways must give the same items, each event must survive encoding and decoding, and an error must explain itself.
/// \return what does not hold; empty where all does.
[[nodiscard]] QString tryTap(QByteArrayView input);

} // namespace Fuzz
