// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/check/relayanswer.h"

#include "inspector/check/checktexts.h"
#include "relaycore/protocol/closecode.h"
#include "relaycore/protocol/codec.h"

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

using namespace RelayCore;

namespace {

Problem problem(Problem::Kind kind, const QString &text = {}, int number = 0)
{
    Problem found;
    found.kind = kind;
    found.text = text;
    found.number = number;
    return found;
}

Problem::Kind kindOf(quint16 code)
{
    // A number from the wire: most values are no enumerators.
    const auto is = [code](CloseCode known) { return code == quint16(known); };
    if (is(CloseCode::Unauthorized))
        return Problem::Kind::ClosedUnauthorized;
    if (is(CloseCode::Forbidden))
        return Problem::Kind::ClosedForbidden;
    if (is(CloseCode::DuplicateRegistration))
        return Problem::Kind::ClosedDuplicate;
    if (is(CloseCode::UndecodableMessage))
        return Problem::Kind::ClosedUndecodable;
    if (is(CloseCode::RelayMessageTooBig) || is(CloseCode::MessageTooBig))
        return Problem::Kind::ClosedTooLarge;
    if (is(CloseCode::GoingAway) || is(CloseCode::ServiceRestart) || is(CloseCode::TryAgainLater))
        return Problem::Kind::ClosedForNow;
    return Problem::Kind::ClosedOtherwise;
}

} // namespace

std::optional<Problem> validateRegistration(QByteArrayView text)
{
    const DecodeResult decoded = decode(text);
    if (const auto *error = std::get_if<DecodeError>(&decoded))
        return problem(Problem::Kind::NotARelay, error->text());
    const auto &message = std::get<RelayMessage>(decoded);
    const auto *response = std::get_if<RelayResponse>(&message);
    if (!response)
        return problem(Problem::Kind::NotARelay,
                       CheckTexts::tr("a %1 instead of a relay_response").arg(messageTypeName(message)));
    if (!response->success)
        return problem(Problem::Kind::RegistrationRefused, response->message.value_or(QString()));
    return std::nullopt;
}

Problem validateClose(std::optional<quint16> code, const QString &reason)
{
    const quint16 number = code.value_or(quint16(CloseCode::NoStatus));
    QString text = QString(closeCodeName(number));
    if (!reason.isEmpty())
        text = text.isEmpty() ? reason : text + u", \""_s + reason + u'"';
    return problem(kindOf(number), text, number);
}

PeerConnection echoMessage(const QString &name, const QUuid &uuid, const QByteArray &mark)
{
    PeerConnection message;
    message.sourceUuid = uuid;
    message.sourceName = name;
    message.peerUuid = uuid;
    message.descriptionType = DescriptionType::Offer;
    // The least that is a session description: a relay may look into it.
    message.description =
        u"v=0\r\no=- %1 0 IN IP4 127.0.0.1\r\ns=relayctl check\r\nt=0 0\r\n"_s.arg(QString::fromLatin1(mark));
    return message;
}

EchoAnswer validateEcho(QByteArrayView text, const PeerConnection &sent, const QByteArray &mark)
{
    if (!text.contains(mark))
        return {};
    const DecodeResult decoded = decode(text);
    const auto *message = std::get_if<RelayMessage>(&decoded);
    const auto *received = message ? std::get_if<PeerConnection>(message) : nullptr;
    if (!received)
        return {true, problem(Problem::Kind::EchoAltered)};
    if (received->error)
        return {true, problem(Problem::Kind::EchoReturned, *received->error)};
    if (*received != sent)
        return {true, problem(Problem::Kind::EchoAltered)};
    return {true, std::nullopt};
}

} // namespace Inspector
