// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/captureerror.h"
#include "relaycore/wire/wireobserver.h"

#include <QtCore/QObject>
#include <QtCore/QString>

#include <memory>
#include <variant>

namespace Inspector {

struct CaptureWriterOptions
{
    /// Above this many queued bytes of payload observe() answers Wait; below a quarter of it resumed() goes out.
    qsizetype queueBytes = 16 * 1024 * 1024;
    qsizetype queueEvents = 65'536; ///< Likewise for the number of events.
};

/// Writes wire events into a capture file, on a thread of its own behind a bounded queue.
///
/// Events are committed at the latest 200 ms after they were observed, so that a crash loses at most the last second
/// and another process can read along.
///
/// \par Threads  created and destroyed in one thread; observe() and publishedMessages() from any.
class CaptureWriter final : public QObject, public RelayCore::WireObserver
{
    Q_OBJECT

public:
    /// Creates the file (an existing capture is refused, it is never overwritten) and starts the thread.
    [[nodiscard]] static std::variant<std::unique_ptr<CaptureWriter>, CaptureError>
    create(const QString &path, const CaptureWriterOptions &options = {});

    /// Like finish().
    ~CaptureWriter() override;

    FlowControl observe(RelayCore::WireEvent event) override;

    [[nodiscard]] QString path() const;
    /// How many messages a reader can see by now. Ids are 1 to this number.
    [[nodiscard]] quint32 publishedMessages() const;
    /// Changes whenever something other than messages was committed (sources, connections, states).
    [[nodiscard]] quint64 publishedRevision() const;
    /// Returns how many messages were observed after failed(), and so are in no file.
    [[nodiscard]] quint64 unrecordedMessages() const;
    /// Waits until everything observed before this call is committed.
    void flush();
    /// Writes what is queued, closes the file (no WAL left behind) and ends the thread. Later events are dropped.
    void finish();

Q_SIGNALS:
    /// After a Wait: there is room again. Emitted from the writer's thread.
    void resumed();
    /// The disk is full or gone: nothing more is written. Emitted once, from the writer's thread.
    void failed(const Inspector::CaptureError &error);

private:
    struct Private;
    explicit CaptureWriter(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace Inspector
