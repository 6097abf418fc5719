// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/wirelines.h"

#include "inspector/cli/jsonline.h"
#include "relaycore/protocol/codec.h"
#include "relaycore/wire/wirenames.h"

#include <QtCore/QDateTime>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

using namespace RelayCore;

QLatin1StringView directionName(Direction direction)
{
    return direction == Direction::Sent ? "sent"_L1 : "received"_L1;
}

QLatin1StringView opcodeName(Opcode opcode)
{
    switch (opcode) {
    case Opcode::Text:
        return "text"_L1;
    case Opcode::Binary:
        return "binary"_L1;
    case Opcode::Close:
        return "close"_L1;
    case Opcode::Ping:
        return "ping"_L1;
    case Opcode::Pong:
        return "pong"_L1;
    }
    Q_UNREACHABLE();
}

QLatin1StringView byName(ConnectionClosed::By by)
{
    switch (by) {
    case ConnectionClosed::By::Client:
        return "client"_L1;
    case ConnectionClosed::By::Relay:
        return "relay"_L1;
    case ConnectionClosed::By::Upstream:
        return "upstream"_L1;
    case ConnectionClosed::By::Source:
        return "proxy"_L1;
    }
    Q_UNREACHABLE();
}

QByteArray jsonList(const QByteArrayList &values)
{
    return '[' + values.join(',') + ']';
}

QByteArray jsonHeaders(const HeaderList &headers)
{
    QByteArrayList pairs;
    for (const HttpHeader &header : headers)
        pairs.append(
            jsonList({jsonString(QString::fromUtf8(header.name)), jsonString(QString::fromUtf8(header.value))}));
    return jsonList(pairs);
}

QString isoDate(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODate) : QString();
}

/// Writes one payload; the overloads are the table.
class PayloadWriter
{
public:
    explicit PayloadWriter(const WireEvent &event)
        : m_event(event)
    {}

    QByteArray operator()(const SourceStarted &) const { return {}; }

    QByteArray operator()(const StateChanged &payload) const
    {
        return line("state"_L1)
            .text("state"_L1, RelayCore::sourceStateName(payload.state))
            .textOrNull("detail"_L1, payload.detail)
            .at(m_event.timeNs);
    }

    QByteArray operator()(const ConnectionOpened &payload) const
    {
        return line("opened"_L1)
            .text("client"_L1, payload.clientAddress)
            .text("upstream"_L1, payload.upstream)
            .at(m_event.timeNs);
    }

    QByteArray operator()(const TlsEstablished &payload) const
    {
        QByteArrayList errors;
        for (const QString &error : payload.errors)
            errors.append(jsonString(error));
        return line("tls"_L1)
            .text("with"_L1, payload.half == TlsEstablished::Half::Client ? "client"_L1 : "relay"_L1)
            .textOrNull("protocol"_L1, payload.protocol)
            .textOrNull("cipher"_L1, payload.cipher)
            .textOrNull("subject"_L1, payload.subject)
            .textOrNull("issuer"_L1, payload.issuer)
            .textOrNull("not_before"_L1, isoDate(payload.notBefore))
            .textOrNull("not_after"_L1, isoDate(payload.notAfter))
            .textOrNull("sha256"_L1, QString::fromLatin1(payload.sha256))
            .raw("errors"_L1, jsonList(errors))
            .at(m_event.timeNs);
    }

    QByteArray operator()(const HandshakeRequest &payload) const
    {
        return line("request"_L1)
            .text("line"_L1, QString::fromUtf8(payload.requestLine))
            .raw("headers"_L1, jsonHeaders(payload.headers))
            .at(m_event.timeNs);
    }

    QByteArray operator()(const HandshakeResponse &payload) const
    {
        return line("response"_L1)
            .number("status"_L1, payload.status)
            .text("line"_L1, QString::fromUtf8(payload.statusLine))
            .raw("headers"_L1, jsonHeaders(payload.headers))
            .textOrNull("body"_L1, QString::fromUtf8(payload.body))
            .at(m_event.timeNs);
    }

    QByteArray operator()(const WireMessage &payload) const
    {
        if (payload.compressed && !payload.inflatedBytes)
            return undecodable(payload, u"The message is compressed and cannot be inflated."_s,
                               QString::fromLatin1(payload.payload.toBase64()));
        if (payload.opcode != Opcode::Text)
            return undecodable(payload, u"The message is binary."_s, QString::fromLatin1(payload.payload.toBase64()));
        const DecodeResult decoded = decode(payload.payload);
        if (const auto *error = std::get_if<DecodeError>(&decoded))
            return undecodable(payload, error->text(), QString::fromUtf8(payload.payload));
        return line("message"_L1)
            .text("direction"_L1, directionName(payload.direction))
            .raw("message"_L1, encode(std::get<RelayMessage>(decoded)))
            .at(m_event.timeNs);
    }

    QByteArray operator()(const ControlFrame &payload) const
    {
        return line("control"_L1)
            .text("direction"_L1, directionName(payload.direction))
            .text("opcode"_L1, opcodeName(payload.opcode))
            .numberOrNull("close_code"_L1, payload.closeCode)
            .textOrNull("reason"_L1, payload.closeReason)
            .at(m_event.timeNs);
    }

    QByteArray operator()(const ProtocolViolation &payload) const
    {
        return line("violation"_L1)
            .text("direction"_L1, directionName(payload.direction))
            .text("reason"_L1, payload.reason)
            .at(m_event.timeNs);
    }

    QByteArray operator()(const ConnectionClosed &payload) const
    {
        return line("closed"_L1)
            .text("by"_L1, byName(payload.by))
            .textOrNull("category"_L1, QString(RelayCore::closeCategoryName(payload.category)))
            .textOrNull("text"_L1, payload.text)
            .at(m_event.timeNs);
    }

    QByteArray operator()(const EventsLost &payload) const
    {
        return line("lost"_L1)
            .number("count"_L1, qint64(payload.count))
            .text("reason"_L1, payload.reason)
            .at(m_event.timeNs);
    }

private:
    [[nodiscard]] JsonLine line(QLatin1StringView event) const
    {
        JsonLine line(event);
        const auto connection = m_event.connection == 0 ? std::nullopt : std::optional<qint64>(m_event.connection);
        line.numberOrNull("connection"_L1, connection);
        return line;
    }

    [[nodiscard]] QByteArray undecodable(const WireMessage &message, const QString &reason, const QString &data) const
    {
        return line("undecodable"_L1)
            .text("direction"_L1, directionName(message.direction))
            .text("reason"_L1, reason)
            .text("data"_L1, data)
            .at(m_event.timeNs);
    }

    const WireEvent &m_event;
};

} // namespace

QByteArray wireLine(const RelayCore::WireEvent &event)
{
    return std::visit(PayloadWriter(event), event.payload);
}

RelayCore::WireObserver::FlowControl TeeObserver::observe(RelayCore::WireEvent event)
{
    m_see(event);
    return m_next ? m_next->observe(std::move(event)) : FlowControl::Continue;
}

} // namespace Inspector
