// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/readablelines.h"

#include "relaycore/protocol/closecode.h"
#include "relaycore/protocol/codec.h"

#include <QtCore/QDateTime>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

using namespace RelayCore;

namespace {

QString ends(bool isSent, const QString &client)
{
    return isSent ? u"%1 → relay"_s.arg(client) : u"relay → %1"_s.arg(client);
}

} // namespace

QString ReadableLines::line(const WireEvent &event)
{
    QString text;
    if (const auto *message = std::get_if<WireMessage>(&event.payload)) {
        text = describe(event, *message);
    } else if (const auto *response = std::get_if<HandshakeResponse>(&event.payload)) {
        if (response->status != 101)
            text = u"%1: the upgrade was refused with HTTP %2"_s.arg(connectionName(event.connection),
                                                                     QString::number(response->status));
    } else if (const auto *frame = std::get_if<ControlFrame>(&event.payload)) {
        if (frame->opcode == Opcode::Close && frame->closeCode) {
            const bool isSent = frame->direction == Direction::Sent;
            text = u"%1  close %2"_s.arg(ends(isSent, connectionName(event.connection)),
                                         QString::number(*frame->closeCode));
            if (const QLatin1StringView meaning = closeCodeName(*frame->closeCode); !meaning.isEmpty())
                text += u" (%1)"_s.arg(meaning);
        }
    } else if (const auto *violation = std::get_if<ProtocolViolation>(&event.payload)) {
        text = u"%1: %2"_s.arg(connectionName(event.connection), violation->reason);
    } else if (std::holds_alternative<ConnectionClosed>(event.payload)) {
        m_connectionNames.remove(event.connection);
    }
    if (text.isEmpty())
        return text;
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(event.timeNs / 1'000'000);
    return time.toString(u"HH:mm:ss.zzz"_s) + u"  "_s + text;
}

QString ReadableLines::describe(const WireEvent &event, const WireMessage &message)
{
    const bool isSent = message.direction == Direction::Sent;
    const DecodeResult decoded = decode(message.payload);
    if (std::holds_alternative<DecodeError>(decoded)) {
        const QString name = connectionName(event.connection);
        return u"%1  %2 bytes that are no relay message"_s.arg(ends(isSent, name),
                                                               QString::number(message.payload.size()));
    }
    const RelayMessage &relayMessage = std::get<RelayMessage>(decoded);
    if (const auto *registration = std::get_if<RelayRegistration>(&relayMessage)) {
        m_connectionNames.insert(event.connection, registration->name);
        m_clientNames.insert(registration->uuid, registration->name);
        return u"%1  registers as %2"_s.arg(ends(isSent, registration->name),
                                            registration->uuid.toString(QUuid::WithoutBraces));
    }
    const QString name = connectionName(event.connection);
    if (const auto *response = std::get_if<RelayResponse>(&relayMessage)) {
        const QString reason = response->message ? u": %1"_s.arg(*response->message) : QString();
        return ends(isSent, name) + (response->success ? u"  registered"_s : u"  refuses%1"_s.arg(reason));
    }
    const auto &connection = std::get<PeerConnection>(relayMessage);
    const QString what =
        u"%1, %2 bytes"_s.arg(descriptionTypeName(connection.descriptionType)).arg(message.payload.size());
    if (connection.error)
        return u"%1  returned %2: %3"_s.arg(ends(isSent, name), what, *connection.error);
    const QString path = isSent ? u"%1 → relay (for %2)"_s.arg(name, clientName(connection.peerUuid))
                                : u"relay → %1 (from %2)"_s.arg(name, connection.sourceName);
    return path + u"  "_s + what;
}

QString ReadableLines::connectionName(ConnectionId connection) const
{
    return m_connectionNames.value(connection, u"connection %1"_s.arg(connection));
}

QString ReadableLines::clientName(const QUuid &uuid) const
{
    return m_clientNames.value(uuid, uuid.toString(QUuid::WithoutBraces));
}

} // namespace Inspector
