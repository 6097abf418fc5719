// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/closeresult.h"
#include "relaycore/client/connectresult.h"
#include "relaycore/client/receiveresult.h"
#include "relaycore/client/relayclientoptions.h"
#include "relaycore/client/relayerror.h"
#include "relaycore/client/relaymetrics.h"
#include "relaycore/client/sendresult.h"
#include "relaycore/export.h"
#include "relaycore/protocol/messages.h"

#include <QtCore/QDateTime>
#include <QtCore/QFuture>
#include <QtCore/QObject>
#include <QtCore/QUrl>
#include <QtCore/QUuid>

#include <chrono>
#include <memory>

QT_BEGIN_NAMESPACE
class QWebSocket;
QT_END_NAMESPACE

namespace RelayCore {

class RelayClientPrivate;
class WireObserver;
enum class SourceState;

/// Keeps a registered connection to a ProxyStore relay and exchanges relay messages over it.
///
/// The client connects on the first connectToRelay(), send() or receive(), registers, and, unless
/// RelayClientOptions::reconnect is off, reconnects with backoff whenever the connection is lost. States change before
/// their signals are emitted; a slot may delete the client.
///
/// Futures finish, and signals are emitted, from the event loop: never inside the call that causes them, so that a
/// continuation or a slot can be attached after the call. The one exception is reconnectEnabledChanged().
///
/// \par Threads  owned by one thread with an event loop. send() and post() may be called from any thread, and so may
///               address(), name(), uuid() and state(). From another thread connectToRelay(), receive(), close(),
///               reconnectNow(), setReconnectEnabled() and setTokenProvider() are forwarded to the client's thread.
///               Every other function is refused there with a warning that names the call and the thread, and returns
///               an empty value. The futures finish in the client's thread: waiting for one there with
///               waitForFinished() blocks forever.
/// \par Errors   never thrown: every future and signal carries a RelayError.
/// \par Source   docs/protocol.md, docs/guide.md; ProxyStore 1.1.0 p2p/relay/client.py.
/// \since 0.1
class RELAYCORE_EXPORT RelayClient : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QUrl address READ address NOTIFY optionsChanged)
    Q_PROPERTY(QString name READ name NOTIFY optionsChanged)
    Q_PROPERTY(QUuid uuid READ uuid NOTIFY optionsChanged)
    Q_PROPERTY(RelayCore::RelayClient::State state READ state NOTIFY stateChanged)
    Q_PROPERTY(RelayCore::RelayError lastError READ lastError NOTIFY errorOccurred)
    Q_PROPERTY(qsizetype queuedMessages READ queuedMessages NOTIFY queuedMessagesChanged)
    Q_PROPERTY(QDateTime retryAt READ retryAt NOTIFY retryAtChanged)
    Q_PROPERTY(bool reconnectEnabled READ isReconnectEnabled WRITE setReconnectEnabled NOTIFY reconnectEnabledChanged)

