// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>

namespace Inspector {

/// Returns \a count bytes of the system's generator. \par Threads  any.
[[nodiscard]] QByteArray randomBytes(qsizetype count);

} // namespace Inspector
