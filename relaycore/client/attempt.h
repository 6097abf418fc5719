// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/classify.h"
#include "relaycore/client/closingframes.h"
#include "relaycore/client/relayclientoptions.h"
#include "relaycore/client/upgradereader.h"
#include "relaycore/wire/wireevent.h"

#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtWebSockets/QWebSocket>

#include <memory>

namespace RelayCore {

class TcpConnector;

/// Receives what happens to an attempt. Any call may end the attempt: it touches nothing of its own after one.
///
/// An interface rather than signals: a client receives these calls for every message, and eight connections for each of
/// thousands of clients take memory.
class AttemptOwner
{
public:
    /// The TCP connection stands and the request was written.
    virtual void onRequestSent() = 0;
    virtual void onAttemptOpened() = 0;
    virtual void onText(const QString &text) = 0;
    virtual void onBinary(const QByteArray &data) = 0;
    virtual void onBytesWritten(qint64 bytes) = 0;
    virtual void onPong(const QByteArray &nonce) = 0;
    /// Bytes arrived, be it a part of a frame.
    virtual void onDataReceived() = 0;
    /// Called at most once, and nothing after it.
    virtual void onAttemptEnded(const AttemptEnd &end) = 0;

protected:
    ~AttemptOwner() = default;
};

/// One connection attempt around one QWebSocket, from open() to its only end. Internal to this module.
///
/// A QWebSocket carries close codes and half frames over to its next open(), reports errors and ends in varying order,
/// and emits from inside abort(). So a socket is used once, the first end wins, and the owner is not called afterwards.
class Attempt final : public QObject
{
    Q_OBJECT

public:
    Attempt(std::unique_ptr<QWebSocket> socket, AttemptOwner &owner);
    ~Attempt() override;
    Q_DISABLE_COPY_MOVE(Attempt)

    /// Drops the socket without a further call and deletes itself, at once or once it is off the call stack.
    void retire();
    struct Retire
    {
        void operator()(Attempt *attempt) const { attempt->retire(); }
    };

    /// \param headers  of the upgrade request, beside those that QWebSocket makes.
    void open(const RelayClientOptions &options, const HeaderList &headers);
    /// Only once opened: earlier, QWebSocket would write the frame into the HTTP stream.
    void ping(const QByteArray &nonce);
    /// Sends \a text, which is ASCII. Only once opened.
    ///
    /// One frame, written to the transport: QWebSocket would convert a QString and mask it byte by byte, a third of
    /// what a message costs. A text beyond QWebSocket::outgoingFrameSize() is left to QWebSocket, which splits it.
    void sendText(const QByteArray &text);
    /// Starts the closing handshake. The end follows, never from inside this call, once the peer's Close frame has
    /// arrived and everything is written, or the connection is gone; a peer may do neither. Only once opened.
    ///
    /// QWebSocket would close the connection as soon as its Close frame is written. So the frame is written, and the
    /// answer read, beside it.
    void close(quint16 code);

    /// What a deadline or a bad reply amounts to: the socket is dropped without a further call.
    [[nodiscard]] AttemptEnd abandon(AttemptEnd::Cause cause, const ErrorText &reply);

    [[nodiscard]] bool isOpen() const { return m_opened && !m_ended; }
    /// Narrower than isOpen(): after a close frame QWebSocket still takes data, and loses it.
    [[nodiscard]] bool canSend() const;
    [[nodiscard]] bool wasRequestSent() const { return m_requestSent; }
    [[nodiscard]] qint64 unsentBytes() const;
    [[nodiscard]] QWebSocket *socket() const { return m_socket; }
    [[nodiscard]] ConnectionId connectionId() const { return m_connectionId; }
    [[nodiscard]] QString localEndpoint() const;

private:
    class SocketSlot;

    void onError(QAbstractSocket::SocketError error);
    void onDisconnected();
    void onAboutToClose();
    void onSslErrors(const QList<QSslError> &errors);
    void noteRequestSent();
    void connectDirectly(const QNetworkRequest &request, const RelayClientOptions &options);
    void finish();
    void listenToTransport();
    void releaseOpening(); ///< Frees what only the opening needs.
    void readClosing();
    void finishClosing();

    QWebSocket *m_socket;
    AttemptOwner &m_owner;
    QPointer<QAbstractSocket> m_transport;    ///< Of m_socket, once opened. Null where it is not a child of the socket.
    std::unique_ptr<UpgradeReader> m_upgrade; ///< Until the socket has opened.
    std::unique_ptr<TcpConnector> m_connector; ///< The same; where no proxy connects.
    ConnectionId m_connectionId;
    std::optional<QAbstractSocket::SocketError> m_socketError;
    QString m_errorText;
    QString m_proxy; ///< "HOST:PORT"; empty: none is in use.
    QStringList m_tlsErrors;
    std::optional<QSsl::AlertType> m_tlsAlert;
    bool m_sentCertificate = false;
    RelayClock *m_clock = nullptr; ///< Of the options, which outlive an attempt.
    int m_insideSocketSlot = 0;
    bool m_verify = true;
    bool m_tcpConnected = false;
    bool m_requestSent = false;
    bool m_opened = false;
    bool m_closing = false;                         ///< By us.
    std::unique_ptr<PeerCloseFinder> m_closeFinder; ///< Since close().
    std::unique_ptr<PeerClose> m_peerClose;         ///< Received after close().
    bool m_closeFrameReceived = false;
    bool m_ended = false;
};

using AttemptPointer = std::unique_ptr<Attempt, Attempt::Retire>;

} // namespace RelayCore
