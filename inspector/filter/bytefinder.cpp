// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/filter/bytefinder.h"

#include <bit>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace Inspector {

namespace {

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c | 0x20) : c;
}

bool isLetter(char c)
{
    return c >= 'a' && c <= 'z';
}

#ifdef __SSE2__

/// Sixteen bytes compared with one; of letters both cases.
class ByteMask
{
public:
    ByteMask(char c, bool ignoreCase)
        : m_fold(_mm_set1_epi8(ignoreCase && isLetter(c) ? 0x20 : 0))
        , m_value(_mm_set1_epi8(c))
    {}

    [[nodiscard]] __m128i compare(const char *bytes) const
    {
        const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i *>(bytes));
        return _mm_cmpeq_epi8(_mm_or_si128(block, m_fold), m_value);
    }

private:
    __m128i m_fold;
    __m128i m_value;
};

#endif

} // namespace

ByteFinder::ByteFinder(const QByteArray &needle, Qt::CaseSensitivity sensitivity)
    : m_needle(needle)
    , m_ignoreCase(sensitivity == Qt::CaseInsensitive)
{
    if (m_ignoreCase) {
        for (char &c : m_needle)
            c = lower(c);
    }
}

bool ByteFinder::isAt(const char *position) const
{
    if (!m_ignoreCase)
        return std::memcmp(position, m_needle.constData(), std::size_t(m_needle.size())) == 0;
    for (const char c : m_needle) {
        if (lower(*position++) != c)
            return false;
    }
    return true;
}

qsizetype ByteFinder::indexIn(QByteArrayView text, qsizetype from) const
{
    const qsizetype last = text.size() - m_needle.size(); // The last position where the needle could be.
    if (m_needle.isEmpty())
        return from <= text.size() ? from : -1;
    qsizetype i = from;
#ifdef __SSE2__
    // Two bytes are compared in sixteen positions at once: few positions are left to compare in full.
    const qsizetype end = m_needle.size() - 1;
    const ByteMask first(m_needle.front(), m_ignoreCase);
    const ByteMask final(m_needle.back(), m_ignoreCase);
    for (; i + 15 <= last; i += 16) {
        const char *const block = text.data() + i;
        auto hits = unsigned(_mm_movemask_epi8(_mm_and_si128(first.compare(block), final.compare(block + end))));
        for (; hits != 0; hits &= hits - 1) {
            const int offset = std::countr_zero(hits);
            if (isAt(block + offset))
                return i + offset;
        }
    }
#endif
    for (; i <= last; ++i) {
        if (isAt(text.data() + i))
            return i;
    }
    return -1;
}

} // namespace Inspector
