// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/protocol/messages.h"
#include "relaycore/wire/wireevent.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>
#include <QtCore/QUuid>

#include <optional>

/// The rows of a capture file, as values. Times are nanoseconds since 1970-01-01T00:00:00Z.
namespace Inspector {

using MessageId = quint32; ///< Dense: the first message is 1, the last is the count.

/// What a frame means in a relay conversation. The numbers are stored: only append.
enum class MessageKind : quint8 {
    Other = 0, ///< Binary, compressed, or a text that is no relay message.
    Registration = 1,
    Response = 2,
    Offer = 3,
    Answer = 4,
    Returned = 5, ///< A peer connection message with `error` set.
    Ping = 6,
    Pong = 7,
    Close = 8,
};

/// Returns whether messages of \a kind carry an offer or an answer from one peer to another, be it returned.
constexpr bool isPeerConnection(MessageKind kind)
{
    return kind == MessageKind::Offer || kind == MessageKind::Answer || kind == MessageKind::Returned;
}

struct SourceRow
{
    RelayCore::SourceId id = 0;
    RelayCore::SourceKind kind = RelayCore::SourceKind::Proxy;
    QString title;
    QString listen;
    QString upstream;
    std::optional<RelayCore::SourceState> state; ///< Empty before the first StateChanged.
    QString stateDetail;
    qint64 stateNs = 0; ///< When a source that waits for its next attempt began to wait; 0 in any other state.

    bool operator==(const SourceRow &) const = default;
};

struct ConnectionRow
{
    RelayCore::ConnectionId id = 0;
    RelayCore::SourceId source = 0;
    qint64 openedNs = 0;
    QString clientAddress;
    QString upstream;
    QString name; ///< As last registered on it; empty before.
    QUuid uuid;
    bool registered = false;   ///< The relay said success.
    QString registrationError; ///< What the relay answered instead.
    std::optional<RelayCore::HandshakeRequest> request;
    std::optional<RelayCore::HandshakeResponse> response;
    std::optional<RelayCore::TlsEstablished> tls;       ///< With the relay.
    std::optional<RelayCore::TlsEstablished> clientTls; ///< With the client, by a forward proxy.
    std::optional<quint16> closeCode;                   ///< Of the first close frame seen.
    QString closeReason;
    std::optional<RelayCore::Direction> closeDirection;
    QString violation; ///< Why its bytes could not be read any further; empty while they can.
    std::optional<qint64> closedNs;
    std::optional<RelayCore::ConnectionClosed> closed;
    quint64 messages = 0;

    bool operator==(const ConnectionRow &) const = default;
};

struct MessageRow
{
    MessageId id = 0;
    RelayCore::ConnectionId connection = 0;
    qint64 timeNs = 0;
    RelayCore::Direction direction = RelayCore::Direction::Sent;
    RelayCore::Opcode opcode = RelayCore::Opcode::Text;
    MessageKind kind = MessageKind::Other;
    bool compressed = false;
    quint32 frames = 1;
    qint64 wireBytes = 0;
    QUuid source;            ///< Registration: its UUID. Peer connection: source. Null otherwise.
    QUuid peer;              ///< Peer connection: peer. Null otherwise.
    QByteArray payload;      ///< As on the wire, or inflated where inflatedBytes is set.
    QString sourceName = {}; ///< Registration and peer connection: the sender's name. Null otherwise.
    /// Compressed messages only: the size of the inflated message.
    std::optional<qint64> inflatedBytes = {};
    bool truncated = false; ///< payload is only the beginning of the message.
    /// The size of the payload in the file; set where the payload was not read with the rest of the row.
    std::optional<qint64> payloadBytes = {};

    /// Returns the size of the message: inflated where that is known, otherwise as it was captured.
    [[nodiscard]] qint64 bytes() const { return inflatedBytes.value_or(payloadBytes.value_or(payload.size())); }
    /// Returns whether payload is compressed, because it was not or could not be inflated.
    [[nodiscard]] bool isOpaque() const { return compressed && !inflatedBytes; }

    bool operator==(const MessageRow &) const = default;
};

/// A state change of a source or of its own client.
struct StateRow
{
    RelayCore::SourceId source = 0;
    qint64 timeNs = 0;
    RelayCore::SourceState state = RelayCore::SourceState::Idle;
    QString detail;

    bool operator==(const StateRow &) const = default;
};

/// Events that were dropped.
struct LostRow
{
    RelayCore::SourceId source = 0;
    RelayCore::ConnectionId connection = 0; ///< 0: the events concerned the source.
    qint64 timeNs = 0;
    quint64 events = 0;
    QString reason;

    bool operator==(const LostRow &) const = default;
};

/// A connection with the transaction that wrote it last, which is not part of its value.
struct ConnectionRecord
{
    ConnectionRow row;
    quint64 revision = 0; ///< 0 where the file has none (version 1).

    bool operator==(const ConnectionRecord &) const = default;
};

} // namespace Inspector
