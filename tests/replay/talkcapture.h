// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/capturewriter.h"
#include "relaycore/protocol/messages.h"

#include <QtCore/QUuid>

#include <chrono>
#include <memory>

/// Writes a capture of clients of a relay, event by event.
class TalkCapture
{
public:
    explicit TalkCapture(const QString &path);
    ~TalkCapture();

    static const QUuid alpha;
    static const QUuid beta;

    /// What follows happened \a pause later.
    void wait(std::chrono::milliseconds pause) { m_timeNs += pause.count() * 1'000'000; }
    void open(RelayCore::ConnectionId connection, int status = 101);
    void sent(RelayCore::ConnectionId connection, const QByteArray &text) { message(connection, true, text); }
    void received(RelayCore::ConnectionId connection, const QByteArray &text) { message(connection, false, text); }
    void sent(RelayCore::ConnectionId connection, const RelayCore::RelayMessage &message);
    void received(RelayCore::ConnectionId connection, const RelayCore::RelayMessage &message);
    /// A message of which only the beginning was recorded.
    void sentTruncated(RelayCore::ConnectionId connection, const QByteArray &text);
    void sentBinary(RelayCore::ConnectionId connection, const QByteArray &bytes);
    void close(RelayCore::ConnectionId connection, bool byClient, quint16 code, const QString &reason = {});
    /// Opens \a connection and registers there.
    void join(RelayCore::ConnectionId connection, const QUuid &uuid, const QString &name);
    /// alpha and beta register on connections 1 and 2, alpha offers, beta answers: 8 messages.
    void handshake();
    void finish();

    [[nodiscard]] static RelayCore::PeerConnection offer(const QUuid &from, const QUuid &to,
                                                         const QString &description = QStringLiteral("v=0\r\ns=-\r\n"));
    /// Records any event.
    void observe(RelayCore::ConnectionId connection, RelayCore::WirePayload payload);

private:
    void message(RelayCore::ConnectionId connection, bool isSent, const QByteArray &text);

    std::unique_ptr<Inspector::CaptureWriter> m_writer;
    qint64 m_timeNs = 1'777'882'530'000'000'000; ///< 2026-05-04T08:15:30Z
};
