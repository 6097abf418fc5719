// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>
#include <QtGui/QKeySequence>

namespace Inspector {

/// Returns \a key as it is printed on a keyboard, in the language of the application: Qt's own names of keys are
/// translated only where Qt's translations are installed.
[[nodiscard]] QString keyText(const QKeySequence &key);

} // namespace Inspector
