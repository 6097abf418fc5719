// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

#include <utility>

namespace Inspector {

/// Returns how the capture at \a path is named in the window, and where it is: the name of its file and the folder, or
/// the name of the capture and the address of its database.
[[nodiscard]] std::pair<QString, QString> nameAndPlace(const QString &path);

} // namespace Inspector
