// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/check/step.h"

namespace Inspector {

/// Returns the step as people call it: "DNS", "round trip".
[[nodiscard]] QString checkStepTitle(CheckStep step);
/// Returns how long the step took: "12.3 ms"; empty where nothing was measured.
[[nodiscard]] QString durationOf(const StepReport &report);
/// Returns the result of all steps in a sentence.
/// \param isComplete  false where the check was interrupted.
[[nodiscard]] QString checkResult(const QList<StepReport> &reports, bool isComplete);

} // namespace Inspector
