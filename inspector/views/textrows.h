// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/models/textlines.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <memory>
#include <optional>
#include <vector>

namespace Inspector {

/// Characters in rows of a given width, for TextRowsView: only the rows that are asked for are made.
///
/// A position counts UTF-16 code units of what copying gives.
class TextRows
{
public:
    struct Range
    {
        qsizetype begin = 0;
        qsizetype end = 0;
        [[nodiscard]] bool isEmpty() const { return begin >= end; }
        bool operator==(const Range &) const = default;
    };

    TextRows() = default;
    virtual ~TextRows();
    Q_DISABLE_COPY_MOVE(TextRows)

    /// Sets how many characters fit into a row.
    virtual void setColumns(int columns) = 0;
    [[nodiscard]] virtual qsizetype rowCount() const = 0;
    /// Returns the positions of \a row, without a line break.
    [[nodiscard]] virtual Range row(qsizetype row) const = 0;
    [[nodiscard]] virtual qsizetype rowOf(qsizetype position) const = 0;
    /// Returns the position behind the last character.
    [[nodiscard]] virtual qsizetype size() const = 0;
    /// Returns the text of \a range, as it is copied.
    [[nodiscard]] virtual QString text(Range range) const = 0;
    /// Returns rows of the same content, for another thread.
    [[nodiscard]] virtual std::unique_ptr<TextRows> clone() const = 0;

    /// Returns how many characters or bytes can be searched.
    [[nodiscard]] virtual qsizetype searchSize() const = 0;
    /// Returns the index of the character or byte at \a position.
    [[nodiscard]] virtual qsizetype searchIndex(qsizetype position) const = 0;
    /// Returns where \a needle begins within \a range of characters or bytes, as positions. Case is ignored in texts.
    [[nodiscard]] virtual std::optional<Range> find(const QString &needle, Range range, bool backwards) const = 0;
};

/// A text whose lines are wrapped at a fixed number of characters.
class PlainTextRows final : public TextRows
{
public:
    explicit PlainTextRows(std::shared_ptr<const TextLines> lines);

    void setColumns(int columns) override;
    [[nodiscard]] qsizetype rowCount() const override;
    [[nodiscard]] Range row(qsizetype row) const override;
    [[nodiscard]] qsizetype rowOf(qsizetype position) const override;
    [[nodiscard]] qsizetype size() const override;
    [[nodiscard]] QString text(Range range) const override;
    [[nodiscard]] std::unique_ptr<TextRows> clone() const override;
    [[nodiscard]] qsizetype searchSize() const override;
    [[nodiscard]] qsizetype searchIndex(qsizetype position) const override;
    [[nodiscard]] std::optional<Range> find(const QString &needle, Range range, bool backwards) const override;

private:
    [[nodiscard]] Range line(std::size_t line) const;
    [[nodiscard]] int columnsOf(std::size_t line) const;
    [[nodiscard]] std::size_t lineOfRow(qsizetype row) const;
    [[nodiscard]] qsizetype wholeCharacter(qsizetype position) const;

    std::shared_ptr<const TextLines> m_lines;
    std::vector<quint32> m_firstRow; ///< By line, and one more: the count of all rows.
    int m_columns = 0;
};

/// Offsets, bytes and characters; 16, 8 or 4 bytes in a row.
class HexRows final : public TextRows
{
public:
    explicit HexRows(QByteArray bytes);

    void setColumns(int columns) override;
    [[nodiscard]] qsizetype rowCount() const override;
    [[nodiscard]] Range row(qsizetype row) const override;
    [[nodiscard]] qsizetype rowOf(qsizetype position) const override;
    [[nodiscard]] qsizetype size() const override;
    [[nodiscard]] QString text(Range range) const override;
    [[nodiscard]] std::unique_ptr<TextRows> clone() const override;
    [[nodiscard]] qsizetype searchSize() const override;
    [[nodiscard]] qsizetype searchIndex(qsizetype position) const override;
    /// \param needle  bytes in hexadecimal, such as "7b 22"; otherwise a text.
    [[nodiscard]] std::optional<Range> find(const QString &needle, Range range, bool backwards) const override;

private:
    [[nodiscard]] int rowLength() const; ///< With its line break; the same for all rows.
    void write(QChar *target, qsizetype row) const;

    QByteArray m_bytes;
    int m_offsetDigits = 4;
    int m_perRow = 16;
};

} // namespace Inspector
