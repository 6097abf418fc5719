// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QtGlobal>

namespace TestSupport {

/// What this process has allocated and not freed, without what the allocator keeps for later.
[[nodiscard]] qint64 heapBytes();
/// What of this process is in memory.
[[nodiscard]] qint64 residentBytes();

} // namespace TestSupport
