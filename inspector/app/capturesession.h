// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/app/databasecopy.h"
#include "inspector/app/recording.h"
#include "inspector/app/recovery.h"
#include "inspector/app/settings.h"
#include "inspector/formats/conversion.h"
#include "inspector/models/capturefeed.h"
#include "inspector/setup/connectrequest.h"
#include "inspector/setup/proxyrequest.h"
#include "inspector/setup/runrequest.h"
#include "relaycore/tap/tapdirectory.h"

#include <QtCore/QObject>
#include <QtCore/QString>

#include <functional>
#include <memory>
#include <unordered_map>

namespace Inspector {

struct LocalRelayOptions;
struct RunSourceOptions;
struct ProxyOptions;

/// The capture of a window: records it, opens it, saves a copy of it, and starts the sources that fill it.
///
/// At most one capture is shown at a time. The first source starts a recording; opening a file ends it.
///
/// \par Threads  the GUI thread.
class CaptureSession final : public QObject
{
    Q_OBJECT

public:
    /// Asks whether unsaved messages may be discarded. \return false to keep them.
    using DiscardQuestion = std::function<bool()>;

    /// \param settings  receives used addresses and directories; outlives the session.
    explicit CaptureSession(Settings *settings, QObject *parent = nullptr);
    ~CaptureSession() override;

    /// Called before a recording with unsaved messages ends; without a question they are discarded.
    void setDiscardQuestion(DiscardQuestion question) { m_question = std::move(question); }
    /// Sets where the next recording is written, instead of a temporary file.
    void setNextPath(const QString &path) { m_nextPath = path; }

    [[nodiscard]] CaptureFeed *feed() { return &m_feed; }
    [[nodiscard]] const CaptureFeed *feed() const { return &m_feed; }
    /// Returns the sources of the recording; null without one.
    [[nodiscard]] SourceHost *sources() const { return m_recording ? &m_recording->sources() : nullptr; }
    [[nodiscard]] bool isRecording() const { return m_recording && m_recording->isRunning(); }
    /// Returns whether what is shown was recorded by this window, also after stop().
    [[nodiscard]] bool isRecorded() const { return m_recording != nullptr; }
    /// Returns whether what is shown is deleted when it is closed.
    [[nodiscard]] bool isTemporary() const { return m_recovered || (m_recording && m_recording->isTemporary()); }
    /// Returns how many messages are lost when the recording is discarded: 0 where all are saved, or where only the
    /// demo was recorded.
    [[nodiscard]] quint32 unsavedMessages() const;

    /// Starts a recording unless one runs. \return whether one runs now; otherwise problem() was emitted, or the
    /// discard question was answered with no.
    bool record();
    void connectTo(const ConnectRequest &request);
    /// Resolves the host name of \a request, if it is one, without blocking.
    void startProxy(const ProxyRequest &request);
    /// Likewise for a forward proxy.
    void startForwardProxy(const ForwardProxyRequest &request);
    /// Starts a program whose connections are led through a forward proxy.
    void runProgram(const RunRequest &request);
    /// Attaches to \a taps, one source for each.
    void attach(const QList<RelayCore::TapAddress> &taps);
    /// \param demo  with two clients that talk to each other; takes another port where \a port is in use.
    /// \return false where no recording could be started.
    bool startLocalRelay(bool demo, quint16 port);
    void retrySource(quint32 source);
    void stopSource(quint32 source);
    /// Starts a source like \a source once more, after it ended.
    void restartSource(quint32 source);
    /// Returns whether \a source was started by this recording, and so can be started again.
    [[nodiscard]] bool canRestart(quint32 source) const;

    /// Returns why nothing is written any more although sources run; empty while all is well.
    [[nodiscard]] QString writeProblem() const { return m_writeProblem; }
    /// Returns how many messages have passed unrecorded since writing failed.
    [[nodiscard]] quint64 unrecordedMessages() const;
    /// Returns where the last copy of this recording was saved; empty for nowhere.
    [[nodiscard]] QString savedPath() const { return m_savedPath; }
    /// Returns a file name for save(): the first source and the time of the first message.
    [[nodiscard]] QString suggestedName() const;
    /// Returns how many messages the saved copy does not hold.
    [[nodiscard]] quint32 messagesSinceSaved() const;
    /// Ends the sources, then the file. What was recorded stays on show.
    void stop();

