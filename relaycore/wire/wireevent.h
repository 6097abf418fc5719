// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/export.h"
#include "relaycore/wire/header.h"

#include <QtCore/QByteArray>
#include <QtCore/QDateTime>
#include <QtCore/QDebug>
#include <QtCore/QList>
#include <QtCore/QMetaType>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <optional>
#include <variant>

/// What can be seen on the wire between a relay client and its relay, as values.
///
/// Everything that the inspector shows or a capture stores started as one of these.
/// \par Threads  plain values; safe to move between threads.
/// \since 0.1
namespace RelayCore {

using SourceId = quint32;     ///< One per thing that produces events (a proxy, a client, a local relay). 0 is none.
using ConnectionId = quint32; ///< One per TCP connection, unique in the process. 0: the event concerns the source.

/// Always from the client's point of view.
enum class Direction {
    Sent,     ///< client → relay
    Received, ///< relay → client
};

/// Frame types of RFC 6455 section 5.2, with their numbers.
enum class Opcode {
    Text = 0x1,   ///< Data, UTF-8.
    Binary = 0x2, ///< Data; the relay protocol has none.
    Close = 0x8,  ///< Control.
    Ping = 0x9,   ///< Control.
    Pong = 0xA,   ///< Control.
};

/// What produces events.
enum class SourceKind {
    Client,     ///< A RelayClient.
    Proxy,      ///< A capturing proxy between clients and a relay.
    LocalRelay, ///< A RelayServer.
    Tap,        ///< A client in another process that reports its traffic.
};

/// A source started: where it listens and where it leads. Sent again when either changes.
struct SourceStarted
{
    SourceKind kind = SourceKind::Proxy; ///< What it is.
    QString title{};                     ///< For people: "alpha", "Proxy".
    QString listen{};                    ///< `ws://127.0.0.1:9700`, empty where it does not listen.
    QString upstream{};                  ///< `wss://relay.example.org`

    bool operator==(const SourceStarted &) const = default;

    /// Writes all members; the values of secret headers are left out.
    friend RELAYCORE_EXPORT QDebug operator<<(QDebug debug, const SourceStarted &event);
    /// Returns the text that Qt Test prints for a failed comparison; the caller deletes it with \c delete[].
    friend RELAYCORE_EXPORT char *toString(const SourceStarted &event);
};

/// The states of a source and of its own client. sourceStateName() gives the word that files and event lines use.
enum class SourceState {
    Idle,              ///< Not started.
    Connecting,        ///< DNS, TCP, TLS and the upgrade.
    Registering,       ///< Waiting for the relay's response.
    Ready,             ///< Registered.
    Backoff,           ///< Waiting for the next attempt.
    WaitingForNetwork, ///< The system has no network.
    Closing,           ///< Closing on request.
    Closed,            ///< Closed on request.
    Failed,            ///< No further attempt is made.
    Listening,         ///< Accepts connections.
    Stopped,           ///< Accepts connections no longer.
    Other,             ///< A state of a later version, read from a file.
};

/// A source, or its own client, changed its state.
struct StateChanged
{
    SourceState state = SourceState::Idle; ///< The new state.
    QString detail{};                      ///< For people: "retry 3 in 2.4 s: connection refused". May be empty.

    bool operator==(const StateChanged &) const = default;

    /// Writes all members; the values of secret headers are left out.
    friend RELAYCORE_EXPORT QDebug operator<<(QDebug debug, const StateChanged &event);
    /// Returns the text that Qt Test prints for a failed comparison; the caller deletes it with \c delete[].
    friend RELAYCORE_EXPORT char *toString(const StateChanged &event);
};

/// A client's TCP connection was accepted.
struct ConnectionOpened
{
    QString clientAddress{}; ///< `127.0.0.1:51234`
    QString upstream{};      ///< `wss://relay.example.org`

    bool operator==(const ConnectionOpened &) const = default;

    /// Writes all members; the values of secret headers are left out.
    friend RELAYCORE_EXPORT QDebug operator<<(QDebug debug, const ConnectionOpened &event);
    /// Returns the text that Qt Test prints for a failed comparison; the caller deletes it with \c delete[].
    friend RELAYCORE_EXPORT char *toString(const ConnectionOpened &event);
};

/// What TLS negotiated on one of the two halves of a connection.
struct TlsEstablished
{
    /// The half of the connection.
    enum class Half {
        Relay,  ///< With the upstream relay.
        Client, ///< With the client: a forward proxy presented a certificate of its own.
    };
    QString protocol{};    ///< "TLSv1.3"
    QString cipher{};      ///< "TLS_AES_256_GCM_SHA384"
    QString subject{};     ///< Of the server's certificate: its common name.
    QString issuer{};      ///< Who signed it.
    QDateTime notBefore{}; ///< Valid from.
    QDateTime notAfter{};  ///< Valid until.
    QByteArray sha256{};   ///< Fingerprint of the certificate, lower-case hexadecimal.
    QStringList errors{};  ///< Verification errors that were found (and, if the connection lives, ignored by request).
    Half half = Half::Relay; ///< Where it was negotiated.

