// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/tap/tapcodec.h"

#include "relaycore/wire/wirenames.h"

#include <QtCore/QCborArray>
#include <QtCore/QCborMap>
#include <QtCore/QCborValue>
#include <QtCore/QTimeZone>
#include <QtCore/QtEndian>

#include <utility>

namespace RelayCore::TapCodec {

using namespace Qt::Literals::StringLiterals;

namespace {

// Returns 0 where there is no integer. Qt reads integers beyond 64 bits and fractions as doubles; to convert one that
// is out of range is undefined.
qint64 numberIn(const QCborMap &map, QLatin1StringView key)
{
    const QCborValue value = map.value(key);
    return value.isInteger() ? value.toInteger() : 0;
}

// The keys of the stream: one letter where a value stands in every record.
constexpr auto kindKey = "k"_L1;
constexpr auto sourceKey = "s"_L1;
constexpr auto connectionKey = "c"_L1;
constexpr auto timeKey = "t"_L1;

QByteArray framed(const QCborMap &map)
{
    const QByteArray body = QCborValue(map).toCbor();
    QByteArray record(4, Qt::Uninitialized);
    qToBigEndian(quint32(body.size()), record.data());
    return record + body;
}

QCborArray arrayOf(const HeaderList &headers)
{
    QCborArray array;
    for (const HttpHeader &header : headers)
        array.append(QCborArray{header.name, header.value});
    return array;
}

HeaderList headersOf(const QCborValue &value)
{
    HeaderList headers;
    const QCborArray array = value.toArray();
    for (const QCborValue &each : array) {
        const QCborArray pair = each.toArray();
        headers.append({pair.at(0).toByteArray(), pair.at(1).toByteArray()});
    }
    return headers;
}

/// Writes the payload of an event into its record, and names its kind.
struct Writer
{
    QCborMap &map;

    void kind(QLatin1StringView name) { map.insert(kindKey, name); }

    void operator()(const SourceStarted &event)
    {
        kind("source"_L1);
        map.insert(u"title"_s, event.title);
        map.insert(u"listen"_s, event.listen);
        map.insert(u"upstream"_s, event.upstream);
    }
    void operator()(const StateChanged &event)
    {
        kind("state"_L1);
        map.insert(u"state"_s, sourceStateName(event.state));
        map.insert(u"detail"_s, event.detail);
    }
    void operator()(const ConnectionOpened &event)
    {
        kind("open"_L1);
        map.insert(u"client"_s, event.clientAddress);
        map.insert(u"upstream"_s, event.upstream);
    }
    void operator()(const TlsEstablished &event)
    {
        kind("tls"_L1);
        map.insert(u"protocol"_s, event.protocol);
        map.insert(u"cipher"_s, event.cipher);
        map.insert(u"subject"_s, event.subject);
        map.insert(u"issuer"_s, event.issuer);
        map.insert(u"from"_s, event.notBefore.toMSecsSinceEpoch());
        map.insert(u"until"_s, event.notAfter.toMSecsSinceEpoch());
        map.insert(u"sha256"_s, event.sha256);
        map.insert(u"errors"_s, QCborArray::fromStringList(event.errors));
        map.insert(u"half"_s, int(event.half));
    }
    void operator()(const HandshakeRequest &event)
    {
        kind("request"_L1);
        map.insert(u"line"_s, event.requestLine);
        map.insert(u"headers"_s, arrayOf(event.headers));
    }
    void operator()(const HandshakeResponse &event)
    {
        kind("response"_L1);
        map.insert(u"status"_s, event.status);
        map.insert(u"line"_s, event.statusLine);
        map.insert(u"headers"_s, arrayOf(event.headers));
        map.insert(u"body"_s, event.body);
    }
    void operator()(const WireMessage &event)
    {
        kind("message"_L1);
        map.insert(u"direction"_s, int(event.direction));
        map.insert(u"opcode"_s, int(event.opcode));
        map.insert(u"compressed"_s, event.compressed);
        map.insert(u"frames"_s, qint64(event.frames));
        map.insert(u"bytes"_s, event.wireBytes);
        map.insert(u"payload"_s, event.payload);
    }
    void operator()(const ControlFrame &event)
    {
        kind("control"_L1);
        map.insert(u"direction"_s, int(event.direction));
        map.insert(u"opcode"_s, int(event.opcode));
        map.insert(u"bytes"_s, event.wireBytes);
        map.insert(u"payload"_s, event.payload);
        if (event.closeCode)
            map.insert(u"code"_s, int(*event.closeCode));
        map.insert(u"reason"_s, event.closeReason);
    }
    void operator()(const ProtocolViolation &event)
    {
        kind("violation"_L1);
        map.insert(u"direction"_s, int(event.direction));
        map.insert(u"reason"_s, event.reason);
    }
    void operator()(const ConnectionClosed &event)
    {
        kind("close"_L1);
        map.insert(u"by"_s, int(event.by));
        map.insert(u"category"_s, closeCategoryName(event.category));
        map.insert(u"text"_s, event.text);
    }
    void operator()(const EventsLost &event)
    {
        kind("lost"_L1);
        map.insert(u"count"_s, qint64(event.count));
        map.insert(u"reason"_s, event.reason);
    }
};

/// Reads the payload of an event. Values of another type than expected read as the default of theirs; numbers that
/// stand for words are checked, because they are stored and drawn later.
class Reader
{
public:
    explicit Reader(const QCborMap &map)
        : m_map(map)
    {}

