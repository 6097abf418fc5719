// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QDateTime>
#include <QtCore/QFile>
#include <QtCore/QString>

namespace Inspector {

/// `server.log` in a directory, set aside every Sunday at midnight as `server.log.2026-11-15`, after the day it began
/// to be written for. As the reference's does; nothing is ever deleted.
class LogFile
{
public:
    explicit LogFile(const QString &directory);

    /// Creates the directory if it is missing and opens the file. Returns an empty string, or the reason in English.
    [[nodiscard]] QString open(const QDateTime &now);
    /// Writes \a lines. Returns an empty string, or the reason in English if not all of them could be written.
    [[nodiscard]] QString write(const QByteArray &lines, const QDateTime &now);

private:
    QString m_directory;
    QFile m_file;
    QDateTime m_rollover; ///< When the file is set aside.
};

} // namespace Inspector
