// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/protocol/messages.h"

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QObject>
#include <QtCore/QStringList>
#include <QtCore/QUrl>
#include <QtNetwork/QNetworkRequest>
#include <QtNetwork/QSslConfiguration>
#include <QtWebSockets/QWebSocketServer>

#include <functional>

QT_BEGIN_NAMESPACE
class QWebSocket;
QT_END_NAMESPACE

/// What an application links into its own tests to try how it lives with a relay. See docs/testing.md.
namespace RelayCore::TestKit {

/// A relay that is controlled by a test: it listens on a free port of the loopback interface, and accepts
/// registrations, refuses them, answers with anything, or stays silent. It routes nothing: what clients send is kept
/// for the test to look at, and what they receive is what the test sends.
///
/// Everything happens in the event loop, so wait for what you expect: `QTRY_COMPARE(relay.messages().size(), 1)`, or a
/// QSignalSpy on one of the signals. "The peer" is the newest connection; a test that needs several clients at once
/// takes a RelayServer.
///
/// \par Threads  owned by one thread with an event loop; clients may live in others.
/// \par Errors   calls that need a peer return false where there is none. Nothing is thrown.
/// \since 0.1
class ScriptedRelay : public QObject
{
    Q_OBJECT

public:
    /// Called with the socket and the text of each registration, see setReply().
    using Reply = std::function<void(QWebSocket *socket, const QString &text)>;

    /// Listens at once, on `ws://127.0.0.1` and a free port; registrations are accepted.
    explicit ScriptedRelay(QObject *parent = nullptr);
    /// The same on `wss://127.0.0.1`; \a tls holds the certificate and its key.
    explicit ScriptedRelay(const QSslConfiguration &tls, QObject *parent = nullptr);
    /// Drops every connection.
    ~ScriptedRelay() override;

    /// Where clients find this relay. The same before, during and after stop().
    [[nodiscard]] QUrl address() const;
    /// Whether clients can connect; false after stop(), and where no port was free.
    [[nodiscard]] bool isListening() const;

    /// \name What registrations are answered with
    /// From the next registration on; connections that are registered stay as they are.
    /// @{
    void acceptRegistrations(); ///< As a relay does. The default.
    /// With `success: false` and \a reason, which a client takes for final.
    void refuseRegistrations(const QString &reason);
    /// With \a text, whatever it is: nonsense, or a message of another type.
    void answerRegistrations(const QString &text);
    void ignoreRegistrations(); ///< Not at all, so that the client's deadline passes.
    /// With what \a reply does. It may close the socket, and must not delete it.
    void setReply(Reply reply);
    /// @}

    /// \name What clients did
    /// Over all connections since this relay was made.
    /// @{
    [[nodiscard]] int connections() const { return m_connections; } ///< Accepted upgrades.
    /// The registrations in their order, one per connection that got so far.
    [[nodiscard]] const QList<RelayRegistration> &registrations() const { return m_registrations; }
    /// The texts that came after the registration, as they were.
    [[nodiscard]] const QStringList &received() const { return m_received; }
    /// The relay messages among received().
    [[nodiscard]] const QList<RelayMessage> &messages() const { return m_messages; }
    /// A header of the newest upgrade request, for example `requestHeader("Authorization")`; empty where there is none.
    /// \param name  in any case.
    [[nodiscard]] QByteArray requestHeader(const QByteArray &name) const;
    /// @}

    /// \name What the relay does to its peer
    /// \return false, and nothing happens, where no client is connected.
    /// @{
    [[nodiscard]] bool hasPeer() const { return m_peer != nullptr; } ///< Whether a client is connected.
    bool send(const RelayMessage &message);                          ///< Whatever the peer of \a message is.
    bool sendText(const QString &text);                              ///< \a text need not be a relay message.
    bool sendBinary(const QByteArray &data);                         ///< Which no relay does.
    /// Starts the closing handshake with \a code (1000, 1001, 4000 ... see docs/protocol.md) and \a reason.
    bool closePeer(quint16 code, const QString &reason = {});
    /// Ends the TCP connection without a close frame, as a dying process does.
    bool dropPeer();
    /// The socket itself, for everything else; nullptr where no client is connected. It belongs to this relay, and is
    /// gone soon after its connection: keep it in a QPointer.
    [[nodiscard]] QWebSocket *peer() const { return m_peer; }
    /// @}

    /// Stops listening and drops all connections; new ones are refused from now on.
    void stop();
    /// Listens again, on the same port. \return false: another program has taken it.
    bool restart();

Q_SIGNALS:
    void connected();                                                  ///< An upgrade was accepted.
    void registered(const RelayCore::RelayRegistration &registration); ///< Before it is answered.
    void textReceived(const QString &text);                            ///< After the registration.
    void messageReceived(const RelayCore::RelayMessage &message);      ///< The same, where it is a relay message.
    void disconnected();                                               ///< A connection ended, from either side.

private:
    void listen();
    void onNewConnection();
    void onRegistration(QWebSocket *socket, const QString &text);
    void onText(const QString &text);
    void onDisconnected(QWebSocket *socket);

    QWebSocketServer m_server;
    Reply m_reply;
    QWebSocket *m_peer = nullptr;
    QNetworkRequest m_request;
    QList<RelayRegistration> m_registrations;
    QStringList m_received;
    QList<RelayMessage> m_messages;
    quint16 m_port = 0;
    int m_connections = 0;
};

} // namespace RelayCore::TestKit
