// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/frames/framereader.h"

#include <QtCore/QtEndian>

#include <algorithm>
#include <cstring>
#include <utility>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;
using RelayCore::ControlFrame;
using RelayCore::Direction;
using RelayCore::Opcode;
using RelayCore::ProtocolViolation;
using RelayCore::WireMessage;
using RelayCore::WirePayload;

namespace {

constexpr uchar finBit = 0x80;
constexpr uchar compressedBit = 0x40;
constexpr uchar reservedBits = 0x70;
constexpr uchar opcodeBits = 0x0f;
constexpr uchar maskBit = 0x80;
constexpr uchar lengthBits = 0x7f;
constexpr uchar continuation = 0x0;
constexpr uchar firstControl = 0x8;
constexpr quint64 maxControlBytes = 125;
// A length is only a claim until the bytes are there: memory follows the bytes from here on.
constexpr quint64 maxReservedBytes = 1024 * 1024;

bool isKnown(uchar opcode)
{
    return opcode <= 0x2 || (opcode >= firstControl && opcode <= 0xA);
}

bool isControl(uchar opcode)
{
    return opcode >= firstControl;
}

// RFC 6455 section 7.4.1: what may stand in a close frame.
bool isSendable(quint16 code)
{
    return code >= 1000 && code < 5000 && code != 1004 && code != 1005 && code != 1006 && code != 1015;
}

void unmask(char *data, qsizetype size, const std::array<uchar, 4> &mask, quint64 offset)
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

} // namespace

FrameReader::FrameReader(Direction direction, const Options &options)
    : m_options(options)
    , m_direction(direction)
{}

void FrameReader::read(QByteArrayView bytes, QList<WirePayload> &out)
{
    while (!m_stopped && !bytes.isEmpty()) {
        if (!m_inPayload && !readHead(bytes, out))
            return;
        readPayload(bytes);
        if (m_done == m_length)
            endFrame(out);
    }
}

bool FrameReader::readHead(QByteArrayView &bytes, QList<WirePayload> &out)
{
    while (m_headSize < m_headWanted) {
        const qsizetype size = std::min(bytes.size(), m_headWanted - m_headSize);
        std::copy_n(bytes.begin(), size, m_head.begin() + m_headSize);
        m_headSize += size;
        bytes = bytes.sliced(size);
        if (m_headSize < m_headWanted)
            return false;
        if (m_headSize == 2) {
            const uchar length = m_head[1] & lengthBits;
            m_headWanted = 2 + (length == 126 ? 2 : length == 127 ? 8 : 0) + ((m_head[1] & maskBit) != 0 ? 4 : 0);
        }
    }
    return beginFrame(out);
}

