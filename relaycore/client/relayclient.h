// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/relayclientoptions.h"
#include "relaycore/client/relayerror.h"
#include "relaycore/client/relaymetrics.h"
#include "relaycore/export.h"
#include "relaycore/protocol/messages.h"
#include "relaycore/wire/wireobserver.h"

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

/// How one send() ended. Each ends exactly once.
enum class SendOutcome : quint8 {
    Written,  ///< Handed to the operating system. Not "delivered": the relay acknowledges nothing.
    Expired,  ///< Waited too long for a connection.
    Overflow, ///< Did not fit into the queue of waiting messages.
    Cancelled,
    TooLarge,  ///< Larger than the limit of this client or of the relay.
    Closed,    ///< The client was closed, or failed for good, before it was written.
    Uncertain, ///< On its way when the connection was lost; it may or may not have arrived.
};
using SendId = quint64; ///< Counts from 1 per client.

/// How one message is treated on its way.
struct SendOptions
{
    std::optional<std::chrono::milliseconds> timeToLive{}; ///< Empty: RelayClientOptions::timeToLive. 0: for ever.
    /// Send it again on the next connection instead of ending as Uncertain: it may then arrive twice.
    bool resendUncertain = false;
};

struct SendResult
{
    SendId id = 0;
    SendOutcome outcome = SendOutcome::Written;
    RelayError error; ///< Category::None when written.
};

struct ConnectResult
{
    bool registered = false;
    RelayError error; ///< Why not; Category::None when registered.
};

struct ReceiveResult
{
    std::optional<RelayMessage> message; ///< Empty: the client was closed, destroyed, or failed for good.
    RelayError error;                    ///< Why there is no message; Category::None when there is one.
    quint64 skipped = 0;                 ///< How many messages had to leave the full inbox unread just before this one.
};

struct CloseResult
{
    bool clean = false;    ///< false: closing took longer than RelayClientOptions::closeTimeout and was cut short.
    qsizetype dropped = 0; ///< Messages that ended as anything but Written since close() was called.
};

/// "written", "expired", ... as event lines write it.
[[nodiscard]] RELAYCORE_EXPORT QLatin1StringView sendOutcomeName(SendOutcome outcome);

/// Keeps a registered connection to a ProxyStore relay and exchanges relay messages over it.
///
/// The client connects on the first connectToRelay() or send(), registers, and, unless told otherwise, comes back with
/// backoff whenever the connection is lost. States change before their signals go out; a slot may delete the client.
///
/// \par Threads  owned by one thread with an event loop; only send() may be called from others. The futures finish in
///               the client's thread.
/// \par Errors   never thrown: every future and signal carries a RelayError.
/// \par Source   docs/protocol.md, docs/client.md; ProxyStore 1.1.0 p2p/relay/client.py.
/// \since 0.1
class RELAYCORE_EXPORT RelayClient : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QUrl address READ address CONSTANT)
    Q_PROPERTY(QString name READ name CONSTANT)
    Q_PROPERTY(QUuid uuid READ uuid CONSTANT)
    Q_PROPERTY(RelayCore::RelayClient::State state READ state NOTIFY stateChanged)
    Q_PROPERTY(RelayCore::RelayError lastError READ lastError NOTIFY errorOccurred)
    Q_PROPERTY(qsizetype queuedMessages READ queuedMessages NOTIFY queuedMessagesChanged)
    Q_PROPERTY(bool reconnectEnabled READ isReconnectEnabled WRITE setReconnectEnabled NOTIFY reconnectEnabledChanged)

