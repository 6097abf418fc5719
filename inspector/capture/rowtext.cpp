// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/rowtext.h"

#include "relaycore/wire/wirenames.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace Inspector::RowText {

using RelayCore::TlsEstablished;

namespace {

QVariant nothing()
{
    return QVariant(QMetaType(QMetaType::QString));
}

/// For a text column that must not be NULL: Qt binds a null QString as NULL.
QVariant text(const QString &value)
{
    return value.isNull() ? u""_s : value;
}

QVariant bytes(const QByteArray &value)
{
    return value.isNull() ? QByteArray("", 0) : value;
}

QUuid uuid(const QVariant &text)
{
    return text.isNull() ? QUuid() : QUuid::fromString(QLatin1StringView(text.toByteArray()));
}

QJsonValue jsonFromBytes(const QByteArray &value)
{
    // A byte order mark at the beginning is dropped here, and would be by Qt's JSON parser.
    const QString decoded = QString::fromUtf8(value);
    if (decoded.toUtf8() == value)
        return decoded;
    return QJsonObject{{u"latin1"_s, QString::fromLatin1(value)}};
}

QByteArray bytesFromJson(const QJsonValue &value)
{
    return value.isObject() ? value.toObject().value("latin1"_L1).toString().toLatin1() : value.toString().toUtf8();
}

QString compact(const QJsonDocument &document)
{
    return QString::fromUtf8(document.toJson(QJsonDocument::Compact));
}

/// The names are stored: only append.
constexpr std::array sourceKinds{"client"_L1, "proxy"_L1, "local_relay"_L1, "tap"_L1};
constexpr std::array directions{"sent"_L1, "received"_L1};
constexpr std::array closedBy{"client"_L1, "relay"_L1, "upstream"_L1, "source"_L1};

template<typename Names, typename Enum>
QLatin1StringView nameOf(const Names &names, Enum value)
{
    return names.at(std::size_t(value));
}

template<typename Enum, typename Names>
std::optional<Enum> valueOf(const Names &names, QStringView name)
{
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (name == names[i])
            return Enum(i);
    }
    return std::nullopt;
}

/// SQLite takes a byte order mark at the beginning of a UTF-16 text, which is how Qt SQL passes it, for none of the
/// text. A second one keeps it.
QVariant withMark(const QVariant &value)
{
    if (value.typeId() != QMetaType::QString)
        return value;
    const QString text = value.toString();
    return text.startsWith(QChar::ByteOrderMark) ? QVariant(QChar(QChar::ByteOrderMark) + text) : value;
}

QJsonObject tlsObject(const TlsEstablished &tls)
{
    QJsonArray errors;
    for (const QString &error : tls.errors)
        errors.append(error);
    return {
        {u"protocol"_s, tls.protocol},
        {u"cipher"_s, tls.cipher},
        {u"subject"_s, tls.subject},
        {u"issuer"_s, tls.issuer},
        {u"not_before"_s, tls.notBefore.toUTC().toString(Qt::ISODateWithMs)},
        {u"not_after"_s, tls.notAfter.toUTC().toString(Qt::ISODateWithMs)},
        {u"sha256"_s, QString::fromLatin1(tls.sha256)},
        {u"errors"_s, errors},
    };
}

TlsEstablished tlsFrom(const QJsonObject &object, TlsEstablished::Half half)
{
    TlsEstablished tls;
    tls.protocol = object.value("protocol"_L1).toString();
    tls.cipher = object.value("cipher"_L1).toString();
    tls.subject = object.value("subject"_L1).toString();
    tls.issuer = object.value("issuer"_L1).toString();
    tls.notBefore = QDateTime::fromString(object.value("not_before"_L1).toString(), Qt::ISODateWithMs);
    tls.notAfter = QDateTime::fromString(object.value("not_after"_L1).toString(), Qt::ISODateWithMs);
    tls.sha256 = object.value("sha256"_L1).toString().toLatin1();
    const QJsonArray errors = object.value("errors"_L1).toArray();
    for (const QJsonValue &error : errors)
        tls.errors.append(error.toString());
    tls.half = half;
    return tls;
}

} // namespace

QLatin1StringView sourceKindName(RelayCore::SourceKind kind)
{
    return nameOf(sourceKinds, kind);
}

std::optional<RelayCore::SourceKind> sourceKindFromName(QStringView name)
{
    return valueOf<RelayCore::SourceKind>(sourceKinds, name);
}

QLatin1StringView directionName(RelayCore::Direction direction)
{
    return nameOf(directions, direction);
}

std::optional<RelayCore::Direction> directionFromName(QStringView name)
{
    return valueOf<RelayCore::Direction>(directions, name);
}

QLatin1StringView closedByName(RelayCore::ConnectionClosed::By side)
{
    return nameOf(closedBy, side);
}

std::optional<RelayCore::ConnectionClosed::By> closedByFromName(QStringView name)
{
    return valueOf<RelayCore::ConnectionClosed::By>(closedBy, name);
}

