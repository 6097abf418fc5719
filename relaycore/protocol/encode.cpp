// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/protocol/block.h"
#include "relaycore/protocol/codec.h"

#include <algorithm>
#include <array>
#include <bit>
#include <iterator>
#include <type_traits>

namespace RelayCore {
namespace {

constexpr char hexDigits[] = "0123456789abcdef";
constexpr qsizetype uuidSize = 36 + 2;

/// The letter behind the backslash for characters that have a short escape, otherwise 0.
constexpr auto shortEscapes = [] {
    std::array<char, 128> letters{};
    letters['"'] = '"';
    letters['\\'] = '\\';
    letters['\b'] = 'b';
    letters['\f'] = 'f';
    letters['\n'] = 'n';
    letters['\r'] = 'r';
    letters['\t'] = 't';
    return letters;
}();

/// Writes a message in one go, into room for a text with few escapes; it takes more where there are many. \a Text is a
/// QByteArray or a QString: who hands the result to a QWebSocket saves a conversion with the latter.
template<typename Text>
class Out
{
    using Char = std::conditional_t<std::is_same_v<Text, QString>, char16_t, char>;

public:
    /// \a characters: of the texts and the UUIDs that will be written.
    explicit Out(qsizetype characters)
        : m_text(characters + characters / 8 + forTheRest, Qt::Uninitialized)
        , m_end(begin())
        , m_limit(m_end + m_text.size())
    {}

    void raw(QLatin1StringView text)
    {
        reserve(text.size());
        m_end = std::copy(text.begin(), text.end(), m_end);
    }

    void quoted(QStringView text)
    {
        const char16_t *at = text.utf16();
        const char16_t *const end = at + text.size();
        reserve(1);
        *m_end++ = '"';
        // What follows an escape is read again from there: the next block has to be there, too.
        for (; end - at >= 2 * Block::length; at += Block::length)
            quoted(at, Block::length);
        while (at != end) {
            const qsizetype count = std::min<qsizetype>(end - at, Block::length);
            std::array<char16_t, 2 * Block::length> padded{};
            std::copy_n(at, count, padded.begin());
            quoted(padded.data(), count);
            at += count;
        }
        reserve(1);
        *m_end++ = '"';
    }

    void uuid(const QUuid &uuid)
    {
        reserve(uuidSize);
        Char *to = m_end;
        *to++ = '"';
        to = hex(uuid.data1, 8, to);
        *to++ = '-';
        to = hex(uuid.data2, 4, to);
        *to++ = '-';
        to = hex(uuid.data3, 4, to);
        *to++ = '-';
        for (std::size_t i = 0; i < std::size(uuid.data4); ++i) {
            if (i == 2)
                *to++ = '-';
            to = hex(uuid.data4[i], 2, to);
        }
        *to++ = '"';
        m_end = to;
    }

    Text take()
    {
        m_text.truncate(m_end - begin());
        return std::move(m_text);
    }

private:
    static constexpr qsizetype widest = 6;
    /// Keys and punctuation, and what reserve() keeps free.
    static constexpr qsizetype forTheRest = 256 + Block::length * (widest + 1);

    Char *begin() { return reinterpret_cast<Char *>(m_text.data()); }

    /// Room for \a characters, and for a block that is copied although only its beginning is wanted.
    void reserve(qsizetype characters)
    {
        if (m_limit - m_end < characters + Block::length) [[unlikely]]
            grow(characters + Block::length);
    }

    void grow(qsizetype characters)
    {
        const qsizetype used = m_end - begin();
        m_text.resize(2 * used + characters);
        m_end = begin() + used;
        m_limit = begin() + m_text.size();
    }

    /// The first \a count characters of a block that another one follows.
    void quoted(const char16_t *text, qsizetype count)
    {
        reserve(count * widest);
        Char *to = m_end;
        const Block block(text);
        block.copyTo(to);
        qsizetype done = 0;
        for (unsigned escapes = block.escapes() & ((1U << count) - 1); escapes != 0; escapes &= escapes - 1) {
            const qsizetype place = std::countr_zero(escapes);
            to = escaped(text[place], to + place - done);
            done = place + 1;
            Block(text + done).copyTo(to);
        }
        m_end = to + count - done;
    }

    // These two write from \a to on, where there is room, and return where they ended.

    static Char *escaped(char16_t c, Char *to)
    {
        *to++ = '\\';
        if (const char letter = c < shortEscapes.size() ? shortEscapes[c] : '\0') {
            *to++ = static_cast<Char>(letter);
            return to;
        }
        *to++ = 'u';
        return hex(c, 4, to);
    }

    static Char *hex(quint32 value, int digits, Char *to)
    {
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4)
            *to++ = static_cast<Char>(hexDigits[value >> shift & 0xF]);
        return to;
    }

    Text m_text;
    Char *m_end;
    Char *m_limit;
};

constexpr QLatin1StringView null("null");

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
    Out<Text> out(message.name.size() + uuidSize);
    out.raw(QLatin1StringView(R"({"message_type": "relay_registration", "name": )"));
    out.quoted(message.name);
    out.raw(QLatin1StringView(R"(, "uuid": )"));
    out.uuid(message.uuid);
    out.raw(QLatin1StringView("}"));
    return out.take();
}

template<typename Text>
Text encoded(const RelayResponse &message)
{
    Out<Text> out(message.message ? message.message->size() : 0);
    out.raw(QLatin1StringView(R"({"message_type": "relay_response", "success": )"));
    out.raw(literal(message.success));
    out.raw(QLatin1StringView(R"(, "message": )"));
    write(out, message.message);
    out.raw(QLatin1StringView(R"(, "error": )"));
    out.raw(literal(message.error));
    out.raw(QLatin1StringView("}"));
    return out.take();
}

template<typename Text>
Text encoded(const PeerConnection &message)
{
    Out<Text> out(message.sourceName.size() + message.description.size() + 2 * uuidSize
                  + (message.error ? message.error->size() : 0));
    out.raw(QLatin1StringView(R"({"message_type": "peer_connection", "source_uuid": )"));
    out.uuid(message.sourceUuid);
    out.raw(QLatin1StringView(R"(, "source_name": )"));
    out.quoted(message.sourceName);
    out.raw(QLatin1StringView(R"(, "peer_uuid": )"));
    out.uuid(message.peerUuid);
    out.raw(QLatin1StringView(R"(, "description_type": ")"));
    out.raw(descriptionTypeName(message.descriptionType));
    out.raw(QLatin1StringView(R"(", "description": )"));
    out.quoted(message.description);
    out.raw(QLatin1StringView(R"(, "error": )"));
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
