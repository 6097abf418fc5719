// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/captureaddress.h"
#include "inspector/capture/captureerror.h"
#include "inspector/capture/mirrororigins.h"

#include <QtCore/QObject>

#include <memory>
#include <optional>

namespace Inspector {

/// The local copy of a capture in a database, or of all of them, that a window shows, and the thread that makes it.
///
/// The window reads the file as it reads one that another process writes; it never waits for the server.
///
/// \par Threads  the GUI thread. The destructor does not wait for the thread, which may be connecting; the application
/// does so at its end, for a few seconds at most. The file is deleted when the thread has ended.
class DatabaseCopy final : public QObject
{
    Q_OBJECT

public:
    /// Makes the file, which is a capture without messages then; see error().
    explicit DatabaseCopy(const DatabaseAddress &address, QObject *parent = nullptr);
    ~DatabaseCopy() override;

    /// Returns why the file could not be made.
    [[nodiscard]] std::optional<CaptureError> error() const { return m_error; }
    [[nodiscard]] QString file() const;
    [[nodiscard]] QString address() const;
    [[nodiscard]] std::shared_ptr<const MirrorOrigins> origins() const;
    /// Returns how many messages the database has that the file has not yet.
    [[nodiscard]] quint64 remaining() const { return m_remaining; }

Q_SIGNALS:
    /// Emitted when the database has answered. \a leftOut: see CaptureMirror::leftOut().
    void opened(int leftOut);
    /// Emitted when the database could not be opened, or when nothing more can be copied. It is the last signal.
    void failed(const Inspector::CaptureError &error);
    /// Emitted when the database cannot be read for now. It is tried again.
    void away(const QString &reason);
    void back();
    void remainingChanged();

private:
    struct Shared;
    class Worker;

    std::shared_ptr<Shared> m_shared;
    std::optional<CaptureError> m_error;
    quint64 m_remaining = 0;
};

} // namespace Inspector
