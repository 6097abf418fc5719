// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/frames/deflater.h"

#include <zlib.h>

struct Deflater::Stream
{
    explicit Stream(int windowBits)
    {
        if (deflateInit2(&z, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -windowBits, 8, Z_DEFAULT_STRATEGY) != Z_OK)
            qFatal("deflateInit2() failed");
    }
    ~Stream() { deflateEnd(&z); }
    Q_DISABLE_COPY_MOVE(Stream)

    z_stream z{};
};

Deflater::Deflater(int windowBits, bool contextTakeover)
    : m_windowBits(windowBits)
    , m_contextTakeover(contextTakeover)
{}

Deflater::~Deflater() = default;

QByteArray Deflater::compress(QByteArrayView message)
{
    if (!m_stream || !m_contextTakeover)
        m_stream = std::make_unique<Stream>(m_windowBits);
    z_stream &z = m_stream->z;
    z.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(message.data()));
    z.avail_in = uInt(message.size());
    QByteArray out;
    do {
        QByteArray chunk(64 * 1024, Qt::Uninitialized);
        z.next_out = reinterpret_cast<Bytef *>(chunk.data());
        z.avail_out = uInt(chunk.size());
        deflate(&z, Z_SYNC_FLUSH);
        out += chunk.first(chunk.size() - z.avail_out);
    } while (z.avail_out == 0);
    // RFC 7692 section 7.2.3.6: an empty message is one zero byte; zlib writes nothing after a flush.
    return out.isEmpty() ? QByteArray(1, '\0') : out.chopped(4);
}
