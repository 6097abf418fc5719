// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/protocol/codec.h"
#include "relaycore/protocol/debugvalue.h"
#include "relaycore/protocol/limits.h"
#include "relaycore/protocol/lonesurrogates.h"
#include "relaycore/protocol/utf8.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QStringList>

#include <simdjson.h>

#include <array>
#include <string_view>

namespace RelayCore {
namespace {

using namespace Qt::StringLiterals;
using Element = simdjson::dom::element;

/// A known key and its last value in the frame: a repeated key keeps its last value, as in the reference.
enum Field : quint8 {
    MessageType,
    Name,
    Uuid,
    Success,
    Message,
    Error,
    SourceUuid,
    SourceName,
    PeerUuid,
    Type,
    Description
};
constexpr std::array<std::string_view, 11> fieldNames{
    "message_type", "name",        "uuid",      "success",          "message",     "error",
    "source_uuid",  "source_name", "peer_uuid", "description_type", "description",
};
using Fields = std::array<std::optional<Element>, fieldNames.size()>;

constexpr quint16 bit(Field field)
{
    return static_cast<quint16>(1U << field);
}

constexpr quint16 registrationFields = bit(MessageType) | bit(Name) | bit(Uuid);
constexpr quint16 responseFields = bit(MessageType) | bit(Success) | bit(Message) | bit(Error);
constexpr quint16 connectionFields =
    bit(MessageType) | bit(SourceUuid) | bit(SourceName) | bit(PeerUuid) | bit(Type) | bit(Description) | bit(Error);

QString fieldName(Field field)
{
    return fromUtf8(fieldNames[field]);
}

/// What a JSON value is, in words; its content stays out of error texts.
QString typeName(const Element &value)
{
    using simdjson::dom::element_type;
    switch (value.type()) {
    case element_type::ARRAY:
        return u"array"_s;
    case element_type::OBJECT:
        return u"object"_s;
    case element_type::INT64:
    case element_type::UINT64:
    case element_type::DOUBLE:
        return u"number"_s;
    case element_type::STRING:
        return u"string"_s;
    case element_type::BOOL:
        return u"boolean"_s;
    case element_type::NULL_VALUE:
        return u"null"_s;
    }
    Q_UNREACHABLE();
}

/// Reads typed fields out of a frame and keeps the first error.
class FieldReader
{
public:
    /// \param restores  whether texts are results of replaceLoneSurrogates().
    FieldReader(const Fields &fields, bool restores)
        : m_fields(fields)
        , m_restores(restores)
    {}

    QString string(Field field) { return text(utf8(field)); }

    std::optional<QString> stringOrNull(Field field)
    {
        const std::optional<Element> &value = m_fields[field];
        if (!value || value->is_null())
            return std::nullopt;
        std::string_view found;
        if (value->get(found) != simdjson::SUCCESS)
            fail(DecodeError::Kind::WrongType, field, u"string or null expected, %1 found"_s.arg(typeName(*value)));
        return text(found);
    }

    bool boolean(Field field, bool byDefault)
    {
        const std::optional<Element> &value = m_fields[field];
        bool result = byDefault;
        if (value && value->get(result) != simdjson::SUCCESS)
            fail(DecodeError::Kind::WrongType, field, u"boolean expected, %1 found"_s.arg(typeName(*value)));
        return result;
    }

    QUuid uuid(Field field)
    {
        const std::string_view text = utf8(field);
        if (m_error)
            return {};
        const std::optional<QUuid> uuid = parseUuid(QUtf8StringView(text));
        if (!uuid)
            fail(DecodeError::Kind::InvalidUuid, field, u"32 hexadecimal digits expected"_s);
        return uuid.value_or(QUuid());
    }

    DescriptionType descriptionType()
    {
        const std::string_view text = utf8(Type);
        for (const auto type : {DescriptionType::Offer, DescriptionType::Answer}) {
            const QLatin1StringView name = descriptionTypeName(type);
            if (text == std::string_view(name.data(), static_cast<std::size_t>(name.size())))
                return type;
        }
        if (!m_error)
            fail(DecodeError::Kind::InvalidDescription, Type, u"\"offer\" or \"answer\" expected"_s);
        return DescriptionType::Offer;
    }

