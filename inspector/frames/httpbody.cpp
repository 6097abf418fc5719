// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/frames/httpbody.h"

#include <algorithm>

namespace Inspector {

namespace {

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = char(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

} // namespace

HttpBody::HttpBody(const HttpHead &response, qsizetype maxBytes)
    : m_maxBytes(maxBytes)
{
    const QByteArray coding = response.value("Transfer-Encoding").toLower();
    bool isNumber = false;
    const quint64 length = response.value("Content-Length").toULongLong(&isNumber);
    if (response.status() == 204 || response.status() == 304) {
        m_part = Part::Done;
    } else if (coding.endsWith("chunked")) {
        m_part = Part::ChunkSize;
    } else if (isNumber) {
        m_left = length;
        m_part = length == 0 ? Part::Done : Part::Counted;
    }
}

void HttpBody::read(QByteArrayView bytes)
{
    while (!bytes.isEmpty() && !complete()) {
        switch (m_part) {
        case Part::UntilClose:
        case Part::Counted:
        case Part::ChunkData: {
            qsizetype size = std::min(bytes.size(), m_maxBytes - m_body.size());
            if (m_part != Part::UntilClose)
                size = qsizetype(std::min(quint64(size), m_left));
            m_body.append(bytes.first(size));
            bytes = bytes.sliced(size);
            if (m_part == Part::UntilClose)
                break;
            m_left -= quint64(size);
            if (m_left == 0)
                m_part = m_part == Part::Counted ? Part::Done : Part::ChunkEnd;
            break;
        }
        case Part::ChunkSize:
            readChunkSize(bytes.front());
            bytes = bytes.sliced(1);
            break;
        case Part::ChunkExtension:
            if (bytes.front() == '\n')
                endChunkSize();
            bytes = bytes.sliced(1);
            break;
        case Part::ChunkEnd:
            if (bytes.front() == '\n')
                m_part = Part::ChunkSize;
            bytes = bytes.sliced(1);
            break;
        case Part::Done:
            break;
        }
    }
}

void HttpBody::readChunkSize(char c)
{
    const int digit = hexValue(c);
    if (c == '\n')
        endChunkSize();
    else if (digit < 0)
        m_part = Part::ChunkExtension;
    else if (m_left > (quint64(1) << 56))
        m_part = Part::Done;
    else
        m_left = m_left * 16 + quint64(digit);
}

void HttpBody::endChunkSize()
{
    m_part = m_left == 0 ? Part::Done : Part::ChunkData;
}

} // namespace Inspector
