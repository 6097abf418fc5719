// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/messagelines.h"

#include "inspector/capture/messagenames.h"
#include "relaycore/protocol/closecode.h"
#include "relaycore/protocol/codec.h"

#include <QtCore/QDateTime>
#include <QtCore/QLocale>
#include <QtCore/QtEndian>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

using namespace RelayCore;

namespace {

QLatin1StringView kindName(const MessageRow &row)
{
    if (row.kind != MessageKind::Other)
        return messageKindName(row.kind);
    return opcodeName(row.opcode == Opcode::Binary ? Opcode::Binary : Opcode::Text);
}

std::optional<quint16> closeCodeOf(const QByteArray &payload)
{
    if (payload.size() < 2)
        return std::nullopt;
    return qFromBigEndian<quint16>(payload.constData());
}

/// What a line shows besides sender, receiver and kind.
QString detailOf(const MessageRow &row)
{
    if (row.kind == MessageKind::Close) {
        const auto code = closeCodeOf(row.payload);
        if (!code)
            return {};
        const QLatin1StringView meaning = closeCodeName(*code);
        const QString reason = QString::fromUtf8(row.payload.sliced(2));
        return QString::number(*code) + (meaning.isEmpty() ? QString() : u" (%1)"_s.arg(meaning))
               + (reason.isEmpty() ? QString() : u": "_s + reason);
    }
    if (row.isOpaque())
        return u"compressed"_s;
    const DecodeResult decoded = decode(row.payload);
    const auto *const message = std::get_if<RelayMessage>(&decoded);
    if (!message)
        return {};
    if (const auto *response = std::get_if<RelayResponse>(message))
        return response->success ? u"registered"_s : u"refused: %1"_s.arg(response->message.value_or(QString()));
    const auto *const peer = std::get_if<PeerConnection>(message);
    return peer ? peer->error.value_or(QString()) : QString();
}

} // namespace

WireEvent wireEvent(const MessageRow &row)
{
    WireEvent event;
    event.connection = row.connection;
    event.timeNs = row.timeNs;
    if (row.opcode == Opcode::Text || row.opcode == Opcode::Binary) {
        event.payload = WireMessage{row.direction, row.opcode,  row.compressed,    row.frames,
                                    row.wireBytes, row.payload, row.inflatedBytes, row.truncated};
        return event;
    }
    ControlFrame frame{row.direction, row.opcode, row.wireBytes, row.payload, {}, {}};
    if (row.opcode == Opcode::Close) {
        frame.closeCode = closeCodeOf(row.payload);
        frame.closeReason = QString::fromUtf8(row.payload.mid(2));
    }
    event.payload = std::move(frame);
    return event;
}

void MessageLines::learn(const QList<ConnectionRow> &connections)
{
    for (const ConnectionRow &row : connections) {
        m_clients.insert(row.id, row.name.isEmpty() ? row.clientAddress : row.name);
        if (!row.uuid.isNull() && !row.name.isEmpty())
            m_names.insert(row.uuid, row.name);
    }
}

QString MessageLines::line(const MessageRow &row)
{
    if (!row.source.isNull() && !row.sourceName.isEmpty()
        && (row.kind == MessageKind::Registration || !m_names.contains(row.source)))
        m_names.insert(row.source, row.sourceName);
    if (row.kind == MessageKind::Registration)
        m_clients.insert(row.connection, peer(row.source));
    const bool sent = row.direction == Direction::Sent;
    const bool named = row.kind == MessageKind::Offer || row.kind == MessageKind::Answer;
    const QString from = named ? peer(row.source) : sent ? client(row.connection) : u"relay"_s;
    const QString to = named ? peer(row.peer) : sent ? u"relay"_s : client(row.connection);
    const QString time = QDateTime::fromMSecsSinceEpoch(row.timeNs / 1'000'000).toString(u"HH:mm:ss"_s) + u'.'
                         + QString::number(row.timeNs % 1'000'000'000 / 1'000).rightJustified(6, u'0');
    // The columns stay one below the other until there are 10,000 messages.
    const QString number = (u'#' + QString::number(row.id)).leftJustified(5);
    QString text = u"%1  %2  %3 %4  %5 → %6  %7 B"_s.arg(time, number, sent ? u"↑"_s : u"↓"_s,
                                                         QString(kindName(row)).leftJustified(12), from, to,
                                                         QLocale(QLocale::English).toString(row.bytes()));
    if (const QString detail = detailOf(row); !detail.isEmpty())
        text += u"  "_s + detail;
    return text;
}

QString MessageLines::client(ConnectionId connection) const
{
    const QString name = m_clients.value(connection);
    return name.isEmpty() ? u"connection %1"_s.arg(connection) : name;
}

QString MessageLines::peer(const QUuid &uuid) const
{
    const QString name = m_names.value(uuid);
    return name.isEmpty() ? uuid.toString(QUuid::WithoutBraces) : name;
}

} // namespace Inspector
