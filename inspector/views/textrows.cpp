// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/textrows.h"

#include <algorithm>
#include <utility>

namespace Inspector {

TextRows::~TextRows() = default;

PlainTextRows::PlainTextRows(std::shared_ptr<const TextLines> lines)
    : m_lines(std::move(lines))
{
    setColumns(80);
}

void PlainTextRows::setColumns(int columns)
{
    const int wanted = std::max(columns, 2);
    if (wanted == m_columns)
        return;
    m_columns = wanted;
    m_firstRow.resize(m_lines->starts.size() + 1);
    quint32 row = 0;
    for (std::size_t i = 0; i < m_lines->starts.size(); ++i) {
        m_firstRow[i] = row;
        const Range range = line(i);
        const int perRow = columnsOf(i);
        row += std::max<quint32>(1, quint32((range.end - range.begin + perRow - 1) / perRow));
    }
    m_firstRow.back() = row;
}

TextRows::Range PlainTextRows::line(std::size_t line) const
{
    const qsizetype begin = m_lines->starts[line];
    const bool last = line + 1 == m_lines->starts.size();
    qsizetype end = last ? m_lines->text.size() : qsizetype(m_lines->starts[line + 1]) - 1;
    if (end > begin && m_lines->text.at(end - 1) == u'\r')
        --end;
    return {begin, end};
}

int PlainTextRows::columnsOf(std::size_t line) const
{
    return m_lines->wide[line] ? std::max(m_columns / 2, 2) : m_columns;
}

std::size_t PlainTextRows::lineOfRow(qsizetype row) const
{
    const auto next = std::upper_bound(m_firstRow.cbegin(), m_firstRow.cend() - 1, quint32(row));
    return std::size_t(next - m_firstRow.cbegin()) - 1;
}

// A surrogate pair stays in one row.
qsizetype PlainTextRows::wholeCharacter(qsizetype position) const
{
    const QString &text = m_lines->text;
    const bool split = position > 0 && position < text.size() && text.at(position).isLowSurrogate()
                       && text.at(position - 1).isHighSurrogate();
    return split ? position + 1 : position;
}

qsizetype PlainTextRows::rowCount() const
{
    return m_firstRow.back();
}

TextRows::Range PlainTextRows::row(qsizetype row) const
{
    const std::size_t index = lineOfRow(row);
    const Range whole = line(index);
    const int perRow = columnsOf(index);
    const qsizetype begin = whole.begin + (row - m_firstRow[index]) * perRow;
    const qsizetype end = std::min(whole.end, begin + perRow);
    return {std::min(wholeCharacter(begin), whole.end), std::min(wholeCharacter(end), whole.end)};
}

qsizetype PlainTextRows::rowOf(qsizetype position) const
{
    const auto next = std::upper_bound(m_lines->starts.cbegin(), m_lines->starts.cend(), quint32(position));
    const auto index = std::size_t(next - m_lines->starts.cbegin()) - 1;
    const qsizetype inLine = (position - m_lines->starts[index]) / columnsOf(index);
    const qsizetype rows = m_firstRow[index + 1] - m_firstRow[index];
    return m_firstRow[index] + std::min(inLine, rows - 1);
}

qsizetype PlainTextRows::size() const
{
    return m_lines->text.size();
}

QString PlainTextRows::text(Range range) const
{
    return m_lines->text.mid(range.begin, range.end - range.begin);
}

std::unique_ptr<TextRows> PlainTextRows::clone() const
{
    return std::make_unique<PlainTextRows>(m_lines);
}

qsizetype PlainTextRows::searchSize() const
{
    return m_lines->text.size();
}

qsizetype PlainTextRows::searchIndex(qsizetype position) const
{
    return position;
}

std::optional<TextRows::Range> PlainTextRows::find(const QString &needle, Range range, bool backwards) const
{
    const QStringView text = QStringView(m_lines->text).mid(range.begin, range.end - range.begin);
    const qsizetype at =
        backwards ? text.lastIndexOf(needle, -1, Qt::CaseInsensitive) : text.indexOf(needle, 0, Qt::CaseInsensitive);
    if (at < 0)
        return std::nullopt;
    return Range{range.begin + at, range.begin + at + needle.size()};
}

HexRows::HexRows(QByteArray bytes)
    : m_bytes(std::move(bytes))
    , m_offsetDigits(m_bytes.size() > 0x1000000 ? 8
                     : m_bytes.size() > 0x10000 ? 6
                                                : 4)
{}

int HexRows::rowLength() const
{
    // Offset, gap, three characters for each byte, gap, one for each byte, line break.
    return m_offsetDigits + 2 + 3 * m_perRow + 1 + m_perRow + 1;
}

void HexRows::setColumns(int columns)
{
    const int fitting = (columns - m_offsetDigits - 3) / 4;
    m_perRow = fitting >= 16 ? 16 : fitting >= 8 ? 8 : 4;
}

qsizetype HexRows::rowCount() const
{
    return std::max<qsizetype>(1, (m_bytes.size() + m_perRow - 1) / m_perRow);
}

TextRows::Range HexRows::row(qsizetype row) const
{
    if (m_bytes.isEmpty())
        return {};
    return {row * rowLength(), (row + 1) * rowLength() - 1};
}

qsizetype HexRows::rowOf(qsizetype position) const
{
    return std::min(position / rowLength(), rowCount() - 1);
}

qsizetype HexRows::size() const
{
    return m_bytes.isEmpty() ? 0 : rowCount() * rowLength() - 1;
}

void HexRows::write(QChar *target, qsizetype row) const
{
    constexpr char16_t digits[] = u"0123456789abcdef";
    const qsizetype offset = row * m_perRow;
    for (int digit = m_offsetDigits - 1; digit >= 0; --digit)
        *target++ = digits[(offset >> (4 * digit)) & 15];
    *target++ = u' ';
    *target++ = u' ';
    QChar *characters = target + 3 * m_perRow + 1;
    for (int i = 0; i < m_perRow; ++i) {
        const bool there = offset + i < m_bytes.size();
        const uchar byte = there ? uchar(m_bytes.at(offset + i)) : 0;
        *target++ = there ? digits[byte >> 4] : u' ';
        *target++ = there ? digits[byte & 15] : u' ';
        *target++ = u' ';
        characters[i] = !there ? u' ' : byte >= 0x20 && byte < 0x7f ? char16_t(byte) : u'·';
    }
    *target = u' ';
    characters[m_perRow] = u'\n';
}

QString HexRows::text(Range range) const
{
    if (range.isEmpty())
        return {};
    const qsizetype first = rowOf(range.begin);
    const qsizetype last = rowOf(range.end - 1);
    QString rows((last - first + 1) * rowLength(), Qt::Uninitialized);
    for (qsizetype row = first; row <= last; ++row)
        write(rows.data() + (row - first) * rowLength(), row);
    return rows.mid(range.begin - first * rowLength(), range.end - range.begin);
}

std::unique_ptr<TextRows> HexRows::clone() const
{
    auto rows = std::make_unique<HexRows>(m_bytes);
    rows->m_perRow = m_perRow;
    return rows;
}

qsizetype HexRows::searchSize() const
{
    return m_bytes.size();
}

qsizetype HexRows::searchIndex(qsizetype position) const
{
    const qsizetype row = rowOf(position);
    const qsizetype column = position - row * rowLength() - m_offsetDigits - 2;
    return row * m_perRow + std::clamp<qsizetype>((column + 2) / 3, 0, m_perRow);
}

std::optional<TextRows::Range> HexRows::find(const QString &needle, Range range, bool backwards) const
{
    const QString digits = QString(needle).remove(u' ');
    const bool isHex =
        digits.size() >= 2 && digits.size() % 2 == 0 && std::all_of(digits.cbegin(), digits.cend(), [](QChar c) {
            return c.isDigit() || (c.toLower() >= u'a' && c.toLower() <= u'f');
        });
    const QByteArray bytes = isHex ? QByteArray::fromHex(digits.toLatin1()) : needle.toUtf8();
    const QByteArrayView searched = QByteArrayView(m_bytes).sliced(range.begin, range.end - range.begin);
    const qsizetype at = backwards ? searched.lastIndexOf(bytes) : searched.indexOf(bytes);
    if (at < 0)
        return std::nullopt;
    const auto positionOf = [this](qsizetype byte) {
        return byte / m_perRow * rowLength() + m_offsetDigits + 2 + byte % m_perRow * 3;
    };
    const qsizetype first = range.begin + at;
    return Range{positionOf(first), positionOf(first + bytes.size() - 1) + 2};
}

} // namespace Inspector
