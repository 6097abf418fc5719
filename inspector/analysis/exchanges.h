// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/capturerows.h"

#include <optional>
#include <unordered_map>
#include <vector>

namespace Inspector {

/// A question and its answer on one connection: registration and response, or offer and answer (or its return).
struct Exchange
{
    enum class Type : quint8 { Registration, Connection };
    Type type = Type::Connection;
    RelayCore::ConnectionId connection = 0;
    MessageId request = 0;
    std::optional<MessageId> reply; ///< Empty: not answered yet.
    bool failed = false;            ///< The reply is a return with an error, or a refused registration.
    qint64 requestNs = 0;
    qint64 replyNs = 0;
    QUuid source; ///< Of the request.
    QUuid peer;
    [[nodiscard]] std::optional<qint64> roundTripNs() const;
};

/// Matches replies to requests as messages arrive. Pure: no clock, no file.
///
/// Registration ↔ response in order per connection; offer ↔ answer by swapped source and peer UUID on the same
/// connection; a returned message ends the newest open offer (or answer) with its UUIDs.
class Exchanges
{
public:
    /// Takes the next message, in order of id. \param succeeded for responses: its `success`.
    void add(const MessageRow &message);

    /// The exchange a message began or ended.
    [[nodiscard]] const Exchange *find(MessageId message) const;
    /// The round trip that ended with \a message.
    [[nodiscard]] std::optional<qint64> roundTripNs(MessageId message) const;
    /// All messages of the conversation of two peers around \a message (both directions, all connections), in order,
    /// at most \a limit of them, the nearest ones.
    [[nodiscard]] std::vector<MessageId> conversation(MessageId message, std::size_t limit = 64) const;
    [[nodiscard]] const std::vector<Exchange> &all() const { return m_exchanges; }
    void clear();

private:
    std::vector<Exchange> m_exchanges;
    // Further private members belong to the implementation.
};

} // namespace Inspector