    /// Shows the capture in \a path. What is on show stays where the file cannot be read. A capture in a database, or
    /// all captures of one, are shown once the database has answered, see opening(). \param remember  whether it is a
    /// recent capture from then on.
    void open(const QString &path, bool remember = true);
    /// Ends the waiting for the answer of a database.
    void cancelOpening();
    /// Returns how many messages of a database are not on show yet because they are still being copied.
    [[nodiscard]] quint64 messagesToCopy() const { return m_copy ? m_copy->remaining() : 0; }
    /// Shows \a capture, which was made of the file \a original.
    void show(OpenedCapture capture, const QString &original);
    /// Returns the file that is shown: what was opened, where the capture was made of a file of another format.
    [[nodiscard]] QString shownPath() const
    {
        return m_imported ? m_original : m_copy ? m_copy->address() : m_feed.path();
    }
    /// Writes what was recorded so far to the capture.
    void flush();
    /// Emits exported().
    void announceExport(const QString &path) { Q_EMIT exported(path); }
    /// Shows a recording that another process has left. It counts as unsaved, and is deleted when it is closed.
    void recover(const AbandonedRecording &recording);
    /// Writes a copy of what is shown, replacing \a path, while an event loop runs. \return whether it worked;
    /// otherwise problem() was emitted.
    bool save(const QString &path);
    [[nodiscard]] bool isSaving() const { return m_saving; }
    /// Ends the recording and closes the capture. A temporary capture is deleted.
    void close();
    /// Returns false where unsaved messages are to be kept.
    [[nodiscard]] bool mayDiscard() const;

Q_SIGNALS:
    /// Emitted when something failed. \a topic names what was tried: a later success emits solved() with it.
    void problem(const QString &text, const QString &topic);
    void solved(const QString &topic);
    /// Emitted when \a title could not listen because its port is in use, and \a port is free: \a start uses that one.
    void portInUse(const QString &text, const QString &title, quint16 port, const std::function<void()> &start);
    /// Emitted when the recording started or ended, or another capture is on show.
    void changed();
    /// Emitted when the database at \a address was asked; solved() or problem() of the topic "open" follows.
    void opening(const QString &address);
    /// Emitted when messagesToCopy() has changed.
    void messagesToCopyChanged();
    /// Emitted when a capture that was made before is on show; after changed().
    void opened();
    /// Emitted when a new recording is on show, before its first source starts.
    void recordingStarted();
    /// Emitted when all sources have ended and the capture stays on show.
    void recordingStopped();
    /// Emitted before the recording goes.
    void recordingClosed();
    void saved(const QString &path);
    void exported(const QString &path);
    /// Emitted while save() writes, from 0 to 100.
    void savingMoved(int percent);

private:
    /// Reports what the database did not take of the recording that has ended.
    void reportLeftover();
    using Retry = std::function<void()>;
    /// Where a source listens.
    struct ListeningAt
    {
        QHostAddress address;
        quint16 port = 0; ///< 0: it listens nowhere, or on any free port.
        std::function<void(quint16)> startOn;
    };
    struct StartedSource
    {
        QString title;
        SourceHost::Factory factory;
        ListeningAt listening;
        Retry onFailure;
    };

    void startSource(const QString &title, SourceHost::Factory factory, ListeningAt listening, Retry onFailure);
    /// Calls \a use with the addresses that \a host names, at once or when they were looked up; otherwise emits
    /// problem().
    void withAddresses(const QString &host, const QString &topic,
                       const std::function<void(const QList<QHostAddress> &)> &use);
    void startProxy(const ProxyOptions &options);
    void startForwardProxy(const RunSourceOptions &options);
    void onSourceFailed(quint64 ticket, const QString &reason);
    void announceOpened();
    void openDatabase(const QString &where, bool remember);
    /// Shows \a copy from now on. Returns whether its file can be read.
    bool showCopy(std::unique_ptr<DatabaseCopy> copy);
    void reportLeftOut(int captures);
    [[nodiscard]] std::optional<QString> replaceCapture(const QString &part, const QString &path) const;

    Settings *m_settings;
    std::unique_ptr<Recording> m_recording;
    std::unique_ptr<RecoveredRecording> m_recovered;
    std::unique_ptr<OpenedCapture> m_imported; ///< Made of m_original.
    QString m_original;
    std::unique_ptr<DatabaseCopy> m_opening; ///< The database has not answered yet.
    std::unique_ptr<DatabaseCopy> m_copy;    ///< What is shown of a database.
    CaptureFeed m_feed;                      ///< After the recording: closed before its file is deleted.
    DiscardQuestion m_question;
    QString m_nextPath;
    std::unordered_map<quint64, StartedSource> m_started; ///< By ticket.
    std::unordered_map<quint32, quint64> m_tickets;       ///< By source.
    QString m_writeProblem;
    QString m_savedPath;
    bool m_saving = false;
    bool m_onlyDemo = true;      ///< Every source so far is the demo's.
    quint32 m_savedMessages = 0; ///< Of this recording, by the last save().
    quint64 m_shown = 0;         ///< Grows with each capture that is closed.
};

} // namespace Inspector
