// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/dialogs/composition.h"

#include "inspector/analysis/decodeerrortext.h"
#include "relaycore/protocol/codec.h"
#include "relaycore/protocol/limits.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;
using namespace RelayCore;
using Field = CompositionProblem::Field;

namespace {

/// The translation context of this file.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Inspector::Composition)
};

std::variant<QByteArray, CompositionProblem> peerPayload(const Composition &composition, const QUuid &uuid)
{
    const auto peer = parseUuid(composition.peer.trimmed());
    if (!peer)
        return CompositionProblem{Field::Peer, composition.peer.trimmed().isEmpty()
                                                   ? Texts::tr("The peer's UUID is missing.")
                                                   : Texts::tr("This is no UUID.")};
    const auto type = composition.form == Composition::Form::Offer ? DescriptionType::Offer : DescriptionType::Answer;
    return encode(PeerConnection{uuid, composition.name, *peer, type, composition.description, {}});
}

std::variant<QByteArray, CompositionProblem> bytesOf(const QString &hex)
{
    QByteArray digits = hex.toLatin1();
    digits.removeIf([](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; });
    const bool isHex = std::ranges::all_of(
        digits, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); });
    if (!isHex || hex.size() != hex.toLatin1().size())
        return CompositionProblem{Field::Text, Texts::tr("Only hexadecimal digits and spaces can be used.")};
    if (digits.size() % 2 != 0)
        return CompositionProblem{Field::Text, Texts::tr("The last byte has only one digit.")};
    return QByteArray::fromHex(digits);
}

} // namespace

std::variant<QByteArray, CompositionProblem> payloadOf(const Composition &composition)
{
    switch (composition.form) {
    case Composition::Form::Text:
        return composition.text.toUtf8();
    case Composition::Form::Binary:
        return bytesOf(composition.text);
    case Composition::Form::Offer:
    case Composition::Form::Answer:
    case Composition::Form::Registration:
        break;
    }
    const auto uuid = parseUuid(composition.uuid.trimmed());
    if (!uuid)
        return CompositionProblem{Field::Uuid, composition.uuid.trimmed().isEmpty()
                                                   ? Texts::tr("The sender's UUID is missing.")
                                                   : Texts::tr("This is no UUID.")};
    if (composition.form == Composition::Form::Registration)
        return encode(RelayRegistration{composition.name, *uuid});
    return peerPayload(composition, *uuid);
}

Composition compositionOf(const QByteArray &payload, bool isBinary)
{
    Composition composition;
    if (isBinary || !payload.isValidUtf8()) {
        composition.form = Composition::Form::Binary;
        composition.text = QString::fromLatin1(payload.toHex(' '));
        return composition;
    }
    composition.form = Composition::Form::Text;
    composition.text = QString::fromUtf8(payload);
    const DecodeResult decoded = decode(payload);
    const auto *message = std::get_if<RelayMessage>(&decoded);
    if (!message)
        return composition;
    if (const auto *registration = std::get_if<RelayRegistration>(message)) {
        composition.form = Composition::Form::Registration;
        composition.name = registration->name;
        composition.uuid = registration->uuid.toString(QUuid::WithoutBraces);
    } else if (const auto *peer = std::get_if<PeerConnection>(message)) {
        composition.form =
            peer->descriptionType == DescriptionType::Offer ? Composition::Form::Offer : Composition::Form::Answer;
        composition.name = peer->sourceName;
        composition.uuid = peer->sourceUuid.toString(QUuid::WithoutBraces);
        composition.peer = peer->peerUuid.toString(QUuid::WithoutBraces);
        composition.description = peer->description;
    }
    return composition;
}

QString refusalOf(const QByteArray &payload, bool isBinary)
{
    if (payload.size() > ProtocolLimits::referenceMessageBytes) {
        return Texts::tr(
            "A relay takes messages of at most 1,048,576 bytes unless it is configured otherwise, and closes the "
            "connection with 1009 or 4003.");
    }
    if (isBinary)
        return Texts::tr("A relay takes text only, and closes the connection with 4000.");
    const DecodeResult decoded = decode(payload);
    if (const auto *error = std::get_if<DecodeError>(&decoded))
        return Texts::tr("This is no relay message (%1). A relay closes the connection with 4000.")
            .arg(decodeErrorText(*error));
    if (std::holds_alternative<RelayResponse>(std::get<RelayMessage>(decoded)))
        return Texts::tr("Only a relay sends responses. It closes the connection with 4000.");
    return {};
}

} // namespace Inspector
