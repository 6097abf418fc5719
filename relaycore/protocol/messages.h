// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/export.h"

#include <QtCore/QDebug>
#include <QtCore/QHashFunctions>
#include <QtCore/QMetaType>
#include <QtCore/QObject>
#include <QtCore/QString>
#include <QtCore/QUuid>

#include <optional>
#include <utility>
#include <variant>

/// The three messages of the ProxyStore relay protocol, as values.
///
/// They have constructors, so that they are no aggregates: GCC 12 destroys a temporary aggregate inside a \c co_await
/// expression twice.
///
/// \par Threads  plain values, no shared state.
/// \par Source   docs/protocol.md; ProxyStore 1.1.0 p2p/relay/messages.py.
/// \since 0.1
namespace RelayCore {

/// The first message of a client: its name, and the UUID under which the relay shall route to it.
struct RELAYCORE_EXPORT RelayRegistration
{
    Q_GADGET
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(QUuid uuid MEMBER uuid)

public:
    /// An empty name and a null UUID.
    RelayRegistration() = default;
    /// The registration of a client called \a clientName.
    RelayRegistration(QString clientName, const QUuid &clientUuid)
        : name(std::move(clientName))
        , uuid(clientUuid)
    {}

    QString name{}; ///< For display; need not be unique.
    QUuid uuid{};   ///< The relay routes to the client that registered it last.

    bool operator==(const RelayRegistration &) const = default;

    /// Writes all members.
    friend RELAYCORE_EXPORT QDebug operator<<(QDebug debug, const RelayRegistration &registration);
    /// Returns the text that Qt Test prints for a failed comparison; the caller deletes it with \c delete[].
    friend RELAYCORE_EXPORT char *toString(const RelayRegistration &registration);
    /// Returns a hash of all members.
    friend RELAYCORE_EXPORT size_t qHash(const RelayRegistration &registration, size_t seed) noexcept;
};

/// The relay's reply to a registration.
struct RELAYCORE_EXPORT RelayResponse
{
    Q_GADGET
    Q_PROPERTY(bool success MEMBER success)
    Q_PROPERTY(QString message READ messageText)
    Q_PROPERTY(bool error MEMBER error)

public:
    /// A registration that succeeded.
    RelayResponse() = default;
    /// A reply without a message.
    explicit RelayResponse(bool isSuccess)
        : success(isSuccess)
    {}
    /// A reply with the message \a text.
    RelayResponse(bool isSuccess, std::optional<QString> text, bool isError = false)
        : success(isSuccess)
        , message(std::move(text))
        , error(isError)
    {}

    bool success = true;              ///< Whether the client is registered.
    std::optional<QString> message{}; ///< Human readable reason, usually present when success is false.
    bool error = false;               ///< As on the wire; RelayClient looks at success alone.

    /// Returns \c message, or an empty text where there is none.
    [[nodiscard]] QString messageText() const { return message.value_or(QString()); }

    bool operator==(const RelayResponse &) const = default;

    /// Writes all members.
    friend RELAYCORE_EXPORT QDebug operator<<(QDebug debug, const RelayResponse &response);
    /// Returns the text that Qt Test prints for a failed comparison; the caller deletes it with \c delete[].
    friend RELAYCORE_EXPORT char *toString(const RelayResponse &response);
    /// Returns a hash of all members.
    friend RELAYCORE_EXPORT size_t qHash(const RelayResponse &response, size_t seed) noexcept;
};

/// A WebRTC session description that one peer sends to another.
struct RELAYCORE_EXPORT PeerConnection
{
    Q_GADGET
    Q_PROPERTY(QUuid sourceUuid MEMBER sourceUuid)
    Q_PROPERTY(QString sourceName MEMBER sourceName)
    Q_PROPERTY(QUuid peerUuid MEMBER peerUuid)
    Q_PROPERTY(RelayCore::PeerConnection::DescriptionType descriptionType MEMBER descriptionType)
    Q_PROPERTY(QString description MEMBER description)
    Q_PROPERTY(QString error READ errorText)
    Q_PROPERTY(bool returned READ isReturned)

public:
    /// Which half of an exchange a description is (RFC 3264).
    enum class DescriptionType {
        Offer,  ///< Asks for a connection.
        Answer, ///< Accepts an offer.
    };
    Q_ENUM(DescriptionType)

    /// An offer without addresses.
    PeerConnection() = default;
    /// The description \a sdp that \a source sends to \a peer. The relay sets \a reason when it returns the message.
    PeerConnection(const QUuid &source, QString name, const QUuid &peer, DescriptionType type, QString sdp,
                   std::optional<QString> reason = {})
        : sourceUuid(source)
        , sourceName(std::move(name))
        , peerUuid(peer)
        , descriptionType(type)
        , description(std::move(sdp))
        , error(std::move(reason))
    {}

    QUuid sourceUuid{};   ///< The sender, as the sender wrote it; the relay does not check it.
    QString sourceName{}; ///< Likewise.
    QUuid peerUuid{};     ///< The client to which the relay shall forward it.
    DescriptionType descriptionType = DescriptionType::Offer; ///< Offer or answer.
    QString description{};                                    ///< SDP (RFC 8866); opaque to the relay.
    std::optional<QString> error{}; ///< Set by the relay when it returns the message to its sender.

    /// Returns whether the relay could not forward the message and returned it to its sender.
    [[nodiscard]] bool isReturned() const { return error.has_value(); }
    /// Returns \c error, or an empty text where there is none.
    [[nodiscard]] QString errorText() const { return error.value_or(QString()); }

    bool operator==(const PeerConnection &) const = default;

    /// Writes all members.
    friend RELAYCORE_EXPORT QDebug operator<<(QDebug debug, const PeerConnection &message);
    /// Returns the text that Qt Test prints for a failed comparison; the caller deletes it with \c delete[].
    friend RELAYCORE_EXPORT char *toString(const PeerConnection &message);
    /// Returns a hash of all members.
    friend RELAYCORE_EXPORT size_t qHash(const PeerConnection &message, size_t seed) noexcept;
};

/// Which half of an exchange a description is.
using DescriptionType = PeerConnection::DescriptionType;

/// Any message of the protocol.
using RelayMessage = std::variant<RelayRegistration, RelayResponse, PeerConnection>;

/// Writes the message that \a message holds.
RELAYCORE_EXPORT QDebug operator<<(QDebug debug, const RelayMessage &message);
/// Returns the text that Qt Test prints for a failed comparison; the caller deletes it with \c delete[].
[[nodiscard]] RELAYCORE_EXPORT char *toString(const RelayMessage &message);

/// Returns the value of `message_type` on the wire: "relay_registration", "relay_response" or "peer_connection".
[[nodiscard]] RELAYCORE_EXPORT QLatin1StringView messageTypeName(const RelayMessage &message);

/// Returns "offer" or "answer".
[[nodiscard]] RELAYCORE_EXPORT QLatin1StringView descriptionTypeName(DescriptionType type);

} // namespace RelayCore

Q_DECLARE_METATYPE(RelayCore::RelayMessage)
