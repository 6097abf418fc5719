// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/analysis/connectionstate.h"

#include <QtCore/QStringList>

/// The texts of ConnectionModel, short enough for a narrow pane.
namespace Inspector::ConnectionTexts {

/// Joins the parts that are not empty: "a · b".
[[nodiscard]] QString joined(const QStringList &parts);
/// Returns the word for the state of a source; empty where it has none.
[[nodiscard]] QString stateWord(const SourceRow &row);
[[nodiscard]] QString stateText(ConnectionState state);
/// Returns why the connection ended or failed, or who its client is.
[[nodiscard]] QString subtitleOf(const ConnectionRow &row);
[[nodiscard]] QString toolTipOf(const ConnectionRow &row);

} // namespace Inspector::ConnectionTexts
