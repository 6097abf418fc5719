// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/replay/replaydifference.h"
#include "inspector/replay/replayoptions.h"

#include <QtCore/QObject>

#include <memory>

namespace Inspector {

/// Has the clients of a capture send the same to a relay once more, and compares what comes back.
///
/// Each connection of the capture becomes one connection. What its client sent is sent byte for byte, apart from
/// renewed UUIDs; pings are not repeated. Received messages are compared by meaning (see messageDifferences()), those
/// of each sender in order. Memory holds about 40 bytes a message of the capture, and what differs.
///
/// \par Threads  one with an event loop, in which start() opens the capture.
class Replay final : public QObject
{
    Q_OBJECT

public:
    /// \param capture  path of the capture; may be written meanwhile, what is added after start() is not replayed.
    Replay(QString capture, ReplayOptions options, QObject *parent = nullptr);
    ~Replay() override;

    /// Closes the connections, also while the capture is read. finished() follows. \par Threads  any.
    void cancel();

public Q_SLOTS:
    void start();

Q_SIGNALS:
    /// Emitted at most every 100 ms with the number of messages of the capture that are read, before anything is sent.
    void reading(quint64 done, quint64 total);
    /// Emitted at most every 100 ms with the number of steps (openings, messages, ends) that are done.
    void moved(quint64 done, quint64 total);
    /// Emitted for at most 10,000 differences; the summary counts all.
    void differed(const Inspector::ReplayDifference &difference);
    /// The last signal. Emitted once.
    void finished(const Inspector::ReplaySummary &summary);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace Inspector