QString textFromUtf8(QByteArrayView utf8)
{
    const QString text = QString::fromUtf8(utf8);
    return utf8.startsWith("\xEF\xBB\xBF") ? QChar(QChar::ByteOrderMark) + text : text;
}

QString headersToJson(const RelayCore::HeaderList &headers)
{
    QJsonArray array;
    for (const RelayCore::HttpHeader &header : headers)
        array.append(QJsonArray{jsonFromBytes(header.name), jsonFromBytes(header.value)});
    return compact(QJsonDocument(array));
}

RelayCore::HeaderList headersFromJson(const QString &json)
{
    RelayCore::HeaderList headers;
    const QJsonArray array = QJsonDocument::fromJson(json.toUtf8()).array();
    headers.reserve(array.size());
    for (const QJsonValue &entry : array) {
        const QJsonArray pair = entry.toArray();
        headers.append({bytesFromJson(pair.at(0)), bytesFromJson(pair.at(1))});
    }
    return headers;
}

QString tlsToJson(const ConnectionRow &row)
{
    if (!row.tls && !row.clientTls)
        return {};
    QJsonObject object = row.tls ? tlsObject(*row.tls) : QJsonObject();
    if (row.clientTls)
        object.insert("client"_L1, tlsObject(*row.clientTls));
    return compact(QJsonDocument(object));
}

void setTlsFromJson(ConnectionRow &row, const QString &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json.toUtf8()).object();
    if (object.contains("protocol"_L1))
        row.tls = tlsFrom(object, TlsEstablished::Half::Relay);
    if (const QJsonObject client = object.value("client"_L1).toObject(); !client.isEmpty())
        row.clientTls = tlsFrom(client, TlsEstablished::Half::Client);
}

void bind(QSqlQuery &query, const QVariantList &values)
{
    for (qsizetype i = 0; i < values.size(); ++i)
        query.bindValue(int(i), withMark(values.at(i)));
}

QVariantList values(const SourceRow &row)
{
    return {row.id,
            QString(sourceKindName(row.kind)),
            text(row.title),
            text(row.listen),
            text(row.upstream),
            row.state ? QString(RelayCore::sourceStateName(*row.state)) : u""_s,
            text(row.stateDetail)};
}

SourceRow sourceFrom(const QSqlQuery &query)
{
    SourceRow row;
    row.id = query.value(0).toUInt();
    row.kind = sourceKindFromName(query.value(1).toString()).value_or(RelayCore::SourceKind::Client);
    row.title = query.value(2).toString();
    row.listen = query.value(3).toString();
    row.upstream = query.value(4).toString();
    if (const QString state = query.value(5).toString(); !state.isEmpty())
        row.state = RelayCore::sourceStateFromName(state);
    row.stateDetail = query.value(6).toString();
    row.stateNs = query.value(7).toLongLong();
    return row;
}

QVariantList values(const ConnectionRow &row, quint64 revision)
{
    QVariantList list;
    list.reserve(26);
    const auto put = [&](const QVariant &value) { list.append(value); };
    put(row.id);
    put(row.source);
    put(row.openedNs);
    put(text(row.clientAddress));
    put(text(row.upstream));
    put(text(row.name));
    put(row.uuid.isNull() ? nothing() : QVariant(row.uuid.toString(QUuid::WithoutBraces)));
    put(int(row.registered));
    put(text(row.registrationError));
    put(row.request ? bytes(row.request->requestLine) : nothing());
    put(row.request ? headersToJson(row.request->headers) : nothing());
    put(row.response ? QVariant(row.response->status) : nothing());
    put(row.response ? bytes(row.response->statusLine) : nothing());
    put(row.response ? headersToJson(row.response->headers) : nothing());
    put(row.response ? bytes(row.response->body) : nothing());
    put(row.tls || row.clientTls ? tlsToJson(row) : nothing());
    put(row.closeCode ? QVariant(uint(*row.closeCode)) : nothing());
    put(text(row.closeReason));
    put(row.closeDirection ? QVariant(QString(directionName(*row.closeDirection))) : nothing());
    put(text(row.violation));
    put(row.closedNs ? QVariant(*row.closedNs) : nothing());
    put(row.closed ? QVariant(QString(closedByName(row.closed->by))) : nothing());
    put(row.closed ? text(RelayCore::closeCategoryName(row.closed->category)) : nothing());
    put(row.closed ? text(row.closed->text) : nothing());
    put(row.messages);
    put(revision);
    return list;
}

