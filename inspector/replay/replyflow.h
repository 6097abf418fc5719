// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/capturerows.h"

#include <QtCore/QByteArray>
#include <QtCore/QUuid>

#include <deque>
#include <functional>
#include <optional>
#include <vector>

namespace Inspector {

/// Which received messages keep their order: a relay forwards the messages of one sender in order, those of two senders
/// in any.
struct ReplyKey
{
    enum class Class : quint8 { Response, Forwarded, Returned, Other };

    Class kind = Class::Other;
    QUuid source; ///< Of Forwarded and Returned.

    bool operator==(const ReplyKey &) const = default;
    bool operator<(const ReplyKey &other) const
    {
        return kind != other.kind ? kind < other.kind : source < other.source;
    }
};

/// Returns the key of a message of a capture.
[[nodiscard]] ReplyKey replyKeyOf(const MessageRow &row);
/// Returns the key of a message that was received.
[[nodiscard]] ReplyKey replyKeyOf(const QByteArray &payload);

/// Compares the messages of one ReplyKey with those of the capture while they come.
///
/// A message that equals none of the next ones is kept until one does; what lies between two equal ones is paired in
/// order. So one lost message does not make all that follow it differ.
/// \par Threads  one.
class ReplyFlow
{
public:
    /// A difference: one of the two is missing, or they differ.
    struct Outcome
    {
        MessageId message = 0;              ///< 0: an additional message.
        std::optional<QByteArray> received; ///< Empty: a missing message.
    };
    /// Returns the payload of a message of the capture.
    using Payload = std::function<QByteArray(MessageId)>;

    explicit ReplyFlow(std::vector<MessageId> expected = {})
        : m_expected(std::move(expected))
    {}

    /// Takes the next message, and adds the differences that are certain now to \a outcomes.
    /// Returns how many messages are known to be equal now: 0 or 1.
    quint64 take(const QByteArray &received, const Payload &payload, std::vector<Outcome> &outcomes);
    /// Adds the remaining differences to \a outcomes.
    void finish(std::vector<Outcome> &outcomes);

private:
    /// Pairs what lies before the expected message \a until.
    void settle(std::size_t until, std::vector<Outcome> &outcomes);

    std::vector<MessageId> m_expected;
    std::size_t m_next = 0;
    std::deque<QByteArray> m_unmatched;
};

} // namespace Inspector
