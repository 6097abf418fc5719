// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>

namespace Inspector {

/// Returns 4 * \a words bytes of the system's generator. \par Threads  any.
[[nodiscard]] QByteArray randomBytes(int words);

} // namespace Inspector
