// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

namespace Inspector {

/// Gives memory that is free back to the operating system where the allocator keeps it: after work that took much for a
/// while. Takes some milliseconds.
void returnFreeMemory();

} // namespace Inspector
