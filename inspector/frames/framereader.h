// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/frames/messageassembler.h"
#include "relaycore/wire/wireevent.h"

#include <QtCore/QByteArray>
#include <QtCore/QList>

#include <array>
#include <optional>

namespace Inspector {

/// Reads the frames of one direction, joins them to messages and inflates these. Time is linear in the bytes on the
/// wire and in the inflated bytes, however the input is split.
///
/// Where the frame borders are in doubt, one ProtocolViolation is the last thing returned. Where a rule is broken but
/// the borders are clear (a missing or superfluous mask, a length in too long a form, a close frame without a valid
/// code, reserved bits that no extension uses, a message that cannot be inflated), the frame is shown as it is, with
/// one ProtocolViolation for the first of its kind. A message beyond the limit is cut: see WireMessage::truncated. \par
/// Threads  one reader, one thread. \par Source   RFC 6455 sections 5.2 to 5.5 and 7.4, RFC 7692 section 6 (the
/// compressed bit).
class FrameReader
{
public:
    struct Options
    {
        std::optional<Inflater::Options> deflate;     ///< Set where permessage-deflate was agreed on.
        qsizetype maxMessageBytes = 64 * 1024 * 1024; ///< Of the inflated message.
    };

    FrameReader(RelayCore::Direction direction, const Options &options);

    /// Takes the next bytes and appends what became complete to \a out.
    void read(QByteArrayView bytes, QList<RelayCore::WirePayload> &out);

    /// Whether a violation has ended the reading.
    [[nodiscard]] bool stopped() const { return m_stopped; }

private:
    enum class Note : quint8 { Mask = 1, Length = 2, Close = 4, Reserved = 8, Deflate = 16 };

    [[nodiscard]] bool readHead(QByteArrayView &bytes, QList<RelayCore::WirePayload> &out);
    [[nodiscard]] bool beginFrame(QList<RelayCore::WirePayload> &out);
    [[nodiscard]] QString refusal() const;
    void beginDataFrame();
    void noteOddities(QList<RelayCore::WirePayload> &out);
    void readPayload(QByteArrayView &bytes);
    void endFrame(QList<RelayCore::WirePayload> &out);
    void endControlFrame(QList<RelayCore::WirePayload> &out);
    void stop(const QString &reason, QList<RelayCore::WirePayload> &out);
    void note(Note note, const QString &reason, QList<RelayCore::WirePayload> &out);

    // The current frame.
    std::array<uchar, 14> m_head{};
    qsizetype m_headSize = 0;
    qsizetype m_headWanted = 2;
    FrameMask m_mask{};
    quint64 m_length = 0;
    quint64 m_done = 0;
    QByteArray m_control;

    MessageAssembler m_message; // It may span frames with control frames between them.
    RelayCore::Direction m_direction;
    quint8 m_noted = 0;
    bool m_deflate = false;
    bool m_inPayload = false;
    bool m_stopped = false;
};

} // namespace Inspector
