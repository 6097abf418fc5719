// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/report/reporttext.h"

namespace Inspector {

/// Returns the ladder of an attempt as an SVG element: the two peers and the relay as lines, a message as an arrow
/// with its time. Colours come from the classes that attemptReport() defines.
[[nodiscard]] QString attemptSvg(const AttemptFacts &facts, const ReportText &text);

} // namespace Inspector
