// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/frames/inflater.h"
#include "relaycore/wire/wireevent.h"

#include <QtCore/QByteArray>

#include <array>
#include <optional>

namespace Inspector {

using FrameMask = std::array<uchar, 4>;

/// Removes (or applies) \a mask in place. \param offset  how many bytes of the frame's payload precede \a data.
/// \par Source  RFC 6455 section 5.3.
void applyMask(char *data, qsizetype size, const FrameMask &mask, quint64 offset);

/// Joins the payloads of the frames of one data message, and inflates them where they are compressed.
///
/// At most \c maxBytes of a message are kept; the rest is counted. A message that cannot be inflated is delivered as it
/// was on the wire.
/// \par Threads  one assembler, one thread.
class MessageAssembler
{
public:
    enum class Encoding : quint8 {
        Plain,
        Deflate, ///< To be inflated.
        Unknown, ///< Changed in an unknown way: delivered as on the wire.
    };

    MessageAssembler(RelayCore::Direction direction, const std::optional<Inflater::Options> &deflate,
                     qsizetype maxBytes);

    /// Returns whether a message has begun and not ended.
    [[nodiscard]] bool isActive() const { return m_frames != 0; }
    /// Begins a message. \a encoding is Deflate only where the constructor got options for it.
    void begin(RelayCore::Opcode opcode, Encoding encoding);
    /// Begins a frame of the message with a head of \a headBytes. A payload of \a payloadBytes follows in append().
    void beginFrame(qsizetype headBytes, quint64 payloadBytes);
    /// Takes the next \a bytes of a payload. \param mask  null: they are not masked. \param offset  see applyMask().
    void append(QByteArrayView bytes, const FrameMask *mask, quint64 offset);
    /// Ends the message and returns it.
    [[nodiscard]] RelayCore::WireMessage finish();
    /// Drops what was kept of an unfinished message.
    void clear();

    /// Returns why the last finished message could not be inflated, in English; empty: it could.
    [[nodiscard]] QString problem() const { return m_problem; }

private:
    [[nodiscard]] bool inflate();

    std::optional<Inflater> m_inflater;
    QByteArray m_wire;     ///< As received, unmasked.
    QByteArray m_inflated; ///< Of a compressed message.
    QByteArray m_spare;    ///< For bytes that are inflated but not kept.
    QString m_problem;
    qsizetype m_maxBytes;
    qint64 m_wireBytes = 0;
    qint64 m_omitted = 0; ///< Of m_wire.
    quint32 m_frames = 0;
    RelayCore::Direction m_direction;
    RelayCore::Opcode m_opcode = RelayCore::Opcode::Text;
    Encoding m_encoding = Encoding::Plain;
    bool m_failed = false;
};

} // namespace Inspector
