// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/analysis/verdict.h"

#include <QtCore/QString>

/// How attempts are written in the window.
namespace Inspector {

/// Returns a verdict in two or three words, translated: "peer not registered". Null: nothing can be stated.
[[nodiscard]] QString verdictTitle(const std::optional<VerdictId> &id);
/// Returns the colour token of a severity: "good", "waiting" or "error".
[[nodiscard]] QString severityToken(Severity severity);
/// Returns the glyph with the meaning of the colour: "✓", "!" or "✕".
[[nodiscard]] QString severityGlyph(Severity severity);

/// Returns "✓", "?" or "✕", the colour token, and the words for a cell of the candidate matrix.
struct OutlookText
{
    QString glyph;
    QString token;
    QString text;
};
[[nodiscard]] OutlookText outlookText(PairOutlook outlook);

} // namespace Inspector
