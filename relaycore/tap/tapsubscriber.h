// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/tap/tapdirectory.h"
#include "relaycore/tap/tapsnapshot.h"

#include <QtCore/QObject>
#include <QtNetwork/QLocalSocket>

#include <memory>

namespace RelayCore {

/// One reader of a tap: a socket with bounded unread data. Internal to this module.
class TapSubscriber final : public QObject
{
    Q_OBJECT

public:
    /// Unread bytes beyond which the reader is behind and receives nothing more.
    static constexpr qint64 maxUnread = 4 * 1024 * 1024;

    /// Takes \a socket over and writes the beginning of the stream for \a address and all of \a snapshot.
    TapSubscriber(QLocalSocket *socket, const TapAddress &address, const TapSnapshot &snapshot);
    ~TapSubscriber() override;

    /// Whether it takes events at the moment.
    [[nodiscard]] bool isTaking() const { return !m_behind; }
    /// Writes \a record, the encoded \a event. Returns false where the reader is behind: the event is lost for it.
    bool send(const WireEvent &event, const QByteArray &record);
    /// Reports \a count events that were dropped before they reached this reader, when it is not behind.
    void addLost(quint64 count);
    /// Brings a reader up to date that has read what it had: the number of lost events, then what changed in \a
    /// snapshot. Does nothing while it is behind.
    void catchUp(const TapSnapshot &snapshot);

Q_SIGNALS:
    /// The reader has read enough to receive events again.
    void drained();
    /// The reader closed its side, or wrote although there is nothing to be written.
    void left();

private:
    void onBytesWritten();
    void onReadyRead();
    void write(const QByteArray &record);
    void reportLost();

    std::unique_ptr<QLocalSocket> m_socket;
    TapSnapshot::Known m_known;
    quint64 m_lost = 0;
    bool m_behind = false;
};

} // namespace RelayCore