public:
    /// Where the client is between Idle and Ready. docs/guide.md shows what leads from each state to which.
    enum class State {
        Idle,              ///< Not connected and not about to be; the next call that needs a connection makes one.
        Connecting,        ///< From DNS to the accepted upgrade.
        Registering,       ///< Waiting for the relay's response.
        Ready,             ///< Registered.
        Backoff,           ///< Waiting to try again.
        WaitingForNetwork, ///< The same; RelayClientOptions::reachability reports no network.
        Closing,           ///< close() was called: the closing handshake is under way.
        Closed, ///< close() has finished. connectToRelay() starts again; send() and receive() end with Closed.
        Failed, ///< A fatal error; lastError() returns it. reconnectNow() starts again.
    };
    Q_ENUM(State)

    /// What connectToRelay() does about a failure.
    enum class Retry {
        No,  ///< The first failure of any kind answers the call.
        Yes, ///< Transient failures are retried with backoff until the client is registered or fails for good.
    };
    Q_ENUM(Retry)

    /// Nothing happens before the first call that needs a connection; unusable \a options make that call fail.
    explicit RelayClient(RelayClientOptions options, QObject *parent = nullptr);
    /// Aborts the socket and finishes every future with Category::Closed, for threads, coroutines and watchers that
    /// wait for it. Emits nothing and calls no continuation: whatever the continuations of unfinished futures refer to
    /// may be partly destroyed. They are kept, with what they have captured, until the process ends. To have every
    /// continuation called, wait for close() before.
    ~RelayClient() override;

    /// Returns the options in use, with a name and a UUID where none were given.
    [[nodiscard]] RelayClientOptions options() const;
    /// Replaces the options, as a dialog for the settings does. Only while state() is Idle, Closed or Failed. A UUID
    /// that \a options leave null stays the present one. A client that has failed becomes Idle: the next call connects
    /// with the new options. Emits optionsChanged() and, where that changes, reconnectEnabledChanged() before it
    /// returns, because bindings read properties when they change. \return false, and nothing changes, in any other
    /// state.
    bool setOptions(const RelayClientOptions &options);

    /// Returns RelayClientOptions::address. \par Threads  any.
    [[nodiscard]] QUrl address() const;
    /// Returns what the client registers as: RelayClientOptions::name, or the host name. \par Threads  any.
    [[nodiscard]] QString name() const;
    /// Returns what peers reach the client under: RelayClientOptions::uuid, or a random one that never changes.
    /// \par Threads  any.
    [[nodiscard]] QUuid uuid() const;
    /// Returns the state, which is new before stateChanged() is emitted. \par Threads  any.
    [[nodiscard]] State state() const;
    /// Returns the error last reported by errorOccurred(). A later success does not clear it.
    [[nodiscard]] RelayError lastError() const;
    /// Returns when the next attempt is made, in UTC; null unless state() is Backoff or WaitingForNetwork.
    /// \sa retryScheduled()
    [[nodiscard]] QDateTime retryAt() const;
    /// Returns how many messages wait for a connection.
    [[nodiscard]] qsizetype queuedMessages() const;
    /// Returns whether the client reconnects by itself after the connection is lost.
    [[nodiscard]] bool isReconnectEnabled() const;
    /// Sets RelayClientOptions::reconnect. Takes effect at once: switched off during Backoff, the client returns to
    /// Idle unless a call is waiting for it. Emits reconnectEnabledChanged() before it returns, because bindings read
    /// the property when it changes.
    void setReconnectEnabled(bool enabled);
    /// Returns what has happened since the client was made.
    [[nodiscard]] RelayMetrics metrics() const;
    /// Returns the open socket, or nullptr; it is another one after every attempt. For reading: what is sent through it
    /// bypasses the queue, and closing it counts as a lost connection.
    [[nodiscard]] QWebSocket *webSocket() const;

    /// Connects and registers. No-op when ready; concurrent calls share one attempt.
    QFuture<ConnectResult> connectToRelay(Retry retry = Retry::Yes);

    /// Sends \a message once registered, connecting first where necessary.
    ///
    /// \param message  at most RelayClientOptions::maxMessageBytes once encoded. A null PeerConnection::sourceUuid and
    /// an
    ///                 empty sourceName are filled in with uuid() and name().
    /// \param options  of this message alone.
    /// \param id       receives the message's id, for cancel() and messageSent(), before the call returns.
    /// \return a future that ends exactly once, see SendOutcome. Cancelling it is cancel().
    /// \par Threads  callable from any thread while the client exists.
    QFuture<SendResult> send(const RelayMessage &message, const SendOptions &options = {}, SendId *id = nullptr);

    /// The same without a future: the outcome is reported by messageSent() or messageDropped() only. Cheaper for
    /// programs that send many messages. \return the message's id. \par Threads  callable from any thread while
    /// the client exists.
    SendId post(const RelayMessage &message, const SendOptions &options = {});

    /// Takes back a message that still waits; it ends as SendOutcome::Cancelled.
    /// \return false: it has ended, is on its way, or never was.
    bool cancel(SendId id);

    /// The next message, connecting first where necessary; calls are answered in their order, across reconnections.
    ///
    /// Messages wait in an inbox (RelayClientOptions::maxInboxMessages) while messageReceived() is not connected,
    /// and from the first receive() on; messageReceived() is emitted as well. What waits there can still be taken after
    /// close() and after a fatal failure. Cancelling the future takes the call back.
    QFuture<ReceiveResult> receive();

    /// Closes in order: sends a Close frame (code 1000) and waits for the relay's, at most
    /// RelayClientOptions::closeTimeout. Nothing is emitted once the future has finished. What is sent from now on ends
    /// as Closed. \param drain  how long to wait, connected or not, until everything handed to send() before has gone
    /// out. What
    ///               still waits then ends as Closed. Another close() replaces it.
    QFuture<CloseResult> close(std::chrono::milliseconds drain = std::chrono::milliseconds::zero());

    /// Tries at once, and retries, whatever ended or delays the attempts: out of Idle, Backoff, WaitingForNetwork,
    /// Closed and Failed. Never sooner than BackoffOptions::floor after the attempt before. Otherwise a no-op.
    void reconnectNow();

    /// Replaces RelayClientOptions::tokenProvider and discards the token; used from the next attempt on.
    void setTokenProvider(TokenProvider provider);

    /// Shows the wire events of this client to \a observer (nullptr: none). QWebSocket hides the response's
    /// headers, so handshakes are complete only when seen from a proxy. \a observer outlives the client or is unset.
    void setWireObserver(WireObserver *observer, quint32 source);

