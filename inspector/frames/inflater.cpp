// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/frames/inflater.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <limits>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::size_t chunkBytes = 16 * 1024;
// What the sender removed from the end of the message: RFC 7692 section 7.2.1.
constexpr std::array<char, 4> tail{'\x00', '\x00', '\xff', '\xff'};
// zlib's deflate uses a window of 512 bytes where 256 were asked for.
constexpr int smallestWindowBits = 9;
// z_stream::data_type after inflate(): between two blocks, and how many bits of the last byte are unused.
constexpr int betweenBlocks = 128;
constexpr int unusedBits = 63;

} // namespace

struct Inflater::Stream
{
    Stream() = default;
    ~Stream() { inflateEnd(&z); }
    Q_DISABLE_COPY_MOVE(Stream)

    z_stream z{};
};

Inflater::Inflater(const Options &options)
    : m_options(options)
{}

Inflater::~Inflater() = default;

bool Inflater::begin()
{
    m_inMessage = true;
    m_empty = true;
    m_omitted = 0;
    if (m_stream)
        return true;
    m_stream = std::make_unique<Stream>();
    const int bits = std::clamp(m_options.windowBits, smallestWindowBits, MAX_WBITS);
    // A negative number asks for a raw DEFLATE stream.
    return inflateInit2(&m_stream->z, -bits) == Z_OK || fail(u"out of memory"_s);
}

bool Inflater::inflate(QByteArrayView bytes, QByteArray &out, qsizetype maxBytes)
{
    if (m_broken || (!m_inMessage && !begin()))
        return false;
    std::array<char, chunkBytes> chunk; // NOLINT(cppcoreguidelines-pro-type-member-init): zlib fills it.
    z_stream &z = m_stream->z;
    while (!bytes.isEmpty()) {
        m_empty = false;
        const QByteArrayView piece = bytes.first(std::min<qsizetype>(bytes.size(), std::numeric_limits<int>::max()));
        z.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(piece.data()));
        z.avail_in = uInt(piece.size());
        do {
            z.next_out = reinterpret_cast<Bytef *>(chunk.data());
            z.avail_out = uInt(chunk.size());
            const int result = ::inflate(&z, Z_SYNC_FLUSH);
            const qsizetype size = qsizetype(chunk.size() - z.avail_out);
            const qsizetype taken = std::clamp<qsizetype>(maxBytes - out.size(), 0, size);
            out.append(chunk.data(), taken);
            m_omitted += size - taken;
            // A sender may end the DEFLATE stream within a message and begin another; the window stays.
            if (result == Z_STREAM_END)
                inflateResetKeep(&z);
            else if (result == Z_BUF_ERROR)
                break; // Everything was taken and written.
            else if (result != Z_OK)
                return fail(z.msg != nullptr ? QString::fromLatin1(z.msg) : u"invalid data"_s);
        } while (z.avail_in > 0 || z.avail_out == 0);
        bytes = bytes.sliced(piece.size());
    }
    return true;
}

bool Inflater::finish(QByteArray &out, qsizetype maxBytes)
{
    bool valid = !m_broken && (m_inMessage || begin());
    // Some senders let an empty message have no byte at all. There is no block then that the tail could end.
    if (valid && !m_empty) {
        valid = inflate(tail, out, maxBytes);
        const int state = valid ? m_stream->z.data_type : betweenBlocks;
        if ((state & betweenBlocks) == 0 || (state & unusedBits) != 0)
            valid = fail(u"the message ends within a DEFLATE block"_s);
    }
    m_inMessage = false;
    if (!m_options.contextTakeover) {
        m_stream.reset();
        m_broken = false;
    }
    return valid;
}

bool Inflater::fail(const QString &problem)
{
    m_problem = problem;
    m_stream.reset();
    m_broken = true;
    return false;
}

} // namespace Inspector
