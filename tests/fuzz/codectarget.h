// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArrayView>
#include <QtCore/QString>

namespace Fuzz {

/// Hands \a input to the codec as one text frame, and to parseUuid().
///
/// What is decoded must survive encoding and decoding, encode() must write printable ASCII and the same as
/// encodeText(), and an error must explain itself. \return what does not hold; empty where all does.
[[nodiscard]] QString tryCodec(QByteArrayView input);

} // namespace Fuzz
