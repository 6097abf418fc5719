// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

namespace Inspector {

/// The processes that a program leaves behind when it ends, such as a daemon. On Linux they become children of this
/// process once adopt() was called, and can therefore be noticed; elsewhere nothing is known about them.
///
/// \par Threads  one.
namespace Descendants {

/// From now on processes whose parent ends become children of this process. Call it before the program starts.
void adopt();

/// Returns whether a child of this process lives. Children that have ended are reaped, so call it only while no
/// QProcess of this process runs.
[[nodiscard]] bool areLeft();

} // namespace Descendants

} // namespace Inspector
