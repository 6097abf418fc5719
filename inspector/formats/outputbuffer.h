// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QIODevice>
#include <QtCore/QString>

namespace Inspector {

/// Collects small pieces of output and writes them to a device in large ones.
class OutputBuffer
{
public:
    explicit OutputBuffer(QIODevice &device)
        : m_device(device)
    {
        m_bytes.reserve(flushBytes + flushBytes / 2);
    }
    Q_DISABLE_COPY_MOVE(OutputBuffer)

    /// Returns what is collected, to be appended to.
    [[nodiscard]] QByteArray &bytes() { return m_bytes; }
    /// Writes what is collected once that is much. Returns false if the device does not take it.
    bool flushIfLarge() { return m_bytes.size() < flushBytes || flush(); }
    /// Writes what is collected. Returns false if the device does not take it.
    bool flush();
    [[nodiscard]] QString error() const { return m_device.errorString(); }

private:
    static constexpr qsizetype flushBytes = 256 * 1024;

    QIODevice &m_device;
    QByteArray m_bytes;
};

inline bool OutputBuffer::flush()
{
    const bool isWritten = m_device.write(m_bytes) == m_bytes.size();
    m_bytes.resize(0); // Keeps the memory, unless one message was very large.
    if (m_bytes.capacity() > 16 * flushBytes) {
        m_bytes = QByteArray();
        m_bytes.reserve(flushBytes + flushBytes / 2);
    }
    return isWritten;
}

} // namespace Inspector
