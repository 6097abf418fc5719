// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/session.h"

#include "relaycore/protocol/closecode.h"
#include "relaycore/protocol/utf8.h"

#include <utility>

namespace RelayCore {

using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;
using Phase = RelayError::Phase;

namespace {

/// Why \a reply does not register the client; empty: it does.
std::optional<ErrorText> whyNotRegistered(const DecodeResult &reply)
{
    if (const auto *error = std::get_if<DecodeError>(&reply))
        return ErrorText{
            QT_TRANSLATE_NOOP("RelayCore::RelayError", "The relay's answer to the registration cannot be decoded: %1"),
            {error->text()}};
    const auto &message = std::get<RelayMessage>(reply);
    const auto *response = std::get_if<RelayResponse>(&message);
    if (!response)
        return ErrorText{QT_TRANSLATE_NOOP("RelayCore::RelayError", "The relay answered the registration with a %1."),
                         {QString(messageTypeName(message))}};
    if (!response->success && !response->message)
        return ErrorText{
            QT_TRANSLATE_NOOP("RelayCore::RelayError", "The relay refused the registration: no reason given")};
    if (!response->success)
        return ErrorText{QT_TRANSLATE_NOOP("RelayCore::RelayError", "The relay refused the registration: %1"),
                         {*response->message}};
    return std::nullopt;
}

/// QWebSocket makes these itself and shows them as if the peer had sent them.
bool mayBeLocal(quint16 code)
{
    return code == static_cast<quint16>(CloseCode::GoingAway) || code == static_cast<quint16>(CloseCode::ProtocolError)
           || code == static_cast<quint16>(CloseCode::InvalidPayload)
           || code == static_cast<quint16>(CloseCode::MessageTooBig);
}

} // namespace

Session::Session(const Context &context, SessionOwner &owner)
    : m_context(context)
    , m_owner(owner)
    , m_attempt(new Attempt(context.options.socketFactory(), *this))
    , m_keepalive(context.options.clock, {context.options.keepaliveInterval, context.options.keepaliveTimeout})
{}

Session::~Session() = default;

void Session::open(const HeaderList &headers, bool isDoubtful)
{
    m_needsVerification = isDoubtful;
    startDeadline(m_context.options.openTimeout);
    m_context.wire.setSecrets(headers);
    m_headers = headers;
    m_attempt->open(m_context.options, headers); // May end the attempt at once.
}

void Session::sendRegistration()
{
    if (!m_isVerifying)
        m_phase = Phase::Registration;
    startDeadline(m_context.options.registrationTimeout);
    send(encode(RelayRegistration{m_context.options.name, m_context.options.uuid}));
}

void Session::close()
{
    m_phase = Phase::Closing;
    m_keepalive.stop();
    m_verification.reset();
    startDeadline(m_context.options.closeTimeout);
    m_context.wire.closeFrame(*m_attempt, Direction::Sent, static_cast<quint16>(CloseCode::Normal), {});
    m_attempt->close(quint16(CloseCode::Normal));
}

void Session::send(const QByteArray &encoded)
{
    if (m_context.wire.isObserved())
        m_context.wire.message(*m_attempt, Direction::Sent, Opcode::Text, encoded);
    m_attempt->sendText(encoded); // May end the attempt at once.
}

void Session::observeEnd(const AttemptEnd &end, const RelayError &error)
{
    if (error.closeCode && error.closeCode != static_cast<quint16>(CloseCode::Abnormal)
        && !mayBeLocal(*error.closeCode))
        m_context.wire.closeFrame(*m_attempt, Direction::Received, *error.closeCode, end.closeReason);
    const bool ours = end.cause == AttemptEnd::Cause::TimedOut || end.cause == AttemptEnd::Cause::Registration;
    m_context.wire.closed(*m_attempt,
                          ours                          ? ConnectionClosed::By::Client
                          : end.phase == Phase::Opening ? ConnectionClosed::By::Upstream
                                                        : ConnectionClosed::By::Relay,
                          error);
}

void Session::observeClosing(const AttemptEnd &end)
{
    if (end.closeFrameReceived)
        m_context.wire.closeFrame(*m_attempt, Direction::Received, end.closeCode, end.closeReason);
}

void Session::observeAbort()
{
    m_context.wire.closed(*m_attempt, ConnectionClosed::By::Client, {});
}

void Session::onRequestSent()
{
    m_context.wire.requestSent(*m_attempt, m_context.options.address, std::exchange(m_headers, {}));
}

void Session::onText(const QString &text)
{
    m_keepalive.dataReceived();
    const QByteArrayView utf8 = toUtf8(text);
    m_context.metrics.bytesReceived += static_cast<quint64>(utf8.size());
    if (m_context.wire.isObserved())
        m_context.wire.message(*m_attempt, Direction::Received, Opcode::Text, utf8.toByteArray());
    if (m_phase != Phase::Registration && m_phase != Phase::Ready)
        return;                  // Closing: messages are discarded.
    auto decoded = decode(utf8); // The thread's decoder: one for each of thousands of clients would cost 20 KiB each.
    auto *message = std::get_if<RelayMessage>(&decoded);
    if (m_phase == Phase::Registration || (m_isVerifying && message && std::holds_alternative<RelayResponse>(*message)))
        onRegistrationReply(decoded);
    else if (message)
        m_owner.onReceived(std::move(*message));
    else
        m_owner.onUndecodable(text, std::get<DecodeError>(decoded).text());
}

void Session::onBinary(const QByteArray &data)
{
    m_keepalive.dataReceived();
    m_context.metrics.bytesReceived += static_cast<quint64>(data.size());
    m_context.wire.message(*m_attempt, Direction::Received, Opcode::Binary, data);
    if (m_phase == Phase::Registration) {
        abandon(
            AttemptEnd::Cause::Registration,
            {QT_TRANSLATE_NOOP("RelayCore::RelayError", "The relay answered the registration with a binary message.")});
    } else if (m_phase == Phase::Ready) {
        m_owner.onUndecodable(QString::fromLatin1(data.toBase64()), u"Binary message; the relay protocol is text."_s);
    }
}

void Session::onPong(const QByteArray &nonce)
{
    m_context.wire.keepalive(*m_attempt, Direction::Received, nonce);
    if (const auto roundTrip = m_keepalive.answered(nonce))
        m_context.metrics.roundTrip = roundTrip;
}

void Session::onBytesWritten(qint64 bytes)
{
    if (m_attempt->unsentBytes() > 0)
        m_keepalive.progressed();
    m_owner.onWritten(bytes);
}

void Session::onRegistrationReply(const DecodeResult &reply)
{
    if (const auto refusal = whyNotRegistered(reply)) {
        abandon(AttemptEnd::Cause::Registration, *refusal);
        return;
    }
    m_deadline.reset();
    if (std::exchange(m_isVerifying, false)) {
        m_owner.onVerified();
        return;
    }
    m_phase = Phase::Ready;
    watch();
    m_owner.onRegistered();
}

void Session::watch()
{
    m_keepalive.start(
        [this](const QByteArray &nonce) {
            m_context.wire.keepalive(*m_attempt, Direction::Sent, nonce);
            m_attempt->ping(nonce); // May end the attempt at once.
        },
        [this] { abandon(AttemptEnd::Cause::TimedOut); });
    const auto &options = m_context.options;
    if (m_needsVerification && options.verifyRegistrationAfter > milliseconds::zero()) {
        m_verification = options.clock->startTimer(options.verifyRegistrationAfter, [this] { verifyRegistration(); });
    }
}

void Session::verifyRegistration()
{
    // The relay may have been busy evicting our former socket when it registered this one, and have forgotten both.
    if (!canSend())
        return;
    m_isVerifying = true;
    sendRegistration();
}

void Session::startDeadline(milliseconds timeout)
{
    // A process that was stopped finds its timers due before it has read what has arrived: the sockets come first.
    m_deadline = m_context.options.clock->startTimer(timeout, [this] {
        m_deadline =
            m_context.options.clock->startTimer(milliseconds::zero(), [this] { abandon(AttemptEnd::Cause::TimedOut); });
    });
}

void Session::abandon(AttemptEnd::Cause cause, const ErrorText &reply)
{
    end(m_attempt->abandon(cause, reply));
}

void Session::end(AttemptEnd end)
{
    end.phase = m_phase;
    m_context.wire.redact(end);
    m_owner.onEnded(end);
}

} // namespace RelayCore