    template<typename Value>
    DecodeResult finish(Value &&message)
    {
        if (m_error)
            return *std::move(m_error);
        return RelayMessage(std::forward<Value>(message));
    }

private:
    QString text(std::string_view utf8) const
    {
        return m_restores ? restoreLoneSurrogates(fromUtf8(utf8)) : fromUtf8(utf8);
    }

    /// Valid until the next frame.
    std::string_view utf8(Field field)
    {
        const Element *value = required(field);
        std::string_view text;
        if (value && value->get(text) != simdjson::SUCCESS)
            fail(DecodeError::Kind::WrongType, field, u"string expected, %1 found"_s.arg(typeName(*value)));
        return text;
    }

    const Element *required(Field field)
    {
        if (m_fields[field])
            return &*m_fields[field];
        fail(DecodeError::Kind::MissingField, field, u"required"_s);
        return nullptr;
    }

    void fail(DecodeError::Kind kind, Field field, const QString &detail)
    {
        if (!m_error)
            m_error = DecodeError{kind, fieldName(field), std::nullopt, detail};
    }

    const Fields &m_fields;
    const bool m_restores;
    std::optional<DecodeError> m_error;
};

DecodeResult readRegistration(const Fields &fields, bool restores)
{
    FieldReader read(fields, restores);
    RelayRegistration message{read.string(Name), read.uuid(Uuid)};
    return read.finish(std::move(message));
}

DecodeResult readResponse(const Fields &fields, bool restores)
{
    FieldReader read(fields, restores);
    RelayResponse message{read.boolean(Success, true), read.stringOrNull(Message), read.boolean(Error, false)};
    return read.finish(std::move(message));
}

DecodeResult readConnection(const Fields &fields, bool restores)
{
    FieldReader read(fields, restores);
    PeerConnection message{read.uuid(SourceUuid),  read.string(SourceName),  read.uuid(PeerUuid),
                           read.descriptionType(), read.string(Description), read.stringOrNull(Error)};
    return read.finish(std::move(message));
}

/// simdjson says what is wrong, but its DOM not where. Frames are rarely wrong, so the second look may be slow.
DecodeError jsonError(simdjson::error_code error, QByteArrayView utf8)
{
    QJsonParseError where;
    (void)QJsonDocument::fromJson(utf8.toByteArray(), &where);
    std::optional<qsizetype> offset;
    if (where.error != QJsonParseError::NoError)
        offset = qMin<qsizetype>(where.offset, utf8.size());
    const auto kind = error == simdjson::UTF8_ERROR ? DecodeError::Kind::InvalidUtf8 : DecodeError::Kind::InvalidJson;
    return {kind, {}, offset, error == simdjson::EMPTY ? u"the frame is empty"_s : QString()};
}

} // namespace

struct Decoder::Private
{
    // replaceLoneSurrogates() makes a frame at most 7/4 as long.
    simdjson::dom::parser parser{static_cast<std::size_t>(ProtocolLimits::maxDecodableBytes) * 2};

