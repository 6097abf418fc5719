// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArrayView>
#include <QtCore/QString>

namespace Fuzz {

/// Reads \a input as a connection: each piece is one byte, whose highest bit is the direction and whose other bits are
/// the size, and that many bytes.
///
/// The payloads must not depend on how the input is split, no message may be kept beyond the limit, and a
/// RequestSplitter must pass on every byte exactly once. Returns what does not hold; empty: all does.
[[nodiscard]] QString tryWire(QByteArrayView input);

} // namespace Fuzz