    /// Empty: a kind that is not known, or \a problem() says what is wrong.
    [[nodiscard]] std::optional<WirePayload> payload()
    {
        const QString kind = text(kindKey);
        if (kind == "source"_L1)
            return SourceStarted{SourceKind::Tap, text("title"_L1), text("listen"_L1), text("upstream"_L1)};
        if (kind == "state"_L1)
            return StateChanged{sourceStateFromName(text("state"_L1)), text("detail"_L1)};
        if (kind == "open"_L1)
            return ConnectionOpened{text("client"_L1), text("upstream"_L1)};
        if (kind == "tls"_L1)
            return tls();
        if (kind == "request"_L1)
            return HandshakeRequest{bytes("line"_L1), headersOf(m_map.value("headers"_L1))};
        if (kind == "response"_L1) {
            return HandshakeResponse{int(qBound(qint64(0), number("status"_L1), qint64(999))), bytes("line"_L1),
                                     headersOf(m_map.value("headers"_L1)), bytes("body"_L1)};
        }
        if (kind == "message"_L1)
            return message();
        if (kind == "control"_L1)
            return control();
        if (kind == "violation"_L1)
            return ProtocolViolation{direction(), text("reason"_L1)};
        if (kind == "close"_L1) {
            const auto by = oneOf("by"_L1, 0, int(ConnectionClosed::By::Source));
            return ConnectionClosed{ConnectionClosed::By(by), closeCategoryFromName(text("category"_L1)),
                                    text("text"_L1)};
        }
        if (kind == "lost"_L1)
            return EventsLost{quint64(qMax(qint64(0), number("count"_L1))), text("reason"_L1)};
        return std::nullopt;
    }
    [[nodiscard]] const QString &problem() const { return m_problem; }

private:
    [[nodiscard]] QString text(QLatin1StringView key) const { return m_map.value(key).toString(); }
    [[nodiscard]] QByteArray bytes(QLatin1StringView key) const { return m_map.value(key).toByteArray(); }
    [[nodiscard]] qint64 number(QLatin1StringView key) const { return numberIn(m_map, key); }

    int oneOf(QLatin1StringView key, int lowest, int highest)
    {
        const qint64 value = number(key);
        if (value >= lowest && value <= highest)
            return int(value);
        m_problem = u"%1 cannot be %2 in a record of kind \"%3\"."_s.arg(key).arg(value).arg(text(kindKey));
        return lowest;
    }
    Direction direction() { return Direction(oneOf("direction"_L1, 0, 1)); }

