// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/frames/messageassembler.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace Inspector {

using RelayCore::WireMessage;

namespace {

// A length is only a claim until the bytes are there: memory follows the bytes from here on.
constexpr quint64 maxReservedBytes = 1024 * 1024;
// What an idle connection keeps for the next compressed message.
constexpr qsizetype maxIdleBytes = 64 * 1024;

} // namespace

void applyMask(char *data, qsizetype size, const FrameMask &mask, quint64 offset)
{
    std::array<uchar, 8> turned{};
    for (std::size_t i = 0; i < turned.size(); ++i)
        turned[i] = mask[(offset + i) % 4];
    quint64 wide = 0;
    std::memcpy(&wide, turned.data(), sizeof wide);
    qsizetype i = 0;
    for (; i + 8 <= size; i += 8) {
        quint64 word = 0;
        std::memcpy(&word, data + i, sizeof word);
        word ^= wide;
        std::memcpy(data + i, &word, sizeof word);
    }
    for (; i < size; ++i)
        data[i] = char(uchar(data[i]) ^ turned[std::size_t(i % 8)]);
}

MessageAssembler::MessageAssembler(RelayCore::Direction direction, const std::optional<Inflater::Options> &deflate,
                                   qsizetype maxBytes)
    : m_maxBytes(maxBytes)
    , m_direction(direction)
{
    if (deflate)
        m_inflater.emplace(*deflate);
}

void MessageAssembler::begin(RelayCore::Opcode opcode, Encoding encoding)
{
    m_opcode = opcode;
    m_encoding = encoding;
    m_failed = false;
    m_omitted = 0;
    m_wireBytes = 0;
    m_frames = 0;
}

void MessageAssembler::beginFrame(qsizetype headBytes, quint64 payloadBytes)
{
    ++m_frames;
    m_wireBytes += headBytes;
    const quint64 room = quint64(m_maxBytes - m_wire.size());
    m_wire.reserve(m_wire.size() + qsizetype(std::min({payloadBytes, room, maxReservedBytes})));
}

void MessageAssembler::append(QByteArrayView bytes, const FrameMask *mask, quint64 offset)
{
    m_wireBytes += bytes.size();
    const bool keep = m_wire.size() < m_maxBytes;
    if (!keep && m_encoding != Encoding::Deflate) {
        m_omitted += bytes.size();
        return;
    }
    if (!keep)
        m_spare.resize(0);
    QByteArray &target = keep ? m_wire : m_spare;
    const qsizetype begin = target.size();
    target.append(bytes);
    if (mask != nullptr)
        applyMask(target.data() + begin, bytes.size(), *mask, offset);
    if (m_encoding == Encoding::Deflate && !m_failed)
        m_failed = !m_inflater->inflate(QByteArrayView(target).sliced(begin), m_inflated, m_maxBytes);
    const qsizetype excess = keep ? std::max<qsizetype>(m_wire.size() - m_maxBytes, 0) : bytes.size();
    m_omitted += excess;
    if (keep)
        m_wire.chop(excess);
}

WireMessage MessageAssembler::finish()
{
    WireMessage message;
    message.direction = m_direction;
    message.opcode = m_opcode;
    message.compressed = m_encoding != Encoding::Plain;
    message.frames = m_frames;
    message.wireBytes = m_wireBytes;
    m_problem.clear();
    if (m_encoding == Encoding::Deflate && inflate()) {
        message.inflatedBytes = m_inflated.size() + m_inflater->omittedBytes();
        message.truncated = m_inflater->omittedBytes() > 0;
        message.payload = std::exchange(m_inflated, {});
    } else {
        message.truncated = m_omitted > 0;
        message.payload = std::exchange(m_wire, {});
    }
    clear();
    return message;
}

bool MessageAssembler::inflate()
{
    m_failed = !m_inflater->finish(m_inflated, m_maxBytes) || m_failed;
    if (m_failed)
        m_problem = m_inflater->problem();
    return !m_failed;
}

void MessageAssembler::clear()
{
    m_frames = 0;
    m_inflated = {};
    if (m_wire.capacity() > maxIdleBytes)
        m_wire = {};
    m_wire.resize(0);
    if (m_spare.capacity() > maxIdleBytes)
        m_spare = {};
}

} // namespace Inspector
