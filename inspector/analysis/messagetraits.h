// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/capturerows.h"

namespace Inspector {

/// What is known of a message without its payload, in sixteen bits: CaptureIndex keeps one per message, of which there
/// may be tens of millions.
class MessageTraits
{
public:
    /// The description of a peer connection, also of a returned one.
    enum class Description : quint8 { None, Offer, Answer };
    /// Whether the message reports success or failure.
    enum class Outcome : quint8 {
        None,      ///< Neither: a registration, a control frame, something that is no relay message.
        Succeeded, ///< A response with success, an offer or an answer that was not returned.
        Failed,    ///< A refused registration, a returned message.
    };

    MessageTraits() = default;
    MessageTraits(const MessageRow &row, Description description, Outcome outcome)
        : m_bits(quint16(unsigned(row.direction == RelayCore::Direction::Received) | unsigned(row.opcode) << 1
                         | unsigned(row.compressed) << 5 | unsigned(row.frames > 1) << 6 | unsigned(row.truncated) << 7
                         | unsigned(row.isOpaque()) << 8 | unsigned(description) << 9 | unsigned(outcome) << 11))
    {}

    [[nodiscard]] RelayCore::Direction direction() const
    {
        return m_bits & 1U ? RelayCore::Direction::Received : RelayCore::Direction::Sent;
    }
    [[nodiscard]] RelayCore::Opcode opcode() const { return RelayCore::Opcode(m_bits >> 1 & 15U); }
    [[nodiscard]] bool isCompressed() const { return m_bits >> 5 & 1U; }
    /// Returns whether several frames carried the message.
    [[nodiscard]] bool isFragmented() const { return m_bits >> 6 & 1U; }
    [[nodiscard]] bool isTruncated() const { return m_bits >> 7 & 1U; }
    /// See MessageRow::isOpaque().
    [[nodiscard]] bool isOpaque() const { return m_bits >> 8 & 1U; }
    [[nodiscard]] Description description() const { return Description(m_bits >> 9 & 3U); }
    [[nodiscard]] Outcome outcome() const { return Outcome(m_bits >> 11 & 3U); }

private:
    quint16 m_bits = 0;
};
static_assert(sizeof(MessageTraits) == 2);

} // namespace Inspector