    // Copied by simdjson into its own padded buffer: callers hand in frames, not padded strings.
    simdjson::error_code parse(QByteArrayView utf8, Element &root)
    {
        return parser.parse(utf8.data(), static_cast<std::size_t>(utf8.size())).get(root);
    }
};

Decoder::Decoder()
    : d(std::make_unique<Private>())
{}
Decoder::~Decoder() = default;
Decoder::Decoder(Decoder &&) noexcept = default;
Decoder &Decoder::operator=(Decoder &&) noexcept = default;

DecodeResult Decoder::decode(QByteArrayView utf8)
{
    if (utf8.size() > ProtocolLimits::maxDecodableBytes)
        return DecodeError{DecodeError::Kind::TooLarge,
                           {},
                           std::nullopt,
                           u"%1 bytes, at most %2 are read"_s.arg(utf8.size()).arg(ProtocolLimits::maxDecodableBytes)};

    // An empty view may have no data at all, and simdjson copies from where it points.
    if (utf8.isEmpty())
        return jsonError(simdjson::EMPTY, utf8);
    // Newer versions of simdjson skip a byte order mark; to the reference, as to RFC 8259, it is not JSON.
    if (utf8.startsWith(QByteArrayView("\xEF\xBB\xBF")))
        return jsonError(simdjson::TAPE_ERROR, utf8);

    Element root;
    bool restores = false;
    if (const auto error = d->parse(utf8, root)) {
        const QByteArray replaced = error == simdjson::STRING_ERROR ? replaceLoneSurrogates(utf8) : QByteArray();
        restores = !replaced.isEmpty();
        if (!restores || d->parse(replaced, root) != simdjson::SUCCESS)
            return jsonError(error, utf8);
    }
    simdjson::dom::object object;
    if (root.get(object) != simdjson::SUCCESS)
        return DecodeError{
            DecodeError::Kind::NotAnObject, {}, std::nullopt, u"object expected, %1 found"_s.arg(typeName(root))};

    Fields fields;
    quint16 present = 0;
    std::optional<std::string_view> unknown;
    for (const auto [key, value] : object) {
        const auto name = std::find(fieldNames.begin(), fieldNames.end(), key);
        if (name == fieldNames.end()) {
            unknown = key;
            continue;
        }
        const auto field = static_cast<Field>(name - fieldNames.begin());
        fields[field] = value;
        present |= bit(field);
    }

    std::string_view type;
    if (!fields[MessageType])
        return DecodeError{DecodeError::Kind::UnknownMessageType, fieldName(MessageType), std::nullopt, u"missing"_s};
    if (fields[MessageType]->get(type) != simdjson::SUCCESS)
        return DecodeError{DecodeError::Kind::UnknownMessageType, fieldName(MessageType), std::nullopt,
                           u"string expected, %1 found"_s.arg(typeName(*fields[MessageType]))};

    quint16 allowed = 0;
    DecodeResult (*read)(const Fields &, bool) = nullptr;
    if (type == "peer_connection") {
        allowed = connectionFields;
        read = readConnection;
    } else if (type == "relay_registration") {
        allowed = registrationFields;
        read = readRegistration;
    } else if (type == "relay_response") {
        allowed = responseFields;
        read = readResponse;
    } else {
        return DecodeError{DecodeError::Kind::UnknownMessageType, fieldName(MessageType), std::nullopt,
                           u"\"relay_registration\", \"relay_response\" or \"peer_connection\" expected"_s};
    }

    if (unknown || (present & ~allowed) != 0) {
        QString name = unknown ? fromUtf8(unknown->substr(0, 64)) : QString();
        for (std::size_t i = 0; i < fieldNames.size() && !unknown && name.isEmpty(); ++i) {
            if ((present & ~allowed & 1U << i) != 0)
                name = fieldName(static_cast<Field>(i));
        }
        return DecodeError{DecodeError::Kind::UnknownField, name, std::nullopt,
                           u"not a field of %1"_s.arg(fromUtf8(type))};
    }
    return read(fields, restores);
}

DecodeResult decode(QByteArrayView utf8)
{
    thread_local Decoder decoder;
    return decoder.decode(utf8);
}

QDebug operator<<(QDebug debug, const DecodeError &error)
{
    DebugValue(debug, "DecodeError")
        .field("kind", error.kind)
        .field("field", error.field)
        .field("offset", error.offset)
        .field("detail", error.detail);
    return debug;
}

QDebug operator<<(QDebug debug, const DecodeResult &result)
{
    std::visit([&debug](const auto &held) { debug << held; }, result);
    return debug;
}

char *toString(const DecodeError &error)
{
    return debugText(error);
}

char *toString(const DecodeResult &result)
{
    return debugText(result);
}

QString DecodeError::text() const
{
    const auto what = [this] {
        switch (kind) {
        case Kind::InvalidUtf8:
            return u"not UTF-8"_s;
        case Kind::InvalidJson:
            return u"not valid JSON"_s;
        case Kind::NotAnObject:
            return u"not a JSON object"_s;
        case Kind::UnknownMessageType:
            return u"not a known message type"_s;
        case Kind::MissingField:
            return u"missing field"_s;
        case Kind::UnknownField:
            return u"unknown field"_s;
        case Kind::WrongType:
            return u"wrong type"_s;
        case Kind::InvalidUuid:
            return u"not a UUID"_s;
        case Kind::InvalidDescription:
            return u"not a description type"_s;
        case Kind::TooLarge:
            return u"message too large"_s;
        }
        Q_UNREACHABLE();
    }();
    QString text = what;
    if (!field.isEmpty())
        text += u" in \"%1\""_s.arg(field);
    if (offset)
        text += u" at byte %1"_s.arg(*offset);
    if (!detail.isEmpty())
        text += u": "_s + detail;
    return text;
}

} // namespace RelayCore