ConnectionRow connectionFrom(const QSqlQuery &query)
{
    ConnectionRow row;
    int i = 0;
    const auto take = [&] { return query.value(i++); };
    row.id = take().toUInt();
    row.source = take().toUInt();
    row.openedNs = take().toLongLong();
    row.clientAddress = take().toString();
    row.upstream = take().toString();
    row.name = take().toString();
    row.uuid = QUuid::fromString(take().toString());
    row.registered = take().toInt() != 0;
    row.registrationError = take().toString();
    const QVariant requestLine = take();
    const QVariant requestHeaders = take();
    if (!requestLine.isNull())
        row.request = {requestLine.toByteArray(), headersFromJson(requestHeaders.toString())};
    const QVariant status = take();
    const QVariant statusLine = take();
    const QVariant responseHeaders = take();
    const QVariant body = take();
    if (!status.isNull()) {
        row.response = {status.toInt(), statusLine.toByteArray(), headersFromJson(responseHeaders.toString()),
                        body.toByteArray()};
    }
    if (const QVariant tls = take(); !tls.isNull())
        setTlsFromJson(row, tls.toString());
    if (const QVariant code = take(); !code.isNull())
        row.closeCode = quint16(code.toUInt());
    row.closeReason = take().toString();
    if (const QVariant direction = take(); !direction.isNull())
        row.closeDirection = directionFromName(direction.toString()).value_or(RelayCore::Direction::Sent);
    row.violation = take().toString();
    if (const QVariant closed = take(); !closed.isNull())
        row.closedNs = closed.toLongLong();
    const QVariant by = take();
    const QVariant category = take();
    const QVariant closedText = take();
    if (!by.isNull()) {
        row.closed = {closedByFromName(by.toString()).value_or(RelayCore::ConnectionClosed::By::Client),
                      RelayCore::closeCategoryFromName(category.toString()), closedText.toString()};
    }
    row.messages = take().toULongLong();
    return row;
}

quint64 revisionFrom(const QSqlQuery &query)
{
    constexpr int column = 25; // Behind those of connectionFrom().
    return query.value(column).toULongLong();
}

void bind(QSqlQuery &query, const MessageRow &row)
{
    // By name, because Qt SQL composes a name for every positional value, at a noticeable cost.
    static const std::array<QString, 10> names{u":id"_s,       u":connection"_s, u":time"_s, u":frames"_s,
                                               u":bytes"_s,    u":source"_s,     u":peer"_s, u":name"_s,
                                               u":inflated"_s, u":payload"_s};
    query.bindValue(names[0], row.id);
    query.bindValue(names[1], row.connection);
    query.bindValue(names[2], row.timeNs);
    query.bindValue(names[3], row.frames);
    query.bindValue(names[4], row.wireBytes);
    if (!row.source.isNull())
        query.bindValue(names[5], row.source.toByteArray(QUuid::WithoutBraces));
    if (!row.peer.isNull())
        query.bindValue(names[6], row.peer.toByteArray(QUuid::WithoutBraces));
    if (!row.sourceName.isEmpty())
        query.bindValue(names[7], row.sourceName.toUtf8());
    if (row.inflatedBytes)
        query.bindValue(names[8], *row.inflatedBytes);
    query.bindValue(names[9], bytes(row.payload));
}

MessageRow messageFrom(const QSqlQuery &query)
{
    // SQLite has numbers of 64 bits: asking for any other type would convert each of them.
    const auto number = [&query](int column) { return query.value(column).toLongLong(); };
    MessageRow row;
    row.id = MessageId(number(0));
    row.connection = RelayCore::ConnectionId(number(1));
    row.timeNs = number(2);
    const auto packed = quint64(number(3));
    row.direction = RelayCore::Direction(packed & 255U);
    row.opcode = RelayCore::Opcode(packed >> 8 & 255U);
    row.kind = MessageKind(packed >> 16 & 255U);
    row.compressed = packed >> 24 & 1U;
    row.truncated = packed >> 25 & 1U;
    row.frames = quint32(packed >> 26);
    row.wireBytes = number(4);
    row.source = uuid(query.value(5));
    row.peer = uuid(query.value(6));
    if (const QVariant name = query.value(7); !name.isNull())
        row.sourceName = textFromUtf8(name.toByteArray());
    if (const QVariant inflated = query.value(8); !inflated.isNull())
        row.inflatedBytes = inflated.toLongLong();
    row.payload = query.value(9).toByteArray();
    if (const QVariant size = query.value(10); !size.isNull())
        row.payloadBytes = size.toLongLong();
    return row;
}

QVariantList values(const StateRow &row)
{
    return {row.source, row.timeNs, QString(RelayCore::sourceStateName(row.state)), text(row.detail)};
}

StateRow stateFrom(const QSqlQuery &query)
{
    return {query.value(0).toUInt(), query.value(1).toLongLong(),
            RelayCore::sourceStateFromName(query.value(2).toString()), query.value(3).toString()};
}

QVariantList values(const LostRow &row)
{
    return {row.source, row.connection, row.timeNs, row.events, text(row.reason)};
}

LostRow lostFrom(const QSqlQuery &query)
{
    return {query.value(0).toUInt(), query.value(1).toUInt(), query.value(2).toLongLong(), query.value(3).toULongLong(),
            query.value(4).toString()};
}

} // namespace Inspector::RowText
