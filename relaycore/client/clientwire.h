// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/attempt.h"
#include "relaycore/client/relayclient.h"
#include "relaycore/tap/tapqueue.h"
#include "relaycore/wire/secretredactor.h"
#include "relaycore/wire/wireclock.h"
#include "relaycore/wire/wireobserver.h"

namespace RelayCore {

/// Publishes what goes over the wire of a client, as far as QWebSocket shows it, to the client's observer and to the
/// tap of the process. Internal to this module.
///
/// An attempt that never got a TCP connection has put nothing on the wire; it shows as a change of state only.
class ClientWire
{
public:
    /// \param options  of the client; they outlive this object.
    explicit ClientWire(const RelayClientOptions &options)
        : m_options(options)
    {}
    ~ClientWire();
    Q_DISABLE_COPY_MOVE(ClientWire)

    void setObserver(WireObserver *observer, SourceId source);
    /// Whether a message should be passed to message(). To be asked once for each: the tap counts what it misses.
    [[nodiscard]] bool isObserved() const { return m_observer || m_tap.takesMessage(); }

    /// Sets the secrets of the attempt that follows: those in the options and \a headers.
    void setSecrets(const HeaderList &headers);
    /// Replaces these secrets in what the relay answered: a relay may quote what it was sent.
    void redact(AttemptEnd &end) const;

    void stateChanged(RelayClient::State state, const QString &detail);
    void requestSent(const Attempt &attempt, const QUrl &address, const HeaderList &headers);
    void message(const Attempt &attempt, Direction direction, Opcode opcode, const QByteArray &payload);
    /// A ping of ours, or the pong that answers it; QWebSocket hides the peer's pings.
    void keepalive(const Attempt &attempt, Direction direction, const QByteArray &nonce);
    void closeFrame(const Attempt &attempt, Direction direction, quint16 code, const QString &reason);
    void closed(const Attempt &attempt, ConnectionClosed::By by, const RelayError &error);

private:
    [[nodiscard]] bool isIdle() const { return !m_observer && !m_tap.isOpen(); }
    void publish(ConnectionId connection, WirePayload payload);
    void publishMessage(const Attempt &attempt, WirePayload payload);
    /// Makes the client known to a tap that was opened since the last event.
    void announceToTap();

    const RelayClientOptions &m_options;
    SecretRedactor m_secrets;
    ConnectionTime m_time;
    WireObserver *m_observer = nullptr;
    TapQueue &m_tap = TapQueue::instance();
    SourceId m_source = 0;
    SourceId m_tapSource = 0;         ///< The client's id in the tap.
    quint32 m_tapGeneration = 0;      ///< TapQueue::generation() that the client was announced to.
    ConnectionId m_tapConnection = 0; ///< The connection that was announced to it.
    SourceState m_state = SourceState::Idle;
};

} // namespace RelayCore
