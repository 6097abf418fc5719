// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/formats/linereader.h"

#include <algorithm>
#include <cstring>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

constexpr qsizetype chunkBytes = 1024 * 1024;

} // namespace

LineReader::LineReader(QIODevice &device)
    : m_device(device)
{}

bool LineReader::readMore()
{
    if (m_atEnd)
        return false;
    m_buffer.remove(0, m_begin);
    m_searched -= m_begin;
    m_begin = 0;
    const qsizetype size = m_buffer.size();
    if (size > maxLineBytes) {
        m_problem = u"the line is longer than 1 GiB"_s;
        m_atEnd = true;
        return false;
    }
    m_buffer.resize(size + chunkBytes + padding);
    const qint64 count = m_device.read(m_buffer.data() + size, chunkBytes);
    m_buffer.resize(size + std::max<qint64>(count, 0));
    if (count < 0)
        m_problem = m_device.errorString();
    m_atEnd = count < 0 || (count == 0 && (m_device.atEnd() || !m_device.waitForReadyRead(-1)));
    m_bytesRead += quint64(std::max<qint64>(count, 0));
    return !m_atEnd || count > 0;
}

bool LineReader::next(QByteArrayView &line)
{
    for (;;) {
        const char *const from = m_buffer.constData() + m_searched;
        const auto *const found =
            static_cast<const char *>(std::memchr(from, '\n', size_t(m_buffer.size() - m_searched)));
        if (!found) {
            m_searched = m_buffer.size();
            if (readMore())
                continue;
            if (!m_problem.isEmpty() || m_begin == m_buffer.size()) {
                ++m_number;
                return false;
            }
        }
        qsizetype end = found ? found - m_buffer.constData() : m_buffer.size();
        const qsizetype begin = m_begin;
        m_begin = m_searched = found ? end + 1 : end;
        ++m_number;
        if (end > begin && m_buffer.at(end - 1) == '\r')
            --end;
        line = QByteArrayView(m_buffer).sliced(begin, end - begin);
        if (m_number == 1 && line.startsWith("\xEF\xBB\xBF"))
            line = line.sliced(3);
        return true;
    }
}

} // namespace Inspector
