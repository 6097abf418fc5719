// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QLocale>

QT_BEGIN_NAMESPACE
class QApplication;
QT_END_NAMESPACE

namespace Inspector {

/// Sets names, icon and style: how settings, windows and the desktop identify the program.
void prepareApplication(QApplication &application);

/// Installs the translations for \a locale. \return false where there is none, which means English.
bool installTranslations(QApplication &application, const QLocale &locale = QLocale());

} // namespace Inspector
