// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

/// A planted header: one of its members says nothing of itself.
namespace Planted {

/// Documented.
struct Options
{
    int silent = 0;
};

} // namespace Planted
