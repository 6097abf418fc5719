// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/wire/wireevent.h"

#include <QtCore/QByteArray>
#include <QtCore/QList>

#include <array>

namespace Inspector {

/// Reads the frames of one direction and joins them to messages. Time is linear in the bytes, however they are split.
///
/// What leaves the frame borders in doubt, or is too large, is one ProtocolViolation, after which nothing more is read.
/// What breaks a rule but leaves the borders clear (a missing or superfluous mask, a length in too long a form, a
/// close frame without a valid code) is shown as it is, with one ProtocolViolation for the first of its kind.
/// \par Threads  one reader, one thread.
/// \par Source   RFC 6455 sections 5.2 to 5.5 and 7.4, RFC 7692 section 6 (the compressed bit).
class FrameReader
{
public:
    struct Options
    {
        bool compression = false; ///< permessage-deflate was agreed on: the first reserved bit means compressed.
        qsizetype maxMessageBytes = 64 * 1024 * 1024;
    };

    FrameReader(RelayCore::Direction direction, const Options &options);

    /// Takes the next bytes and appends what became complete to \a out.
    void read(QByteArrayView bytes, QList<RelayCore::WirePayload> &out);

    /// Whether a violation has ended the reading.
    [[nodiscard]] bool stopped() const { return m_stopped; }

private:
    enum class Note : quint8 { Mask = 1, Length = 2, Close = 4 };

    [[nodiscard]] bool readHead(QByteArrayView &bytes, QList<RelayCore::WirePayload> &out);
    [[nodiscard]] bool beginFrame(QList<RelayCore::WirePayload> &out);
    void readPayload(QByteArrayView &bytes);
    void endFrame(QList<RelayCore::WirePayload> &out);
    void endControlFrame(QList<RelayCore::WirePayload> &out);
    void stop(const QString &reason, QList<RelayCore::WirePayload> &out);
    void note(Note note, const QString &reason, QList<RelayCore::WirePayload> &out);

    // The current frame.
    std::array<uchar, 14> m_head{};
    qsizetype m_headSize = 0;
    qsizetype m_headWanted = 2;
    std::array<uchar, 4> m_mask{};
    quint64 m_length = 0;
    quint64 m_done = 0;
    QByteArray m_control;

    // The current message; it may span frames with control frames between them.
    QByteArray m_message;
    qint64 m_wireBytes = 0;
    quint32 m_frames = 0;
    RelayCore::Opcode m_opcode = RelayCore::Opcode::Text;
    bool m_compressed = false;

    Options m_options;
    RelayCore::Direction m_direction;
    quint8 m_noted = 0;
    bool m_inPayload = false;
    bool m_stopped = false;
};

} // namespace Inspector
