// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/captureerror.h"

#include "inspector/capture/captureaddress.h"
#include "inspector/capture/systemerror.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>

namespace Inspector {

namespace {

/// The translation context of this file.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Inspector::CaptureError)
};

QString sentenceOf(CaptureError::Kind kind)
{
    switch (kind) {
    case CaptureError::Kind::CannotCreate:
        return Texts::tr("The capture “%1” could not be created: %2. Choose another name or folder.");
    case CaptureError::Kind::CannotOpen:
        return Texts::tr(
            "The capture “%1” could not be opened: %2. Check that the file exists and that you may read it.");
    case CaptureError::Kind::NotACapture:
        return Texts::tr("“%1” is not a Relay Inspector capture: %2. Choose another file.");
    case CaptureError::Kind::NewerVersion:
        return Texts::tr(
            "The capture “%1” was made by a newer Relay Inspector: %2. Update Relay Inspector to open it.");
    case CaptureError::Kind::CannotRead:
        return Texts::tr("The capture “%1” could not be read: %2. Copy the file to a local disk and try again.");
    case CaptureError::Kind::CannotWrite:
        return Texts::tr(
            "The capture “%1” could not be written: %2. Nothing more is recorded; check that the disk is writable and "
            "has free space, then start a new capture.");
    case CaptureError::Kind::Damaged:
        return Texts::tr(
            "The capture “%1” is damaged: %2. It was cut off or overwritten; copy it from its source again.");
    case CaptureError::Kind::BadAddress:
        return Texts::tr("“%1” is not the address of a capture: %2.");
    }
    Q_UNREACHABLE();
}

/// The reason has what to do about it: see PostgresProblem::text().
QString databaseSentenceOf(CaptureError::Kind kind)
{
    switch (kind) {
    case CaptureError::Kind::CannotCreate:
        return Texts::tr("The capture “%1” could not be started: %2.");
    case CaptureError::Kind::CannotOpen:
    case CaptureError::Kind::NotACapture:
    case CaptureError::Kind::NewerVersion:
        return Texts::tr("The capture “%1” could not be opened: %2.");
    case CaptureError::Kind::CannotRead:
    case CaptureError::Kind::Damaged:
        return Texts::tr("The capture “%1” could not be read: %2.");
    case CaptureError::Kind::CannotWrite:
        return Texts::tr("The capture “%1” could not be written, and nothing more is recorded: %2.");
    case CaptureError::Kind::BadAddress:
        break;
    }
    return sentenceOf(CaptureError::Kind::BadAddress);
}

} // namespace

QString CaptureError::text() const
{
    QString reason = detail.trimmed();
    while (reason.endsWith(u'.'))
        reason.chop(1);
    if (reason.isEmpty())
        reason = Texts::tr("no reason was given");
    reason = translatedSystemError(reason);
    if (kind == Kind::BadAddress || isDatabaseAddress(file))
        return databaseSentenceOf(kind).arg(file, reason);
    return sentenceOf(kind).arg(QDir::toNativeSeparators(file), reason);
}

} // namespace Inspector
