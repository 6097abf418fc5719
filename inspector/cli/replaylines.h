// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/replay/replaydifference.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>
#include <QtCore/QStringList>

/// What `relayctl replay` prints.
namespace Inspector::ReplayLines {

/// Returns a `difference` event.
[[nodiscard]] QByteArray difference(const ReplayDifference &difference, qint64 timeNs);
/// Returns the `summary` event.
[[nodiscard]] QByteArray summary(const ReplaySummary &summary, qint64 timeNs);

/// Returns the lines of a difference for people: a heading, then for each field the captured value above the received
/// one, cut to \a width columns around the first character that differs.
[[nodiscard]] QStringList lines(const ReplayDifference &difference, int width);
/// Returns the summary as a sentence.
[[nodiscard]] QString text(const ReplaySummary &summary);

} // namespace Inspector::ReplayLines
