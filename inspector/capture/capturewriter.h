// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/captureerror.h"
#include "inspector/capture/capturestore.h"
#include "inspector/capture/storeoptions.h"
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
    StoreOptions store = {};        ///< For captures in a database.
};

/// Writes wire events into a capture file or a capture in a database, on a thread of its own behind a bounded queue.
///
/// Events are committed at the latest 200 ms after they were observed, so that a crash loses at most the last second
/// and another process can read along. While a database is away they are committed to a local file instead, and
/// brought into the database when it is back.
///
/// \par Threads  created and destroyed in one thread; observe() and publishedMessages() from any.
class CaptureWriter final : public QObject, public RelayCore::WireObserver
{
    Q_OBJECT

public:
    /// Creates the file, or the capture in the database, that \a where names, and starts the thread. An existing
    /// capture is refused, it is never overwritten. For an address of a database without the name of a capture the
    /// name is made of the host's name and the time.
    [[nodiscard]] static std::variant<std::unique_ptr<CaptureWriter>, CaptureError>
    create(const QString &where, const CaptureWriterOptions &options = {});

    /// Like finish().
    ~CaptureWriter() override;

    FlowControl observe(RelayCore::WireEvent event) override;

    /// Returns the path of the file, or the address of the capture.
    [[nodiscard]] QString path() const;
    /// How many messages a reader can see by now. Ids are 1 to this number.
    [[nodiscard]] quint32 publishedMessages() const;
    /// Changes whenever something other than messages was committed (sources, connections, states).
    [[nodiscard]] quint64 publishedRevision() const;
    /// Returns how many messages were observed after failed(), and so are in no file.
    [[nodiscard]] quint64 unrecordedMessages() const;
    /// Returns, after finish(), the messages that the database has not taken and the file that holds them.
    [[nodiscard]] std::optional<CaptureLeftover> leftover() const;
    /// Waits until everything observed before this call is committed.
    void flush();
    /// Writes what is queued, closes the file (no WAL left behind) and ends the thread. Later events are dropped.
    void finish();

Q_SIGNALS:
    /// After a Wait: there is room again. Emitted from the writer's thread.
    void resumed();
    /// The disk is full or gone: nothing more is written. Emitted once, from the writer's thread.
    void failed(const Inspector::CaptureError &error);
    /// The database cannot be reached, or refuses rows: they go into a local file. Emitted from a thread of the store.
    void storeAway(const QString &reason);
    /// After storeAway(): the database takes rows again. Emitted from a thread of the store.
    void storeBack();

private:
    struct Private;
    explicit CaptureWriter(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace Inspector
