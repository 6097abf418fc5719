// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/classify.h"
#include "relaycore/client/closingframes.h"
#include "relaycore/client/relayclientoptions.h"
#include "relaycore/client/upgradereader.h"
#include "relaycore/wire/wireevent.h"

#include <QtCore/QObject>
#include <QtWebSockets/QWebSocket>

#include <memory>

namespace RelayCore {

class TcpConnector;

/// One connection attempt around one QWebSocket, from open() to its only end. Internal to this module.
///
/// A QWebSocket carries close codes and half frames over to its next open(), reports errors and ends in varying order,
/// and emits from inside abort(). So a socket is used once, the first end wins, and nothing is emitted afterwards.
class Attempt final : public QObject
{
    Q_OBJECT

public:
    explicit Attempt(std::unique_ptr<QWebSocket> socket);
    ~Attempt() override;
    Q_DISABLE_COPY_MOVE(Attempt)

    /// Drops the socket without a further signal and deletes itself, at once or once it is off the call stack.
    void retire();
    struct Retire
    {
        void operator()(Attempt *attempt) const { attempt->retire(); }
    };

    /// \param headers  of the upgrade request, beside those that QWebSocket makes.
    void open(const RelayClientOptions &options, const HeaderList &headers);
    /// Only once opened: earlier, QWebSocket would write the frame into the HTTP stream.
    void ping(const QByteArray &nonce);
    void sendText(const QString &text);
    /// Starts the closing handshake. ended() follows, never from inside this call, once the peer's Close frame has
    /// arrived and everything is written, or the connection is gone; a peer may do neither. Only once opened.
    ///
    /// QWebSocket would close the connection as soon as its Close frame is written. So the frame is written, and the
    /// answer read, beside it.
    void close(quint16 code);

    /// What a deadline or a bad reply amounts to: the socket is dropped without a further signal.
    [[nodiscard]] AttemptEnd abandon(AttemptEnd::Cause cause, const ErrorText &reply);

    [[nodiscard]] bool isOpen() const { return m_opened && !m_ended; }
    /// Narrower than isOpen(): after a close frame QWebSocket still takes data, and loses it.
    [[nodiscard]] bool canSend() const;
    [[nodiscard]] bool wasRequestSent() const { return m_requestSent; }
    [[nodiscard]] qint64 unsentBytes() const;
    [[nodiscard]] QWebSocket *socket() const { return m_socket; }
    [[nodiscard]] ConnectionId connectionId() const { return m_connectionId; }
    [[nodiscard]] QString localEndpoint() const;

Q_SIGNALS:
    /// The TCP connection stands and the request was written.
    void requestSent();
    void opened();
    void textReceived(const QString &text);
    void binaryReceived(const QByteArray &data);
    void bytesWritten(qint64 bytes);
    void pongReceived(const QByteArray &nonce);
    /// Bytes arrived, be it a part of a frame.
    void dataReceived();
    /// Emitted at most once, and nothing after it.
    void ended(const RelayCore::AttemptEnd &end);

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
    [[nodiscard]] QAbstractSocket *transport() const;
    void readClosing();
    void finishClosing();

    QWebSocket *m_socket;
    UpgradeReader m_upgrade;
    std::unique_ptr<TcpConnector> m_connector; ///< Where no proxy connects.
    ConnectionId m_connectionId;
    std::optional<QAbstractSocket::SocketError> m_socketError;
    QString m_errorText;
    QString m_proxy; ///< "HOST:PORT"; empty: none is in use.
    QStringList m_tlsErrors;
    std::optional<QSsl::AlertType> m_tlsAlert;
    bool m_sentCertificate = false;
    std::shared_ptr<RelayClock> m_clock;
    int m_insideSocketSlot = 0;
    bool m_verify = true;
    bool m_tcpConnected = false;
    bool m_requestSent = false;
    bool m_opened = false;
    bool m_closing = false; ///< By us.
    PeerCloseFinder m_closeFinder;
    std::optional<PeerClose> m_peerClose; ///< Received after close().
    bool m_closeFrameReceived = false;
    bool m_ended = false;
};

using AttemptPointer = std::unique_ptr<Attempt, Attempt::Retire>;

} // namespace RelayCore
