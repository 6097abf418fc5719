// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

namespace Inspector {

/// Lets this process open as many files and sockets as the system allows it; by default shells give a fraction.
/// \return how many that are; 0 where the system does not provide the number.
long long raiseDescriptorLimit();

} // namespace Inspector
