// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/protocol/codec.h"

#include <array>
#include <cstring>

namespace RelayCore {
namespace {

constexpr char hexDigits[] = "0123456789abcdef";

/// The letter behind the backslash for characters that have a short escape, otherwise 0.
constexpr char shortEscape(char16_t c)
{
    switch (c) {
    case u'"':
        return '"';
    case u'\\':
        return '\\';
    case u'\b':
        return 'b';
    case u'\f':
        return 'f';
    case u'\n':
        return 'n';
    case u'\r':
        return 'r';
    case u'\t':
        return 't';
    default:
        return 0;
    }
}

constexpr qsizetype computeWidth(char16_t c)
{
    if (shortEscape(c) != 0)
        return 2;
    return c >= u' ' && c <= u'~' ? 1 : 6;
}

constexpr auto asciiWidths = [] {
    std::array<quint8, 128> widths{};
    for (std::size_t c = 0; c < widths.size(); ++c)
        widths[c] = static_cast<quint8>(computeWidth(static_cast<char16_t>(c)));
    return widths;
}();

/// Bytes that \a c needs inside a JSON string.
inline qsizetype width(char16_t c)
{
    return c < asciiWidths.size() ? asciiWidths[c] : 6;
}

/// Most of a text needs no escape. Looked at in blocks of this many characters, a compiler turns both the look and the
/// copy into a few vector instructions; longer blocks meet the line breaks of SDP too often.
constexpr qsizetype blockLength = 8;

inline bool isPlainBlock(const char16_t *text)
{
    unsigned escapes = 0;
    for (qsizetype i = 0; i < blockLength; ++i) {
        const char16_t c = text[i];
        escapes |= static_cast<unsigned>(static_cast<char16_t>(c - u' ') > u'~' - u' ')
                   | static_cast<unsigned>(c == u'"') | static_cast<unsigned>(c == u'\\');
    }
    return escapes == 0;
}

/// Calls \a plain with blocks that need no escape, and \a other with the characters of all others.
template<typename Plain, typename Other>
void forEachBlock(QStringView text, Plain plain, Other other)
{
    const char16_t *at = text.utf16();
    const char16_t *const end = at + text.size();
    for (; end - at >= blockLength; at += blockLength) {
        if (isPlainBlock(at)) {
            plain(at);
        } else {
            for (qsizetype i = 0; i < blockLength; ++i)
                other(at[i]);
        }
    }
    for (; at != end; ++at)
        other(*at);
}

qsizetype quotedSize(QStringView text)
{
    qsizetype size = 2;
    forEachBlock(
        text, [&](const char16_t *) { size += blockLength; }, [&](char16_t c) { size += width(c); });
    return size;
}

/// Writes into a buffer whose exact size was computed before, so nothing grows and nothing is cut.
class Out
{
public:
    explicit Out(qsizetype size)
        : m_bytes(size, Qt::Uninitialized)
        , m_end(m_bytes.data())
    {}

    void raw(QLatin1StringView text)
    {
        std::memcpy(m_end, text.data(), static_cast<std::size_t>(text.size()));
        m_end += text.size();
    }

    void quoted(QStringView text)
    {
        char *to = m_end;
        *to++ = '"';
        forEachBlock(
            text,
            [&](const char16_t *block) {
                for (qsizetype i = 0; i < blockLength; ++i)
                    to[i] = static_cast<char>(block[i]);
                to += blockLength;
            },
            [&](char16_t c) { to = writeCharacter(to, c); });
        *to++ = '"';
        m_end = to;
    }

    void uuid(const QUuid &uuid)
    {
        const QByteArray text = uuid.toByteArray(QUuid::WithoutBraces);
        *m_end++ = '"';
        std::memcpy(m_end, text.constData(), static_cast<std::size_t>(text.size()));
        m_end += text.size();
        *m_end++ = '"';
    }

    QByteArray take()
    {
        Q_ASSERT(m_end == m_bytes.constData() + m_bytes.size());
        return std::move(m_bytes);
    }

private:
    static char *writeCharacter(char *to, char16_t c)
    {
        if (width(c) == 1) [[likely]] {
            *to++ = static_cast<char>(c);
        } else if (const char letter = shortEscape(c)) {
            *to++ = '\\';
            *to++ = letter;
        } else {
            *to++ = '\\';
            *to++ = 'u';
            for (int shift = 12; shift >= 0; shift -= 4)
                *to++ = hexDigits[c >> shift & 0xF];
        }
        return to;
    }

    QByteArray m_bytes;
    char *m_end;
};

constexpr qsizetype uuidSize = 36 + 2;
constexpr QLatin1StringView null("null");

qsizetype size(const std::optional<QString> &text)
{
    return text ? quotedSize(*text) : null.size();
}

void write(Out &out, const std::optional<QString> &text)
{
    if (text)
        out.quoted(*text);
    else
        out.raw(null);
}

QLatin1StringView literal(bool value)
{
    return value ? QLatin1StringView("true") : QLatin1StringView("false");
}

QByteArray encoded(const RelayRegistration &message)
{
    constexpr QLatin1StringView name(R"({"message_type": "relay_registration", "name": )");
    constexpr QLatin1StringView uuid(R"(, "uuid": )");
    Out out(name.size() + quotedSize(message.name) + uuid.size() + uuidSize + 1);
    out.raw(name);
    out.quoted(message.name);
    out.raw(uuid);
    out.uuid(message.uuid);
    out.raw(QLatin1StringView("}"));
    return out.take();
}

QByteArray encoded(const RelayResponse &message)
{
    constexpr QLatin1StringView success(R"({"message_type": "relay_response", "success": )");
    constexpr QLatin1StringView text(R"(, "message": )");
    constexpr QLatin1StringView error(R"(, "error": )");
    Out out(success.size() + literal(message.success).size() + text.size() + size(message.message) + error.size()
            + literal(message.error).size() + 1);
    out.raw(success);
    out.raw(literal(message.success));
    out.raw(text);
    write(out, message.message);
    out.raw(error);
    out.raw(literal(message.error));
    out.raw(QLatin1StringView("}"));
    return out.take();
}

QByteArray encoded(const PeerConnection &message)
{
    constexpr QLatin1StringView sourceUuid(R"({"message_type": "peer_connection", "source_uuid": )");
    constexpr QLatin1StringView sourceName(R"(, "source_name": )");
    constexpr QLatin1StringView peerUuid(R"(, "peer_uuid": )");
    constexpr QLatin1StringView type(R"(, "description_type": ")");
    constexpr QLatin1StringView description(R"(", "description": )");
    constexpr QLatin1StringView error(R"(, "error": )");
    const QLatin1StringView typeName = descriptionTypeName(message.descriptionType);
    Out out(sourceUuid.size() + uuidSize + sourceName.size() + quotedSize(message.sourceName) + peerUuid.size()
            + uuidSize + type.size() + typeName.size() + description.size() + quotedSize(message.description)
            + error.size() + size(message.error) + 1);
    out.raw(sourceUuid);
    out.uuid(message.sourceUuid);
    out.raw(sourceName);
    out.quoted(message.sourceName);
    out.raw(peerUuid);
    out.uuid(message.peerUuid);
    out.raw(type);
    out.raw(typeName);
    out.raw(description);
    out.quoted(message.description);
    out.raw(error);
    write(out, message.error);
    out.raw(QLatin1StringView("}"));
    return out.take();
}

} // namespace

QByteArray encode(const RelayMessage &message)
{
    return std::visit([](const auto &alternative) { return encoded(alternative); }, message);
}

} // namespace RelayCore
