// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QLocale>
#include <QtCore/QStringList>

QT_BEGIN_NAMESPACE
class QApplication;
class QCoreApplication;
QT_END_NAMESPACE

namespace Inspector {

struct LaunchMessage;

/// Sets names, icon and style: how settings, windows and the desktop identify the program.
void prepareApplication(QApplication &application);

/// Installs the translations for \a locale. \return false where there is none, which means English.
bool installTranslations(QCoreApplication &application, const QLocale &locale = QLocale());

/// Returns whether \a arguments, those of main() without the program's name, only ask for words, or there is no
/// display: without one, or with one that cannot be reached, QApplication ends the process with an abort.
[[nodiscard]] bool runsWithoutDisplay(const QStringList &arguments);
/// Prints what the command line asks for, or that there is no display, and returns the exit code.
int runWithoutDisplay(int &argc, char **argv);
/// Prints \a message to standard output, or to standard error, and returns its exit code.
int print(const LaunchMessage &message);

} // namespace Inspector
