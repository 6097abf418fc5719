// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/captureaddress.h"
#include "inspector/capture/captureerror.h"
#include "inspector/capture/mirroredcapture.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QObject>

#include <atomic>
#include <memory>
#include <optional>
#include <vector>

namespace Inspector {

/// Copies one capture of a database, or all of them, into a local capture file, and goes on as they grow.
///
/// Whatever reads the capture then reads the file: it never waits for a server, and what was copied can be read while
/// the server is away. The messages of several captures are copied in the order of their times; what a program that had
/// no database for a while brings in later comes behind. In the file of one capture all rows have the numbers that they
/// have in the database; in that of several, sources, connections and messages are numbered anew.
///
/// \par Threads  one, the one that created it; interrupt() and origins() from any.
class CaptureMirror
{
public:
    struct Options
    {
        bool titles = false; ///< The titles of sources begin with host and name of their capture.
        /// Of all captures, the oldest are left out so that the others have at most so many messages at the beginning.
        quint64 messages = 5'000'000;
        std::chrono::milliseconds answerLimit{20'000}; ///< After that the server is treated as away.
    };

    /// What a step has done.
    enum class Step : quint8 {
        Idle,   ///< There was nothing new.
        Copied, ///< All that is new was copied.
        More,   ///< There is more at once.
        Away,   ///< The database could not be read; the reason is in problem(). Later steps try again.
        Failed, ///< The file cannot be written, or the capture was removed; the reason is in error().
    };

    /// \param file  an empty file, which becomes a capture without messages; see error().
    CaptureMirror(DatabaseAddress address, QString file, Options options);
    ~CaptureMirror();
    Q_DISABLE_COPY_MOVE(CaptureMirror)

    /// Connects, and looks what the database has. Returns why that is not possible.
    [[nodiscard]] std::optional<CaptureError> open();
    /// Copies up to a few thousand rows. Asks the server at most once a second, and when it has announced a change (in
    /// a thread with an event loop).
    [[nodiscard]] Step step();
    /// Copies until nothing is left. Returns why that is not possible.
    [[nodiscard]] std::optional<CaptureError> copyAll();
    /// Ends the file, which needs no other files beside it then. Nothing is copied afterwards. Returns why that is not
    /// possible.
    [[nodiscard]] std::optional<CaptureError> finish();
    /// Ends a step() that waits for the server; from then on steps fail.
    void interrupt();

    [[nodiscard]] QString file() const { return m_file; }
    [[nodiscard]] const DatabaseAddress &address() const { return m_address; }
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] std::optional<CaptureError> error() const { return m_error; }
    [[nodiscard]] std::shared_ptr<const MirrorOrigins> origins() const { return m_origins; }
    /// Returns how many messages the database has that were not copied yet.
    [[nodiscard]] quint64 remaining() const;
    /// Returns the number of captures that were left out, see Options::messages.
    [[nodiscard]] int leftOut() const { return m_leftOut; }

private:
    [[nodiscard]] bool look();
    [[nodiscard]] bool connectAgain();
    void subscribe();
    void follow(const MirrorOrigin &origin, quint64 revision, MessageId messages);
    [[nodiscard]] bool copy();
    [[nodiscard]] bool copyMessages();
    [[nodiscard]] bool begin();
    [[nodiscard]] MirroredCapture *oldest();
    Step fail();

    DatabaseAddress m_address;
    QString m_file;
    Options m_options;
    PostgresConnection m_connection;
    std::unique_ptr<CaptureStore> m_store;
    std::shared_ptr<MirrorOrigins> m_origins = std::make_shared<MirrorOrigins>();
    std::vector<std::unique_ptr<MirroredCapture>> m_captures; ///< In the order in which they were started.
    MirrorNumbers m_numbers;
    QObject m_context; ///< Receives notifications.
    std::atomic_bool m_isInterrupted = false;
    bool m_isSubscribed = false;
    bool m_hasNews = true;
    bool m_hasLooked = false;
    bool m_inTransaction = false;
    int m_leftOut = 0;
    qint64 m_lastLeftOut = 0; ///< The newest capture that is left out.
    quint64 m_revision = 0;   ///< Of the file.
    MessageId m_lastMessage = 0;
    QElapsedTimer m_lookAge;
    QElapsedTimer m_attemptAge;
    QString m_problem;
    std::optional<CaptureError> m_error;
};

} // namespace Inspector
