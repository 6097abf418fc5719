// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/relayerror.h"

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <utility>

namespace RelayCore {

/// A sentence of a RelayError in its two parts, see RelayError::setText(). Internal to this module.
struct ErrorText
{
    const char *source; ///< Marked with QT_TRANSLATE_NOOP("RelayCore::RelayError", ...), so that lupdate finds it.
    QStringList arguments{};
};

/// Returns the sentence in English.
[[nodiscard]] QString toString(const ErrorText &text);

[[nodiscard]] inline RelayError makeError(RelayError::Category category, RelayError::Phase phase, const ErrorText &text)
{
    RelayError error;
    error.category = category;
    error.phase = phase;
    error.setText(text.source, text.arguments);
    return error;
}

/// Returns an error of the options, which another attempt meets again.
[[nodiscard]] inline RelayError configurationError(RelayError::Category category, const ErrorText &text)
{
    RelayError error = makeError(category, RelayError::Phase::Configuration, text);
    error.fatal = true;
    return error;
}

} // namespace RelayCore
