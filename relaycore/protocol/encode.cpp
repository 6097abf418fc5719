// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/protocol/codec.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <iterator>
#include <type_traits>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

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

/// Most of a text needs no escape: it is looked at, and copied, in blocks of this many characters.
constexpr qsizetype blockLength = 16;

#if defined(__SSE2__)

inline __m128i loadHalf(const char16_t *text)
{
    return _mm_loadu_si128(reinterpret_cast<const __m128i *>(text));
}

/// All ones for each of eight characters that can stay as it is.
inline __m128i plainIn(__m128i half)
{
    const __m128i fromSpace = _mm_sub_epi16(half, _mm_set1_epi16(' '));
    const __m128i beyondTilde = _mm_subs_epu16(fromSpace, _mm_set1_epi16('~' - ' ')); // 0 from space to tilde.
    const __m128i printable = _mm_cmpeq_epi16(beyondTilde, _mm_setzero_si128());
    const __m128i quotes = _mm_cmpeq_epi16(half, _mm_set1_epi16('"'));
    const __m128i backslashes = _mm_cmpeq_epi16(half, _mm_set1_epi16('\\'));
    return _mm_andnot_si128(_mm_or_si128(quotes, backslashes), printable);
}

/// One bit for each character of a block that cannot stay as it is.
inline unsigned escapesIn(const char16_t *text)
{
    const __m128i plain = _mm_packs_epi16(plainIn(loadHalf(text)), plainIn(loadHalf(text + blockLength / 2)));
    return ~static_cast<unsigned>(_mm_movemask_epi8(plain)) & 0xFFFF;
}

inline void copyBlock(char *to, const char16_t *text)
{
    _mm_storeu_si128(reinterpret_cast<__m128i *>(to),
                     _mm_packus_epi16(loadHalf(text), loadHalf(text + blockLength / 2)));
}

#else

inline unsigned escapesIn(const char16_t *text)
{
    unsigned escapes = 0;
    for (qsizetype i = 0; i < blockLength; ++i)
        escapes |= static_cast<unsigned>(width(text[i]) != 1) << i;
    return escapes;
}

inline void copyBlock(char *to, const char16_t *text)
{
    for (qsizetype i = 0; i < blockLength; ++i)
        to[i] = static_cast<char>(text[i]);
}

#endif

inline void copyBlock(char16_t *to, const char16_t *text)
{
    std::memcpy(to, text, blockLength * sizeof(char16_t));
}

qsizetype quotedSize(QStringView text)
{
    qsizetype size = 2 + text.size();
    const char16_t *at = text.utf16();
    const char16_t *const end = at + text.size();
    for (; end - at >= blockLength; at += blockLength) {
        for (unsigned escapes = escapesIn(at); escapes != 0; escapes &= escapes - 1)
            size += width(at[std::countr_zero(escapes)]) - 1;
    }
    for (; at != end; ++at)
        size += width(*at) - 1;
    return size;
}

/// Writes into a buffer whose exact size was computed before, so nothing grows and nothing is cut. \a Text is a
/// QByteArray or a QString: who hands the result to a QWebSocket saves a conversion with the latter.
template<typename Text>
class Out
{
    using Char = std::conditional_t<std::is_same_v<Text, QString>, char16_t, char>;

public:
    explicit Out(qsizetype size)
        : m_text(size, Qt::Uninitialized)
        , m_end(begin())
    {}

    void raw(QLatin1StringView text) { m_end = std::copy(text.begin(), text.end(), m_end); }

    void quoted(QStringView text)
    {
        *m_end++ = '"';
        const char16_t *at = text.utf16();
        const char16_t *const end = at + text.size();
        while (end - at >= blockLength) {
            // What follows the first escape is written over: every character takes at least one place.
            copyBlock(m_end, at);
            const unsigned escapes = escapesIn(at);
            const qsizetype plain = escapes == 0 ? blockLength : std::countr_zero(escapes);
            at += plain;
            m_end += plain;
            // They come in pairs: a line of an SDP ends with two.
            if (escapes != 0) {
                do
                    character(*at++);
                while (at != end && width(*at) != 1);
            }
        }
        while (at != end)
            character(*at++);
        *m_end++ = '"';
    }

