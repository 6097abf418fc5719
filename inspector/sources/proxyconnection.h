// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/frames/httphead.h"
#include "inspector/frames/wirereader.h"
#include "inspector/sources/proxysource.h"
#include "relaycore/wire/secretredactor.h"

#include <QtCore/QByteArray>
#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <memory>
#include <optional>

QT_BEGIN_NAMESPACE
class QSslSocket;
class QTcpSocket;
QT_END_NAMESPACE

namespace Inspector {

/// What the connections of one proxy share.
class ProxyContext
{
public:
    ProxyContext(const ProxyOptions &options, RelayCore::WireObserver &observer, RelayCore::SourceId source);
    Q_DISABLE_COPY_MOVE(ProxyContext)

    void observe(RelayCore::ConnectionId connection, qint64 timeNs, RelayCore::WirePayload payload);
    /// What the source itself knows to be secret; a connection learns more from its request.
    [[nodiscard]] const RelayCore::SecretRedactor &secrets() const { return m_secrets; }
    /// Whether the observer said Wait and has not asked to go on since.
    [[nodiscard]] bool waiting() const { return m_waiting; }
    void resume();

    [[nodiscard]] const ProxyOptions &options() const { return m_options; }
    /// Where a chunk lies between reading and writing; one is enough, because a chunk is never kept.
    [[nodiscard]] QByteArray &scratch() { return m_scratch; }

private:
    ProxyOptions m_options;
    RelayCore::SecretRedactor m_secrets;
    RelayCore::WireObserver &m_observer;
    QByteArray m_scratch;
    quint64 m_resumes = 0;
    RelayCore::SourceId m_source;
    bool m_waiting = false;
};

/// One client, its connection to the upstream, and the bytes between them.
///
/// Everything happens in advance(): it looks at what both sockets have and does what can be done, so it may be called
/// at any time, and every signal of the sockets ends there. A socket is not read while the other has more than 1 MiB
/// to write, or while the observer wants us to wait.
///
/// QTcpSocket closes both directions when its peer closes one. So when one side has closed, all that it said is
/// forwarded, then the other side is closed; what the other side says meanwhile has nobody left to go to.
class ProxyConnection final : public QObject
{
    Q_OBJECT

public:
    /// \param client  an accepted socket; the connection owns it from now on.
    /// \param context  outlives the connection.
    ProxyConnection(QTcpSocket *client, ProxyContext &context, QObject *parent = nullptr);
    ~ProxyConnection() override;

    /// Tells the observer, and connects to the upstream.
    void start();
    /// Does whatever can be done now.
    void advance();
    /// Closes both sides once what is under way was written. finished() follows.
    void stop();

Q_SIGNALS:
    /// The upstream will see this client come from our own \a port. Before the first byte goes there.
    void upstreamConnected(RelayCore::ConnectionId connection, quint16 port, const QString &clientAddress);
    /// Both sockets are closed. Always emitted from the event loop, never from within a call of ours.
    void finished();

private:
    enum class Stage : quint8 {
        Head, ///< The client's request head is not complete.
        Streaming,
        Closing, ///< The end is recorded; what is under way is written.
        Done,
    };

    void connectUpstream();
    void upstreamReady();
    void upstreamError();
    void collectTls();
    void failUpstream(RelayCore::CloseCategory category, const QString &text);
    void timeOut();
    void written();

    [[nodiscard]] bool readHead();
    [[nodiscard]] bool pump(QTcpSocket &from, QTcpSocket &to, RelayCore::Direction direction);
    void step();
    void forwardHead();
    void decode(RelayCore::Direction direction, QByteArrayView bytes, qint64 timeNs);
    void answerFailure();
    [[nodiscard]] RelayCore::ConnectionClosed closedBy(RelayCore::Direction side) const;
    void close(RelayCore::ConnectionClosed closed);
    void finishWhenClosed();
    void record(RelayCore::WirePayload payload);
    void record(RelayCore::WirePayload payload, qint64 timeNs);
    [[nodiscard]] QString upstreamName() const;

    ProxyContext &m_context;
    RelayCore::SecretRedactor m_secrets;
    WireReader m_reader;
    HttpHead m_head;
    std::unique_ptr<QTcpSocket> m_client;
    std::unique_ptr<QTcpSocket> m_upstream;
    QSslSocket *m_tls = nullptr; ///< m_upstream, where it is one.
    QTimer m_timer;          ///< For the upstream to be ready, the request to be complete, or the rest to be written.
    QString m_clientAddress; ///< `127.0.0.1:51234`; a socket that has closed no longer knows.
    QByteArray m_pending;    ///< The client's bytes that wait for the upstream.
    QStringList m_tlsErrors;
    std::optional<RelayCore::ConnectionClosed> m_failure;
    std::optional<RelayCore::Direction> m_firstClose; ///< Who sent the first close frame.
    int m_status = 0;
    RelayCore::ConnectionId m_id;
    Stage m_stage = Stage::Head;
    bool m_ready = false;
    bool m_advancing = false;
    bool m_again = false;
};

} // namespace Inspector
