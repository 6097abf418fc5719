// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/pairtable.h"

#include <QtCore/QHashSeed>

#include <algorithm>
#include <utility>

namespace Inspector {

namespace {

PairTable::Pair ordered(PeerTable::Index one, PeerTable::Index other)
{
    const auto [low, high] = std::minmax(one, other);
    return {low, high};
}

} // namespace

quint64 PairTable::hashOf(Pair pair) const
{
    // Seeded: who sends the messages decides which numbers come together.
    static const quint64 seed = quint64(QHashSeed::globalSeed());
    quint64 hash = (quint64(pair.high) << 32 | pair.low) ^ seed;
    hash = (hash ^ hash >> 32) * 0x9E3779B97F4A7C15U;
    hash = (hash ^ hash >> 29) * 0xBF58476D1CE4E5B9U;
    return hash ^ hash >> 32;
}

std::size_t PairTable::placeOf(const Part &part, Pair pair, quint64 hash) const
{
    const std::size_t mask = part.slots.size() - 1;
    std::size_t place = std::size_t(hash / m_parts.size()) & mask;
    for (; part.slots[place] != 0; place = (place + 1) & mask) {
        const Pair &known = m_pairs[part.slots[place] - 1];
        if (known.low == pair.low && known.high == pair.high)
            break;
    }
    return place;
}

void PairTable::grow(Part &part)
{
    const std::vector<quint32> before =
        std::exchange(part.slots, std::vector<quint32>(std::max(std::size_t(8), 2 * part.slots.size())));
    for (const quint32 entry : before) {
        if (entry != 0) {
            const Pair &pair = m_pairs[entry - 1];
            part.slots[placeOf(part, pair, hashOf(pair))] = entry;
        }
    }
}

PairTable::Number PairTable::add(PeerTable::Index one, PeerTable::Index other)
{
    const Pair pair = ordered(one, other);
    const quint64 hash = hashOf(pair);
    Part &part = m_parts[hash % m_parts.size()];
    if (4 * (part.used + 1) > 3 * part.slots.size())
        grow(part);
    quint32 &entry = part.slots[placeOf(part, pair, hash)];
    if (entry == 0) {
        m_pairs.push_back(pair);
        ++part.used;
        entry = count();
    }
    return entry - 1;
}

std::optional<PairTable::Number> PairTable::find(PeerTable::Index one, PeerTable::Index other) const
{
    const Pair pair = ordered(one, other);
    const quint64 hash = hashOf(pair);
    const Part &part = m_parts[hash % m_parts.size()];
    const quint32 entry = part.slots.empty() ? 0 : part.slots[placeOf(part, pair, hash)];
    return entry == 0 ? std::nullopt : std::optional(entry - 1);
}

void PairTable::clear()
{
    *this = PairTable();
}

} // namespace Inspector
