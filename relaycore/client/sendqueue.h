// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/fifo.h"
#include "relaycore/client/promise.h"
#include "relaycore/client/sendresult.h"
#include "relaycore/export.h"
#include "relaycore/protocol/messages.h"

#include <QtCore/QByteArray>
#include <QtCore/QFutureWatcher>
#include <QtCore/QScopedPointer>

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

namespace RelayCore {

/// One send(), from the call until its outcome has been reported. Internal to this module.
struct PendingSend
{
    SendId id = 0;
    RelayMessage message;
    QByteArray encoded;                                  ///< See encode(); empty once it will not be written again.
    qsizetype bytes = 0;                                 ///< What it has encoded.
    std::optional<std::chrono::milliseconds> timeToLive; ///< As in SendOptions.
    std::chrono::milliseconds expiresAt = std::chrono::milliseconds::max(); ///< On the client's clock.
    bool resendUncertain = false;
    std::optional<Promise<SendResult>> promise;                             ///< Empty: no one asked for a future.
    std::unique_ptr<QFutureWatcherBase, QScopedPointerDeleteLater> watcher; ///< Of its cancellation, while it waits.
};

/// Shared, never copied: the queue, the emitter and a signal refer to the same message.
using PendingSendPtr = std::shared_ptr<PendingSend>;

/// The messages that wait for a connection: first in, first out, bounded in number and bytes. Internal to this module.
class RELAYCORE_TESTED SendQueue
{
public:
    SendQueue(qsizetype maxMessages, qsizetype maxBytes)
        : m_maxMessages(maxMessages)
        , m_maxBytes(maxBytes)
    {}

    /// For what is pushed from now on.
    void setLimits(qsizetype maxMessages, qsizetype maxBytes)
    {
        m_maxMessages = maxMessages;
        m_maxBytes = maxBytes;
    }
    [[nodiscard]] bool contains(const PendingSendPtr &send) const;
    /// Takes \a send, or leaves it alone and returns false when it does not fit.
    [[nodiscard]] bool push(PendingSendPtr &send);
    [[nodiscard]] PendingSendPtr pop();
    /// Takes \a send back in, in its old place and beyond the bounds: it was here before.
    void putBack(PendingSendPtr send);
    /// Whether a message of \a bytes could ever fit.
    [[nodiscard]] bool couldHold(qsizetype bytes) const { return m_maxMessages > 0 && bytes <= m_maxBytes; }
    /// Null where there is none.
    [[nodiscard]] PendingSendPtr take(SendId id);
    /// Takes out everything that expires at or before \a now.
    [[nodiscard]] std::vector<PendingSendPtr> takeExpired(std::chrono::milliseconds now);
    [[nodiscard]] std::vector<PendingSendPtr> takeAll();

    [[nodiscard]] bool isEmpty() const { return m_waiting.isEmpty(); }
    [[nodiscard]] qsizetype count() const { return m_waiting.count(); }
    [[nodiscard]] qsizetype bytes() const { return m_bytes; }
    /// When the next one expires; max() where none does.
    [[nodiscard]] std::chrono::milliseconds nextExpiry() const;

private:
    Fifo<PendingSendPtr> m_waiting;
    qsizetype m_maxMessages;
    qsizetype m_maxBytes;
    qsizetype m_bytes = 0;
};

/// The messages given to a socket that has not passed them on yet. Internal to this module.
///
/// Works on a running count of the bytes the socket has written: a message is written once that count reaches where its
/// last byte was when it was queued.
class RELAYCORE_TESTED InFlight
{
public:
    /// \a send was just given to the socket, which now holds \a unsent bytes up to the end of it.
    void add(PendingSendPtr send, qint64 unsent);
    /// The socket passed on \a bytes more.
    void written(qint64 bytes) { m_writtenBytes += bytes; }
    /// The next message that is wholly written; null where there is none.
    [[nodiscard]] PendingSendPtr takeWritten();
    [[nodiscard]] std::vector<PendingSendPtr> takeAll();
    [[nodiscard]] bool isEmpty() const { return m_sends.isEmpty(); }

private:
    struct Entry
    {
        PendingSendPtr send;
        qint64 end = 0;
    };
    Fifo<Entry> m_sends;
    qint64 m_writtenBytes = 0;
};

} // namespace RelayCore
