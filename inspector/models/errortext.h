// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/wire/wireevent.h"

#include <QtCore/QString>

namespace Inspector {

/// Returns \a text, a sentence about a failed connection as captures hold it, in the language of the application.
///
/// Captures hold English. The sentences of RelayCore are recognised, with or without their full stop, and made again
/// with the translations of the context `RelayCore::RelayError`; any other text is returned as it is.
[[nodiscard]] QString translatedError(const QString &text);

/// Returns the word for \a category in the language of the application; empty for CloseCategory::None.
[[nodiscard]] QString closeCategoryText(RelayCore::CloseCategory category);

} // namespace Inspector
