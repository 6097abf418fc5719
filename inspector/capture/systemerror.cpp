// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/systemerror.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace Inspector {

namespace {

constexpr const char *known[] = {
    // strerror()
    QT_TRANSLATE_NOOP("Inspector::SystemError", "Permission denied"),
    QT_TRANSLATE_NOOP("Inspector::SystemError", "Operation not permitted"),
    QT_TRANSLATE_NOOP("Inspector::SystemError", "No such file or directory"),
    QT_TRANSLATE_NOOP("Inspector::SystemError", "Not a directory"),
    QT_TRANSLATE_NOOP("Inspector::SystemError", "Is a directory"),
    QT_TRANSLATE_NOOP("Inspector::SystemError", "File exists"),
    QT_TRANSLATE_NOOP("Inspector::SystemError", "File name too long"),
    QT_TRANSLATE_NOOP("Inspector::SystemError", "File too large"),
    QT_TRANSLATE_NOOP("Inspector::SystemError", "No space left on device"),
    QT_TRANSLATE_NOOP("Inspector::SystemError", "Disk quota exceeded"),
    QT_TRANSLATE_NOOP("Inspector::SystemError", "Read-only file system"),
    QT_TRANSLATE_NOOP("Inspector::SystemError", "Input/output error"),
    QT_TRANSLATE_NOOP("Inspector::SystemError", "Text file busy"),
    QT_TRANSLATE_NOOP("Inspector::SystemError", "Too many open files"),
    QT_TRANSLATE_NOOP("Inspector::SystemError", "Stale file handle"),
    // sqlite3_errmsg()
    QT_TRANSLATE_NOOP("Inspector::SystemError", "unable to open database file"),
    QT_TRANSLATE_NOOP("Inspector::SystemError", "file is not a database"),
    QT_TRANSLATE_NOOP("Inspector::SystemError", "database disk image is malformed"),
    QT_TRANSLATE_NOOP("Inspector::SystemError", "disk I/O error"),
    QT_TRANSLATE_NOOP("Inspector::SystemError", "database or disk is full"),
    QT_TRANSLATE_NOOP("Inspector::SystemError", "attempt to write a readonly database"),
    QT_TRANSLATE_NOOP("Inspector::SystemError", "database is locked"),
};

// Texts of Qt, which translates them where its own translations are installed.
[[maybe_unused]] constexpr const char *ofQt[] = {
    QT_TRANSLATE_NOOP("QIODevice", "Permission denied"),
    QT_TRANSLATE_NOOP("QIODevice", "Too many open files"),
    QT_TRANSLATE_NOOP("QIODevice", "No such file or directory"),
    QT_TRANSLATE_NOOP("QIODevice", "No space left on device"),
    QT_TRANSLATE_NOOP("QIODevice", "Unknown error"),
    QT_TRANSLATE_NOOP("QSaveFile", "Existing file %1 is not writable"),
    QT_TRANSLATE_NOOP("QSaveFile", "Filename refers to a directory"),
    QT_TRANSLATE_NOOP("QFile", "Destination file exists"),
    // Of ports to listen on.
    QT_TRANSLATE_NOOP("QNativeSocketEngine", "The bound address is already in use"),
    QT_TRANSLATE_NOOP("QNativeSocketEngine", "The address is not available"),
    QT_TRANSLATE_NOOP("QNativeSocketEngine", "The address is protected"),
};

} // namespace

QString translatedSystemError(const QString &reason)
{
    const auto *const found =
        std::ranges::find(known, reason, [](const char *text) { return QString::fromLatin1(text); });
    return found == std::end(known) ? reason : QCoreApplication::translate("Inspector::SystemError", *found);
}

} // namespace Inspector
