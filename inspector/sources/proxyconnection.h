// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/frames/requestsplitter.h"
#include "inspector/frames/wirereader.h"
#include "inspector/sources/connectionend.h"
#include "inspector/sources/forwardfront.h"
#include "inspector/sources/proxycontext.h"
#include "relaycore/wire/secretredactor.h"
#include "relaycore/wire/wireclock.h"

#include <QtCore/QByteArray>
#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <memory>
#include <optional>

namespace Inspector {

class PlainStream;

/// One client, its connection to the upstream, and the bytes between them.
///
/// Everything happens in advance(): it looks at what both streams have and does what can be done, so it may be called
/// at any time, and every signal of the streams ends there. A stream is not read while the other has more than 1 MiB
/// to write, or while the observer has no room.
///
/// When one side ends its direction, everything that it sent is forwarded and then that direction is ended towards the
/// other side, too; the other direction goes on until it ends itself.
class ProxyConnection final : public QObject
{
    Q_OBJECT

public:
    /// \param descriptor  of an accepted socket; the connection owns it from now on.
    /// \param context  outlives the connection.
    ProxyConnection(int descriptor, ProxyContext &context, QObject *parent = nullptr);
    ~ProxyConnection() override;

    /// Records the connection, and connects to the upstream. A forward proxy waits for the client's request first.
    void start();
    /// Does whatever can be done now.
    void advance();
    /// Closes both sides once what is under way was written. finished() follows.
    void stop();

Q_SIGNALS:
    /// The upstream will see this client come from our own \a port. Emitted before the first byte goes there.
    void upstreamConnected(RelayCore::ConnectionId connection, quint16 port, const QString &clientAddress);
    /// Both sides are closed. Always emitted from the event loop, never from within a call of ours.
    void finished();

private:
    enum class Stage : quint8 {
        Front, ///< The target that the client names to the forward proxy is not known yet.
        Open,
        Closing, ///< The end is recorded; what is under way is written.
        Done,
    };

    /// Whether the bytes are a WebSocket's, and shown.
    enum class Watch : quint8 { Yes, Undecided, No };

    void frontReady();
    void frontFailed(RelayCore::CloseCategory category, const QString &text);
    void begin(std::unique_ptr<ByteStream> client, const QUrl &upstream);
    void upstreamReady();
    void upstreamFailed(RelayCore::CloseCategory category, const QString &text);
    void timeOut();
    void written();

    void step();
    [[nodiscard]] bool pumpSent();
    [[nodiscard]] bool pumpReceived();
    void forwardSent(QByteArrayView bytes);
    [[nodiscard]] QByteArray rewrittenHead() const;
    void sendUpstream(QByteArrayView bytes);
    void passEnds();
    void passEnd(ByteStream &to, RelayCore::Direction direction);
    void watchSent(QByteArrayView bytes, qint64 timeNs);
    void decide(Watch watch);
    void decode(RelayCore::Direction direction, QByteArrayView bytes, qint64 timeNs);
    void note(const RelayCore::WirePayload &payload, RelayCore::Direction direction);
    void answerFailure();
    void close(RelayCore::ConnectionClosed closed);
    void setConnecting(bool connecting);
    void finishWhenClosed();
    void record(RelayCore::WirePayload payload);
    void record(RelayCore::WirePayload payload, qint64 timeNs);

    ProxyContext &m_context;
    RelayCore::SecretRedactor m_secrets;
    RelayCore::ConnectionTime m_time;
    WireReader m_reader;
    RequestSplitter m_requests;
    std::unique_ptr<ForwardFront> m_front;
    std::unique_ptr<UpstreamConnector> m_connector;
    std::unique_ptr<ByteStream> m_client;
    std::unique_ptr<ByteStream> m_upstream; ///< Null until it is connected.
    QTimer m_timer; ///< For the request to be complete after a failure, a side that cannot end alone, or the rest.
    QUrl m_target;
    QString m_clientAddress; ///< `127.0.0.1:51234`
    QByteArray m_pending;    ///< The client's bytes that wait for the upstream.
    QByteArray m_undecided;  ///< The client's bytes until it is known whether they are shown.
    std::optional<RelayCore::ConnectionClosed> m_failure;
    std::optional<RelayCore::Direction> m_firstEnd; ///< Whose direction ended first.
    ConnectionFacts m_facts;
    RelayCore::ConnectionId m_id;
    Stage m_stage = Stage::Front;
    Watch m_watch = Watch::Yes;
    bool m_connecting = false; ///< Waits for the upstream.
    bool m_headSeen = false;   ///< A whole request head, or something that is none, has come from the client.
    bool m_sentEnded = false;  ///< The end of the client's direction was passed on.
    bool m_receivedEnded = false;
    bool m_advancing = false;
    bool m_again = false;
};

} // namespace Inspector
