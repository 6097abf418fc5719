// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/app/recovery.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QStandardPaths>

#include <algorithm>
#include <optional>
#include <utility>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString captureName = u"unsaved.relaycap"_s;
const QString lockName = u"recording.lock"_s;

std::optional<AbandonedRecording> recordingIn(const QString &directory)
{
    const QDir dir(directory);
    AbandonedRecording recording{directory, temporaryCapture(directory), 0, {}};
    const QFileInfoList files = dir.entryInfoList(QDir::Files | QDir::Hidden);
    for (const QFileInfo &file : files) {
        recording.bytes += file.size();
        if (file.fileName().startsWith(captureName))
            recording.lastWrite = std::max(recording.lastWrite, file.lastModified());
    }
    if (!QFileInfo::exists(recording.path))
        return std::nullopt;
    return recording;
}

} // namespace

QString recordingsDirectory()
{
    // Not the system's temporary directory, which is often in memory: a capture may grow large.
    return QStandardPaths::writableLocation(QStandardPaths::CacheLocation);
}

QString temporaryCapture(const QString &directory)
{
    return QDir(directory).filePath(captureName);
}

std::unique_ptr<QLockFile> lockRecording(const QString &directory)
{
    auto lock = std::make_unique<QLockFile>(QDir(directory).filePath(lockName));
    lock->setStaleLockTime(0); // Stale when its process has ended, not when it is old.
    return lock->tryLock() ? std::move(lock) : nullptr;
}

QList<AbandonedRecording> abandonedRecordings(const QString &directory)
{
    QList<AbandonedRecording> found;
    const QDir dir(directory);
    const QStringList names = dir.entryList({u"recording-*"_s}, QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &name : names) {
        const QString path = dir.filePath(name);
        const auto recording = recordingIn(path);
        if (recording && lockRecording(path))
            found.append(*recording);
    }
    std::sort(found.begin(), found.end(),
              [](const AbandonedRecording &a, const AbandonedRecording &b) { return a.lastWrite > b.lastWrite; });
    return found;
}

bool deleteRecording(const AbandonedRecording &recording)
{
    if (!QFileInfo::exists(recording.directory))
        return true;
    if (const auto lock = lockRecording(recording.directory); !lock)
        return false;
    return QDir(recording.directory).removeRecursively();
}

std::unique_ptr<RecoveredRecording> RecoveredRecording::take(const AbandonedRecording &recording)
{
    std::unique_ptr<QLockFile> lock;
    if (QFileInfo::exists(recording.path))
        lock = lockRecording(recording.directory);
    if (!lock)
        return nullptr;
    return std::unique_ptr<RecoveredRecording>(new RecoveredRecording(recording, std::move(lock)));
}

RecoveredRecording::RecoveredRecording(AbandonedRecording recording, std::unique_ptr<QLockFile> lock)
    : m_recording(std::move(recording))
    , m_lock(std::move(lock))
{}

RecoveredRecording::~RecoveredRecording()
{
    m_lock.reset();
    if (!m_keep)
        (void)deleteRecording(m_recording);
}

} // namespace Inspector
