// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QCoreApplication>
#include <QtCore/QString>

namespace Inspector {

/// Why a capture file, or a capture in a database, could not be created, opened, read or written.
struct CaptureError
{
    enum class Kind : quint8 {
        CannotCreate,
        CannotOpen,
        NotACapture,
        NewerVersion,
        CannotRead,
        CannotWrite,
        Damaged,
        BadAddress
    };
    Kind kind = Kind::CannotOpen;
    QString file;   ///< Or the address of the capture.
    QString detail; ///< From SQLite, the database or the operating system.

    /// One translated sentence: what, which file, and what to do about it.
    [[nodiscard]] QString text() const;

    bool operator==(const CaptureError &) const = default;
};

} // namespace Inspector