public:
    enum class State : quint8 {
        Idle,        ///< Not connected and not about to be; the next send() connects.
        Connecting,  ///< From DNS to the accepted upgrade.
        Registering, ///< Waiting for the relay's response.
        Ready,       ///< Registered.
        Backoff,     ///< Waiting to try again.
        WaitingForNetwork,
        Closing,
        Closed, ///< close() has finished. connectToRelay() starts again.
        Failed, ///< A fatal error; lastError() says which. reconnectNow() starts again.
    };
    Q_ENUM(State)

    enum class Retry : bool {
        No,  ///< The first failure of any kind ends the attempt.
        Yes, ///< Transient failures are retried with backoff until the relay answers.
    };
    Q_ENUM(Retry)

    explicit RelayClient(RelayClientOptions options, QObject *parent = nullptr);
    /// Aborts the socket and resolves every future.
    ~RelayClient() override;

    [[nodiscard]] QUrl address() const;
    [[nodiscard]] QString name() const;
    [[nodiscard]] QUuid uuid() const;
    [[nodiscard]] State state() const;
    [[nodiscard]] RelayError lastError() const;
    /// Messages that wait for a connection.
    [[nodiscard]] qsizetype queuedMessages() const;
    /// Whether the client comes back by itself after a drop.
    [[nodiscard]] bool isReconnectEnabled() const;
    /// Takes effect at once: switched off during Backoff, the client rests in Idle unless somebody waits for it.
    void setReconnectEnabled(bool enabled);
    [[nodiscard]] RelayMetrics metrics() const;
    /// The open socket, or nullptr. For advanced use; it changes with every attempt.
    [[nodiscard]] QWebSocket *webSocket() const;

    /// Connects and registers. No-op when ready; concurrent calls share one attempt.
    QFuture<ConnectResult> connectToRelay(Retry retry = Retry::Yes);

    /// Sends \a message once registered, connecting first where necessary.
    ///
    /// \param message  at most RelayClientOptions::maxMessageBytes once encoded.
    /// \param id       is told the message's id, for cancel() and messageSent(), before the call returns.
    /// \return a future that ends exactly once, see SendOutcome.
    /// \par Threads  callable from any thread.
    QFuture<SendResult> send(const RelayMessage &message, const SendOptions &options = {}, SendId *id = nullptr);

    /// Takes back a message that still waits; it ends as SendOutcome::Cancelled.
    /// \return false: it has ended, is on its way, or never was.
    bool cancel(SendId id);

    /// The next message, connecting first where necessary; calls are answered in their order, across reconnections.
    ///
    /// Messages wait in an inbox (RelayClientOptions::maxInboxMessages) while nobody is connected to messageReceived(),
    /// and from the first receive() on; messageReceived() is emitted as well.
    QFuture<ReceiveResult> receive();

    /// Closes in order (code 1000), aborting after RelayClientOptions::closeTimeout. Nothing is emitted once the future
    /// has finished.
    /// \param drain  how long to wait, connected or not, until everything handed to send() before has gone out. What
    ///               still waits then ends as Closed.
    QFuture<CloseResult> close(std::chrono::milliseconds drain = std::chrono::milliseconds::zero());

    /// Tries at once, out of Backoff or Failed; never sooner than BackoffOptions::floor after the attempt before.
    void reconnectNow();

    /// Replaces RelayClientOptions::tokenProvider and forgets the token; used from the next attempt on.
    void setTokenProvider(TokenProvider provider);

    /// Shows the wire events of this client to \a observer (nullptr: to nobody). QWebSocket hides the response's
    /// headers, so handshakes are complete only when seen from a proxy. \a observer outlives the client or is unset.
    void setWireObserver(WireObserver *observer, SourceId source);

Q_SIGNALS:
    void stateChanged(RelayCore::RelayClient::State state, RelayCore::RelayClient::State previous);
    void registered(bool isReconnect);
    void messageReceived(const RelayCore::RelayMessage &message);
    void messageSent(RelayCore::SendId id, const RelayCore::RelayMessage &message);
    /// A send() that did not end as Written.
    void messageDropped(RelayCore::SendId id, RelayCore::SendOutcome outcome);
    /// The relay returned a message: its peer is unknown, or belongs to somebody else. Also emitted as messageReceived.
    void peerUnreachable(const RelayCore::PeerConnection &request);
    /// A frame that is not a relay message; the connection stays up. \a data is the text, or base64 of a binary frame.
    void undecodableReceived(const QString &data, const QString &reason);
    /// \a attempt counts from 1 since the last stable connection.
    void retryScheduled(int attempt, std::chrono::milliseconds delay, const RelayCore::RelayError &error);
    void errorOccurred(const RelayCore::RelayError &error);
    void queuedMessagesChanged(qsizetype count);
    void reconnectEnabledChanged(bool enabled);
    /// The client gave up: state() is Failed.
    void failed(const RelayCore::RelayError &error);

private:
    friend class RelayClientPrivate;
    std::unique_ptr<RelayClientPrivate> d;
};

/// The state in lower case as event lines and captures write it: "idle", ... "waiting_for_network".
[[nodiscard]] RELAYCORE_EXPORT QLatin1StringView stateName(RelayClient::State state);

} // namespace RelayCore
