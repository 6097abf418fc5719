// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/qglobal.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#else
#include <array>
#endif

namespace RelayCore {

/// Sixteen characters of a text, looked at and copied at once: most texts are plain ASCII. Private to the library.
///
/// A text is UTF-16 in \c char16_t or bytes in \c char, and may be copied from either to either.
class Block
{
public:
    static constexpr qsizetype length = 16;

    Block() = default;

#if defined(__SSE2__)

    explicit Block(const char16_t *text)
        : m_low(load(text))
        , m_high(load(text + length / 2))
    {}

    explicit Block(const char *text)
    {
        const __m128i bytes = load(text);
        m_low = _mm_unpacklo_epi8(bytes, _mm_setzero_si128());
        m_high = _mm_unpackhi_epi8(bytes, _mm_setzero_si128());
    }

    void copyTo(char16_t *to) const
    {
        store(to, m_low);
        store(to + length / 2, m_high);
    }

    void copyTo(char *to) const
    {
        store(to, narrow());
    }

    /// One bit for each character that does not stand for itself in a JSON string that is all ASCII.
    [[nodiscard]] unsigned escapes() const
    {
        const __m128i bytes = narrow();
        const __m128i fromSpace = _mm_sub_epi8(bytes, _mm_set1_epi8(' '));
        const __m128i printable = _mm_cmpeq_epi8(_mm_min_epu8(fromSpace, _mm_set1_epi8('~' - ' ')), fromSpace);
        const __m128i quotes = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
        const __m128i backslashes = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));
        const __m128i plain = _mm_andnot_si128(_mm_or_si128(quotes, backslashes), printable);
        return ~static_cast<unsigned>(_mm_movemask_epi8(plain)) & 0xFFFF;
    }

    /// Unites the bits of the characters, for isAscii() of many blocks.
    Block &operator|=(const Block &other)
    {
        m_low = _mm_or_si128(m_low, other.m_low);
        m_high = _mm_or_si128(m_high, other.m_high);
        return *this;
    }

    [[nodiscard]] bool isAscii() const
    {
        const __m128i beyond = _mm_and_si128(_mm_or_si128(m_low, m_high), _mm_set1_epi16(~0x7F));
        return _mm_movemask_epi8(_mm_cmpeq_epi8(beyond, _mm_setzero_si128())) == 0xFFFF;
    }

private:
    static __m128i load(const void *from)
    {
        return _mm_loadu_si128(static_cast<const __m128i *>(from));
    }
    static void store(void *to, __m128i characters)
    {
        _mm_storeu_si128(static_cast<__m128i *>(to), characters);
    }

    /// What is beyond a byte becomes 0 or 255, and neither is printable ASCII.
    [[nodiscard]] __m128i narrow() const
    {
        return _mm_packus_epi16(m_low, m_high);
    }

    __m128i m_low = _mm_setzero_si128();
    __m128i m_high = _mm_setzero_si128();

#else

    template<typename Char>
    explicit Block(const Char *text)
    {
        for (qsizetype i = 0; i < length; ++i)
            m_characters[i] = sizeof(Char) == 1 ? static_cast<quint8>(text[i]) : static_cast<char16_t>(text[i]);
    }

    template<typename Char>
    void copyTo(Char *to) const
    {
        for (qsizetype i = 0; i < length; ++i)
            to[i] = static_cast<Char>(m_characters[i]);
    }

    /// One bit for each character that does not stand for itself in a JSON string that is all ASCII.
    [[nodiscard]] unsigned escapes() const
    {
        unsigned escapes = 0;
        for (qsizetype i = 0; i < length; ++i) {
            const char16_t c = m_characters[i];
            escapes |= static_cast<unsigned>(c < u' ' || c > u'~' || c == u'"' || c == u'\\') << i;
        }
        return escapes;
    }

    /// Unites the bits of the characters, for isAscii() of many blocks.
    Block &operator|=(const Block &other)
    {
        for (qsizetype i = 0; i < length; ++i)
            m_characters[i] |= other.m_characters[i];
        return *this;
    }

    [[nodiscard]] bool isAscii() const
    {
        unsigned all = 0;
        for (const char16_t c : m_characters)
            all |= c;
        return all < 0x80;
    }

private:
    std::array<char16_t, length> m_characters{};

#endif
};

} // namespace RelayCore