    TlsEstablished tls()
    {
        TlsEstablished event;
        event.protocol = text("protocol"_L1);
        event.cipher = text("cipher"_L1);
        event.subject = text("subject"_L1);
        event.issuer = text("issuer"_L1);
        event.notBefore = QDateTime::fromMSecsSinceEpoch(number("from"_L1), QTimeZone::utc());
        event.notAfter = QDateTime::fromMSecsSinceEpoch(number("until"_L1), QTimeZone::utc());
        event.sha256 = bytes("sha256"_L1);
        const QCborArray errors = m_map.value("errors"_L1).toArray();
        for (const QCborValue &error : errors)
            event.errors.append(error.toString());
        event.half = TlsEstablished::Half(oneOf("half"_L1, 0, 1));
        return event;
    }
    WireMessage message()
    {
        WireMessage event;
        event.direction = direction();
        event.opcode = Opcode(oneOf("opcode"_L1, int(Opcode::Text), int(Opcode::Binary)));
        event.compressed = m_map.value("compressed"_L1).toBool();
        event.frames = quint32(qBound(qint64(1), number("frames"_L1), qint64(UINT32_MAX)));
        event.wireBytes = qMax(qint64(0), number("bytes"_L1));
        event.payload = bytes("payload"_L1);
        return event;
    }
    ControlFrame control()
    {
        ControlFrame event;
        event.direction = direction();
        event.opcode = Opcode(oneOf("opcode"_L1, int(Opcode::Close), int(Opcode::Pong)));
        event.wireBytes = qMax(qint64(0), number("bytes"_L1));
        event.payload = bytes("payload"_L1);
        if (m_map.contains("code"_L1))
            event.closeCode = quint16(oneOf("code"_L1, 0, UINT16_MAX));
        event.closeReason = text("reason"_L1);
        return event;
    }

    const QCborMap &m_map;
    QString m_problem;
};

} // namespace

QByteArray beginning()
{
    return QByteArray("RLCTAP") + char('0' + TapStream::version) + '\n';
}

QByteArray encode(const TapAddress &address)
{
    return framed({{kindKey, "application"_L1},
                   {u"pid"_s, address.pid},
                   {u"application"_s, address.application},
                   {u"socket"_s, address.socket},
                   {u"started"_s, address.startedNs}});
}

QByteArray encode(const WireEvent &event)
{
    QCborMap map{{sourceKey, qint64(event.source)}, {connectionKey, qint64(event.connection)}, {timeKey, event.timeNs}};
    std::visit(Writer{map}, event.payload);
    return framed(map);
}

std::optional<TapStream::Item> decode(QByteArrayView record)
{
    QCborParserError error;
    const QCborValue value = QCborValue::fromCbor(record.toByteArray(), &error);
    if (error.error != QCborError::NoError)
        return TapStream::Error{u"A record of the tap is no valid CBOR: %1."_s.arg(error.errorString())};
    if (!value.isMap())
        return TapStream::Error{u"A record of the tap is no CBOR map."_s};
    const QCborMap map = value.toMap();
    if (map.value(kindKey).toString() == "application"_L1) {
        return TapAddress{numberIn(map, "pid"_L1), map.value("application"_L1).toString(),
                          map.value("socket"_L1).toString(), numberIn(map, "started"_L1)};
    }
    Reader reader(map);
    auto payload = reader.payload();
    if (!reader.problem().isEmpty())
        return TapStream::Error{reader.problem()};
    if (!payload)
        return std::nullopt;
    const qint64 source = numberIn(map, sourceKey);
    const qint64 connection = numberIn(map, connectionKey);
    if (source < 0 || source > UINT32_MAX || connection < 0 || connection > UINT32_MAX)
        return TapStream::Error{u"A record of the tap has ids out of range."_s};
    return WireEvent{SourceId(source), ConnectionId(connection), numberIn(map, timeKey), std::move(*payload)};
}

} // namespace RelayCore::TapCodec
