// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/frames/httpbody.h"

#include <zlib.h>

#include <algorithm>
#include <utility>

namespace Inspector {

namespace {

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = char(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// Whatever can be decompressed of the beginning of a stream. Empty: nothing.
QByteArray decompressed(const QByteArray &bytes, int windowBits, qsizetype maxBytes)
{
    z_stream z{};
    if (inflateInit2(&z, windowBits) != Z_OK)
        return {};
    QByteArray out(maxBytes, Qt::Uninitialized);
    z.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(bytes.constData()));
    z.avail_in = uInt(bytes.size());
    z.next_out = reinterpret_cast<Bytef *>(out.data());
    z.avail_out = uInt(out.size());
    inflate(&z, Z_SYNC_FLUSH);
    out.chop(z.avail_out);
    inflateEnd(&z);
    return out;
}

} // namespace

HttpBody::HttpBody(const HttpHead &head, qsizetype maxBytes, Expected expected)
    : m_contentCoding(head.value("Content-Encoding").trimmed().toLower())
    , m_maxBytes(maxBytes)
{
    const QByteArray coding = head.value("Transfer-Encoding").toLower();
    bool isNumber = false;
    const quint64 length = head.value("Content-Length").toULongLong(&isNumber);
    const bool isResponse = head.kind() == HttpHead::Kind::Response;
    if (expected == Expected::NoBody || (isResponse && (head.status() == 204 || head.status() == 304))) {
        m_part = Part::Done;
    } else if (coding.endsWith("chunked")) {
        m_part = Part::ChunkSize;
    } else if (isNumber) {
        m_left = length;
        m_part = length == 0 ? Part::Done : Part::Counted;
    } else if (!isResponse) {
        m_part = Part::Done;
    }
}

qsizetype HttpBody::read(QByteArrayView bytes)
{
    const qsizetype offered = bytes.size();
    while (!bytes.isEmpty() && m_part != Part::Done) {
        qsizetype size = 1;
        switch (m_part) {
        case Part::UntilClose:
        case Part::Counted:
        case Part::ChunkData:
            size = readContent(bytes);
            break;
        case Part::ChunkSize:
            readChunkSize(bytes.front());
            break;
        case Part::ChunkExtension:
            if (bytes.front() == '\n')
                endChunkSize();
            break;
        case Part::ChunkEnd:
            if (bytes.front() == '\n')
                m_part = Part::ChunkSize;
            break;
        case Part::Trailer:
            if (bytes.front() == '\n' && std::exchange(m_lineIsEmpty, true))
                m_part = Part::Done;
            else if (bytes.front() != '\r' && bytes.front() != '\n')
                m_lineIsEmpty = false;
            break;
        case Part::Done:
            break;
        }
        bytes = bytes.sliced(size);
    }
    return offered - bytes.size();
}

qsizetype HttpBody::readContent(QByteArrayView bytes)
{
    qsizetype size = bytes.size();
    if (m_part != Part::UntilClose)
        size = qsizetype(std::min(quint64(size), m_left));
    m_body.append(bytes.first(std::min(size, m_maxBytes - m_body.size())));
    if (m_part == Part::UntilClose)
        return size;
    m_left -= quint64(size);
    if (m_left == 0)
        m_part = m_part == Part::Counted ? Part::Done : Part::ChunkEnd;
    return size;
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

QByteArray HttpBody::content() const
{
    constexpr int gzipOrZlib = 32 + MAX_WBITS;
    if (m_body.isEmpty())
        return m_body;
    QByteArray plain;
    if (m_contentCoding == "gzip" || m_contentCoding == "x-gzip" || m_contentCoding == "deflate")
        plain = decompressed(m_body, gzipOrZlib, m_maxBytes);
    // RFC 9110 section 8.4.1.2: some senders leave the zlib format out.
    if (plain.isEmpty() && m_contentCoding == "deflate")
        plain = decompressed(m_body, -MAX_WBITS, m_maxBytes);
    return plain.isEmpty() ? m_body : plain;
}

void HttpBody::endChunkSize()
{
    m_part = m_left == 0 ? Part::Trailer : Part::ChunkData;
}

} // namespace Inspector
