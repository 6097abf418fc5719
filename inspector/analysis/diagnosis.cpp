// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/diagnosis.h"

#include "inspector/analysis/closediagnosis.h"
#include "inspector/analysis/decodeerrortext.h"
#include "inspector/analysis/shortname.h"
#include "relaycore/protocol/closecode.h"
#include "relaycore/protocol/codec.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

using namespace RelayCore;
using namespace DiagnosisParts;

namespace {

/// Gives the sentences below their translation context.
class Text
{
    Q_DECLARE_TR_FUNCTIONS(Inspector::Diagnosis)
};

QString milliseconds(qint64 ns)
{
    const double ms = double(ns) / 1e6;
    if (ms >= 10'000)
        return Text::tr("%1 s").arg(QLocale().toString(ms / 1'000, 'f', 1));
    return Text::tr("%1 ms").arg(QLocale().toString(ms, 'f', ms < 10 ? 1 : 0));
}

std::optional<Diagnosis> diagnoseRegistration(const MessageRow &message, const ConnectionRow &connection,
                                              const Exchange *exchange, const std::optional<MessageRow> &counterpart)
{
    if (!exchange) {
        if (message.kind == MessageKind::Response)
            return Diagnosis{Severity::Note, Text::tr("The registration that this answers was not captured.")};
        return std::nullopt;
    }
    const std::optional<qint64> roundTrip = exchange->roundTripNs();
    QString name = nameOf(connection);
    QString reason = connection.registrationError;
    const auto read = [&](const MessageRow &row) {
        const DecodeResult decoded = decode(row.payload);
        if (const auto *const known = std::get_if<RelayMessage>(&decoded)) {
            if (const auto *const registration = std::get_if<RelayRegistration>(known))
                name = shortName(registration->name);
            else if (const auto *const response = std::get_if<RelayResponse>(known))
                reason = response->message.value_or(QString());
        }
    };
    read(message);
    if (counterpart)
        read(*counterpart);

    if (!roundTrip) {
        if (connection.closeCode)
            return closeDiagnosis(*connection.closeCode, connection.closeReason, name);
        if (connection.closedNs) {
            return Diagnosis{Severity::Problem, Text::tr("The registration of %1 was never answered; the connection "
                                                         "ended first. Check that this is a relay.")
                                                    .arg(name)};
        }
        return Diagnosis{Severity::Note,
                         Text::tr("The registration of %1 has not been answered. A relay answers within "
                                  "a round trip; check that this is one.")
                             .arg(name)};
    }
    if (exchange->failed) {
        return Diagnosis{Severity::Problem,
                         withReason(Text::tr("The relay refused to register %1 after %2. Nobody can reach it until it "
                                             "registers.")
                                        .arg(name, milliseconds(*roundTrip)),
                                    reason)};
    }
    return Diagnosis{Severity::Good, Text::tr("%1 was registered after %2.").arg(name, milliseconds(*roundTrip))};
}

/// A message between two peers whose offer was not captured.
Diagnosis diagnoseStray(const MessageRow &message)
{
    if (message.kind != MessageKind::Returned)
        return {Severity::Note, Text::tr("The offer that this answers was not captured.")};
    const DecodeResult decoded = decode(message.payload);
    const auto *const known = std::get_if<RelayMessage>(&decoded);
    const auto *const peer = known ? std::get_if<PeerConnection>(known) : nullptr;
    return {Severity::Problem, withReason(Text::tr("The relay returned this message, which was not captured before."),
                                          peer ? peer->error.value_or(QString()) : QString())};
}

std::optional<Diagnosis> diagnoseOther(const MessageRow &message, const ConnectionRow &connection)
{
    if (message.opcode == Opcode::Binary) {
        return Diagnosis{
            Severity::Problem,
            Text::tr("A binary message: relay messages are text, and the relay closes with 4000 over it.")};
    }
    if (message.isOpaque()) {
        return Diagnosis{Severity::Note,
                         Text::tr("This message is still compressed (permessage-deflate), so it cannot be "
                                  "read here.")};
    }
    const DecodeResult decoded = decode(message.payload);
    const auto *const error = std::get_if<DecodeError>(&decoded);
    if (!error)
        return std::nullopt;
    const QString sender = message.direction == Direction::Sent ? nameOf(connection) : relayOf(connection);
    //: %1 is who sent it, %2 what is wrong with it
    return Diagnosis{Severity::Problem,
                     Text::tr("What %1 sent is no relay message: %2").arg(sender, decodeErrorText(*error))};
}

std::optional<Diagnosis> messageDiagnosis(const MessageRow &message, const ConnectionRow &connection,
                                          const Exchange *exchange, const std::optional<MessageRow> &counterpart)
{
    switch (message.kind) {
    case MessageKind::Registration:
    case MessageKind::Response:
        return diagnoseRegistration(message, connection, exchange, counterpart);
    case MessageKind::Offer:
    case MessageKind::Answer:
    case MessageKind::Returned:
        return diagnoseStray(message);
    case MessageKind::Other:
        return diagnoseOther(message, connection);
    case MessageKind::Close: {
        if (message.payload.size() < 2)
            return closeDiagnosis(quint16(CloseCode::NoStatus), {}, nameOf(connection));
        const quint16 code = quint16(quint8(message.payload.at(0)) << 8 | quint8(message.payload.at(1)));
        return closeDiagnosis(code, QString::fromUtf8(message.payload.mid(2)), nameOf(connection));
    }
    case MessageKind::Ping:
    case MessageKind::Pong:
        return std::nullopt;
    }
    Q_UNREACHABLE();
}

} // namespace

std::optional<Diagnosis> diagnose(const MessageRow &message, const ConnectionRow &connection, const Exchange *exchange,
                                  const std::optional<MessageRow> &counterpart)
{
    return displayable(messageDiagnosis(message, connection, exchange, counterpart));
}

} // namespace Inspector
