// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/app/sourcehost.h"
#include "inspector/capture/capturewriter.h"

#include <QtCore/QLockFile>
#include <QtCore/QObject>
#include <QtCore/QTemporaryDir>

#include <memory>
#include <variant>

namespace Inspector {

/// A capture that is being made: the file, its writer, and the sources that feed it.
///
/// A temporary capture is deleted with this object; save a copy first.
class Recording final : public QObject
{
    Q_OBJECT

public:
    /// \param path  where to write; empty for a temporary file. For a database that is done beside the GUI thread, see
    /// runBesideWindow().
    [[nodiscard]] static std::variant<std::unique_ptr<Recording>, CaptureError> begin(const QString &path);
    ~Recording() override;

    [[nodiscard]] CaptureWriter &writer() const { return *m_writer; }
    [[nodiscard]] SourceHost &sources() { return *m_sources; }
    [[nodiscard]] QString path() const { return m_writer->path(); }
    [[nodiscard]] bool isTemporary() const { return m_directory != nullptr; }
    [[nodiscard]] bool isRunning() const { return m_running; }

    /// Ends the sources in order, then the file. What was recorded stays readable. The end of a capture in a database
    /// is waited for beside the GUI thread, except in the destructor.
    void stop();

private:
    Recording(std::unique_ptr<QTemporaryDir> directory, std::unique_ptr<QLockFile> lock,
              std::unique_ptr<CaptureWriter> writer);

    void end(bool isBeside);

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<QLockFile> m_lock; ///< Of the directory.
    std::unique_ptr<CaptureWriter> m_writer;
    std::unique_ptr<SourceHost> m_sources;
    bool m_running = true;
};

} // namespace Inspector
