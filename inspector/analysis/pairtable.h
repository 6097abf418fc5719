// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/analysis/column.h"
#include "inspector/analysis/peertable.h"

#include <array>
#include <optional>
#include <vector>

namespace Inspector {

/// The pairs of peers of a capture that exchange messages, numbered from 0 in the order in which they appear. Which of
/// the two sends does not matter.
///
/// There may be millions of pairs. One takes 13 to 19 bytes, and adding one takes less than a millisecond even where
/// the table grows, because it grows in parts.
///
/// \par Threads  one at a time.
class PairTable
{
public:
    using Number = quint32;
    struct Pair
    {
        PeerTable::Index low = 0;
        PeerTable::Index high = 0;
    };

    /// Returns the number of a pair, a new one where it is not known.
    Number add(PeerTable::Index one, PeerTable::Index other);
    [[nodiscard]] std::optional<Number> find(PeerTable::Index one, PeerTable::Index other) const;
    [[nodiscard]] Pair pair(Number number) const { return m_pairs[number]; }
    [[nodiscard]] Number count() const { return Number(m_pairs.size()); }
    void clear();

private:
    /// A hash table of numbers, which are stored plus one; 0 is none. The pairs themselves are the keys.
    struct Part
    {
        std::vector<quint32> slots; ///< A power of two, at most three quarters of it in use.
        std::size_t used = 0;
    };

    [[nodiscard]] quint64 hashOf(Pair pair) const;
    /// Returns the place of \a pair, or the one where it would be. The part has a free place.
    [[nodiscard]] std::size_t placeOf(const Part &part, Pair pair, quint64 hash) const;
    void grow(Part &part);

    Column<Pair> m_pairs;
    std::array<Part, 256> m_parts; ///< By the lowest bits of the hash.
};

} // namespace Inspector