Q_SIGNALS:
    /// state() is \a state already, or has moved on.
    void stateChanged(RelayCore::RelayClient::State state, RelayCore::RelayClient::State previous);
    /// The relay routes to this client now. \a isReconnect: not for the first time since it was made or closed.
    void registered(bool isReconnect);
    /// Emitted for every relay message but the answer to a registration and what the relay has returned.
    /// \sa messageReturned(), offerReceived(), answerReceived()
    void messageReceived(const RelayCore::RelayMessage &message);
    /// Emitted after messageReceived() where the message is an offer.
    void offerReceived(const RelayCore::PeerConnection &offer);
    /// Emitted after messageReceived() where the message is an answer.
    void answerReceived(const RelayCore::PeerConnection &answer);
    /// A send() that ended as Written.
    void messageSent(RelayCore::SendId id, const RelayCore::RelayMessage &message);
    /// A send() that did not end as Written.
    void messageDropped(RelayCore::SendId id, RelayCore::SendOutcome outcome);
    /// Emitted, instead of messageReceived(), for a message of this client that the relay has returned: its peer is not
    /// registered, or belongs to another user. PeerConnection::error holds the reason. receive() returns it as well.
    void messageReturned(const RelayCore::PeerConnection &message);
    /// A frame that is not a relay message; the connection stays up. \a data is the text, or base64 of a binary frame.
    void undecodableReceived(const QString &data, const QString &reason);
    /// \a attempt counts from 1 since the last stable connection.
    void retryScheduled(int attempt, std::chrono::milliseconds delay, const RelayCore::RelayError &error);
    /// An attempt or the connection failed, transiently or not; before retryScheduled() and failed().
    void errorOccurred(const RelayCore::RelayError &error);
    /// queuedMessages() is \a count.
    void queuedMessagesChanged(qsizetype count);
    /// Emitted by setOptions().
    void optionsChanged();
    /// Emitted before stateChanged(), when an attempt was scheduled or is not any more.
    void retryAtChanged(const QDateTime &retryAt);
    /// Emitted by setReconnectEnabled() and setOptions().
    void reconnectEnabledChanged(bool enabled);
    /// The client gave up: state() is Failed.
    void failed(const RelayCore::RelayError &error);

private:
    friend class RelayClientPrivate;
    std::unique_ptr<RelayClientPrivate> d;
};

/// The state in lower case as event lines and captures write it: "idle", ... "waiting_for_network".
[[nodiscard]] RELAYCORE_EXPORT QLatin1StringView stateName(RelayClient::State state);
/// Returns the state as which wire events record \a state.
[[nodiscard]] RELAYCORE_EXPORT SourceState sourceState(RelayClient::State state);

} // namespace RelayCore
