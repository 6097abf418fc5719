// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QDateTime>
#include <QtCore/QList>
#include <QtCore/QLockFile>
#include <QtCore/QString>

#include <memory>

namespace Inspector {

/// Returns the directory below which temporary recordings are made.
[[nodiscard]] QString recordingsDirectory();

/// Returns the capture of the temporary recording in \a directory.
[[nodiscard]] QString temporaryCapture(const QString &directory);

/// The lock of a temporary recording: held while its process lives, so that another one does not take it for abandoned.
[[nodiscard]] std::unique_ptr<QLockFile> lockRecording(const QString &directory);

/// A temporary recording whose process has ended without deleting it: by a crash, or by a signal.
struct AbandonedRecording
{
    QString directory;
    QString path;        ///< Of the capture in it.
    qint64 bytes = 0;    ///< Of all files in it.
    QDateTime lastWrite; ///< Local time.
};

/// Returns the abandoned recordings below \a directory, the newest first. Recordings of processes that run are left
/// out.
[[nodiscard]] QList<AbandonedRecording> abandonedRecordings(const QString &directory = recordingsDirectory());

/// Deletes a recording with its directory, unless another process shows it. \return whether nothing is left.
bool deleteRecording(const AbandonedRecording &recording);

/// Owns an abandoned recording that is on show: deletes it when destroyed.
class RecoveredRecording
{
public:
    /// Returns null where another process has taken the recording, or deleted it.
    [[nodiscard]] static std::unique_ptr<RecoveredRecording> take(const AbandonedRecording &recording);
    ~RecoveredRecording();
    Q_DISABLE_COPY_MOVE(RecoveredRecording)

    [[nodiscard]] QString path() const { return m_recording.path; }
    /// Leaves the files where they are.
    void keep() { m_keep = true; }

private:
    RecoveredRecording(AbandonedRecording recording, std::unique_ptr<QLockFile> lock);

    AbandonedRecording m_recording;
    std::unique_ptr<QLockFile> m_lock;
    bool m_keep = false;
};

} // namespace Inspector
