// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QString>

namespace RelayCore {

// JSON allows escapes of surrogates that are no pair (RFC 8259 section 8.2). The reference accepts and forwards them,
// simdjson does not parse them. These two functions write them as other characters for the time in between: U+10FFFF,
// which is no character, and one of the private use area. Private to the library.

/// Returns \a json with each unpaired surrogate, and each U+10FFFF, replaced; null where there is no unpaired
/// surrogate.
[[nodiscard]] QByteArray replaceLoneSurrogates(QByteArrayView json);

/// Returns a string of the parsed result of replaceLoneSurrogates() as the original text has it.
[[nodiscard]] QString restoreLoneSurrogates(const QString &text);

} // namespace RelayCore
