// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/analysis/captureindex.h"
#include "inspector/analysis/connectionstate.h"

#include <QtCore/QStringList>

#include <optional>

/// The texts of ConnectionModel, short enough for a narrow pane.
namespace Inspector::ConnectionTexts {

/// Joins the parts that are not empty: "a · b".
[[nodiscard]] QString joined(const QStringList &parts);
/// Returns the word for the state of a source; empty where it has none.
[[nodiscard]] QString stateWord(const SourceRow &row);
[[nodiscard]] QString stateText(ConnectionState state);
/// Returns the title of a source; titles that are not its own but those of its kind are translated.
[[nodiscard]] QString nameOf(const SourceRow &row);
/// Returns where clients connect to, without the scheme; empty where that is of no use.
[[nodiscard]] QString addressOf(const SourceRow &row);
/// Returns "12 messages".
[[nodiscard]] QString messagesText(quint64 messages);
/// Returns the name of a source and where it listens, as one line.
[[nodiscard]] QString titleOf(const SourceRow &row);
/// Returns what a source does. \param nowNs  the time, while the source runs: a retry counts down.
[[nodiscard]] QString subtitleOf(const SourceRow &row, const CaptureIndex::Totals &totals, std::optional<qint64> nowNs);
/// Returns why the connection ended or failed, or who its client is.
[[nodiscard]] QString subtitleOf(const ConnectionRow &row);
/// Returns what distinguishes the connections of one client: its number, and when it was opened.
[[nodiscard]] QString attemptTitleOf(const ConnectionRow &row, int number);
[[nodiscard]] QString toolTipOf(const ConnectionRow &row);

} // namespace Inspector::ConnectionTexts