    void uuid(const QUuid &uuid)
    {
        *m_end++ = '"';
        hex(uuid.data1, 8);
        *m_end++ = '-';
        hex(uuid.data2, 4);
        *m_end++ = '-';
        hex(uuid.data3, 4);
        *m_end++ = '-';
        for (std::size_t i = 0; i < std::size(uuid.data4); ++i) {
            if (i == 2)
                *m_end++ = '-';
            hex(uuid.data4[i], 2);
        }
        *m_end++ = '"';
    }

    Text take()
    {
        Q_ASSERT(m_end == begin() + m_text.size());
        return std::move(m_text);
    }

private:
    Char *begin() { return reinterpret_cast<Char *>(m_text.data()); }

    void character(char16_t c)
    {
        if (width(c) == 1) [[likely]] {
            *m_end++ = static_cast<Char>(c);
        } else if (const char letter = shortEscape(c)) {
            *m_end++ = '\\';
            *m_end++ = static_cast<Char>(letter);
        } else {
            *m_end++ = '\\';
            *m_end++ = 'u';
            hex(c, 4);
        }
    }

    void hex(quint32 value, int digits)
    {
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4)
            *m_end++ = static_cast<Char>(hexDigits[value >> shift & 0xF]);
    }

    Text m_text;
    Char *m_end;
};

constexpr qsizetype uuidSize = 36 + 2;
constexpr QLatin1StringView null("null");

qsizetype size(const std::optional<QString> &text)
{
    return text ? quotedSize(*text) : null.size();
}

template<typename Text>
void write(Out<Text> &out, const std::optional<QString> &text)
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

template<typename Text>
Text encoded(const RelayRegistration &message)
{
    constexpr QLatin1StringView name(R"({"message_type": "relay_registration", "name": )");
    constexpr QLatin1StringView uuid(R"(, "uuid": )");
    Out<Text> out(name.size() + quotedSize(message.name) + uuid.size() + uuidSize + 1);
    out.raw(name);
    out.quoted(message.name);
    out.raw(uuid);
    out.uuid(message.uuid);
    out.raw(QLatin1StringView("}"));
    return out.take();
}

template<typename Text>
Text encoded(const RelayResponse &message)
{
    constexpr QLatin1StringView success(R"({"message_type": "relay_response", "success": )");
    constexpr QLatin1StringView text(R"(, "message": )");
    constexpr QLatin1StringView error(R"(, "error": )");
    Out<Text> out(success.size() + literal(message.success).size() + text.size() + size(message.message) + error.size()
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

template<typename Text>
Text encoded(const PeerConnection &message)
{
    constexpr QLatin1StringView sourceUuid(R"({"message_type": "peer_connection", "source_uuid": )");
    constexpr QLatin1StringView sourceName(R"(, "source_name": )");
    constexpr QLatin1StringView peerUuid(R"(, "peer_uuid": )");
    constexpr QLatin1StringView type(R"(, "description_type": ")");
    constexpr QLatin1StringView description(R"(", "description": )");
    constexpr QLatin1StringView error(R"(, "error": )");
    const QLatin1StringView typeName = descriptionTypeName(message.descriptionType);
    Out<Text> out(sourceUuid.size() + uuidSize + sourceName.size() + quotedSize(message.sourceName) + peerUuid.size()
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
    return std::visit([](const auto &alternative) { return encoded<QByteArray>(alternative); }, message);
}

QString encodeText(const RelayMessage &message)
{
    return std::visit([](const auto &alternative) { return encoded<QString>(alternative); }, message);
}

} // namespace RelayCore
