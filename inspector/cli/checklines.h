// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/check/step.h"

#include <QtCore/QByteArray>

/// The events of `relayctl check`. Pure, as EventLines.
/// \par Source  docs/relayctl.md, "check".
namespace Inspector::CheckLines {

/// Returns the line of one step: its outcome, and what to do about it.
[[nodiscard]] QByteArray step(const StepReport &report, qint64 timeNs);

/// Returns the last line. \param reports  all of them; fewer than \a expected when the check was interrupted.
[[nodiscard]] QByteArray verdict(const QList<StepReport> &reports, qint64 timeNs,
                                 qsizetype expected = qsizetype(checkSteps.size()));

} // namespace Inspector::CheckLines
