// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/filter/filterast.h"
#include "inspector/formats/fileformat.h"
#include "inspector/formats/recordredactor.h"

#include <QtCore/QString>

#include <optional>

namespace CLI {
class App;
}

namespace Inspector {

/// What `relayctl convert` is asked for.
struct ConvertOptions
{
    QString input;  ///< "-": standard input.
    QString output; ///< "-": standard output.
    std::optional<FileFormat> from;
    std::optional<FileFormat> to;
    std::optional<RedactionProfile> redaction; ///< Empty: none for a capture, secrets for everything else.
    Filter filter;                             ///< Empty: all messages.
    bool keepPartial = false;
};

/// Adds the verb \c convert to \a app. Parsing writes to \a options.
void addConvertVerb(CLI::App &app, ConvertOptions &options);

} // namespace Inspector
