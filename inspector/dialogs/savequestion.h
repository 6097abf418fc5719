// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

QT_BEGIN_NAMESPACE
class QWidget;
QT_END_NAMESPACE

namespace Inspector {

/// Asks for a file to write.
/// \param suggestion   an absolute path: the folder to begin in and the name that is offered; its suffix is added to
///                     names without one.
/// \param nameFilter   as for QFileDialog; empty for all files.
/// \return the path; empty where the dialog was cancelled.
[[nodiscard]] QString askForFile(QWidget *window, const QString &title, const QString &suggestion,
                                 const QString &nameFilter = {});

} // namespace Inspector