    bool operator==(const TlsEstablished &) const = default;

    /// Writes all members; the values of secret headers are left out.
    friend RELAYCORE_EXPORT QDebug operator<<(QDebug debug, const TlsEstablished &event);
    /// Returns the text that Qt Test prints for a failed comparison; the caller deletes it with \c delete[].
    friend RELAYCORE_EXPORT char *toString(const TlsEstablished &event);
};

/// The head of a client's upgrade request.
struct HandshakeRequest
{
    QByteArray requestLine{}; ///< `GET /path HTTP/1.1`
    HeaderList headers{};     ///< Credentials are replaced: see SecretRedactor.

    bool operator==(const HandshakeRequest &) const = default;

    /// Writes all members; the values of secret headers are left out.
    friend RELAYCORE_EXPORT QDebug operator<<(QDebug debug, const HandshakeRequest &event);
    /// Returns the text that Qt Test prints for a failed comparison; the caller deletes it with \c delete[].
    friend RELAYCORE_EXPORT char *toString(const HandshakeRequest &event);
};

/// What the relay answered to the upgrade request.
struct HandshakeResponse
{
    int status = 0;          ///< HTTP status; 101 when the upgrade was accepted.
    QByteArray statusLine{}; ///< `HTTP/1.1 101 Switching Protocols`
    HeaderList headers{};    ///< Credentials are replaced: see SecretRedactor.
    QByteArray body{};       ///< The beginning of the body of a refusal, at most 4 KiB.

    bool operator==(const HandshakeResponse &) const = default;

    /// Writes all members; the values of secret headers are left out.
    friend RELAYCORE_EXPORT QDebug operator<<(QDebug debug, const HandshakeResponse &event);
    /// Returns the text that Qt Test prints for a failed comparison; the caller deletes it with \c delete[].
    friend RELAYCORE_EXPORT char *toString(const HandshakeResponse &event);
};

/// One whole data message, its fragments joined.
struct WireMessage
{
    Direction direction = Direction::Sent; ///< Who sent it.
    Opcode opcode = Opcode::Text;          ///< Text or Binary.
    bool compressed = false;               ///< Sent with permessage-deflate; see inflatedBytes.
    quint32 frames = 1;                    ///< How many frames carried it.
    qint64 wireBytes = 0;                  ///< Bytes on the wire, frame heads included.
    QByteArray payload{};                  ///< Unmasked; inflated where inflatedBytes is set.
    /// Compressed messages only: the size of the inflated message. Not set: payload is as on the wire.
    std::optional<qint64> inflatedBytes = {};
    bool truncated = false; ///< payload is only the beginning of the message.

    bool operator==(const WireMessage &) const = default;

    /// Writes all members; the values of secret headers are left out.
    friend RELAYCORE_EXPORT QDebug operator<<(QDebug debug, const WireMessage &event);
    /// Returns the text that Qt Test prints for a failed comparison; the caller deletes it with \c delete[].
    friend RELAYCORE_EXPORT char *toString(const WireMessage &event);
};

/// A ping, pong or close frame.
struct ControlFrame
{
    Direction direction = Direction::Sent; ///< Who sent it.
    Opcode opcode = Opcode::Ping;          ///< Close, Ping or Pong.
    qint64 wireBytes = 0;                  ///< Bytes on the wire, frame head included.
    QByteArray payload{};                  ///< Unmasked, at most 125 bytes. For a close frame code and reason included.
    std::optional<quint16> closeCode{};    ///< Close frames only.
    QString closeReason{};                 ///< Close frames only; may be empty.

    bool operator==(const ControlFrame &) const = default;

    /// Writes all members; the values of secret headers are left out.
    friend RELAYCORE_EXPORT QDebug operator<<(QDebug debug, const ControlFrame &event);
    /// Returns the text that Qt Test prints for a failed comparison; the caller deletes it with \c delete[].
    friend RELAYCORE_EXPORT char *toString(const ControlFrame &event);
};

/// The bytes stopped making sense: not HTTP, not RFC 6455. They were forwarded all the same.
struct ProtocolViolation
{
    Direction direction = Direction::Sent; ///< Whose bytes.
    QString reason{};                      ///< One English sentence.