bool FrameReader::beginFrame(QList<WirePayload> &out)
{
    const uchar opcode = m_head[0] & opcodeBits;
    const uchar shortLength = m_head[1] & lengthBits;
    const bool fin = (m_head[0] & finBit) != 0;
    const bool masked = (m_head[1] & maskBit) != 0;
    m_length = shortLength;
    if (shortLength == 126)
        m_length = qFromBigEndian<quint16>(m_head.data() + 2);
    else if (shortLength == 127)
        m_length = qFromBigEndian<quint64>(m_head.data() + 2);
    if (masked)
        std::copy_n(m_head.begin() + (m_headWanted - 4), 4, m_mask.begin());

    const auto refuse = [&](const QString &reason) {
        stop(reason, out);
        return false;
    };
    if (!isKnown(opcode))
        return refuse(u"opcode 0x%1 is reserved"_s.arg(uint(opcode), 0, 16));
    uchar unexpected = m_head[0] & reservedBits;
    if (m_options.compression && (opcode == 0x1 || opcode == 0x2))
        unexpected &= uchar(~compressedBit);
    if (unexpected != 0)
        return refuse(u"reserved bits 0x%1 are set without an extension that gives them a meaning"_s.arg(
            uint(unexpected), 2, 16, QLatin1Char('0')));
    if (isControl(opcode)) {
        if (!fin)
            return refuse(u"a control frame is fragmented"_s);
        if (m_length > maxControlBytes)
            return refuse(u"a control frame has %1 bytes, at most 125 are allowed"_s.arg(m_length));
        m_control.reserve(qsizetype(m_length));
    } else {
        if (opcode == continuation && m_frames == 0)
            return refuse(u"a continuation frame continues no message"_s);
        if (opcode != continuation && m_frames != 0)
            return refuse(u"a new message begins before the last fragment of the one before it"_s);
        if (m_length > quint64(m_options.maxMessageBytes - m_message.size()))
            return refuse(u"a message is longer than %1 bytes"_s.arg(m_options.maxMessageBytes));
        if (opcode != continuation) {
            m_opcode = Opcode(opcode);
            m_compressed = (m_head[0] & compressedBit) != 0;
        }
        m_message.reserve(m_message.size() + qsizetype(std::min(m_length, maxReservedBytes)));
        m_wireBytes += m_headSize + qint64(m_length);
        ++m_frames;
    }

    if (masked != (m_direction == Direction::Sent))
        note(Note::Mask, masked ? u"a frame of the relay is masked"_s : u"a frame of the client is not masked"_s, out);
    if ((shortLength == 126 && m_length < 126) || (shortLength == 127 && m_length <= 0xffff))
        note(Note::Length, u"a length of %1 bytes is written in too long a form"_s.arg(m_length), out);
    m_done = 0;
    m_inPayload = true;
    return true;
}

void FrameReader::readPayload(QByteArrayView &bytes)
{
    const qsizetype size = qsizetype(std::min(quint64(bytes.size()), m_length - m_done));
    QByteArray &target = isControl(m_head[0] & opcodeBits) ? m_control : m_message;
    const qsizetype begin = target.size();
    target.append(bytes.first(size));
    if ((m_head[1] & maskBit) != 0)
        unmask(target.data() + begin, size, m_mask, m_done);
    m_done += quint64(size);
    bytes = bytes.sliced(size);
}

void FrameReader::endFrame(QList<WirePayload> &out)
{
    if (isControl(m_head[0] & opcodeBits)) {
        endControlFrame(out);
    } else if ((m_head[0] & finBit) != 0) {
        out.append(
            WireMessage{m_direction, m_opcode, m_compressed, m_frames, m_wireBytes, std::exchange(m_message, {})});
        m_frames = 0;
        m_wireBytes = 0;
    }
    m_headSize = 0;
    m_headWanted = 2;
    m_inPayload = false;
}

void FrameReader::endControlFrame(QList<WirePayload> &out)
{
    ControlFrame frame;
    frame.direction = m_direction;
    frame.opcode = Opcode(m_head[0] & opcodeBits);
    frame.wireBytes = m_headSize + qint64(m_length);
    frame.payload = std::exchange(m_control, {});
    QString problem;
    if (frame.opcode == Opcode::Close) {
        if (frame.payload.size() >= 2) {
            frame.closeCode = qFromBigEndian<quint16>(frame.payload.constData());
            frame.closeReason = QString::fromUtf8(QByteArrayView(frame.payload).sliced(2));
            if (!isSendable(*frame.closeCode))
                problem = u"close code %1 may not be sent"_s.arg(*frame.closeCode);
        } else if (frame.payload.size() == 1) {
            problem = u"a close frame holds one byte, half a close code"_s;
        }
    }
    out.append(std::move(frame));
    if (!problem.isEmpty())
        note(Note::Close, problem, out);
}

void FrameReader::stop(const QString &reason, QList<WirePayload> &out)
{
    out.append(ProtocolViolation{m_direction, reason});
    m_stopped = true;
    m_message = {};
    m_control = {};
}

void FrameReader::note(Note note, const QString &reason, QList<WirePayload> &out)
{
    if ((m_noted & quint8(note)) != 0)
        return;
    m_noted |= quint8(note);
    out.append(ProtocolViolation{m_direction, reason});
}

} // namespace Inspector
