// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

/// The state table of RelayClient as docs/guide.md shows it: a Markdown table and a Mermaid diagram, drawn from
/// RelayCore::next().
[[nodiscard]] QString stateTableText();