    bool operator==(const ProtocolViolation &) const = default;

    /// Writes all members; the values of secret headers are left out.
    friend RELAYCORE_EXPORT QDebug operator<<(QDebug debug, const ProtocolViolation &event);
    /// Returns the text that Qt Test prints for a failed comparison; the caller deletes it with \c delete[].
    friend RELAYCORE_EXPORT char *toString(const ProtocolViolation &event);
};

/// Why a connection ended out of order. closeCategoryName() gives the word that files and event lines use.
enum class CloseCategory {
    None,      ///< In order.
    Dns,       ///< The host name could not be resolved.
    Refused,   ///< The connection was refused.
    Timeout,   ///< A deadline passed.
    Tls,       ///< TLS could not be established.
    Handshake, ///< The HTTP upgrade was refused or malformed.
    Reset,     ///< Ended without a close frame.
    Network,   ///< Any other transport error.
    Other,     ///< A category of a later version, read from a file.
};

/// Who ended a connection, and how.
struct ConnectionClosed
{
    /// Which side.
    enum class By {
        Client,   ///< The client closed or dropped its side.
        Relay,    ///< The upstream relay closed or dropped its side.
        Upstream, ///< The upstream could not be reached or refused: see category and text.
        Source,   ///< The source was stopped.
    };
    By by = By::Client;                           ///< Which side was first.
    CloseCategory category = CloseCategory::None; ///< None when in order.
    QString text{};                               ///< For people: "relay.example.org:443 refused the connection".

    bool operator==(const ConnectionClosed &) const = default;

    /// Writes all members; the values of secret headers are left out.
    friend RELAYCORE_EXPORT QDebug operator<<(QDebug debug, const ConnectionClosed &event);
    /// Returns the text that Qt Test prints for a failed comparison; the caller deletes it with \c delete[].
    friend RELAYCORE_EXPORT char *toString(const ConnectionClosed &event);
};

/// Events were dropped because they were not taken fast enough.
struct EventsLost
{
    quint64 count = 0; ///< How many.
    QString reason{};  ///< One English sentence.

    bool operator==(const EventsLost &) const = default;

    /// Writes all members; the values of secret headers are left out.
    friend RELAYCORE_EXPORT QDebug operator<<(QDebug debug, const EventsLost &event);
    /// Returns the text that Qt Test prints for a failed comparison; the caller deletes it with \c delete[].
    friend RELAYCORE_EXPORT char *toString(const EventsLost &event);
};

/// What happened.
using WirePayload =
    std::variant<SourceStarted, StateChanged, ConnectionOpened, TlsEstablished, HandshakeRequest, HandshakeResponse,
                 WireMessage, ControlFrame, ProtocolViolation, ConnectionClosed, EventsLost>;

/// Something that happened on the wire, and when.
struct WireEvent
{
    SourceId source = 0;         ///< Who saw it.
    ConnectionId connection = 0; ///< Where it happened; 0: it concerns the source.
    qint64 timeNs = 0;           ///< Nanoseconds since 1970-01-01T00:00:00Z; never decreasing within a connection.
    WirePayload payload{};       ///< What happened.

    bool operator==(const WireEvent &) const = default;

    /// Writes all members; the values of secret headers are left out.
    friend RELAYCORE_EXPORT QDebug operator<<(QDebug debug, const WireEvent &event);
    /// Returns the text that Qt Test prints for a failed comparison; the caller deletes it with \c delete[].
    friend RELAYCORE_EXPORT char *toString(const WireEvent &event);
};

/// Returns the current time for WireEvent::timeNs: the wall clock, smoothed by the monotonic clock. After a step of the
/// wall clock, for instance by NTP or a suspended machine, it follows at the next call; so it may go back, and a
/// producer of events clamps the times of a connection. \par Threads  any.
[[nodiscard]] RELAYCORE_EXPORT qint64 wireTimeNs();

/// An id that no other source of the process has. \par Threads  any.
[[nodiscard]] RELAYCORE_EXPORT SourceId nextSourceId();
/// An id that no other connection of the process has. \par Threads  any.
[[nodiscard]] RELAYCORE_EXPORT ConnectionId nextConnectionId();

} // namespace RelayCore

Q_DECLARE_METATYPE(RelayCore::WireEvent)
