// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QIODevice>

namespace Inspector {

/// Reads the lines of a device that may be large, without copying them.
class LineReader
{
public:
    /// A longer line is not read.
    static constexpr qsizetype maxLineBytes = 1024 * 1024 * 1024;
    /// So many bytes behind a line can be read: what simdjson asks for.
    static constexpr qsizetype padding = 64;

    explicit LineReader(QIODevice &device);

    /// Reads the next line, without its end, into \a line, which is valid until the next call. Returns false at the end
    /// of the device, after a failure and for a line that is too long.
    bool next(QByteArrayView &line);

    /// Returns the number of the line that was read last, from 1.
    [[nodiscard]] quint64 number() const { return m_number; }
    /// Returns how many bytes were read from the device.
    [[nodiscard]] quint64 bytesRead() const { return m_bytesRead; }
    /// Returns why there is no further line; empty at the end of the device.
    [[nodiscard]] QString problem() const { return m_problem; }

private:
    bool readMore();

    QIODevice &m_device;
    QByteArray m_buffer;
    qsizetype m_begin = 0;    ///< Of what was not returned.
    qsizetype m_searched = 0; ///< Up to here there is no end of a line.
    quint64 m_number = 0;
    quint64 m_bytesRead = 0;
    bool m_atEnd = false;
    QString m_problem;
};

} // namespace Inspector
