// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/attempt.h"
#include "relaycore/client/clientwire.h"
#include "relaycore/client/keepalive.h"
#include "relaycore/client/relaymetrics.h"
#include "relaycore/protocol/codec.h"

#include <memory>

namespace RelayCore {

/// Receives the events of a session. Any call may end the session: it touches nothing of its own after one.
class SessionOwner
{
public:
    virtual void onOpened() = 0; ///< Now it is time for Session::sendRegistration().
    virtual void onRegistered() = 0;
    virtual void onReceived(RelayMessage message) = 0;
    /// The relay has answered a second registration a while after the first: it routes to this connection.
    virtual void onVerified() = 0;
    virtual void onUndecodable(const QString &data, const QString &reason) = 0;
    virtual void onWritten(qint64 bytes) = 0;
    /// The last call.
    virtual void onEnded(const AttemptEnd &end) = 0;

protected:
    ~SessionOwner() = default;
};

/// One connection of the relay protocol: opens, registers, exchanges messages, watches over its own life, and
/// keeps every deadline. Internal to this module.
class Session final : private AttemptOwner
{
public:
    /// What belongs to the client and outlives its sessions.
    struct Context
    {
        const RelayClientOptions &options;
        ClientWire &wire;
        RelayMetrics &metrics;
    };

    Session(const Context &context, SessionOwner &owner);
    ~Session();
    Q_DISABLE_COPY_MOVE(Session)

    /// \param isDoubtful  the relay may still hold a former socket of ours: register again a while later.
    void open(const HeaderList &headers, bool isDoubtful);
    /// Registers with the relay. Only once opened.
    void sendRegistration();
    /// Starts the closing handshake. Only once opened.
    void close();

    [[nodiscard]] bool isOpen() const { return m_attempt->isOpen(); }
    [[nodiscard]] bool isRegistering() const { return m_phase == RelayError::Phase::Registration; }
    [[nodiscard]] bool canSend() const { return m_attempt->canSend(); }
    [[nodiscard]] qint64 unsentBytes() const { return m_attempt->unsentBytes(); }
    /// Sends \a encoded, a relay message as encode() returns it.
    void send(const QByteArray &encoded);
    /// The machine has slept: find out at once whether the connection has survived.
    void verifyNow() { m_keepalive.verifyNow(); }

    [[nodiscard]] QWebSocket *socket() const { return m_attempt->socket(); }
    /// Reports to the observer how it ended; the owner has classified it.
    void observeEnd(const AttemptEnd &end, const RelayError &error);
    /// The same where the client itself ended it; \a end holds the answer to its Close frame.
    void observeClosing(const AttemptEnd &end);
    /// The same where the client dropped it.
    void observeAbort();

private:
    void onRequestSent() override;
    void onAttemptOpened() override { m_owner.onOpened(); }
    void onText(const QString &text) override;
    void onBinary(const QByteArray &data) override;
    void onBytesWritten(qint64 bytes) override;
    void onPong(const QByteArray &nonce) override;
    void onDataReceived() override { m_keepalive.dataReceived(); }
    void onAttemptEnded(const AttemptEnd &how) override { end(how); }

    void onRegistrationReply(const DecodeResult &reply);
    void watch();
    void verifyRegistration();
    void startDeadline(std::chrono::milliseconds timeout);
    void abandon(AttemptEnd::Cause cause, const ErrorText &reply = {""});
    void end(AttemptEnd end);

    Context m_context;
    SessionOwner &m_owner;
    AttemptPointer m_attempt;
    HeaderList m_headers; ///< Of the upgrade request, until it was sent.
    RelayError::Phase m_phase = RelayError::Phase::Opening;
    bool m_needsVerification = false;
    bool m_isVerifying = false; ///< The next response answers our second registration.
    Keepalive m_keepalive;
    std::unique_ptr<ClockTimer> m_deadline; ///< For opening, a registration or closing, whatever is under way.
    std::unique_ptr<ClockTimer> m_verification;
};

} // namespace RelayCore
