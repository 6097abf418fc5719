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
constexpr quint64 invalidLength = quint64(1) << 63;

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

} // namespace

FrameReader::FrameReader(Direction direction, const Options &options)
    : m_message(direction, options.deflate, options.maxMessageBytes)
    , m_direction(direction)
    , m_deflate(options.deflate.has_value())
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
    m_length = shortLength;
    if (shortLength == 126)
        m_length = qFromBigEndian<quint16>(m_head.data() + 2);
    else if (shortLength == 127)
        m_length = qFromBigEndian<quint64>(m_head.data() + 2);
    if ((m_head[1] & maskBit) != 0)
        std::copy_n(m_head.begin() + (m_headWanted - 4), 4, m_mask.begin());

    if (const QString reason = refusal(); !reason.isEmpty()) {
        stop(reason, out);
        return false;
    }
    if (isControl(opcode))
        m_control.reserve(qsizetype(m_length));
    else
        beginDataFrame();
    noteOddities(out);
    m_done = 0;
    m_inPayload = true;
    return true;
}

// Why nothing can be read from this frame on; empty: it can.
QString FrameReader::refusal() const
{
    const uchar opcode = m_head[0] & opcodeBits;
    if (!isKnown(opcode))
        return u"opcode 0x%1 is reserved"_s.arg(uint(opcode), 0, 16);
    if (isControl(opcode)) {
        if ((m_head[0] & finBit) == 0)
            return u"a control frame is fragmented"_s;
        if (m_length > maxControlBytes)
            return u"a control frame has %1 bytes, at most 125 are allowed"_s.arg(m_length);
        return {};
    }
    if (opcode == continuation && !m_message.isActive())
        return u"a continuation frame continues no message"_s;
    if (opcode != continuation && m_message.isActive())
        return u"a new message begins before the last fragment of the one before it"_s;
    if (m_length >= invalidLength)
        return u"a frame claims a length of %1 bytes, the highest bit must not be set"_s.arg(m_length);
    return {};
}

void FrameReader::beginDataFrame()
{
    const uchar opcode = m_head[0] & opcodeBits;
    if (opcode != continuation) {
        using Encoding = MessageAssembler::Encoding;
        const uchar bits = m_head[0] & reservedBits;
        const bool compressed = m_deflate && bits == compressedBit;
        m_message.begin(Opcode(opcode), bits == 0    ? Encoding::Plain
                                        : compressed ? Encoding::Deflate
                                                     : Encoding::Unknown);
    }
    m_message.beginFrame(m_headSize, m_length);
}

void FrameReader::noteOddities(QList<WirePayload> &out)
{
    const uchar opcode = m_head[0] & opcodeBits;
    const uchar shortLength = m_head[1] & lengthBits;
    const bool masked = (m_head[1] & maskBit) != 0;
    uchar unexpected = m_head[0] & reservedBits;
    if (m_deflate && (opcode == 0x1 || opcode == 0x2))
        unexpected &= uchar(~compressedBit);
    if (unexpected != 0) {
        note(Note::Reserved,
             u"reserved bits 0x%1 are set without an extension that gives them a meaning"_s.arg(uint(unexpected), 2, 16,
                                                                                                QLatin1Char('0')),
             out);
    }
    if (masked != (m_direction == Direction::Sent))
        note(Note::Mask, masked ? u"a frame of the relay is masked"_s : u"a frame of the client is not masked"_s, out);
    if ((shortLength == 126 && m_length < 126) || (shortLength == 127 && m_length <= 0xffff))
        note(Note::Length, u"a length of %1 bytes is written in too long a form"_s.arg(m_length), out);
}

void FrameReader::readPayload(QByteArrayView &bytes)
{
    const qsizetype size = qsizetype(std::min(quint64(bytes.size()), m_length - m_done));
    const FrameMask *mask = (m_head[1] & maskBit) != 0 ? &m_mask : nullptr;
    if (isControl(m_head[0] & opcodeBits)) {
        const qsizetype begin = m_control.size();
        m_control.append(bytes.first(size));
        if (mask != nullptr)
            applyMask(m_control.data() + begin, size, *mask, m_done);
    } else {
        m_message.append(bytes.first(size), mask, m_done);
    }
    m_done += quint64(size);
    bytes = bytes.sliced(size);
}

void FrameReader::endFrame(QList<WirePayload> &out)
{
    if (isControl(m_head[0] & opcodeBits)) {
        endControlFrame(out);
    } else if ((m_head[0] & finBit) != 0) {
        out.append(m_message.finish());
        if (const QString problem = m_message.problem(); !problem.isEmpty())
            note(Note::Deflate, u"a compressed message cannot be inflated: %1"_s.arg(problem), out);
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
    m_message.clear();
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
