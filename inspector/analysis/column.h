// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QtGlobal>

#include <cstddef>
#include <iterator>
#include <limits>
#include <memory>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

/// The storage of an index of tens of millions of messages: one column for each property.
namespace Inspector {

/// Reads a column in order. Invalid after its column was cleared; values that are appended do not matter.
template<typename Container>
class ColumnIterator
{
public:
    using iterator_category = std::random_access_iterator_tag;
    using value_type = typename Container::value_type;
    using difference_type = std::ptrdiff_t;
    using pointer = void;
    using reference = value_type;

    ColumnIterator() = default;
    ColumnIterator(const Container *column, std::size_t at)
        : m_column(column)
        , m_at(difference_type(at))
    {}

    value_type operator*() const { return (*m_column)[std::size_t(m_at)]; }
    value_type operator[](difference_type n) const { return (*m_column)[std::size_t(m_at + n)]; }
    ColumnIterator &operator++() { return *this += 1; }
    ColumnIterator &operator--() { return *this += -1; }
    ColumnIterator operator++(int) { return std::exchange(*this, *this + 1); }
    ColumnIterator operator--(int) { return std::exchange(*this, *this - 1); }
    ColumnIterator &operator+=(difference_type n)
    {
        m_at += n;
        return *this;
    }
    ColumnIterator &operator-=(difference_type n) { return *this += -n; }
    ColumnIterator operator+(difference_type n) const { return ColumnIterator(*this) += n; }
    ColumnIterator operator-(difference_type n) const { return ColumnIterator(*this) += -n; }
    difference_type operator-(const ColumnIterator &other) const { return m_at - other.m_at; }
    auto operator<=>(const ColumnIterator &other) const { return m_at <=> other.m_at; }
    bool operator==(const ColumnIterator &other) const { return m_at == other.m_at; }

private:
    const Container *m_column = nullptr;
    difference_type m_at = 0;
};

/// Values by position, in blocks that never move: appending copies nothing, so that it never takes long, and needs no
/// more memory than one block ahead.
template<typename T>
class Column
{
public:
    using value_type = T;

    Column() = default;
    explicit Column(std::span<const T> values)
    {
        for (const T &value : values)
            push_back(value);
    }
    Column(const Column &) = delete;
    Column &operator=(const Column &) = delete;
    Column(Column &&) noexcept = default;
    Column &operator=(Column &&) noexcept = default;
    ~Column() = default;

    void push_back(const T &value)
    {
        if (m_size % blockSize == 0)
            m_blocks.push_back(std::make_unique_for_overwrite<T[]>(blockSize));
        m_blocks.back()[m_size++ % blockSize] = value;
    }
    /// Appends values of T() until there are \a size.
    void grow(std::size_t size)
    {
        while (m_size < size)
            push_back(T());
    }
    void clear() { *this = Column(); }

    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] bool empty() const { return m_size == 0; }
    [[nodiscard]] const T &operator[](std::size_t at) const { return m_blocks[at / blockSize][at % blockSize]; }
    [[nodiscard]] T &operator[](std::size_t at) { return m_blocks[at / blockSize][at % blockSize]; }
    [[nodiscard]] const T &front() const { return (*this)[0]; }
    [[nodiscard]] const T &back() const { return (*this)[m_size - 1]; }
    [[nodiscard]] ColumnIterator<Column> begin() const { return {this, 0}; }
    [[nodiscard]] ColumnIterator<Column> end() const { return {this, m_size}; }

private:
    static constexpr std::size_t blockSize = 4'096;

    std::vector<std::unique_ptr<T[]>> m_blocks;
    std::size_t m_size = 0;
};

/// Numbers of type T by position. Where those of a block fit Narrow they are stored as such, otherwise in full.
///
/// \tparam Origin  what is stored narrowly: \c Zero the number itself, \c First its distance from the first of its
/// block, which is not negative.
enum class PackedOrigin : quint8 { Zero, First };
template<typename T, typename Narrow, PackedOrigin Origin, std::size_t BlockSize>
class PackedColumn
{
public:
    using value_type = T;

    PackedColumn() = default;
    explicit PackedColumn(std::span<const T> values)
    {
        for (const T value : values)
            push_back(value);
    }
    PackedColumn(const PackedColumn &) = delete;
    PackedColumn &operator=(const PackedColumn &) = delete;
    PackedColumn(PackedColumn &&) noexcept = default;
    PackedColumn &operator=(PackedColumn &&) noexcept = default;
    ~PackedColumn() = default;

    void push_back(T value)
    {
        const std::size_t at = m_size % BlockSize;
        if (at == 0) {
            Block &added = m_blocks.emplace_back();
            added.narrow = std::make_unique_for_overwrite<Narrow[]>(BlockSize);
            if constexpr (Origin == PackedOrigin::First)
                added.origin = value;
        }
        Block &block = m_blocks.back();
        if (!block.whole && !fits(block, value))
            widen(block, at);
        if (block.whole)
            block.whole[at] = value;
        else
            block.narrow[at] = Narrow(value - block.origin);
        ++m_size;
    }
    void clear() { *this = PackedColumn(); }

    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] bool empty() const { return m_size == 0; }
    [[nodiscard]] T operator[](std::size_t at) const
    {
        const Block &block = m_blocks[at / BlockSize];
        const std::size_t place = at % BlockSize;
        return block.whole ? block.whole[place] : T(block.origin + T(block.narrow[place]));
    }
    [[nodiscard]] T front() const { return (*this)[0]; }
    [[nodiscard]] T back() const { return (*this)[m_size - 1]; }
    [[nodiscard]] ColumnIterator<PackedColumn> begin() const { return {this, 0}; }
    [[nodiscard]] ColumnIterator<PackedColumn> end() const { return {this, m_size}; }

private:
    /// Has either its narrow or its whole numbers.
    struct Block
    {
        T origin = 0;
        std::unique_ptr<Narrow[]> narrow;
        std::unique_ptr<T[]> whole;
    };

    static bool fits(const Block &block, T value)
    {
        // Unsigned: the distance of the farthest two numbers does not fit T.
        using Distance = std::make_unsigned_t<T>;
        return value >= block.origin
               && Distance(value) - Distance(block.origin) <= Distance(std::numeric_limits<Narrow>::max());
    }
    static void widen(Block &block, std::size_t count)
    {
        block.whole = std::make_unique_for_overwrite<T[]>(BlockSize);
        for (std::size_t i = 0; i < count; ++i)
            block.whole[i] = T(block.origin + T(block.narrow[i]));
        block.narrow.reset();
    }

    std::vector<Block> m_blocks;
    std::size_t m_size = 0;
};

/// Sizes, and numbers of connections and peers: two bytes each while they are below 65,536.
using NumberColumn = PackedColumn<quint32, quint16, PackedOrigin::Zero, 4'096>;
/// Times in nanoseconds: four bytes each while 256 messages take less than four seconds.
using TimeColumn = PackedColumn<qint64, quint32, PackedOrigin::First, 256>;

} // namespace Inspector
