// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArrayView>
#include <QtCore/QString>

namespace Fuzz {

/// Reads \a input as a filter and completes it at every place.
///
/// An error lies in the text and names what was expected. A filter judges every message of a sample alike with and
/// without its payload, its negation is its complement, and whatever the input is, in quotes it is a text to search
/// for. Returns what does not hold; empty: all does.
[[nodiscard]] QString tryFilter(QByteArrayView input);

} // namespace Fuzz
