// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QList>

#include <optional>

namespace Inspector {

/// One line of input, without its line end (`\n` or `\r\n`).
struct InputText
{
    quint64 number = 0; ///< Counts from 1.
    QByteArray text;
    bool tooLong = false; ///< Longer than the limit: text is empty.
};

/// Cuts a stream of bytes into lines. Blank lines are counted but not returned; a byte order mark before the first one
/// is removed. Pure.
class LineSplitter
{
public:
    explicit LineSplitter(qsizetype maxLineBytes)
        : m_maxLineBytes(maxLineBytes)
    {}

    /// Returns the lines that \a bytes completed.
    [[nodiscard]] QList<InputText> add(QByteArrayView bytes);
    /// Returns what follows the last line end of the stream, if anything does.
    [[nodiscard]] std::optional<InputText> finish();

private:
    void append(QByteArrayView bytes);
    [[nodiscard]] std::optional<InputText> takeLine();

    qsizetype m_maxLineBytes;
    quint64 m_number = 0;
    QByteArray m_line;
    bool m_tooLong = false;
};

} // namespace Inspector
