// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/export.h"
#include "relaycore/server/registeredclient.h"

#include <QtCore/QByteArray>
#include <QtCore/QObject>
#include <QtCore/QString>
#include <QtCore/QUuid>

#include <functional>

namespace RelayCore {

/// A message on its way from a client of one relay to a client of another. A plain value.
struct BackplaneMessage
{
    QUuid source{};    ///< What its sender is registered as, whatever the message itself contains.
    QUuid peer{};      ///< The client that shall receive it.
    QString user{};    ///< The sender's user; empty where the relays have no users.
    QByteArray text{}; ///< The message as encode() writes it: ASCII JSON.

    bool operator==(const BackplaneMessage &) const = default;
};

/// What joins several RelayServers, usually of several processes, so that their clients see one relay.
///
/// An interface: RelayServer calls announce(), withdraw() and route(), and an implementation calls the
/// RelayServer, its Receiver. The implementation of `relayctl serve --cluster` uses NATS; docs/scale.md.
///
/// An implementation guarantees:
/// - Of all registrations of a UUID one remains. The others end by Receiver::takeOver(), or by the outcome of their
///   announce().
/// - A message is passed to one Receiver at most, once at most.
/// - Messages from one source to one peer are passed on in the order of their route() calls.
/// - The function given to announce() or route() is called exactly once, during the call or later, unless the
///   backplane is destroyed. It may call the backplane.
///
/// \par Threads  owned by the thread of its RelayServer, and calls it there only.
/// \since 0.1
class RELAYCORE_EXPORT Backplane : public QObject
{
    Q_OBJECT

public:
    /// The outcome of announce().
    enum class Announcement : int {
        Accepted,    ///< The client is reachable from all relays; an earlier registration elsewhere has ended.
        OtherUser,   ///< Another user's client has the UUID: the client is not announced.
        Superseded,  ///< Another relay's registration, which was made at the same time, remains instead of this one.
        Unavailable, ///< The backplane is interrupted. The client is announced as soon as it is not.
    };
    Q_ENUM(Announcement)

    /// The outcome of route() and of Receiver::deliver().
    enum class Delivery : int {
        Delivered,    ///< Written to the peer's connection.
        NoResponders, ///< No relay has the peer; the message was not delivered.
        OtherUser,    ///< The peer belongs to another user; the message was not delivered.
        Unavailable,  ///< The backplane is interrupted or at a limit; the message was not delivered.
        Unknown,      ///< A relay or the connection to it was lost: delivered or not. Never from deliver().
    };
    Q_ENUM(Delivery)

    /// The relay that a backplane passes messages to.
    class Receiver
    {
    public:
        /// Writes \a message to the connection of its peer, which must be a client of this relay.
        [[nodiscard]] virtual Delivery deliver(const BackplaneMessage &message) = 0;
        /// Returns whether the client \a uuid is registered with this relay.
        [[nodiscard]] virtual bool hasClient(const QUuid &uuid) const = 0;
        /// Ends the registration of \a uuid, because another relay's remains. \a reason is Announcement::Superseded
        /// (its connection is closed with 4004) or Announcement::OtherUser (4002).
        virtual void takeOver(const QUuid &uuid, Announcement reason) = 0;

    protected:
        Receiver() = default;
        ~Receiver() = default;
        Q_DISABLE_COPY_MOVE(Receiver)
    };

    /// Receives the outcome of announce().
    using Announced = std::function<void(Announcement)>;
    /// Receives the outcome of route().
    using Routed = std::function<void(Delivery)>;

    /// Creates the interface for an implementation.
    explicit Backplane(QObject *parent = nullptr);
    ~Backplane() override;

    /// Sets the relay to which messages are passed; nullptr: none any more. Called by RelayServer::setBackplane().
    virtual void setReceiver(Receiver *receiver) = 0;
    /// Makes \a client reachable from the other relays and ends the registration of its UUID there.
    /// \param client  as registered; its UUID is announced under its user.
    /// \param done    called with the outcome.
    /// \sa withdraw()
    virtual void announce(const RegisteredClient &client, Announced done) = 0;
    /// Ends the announcement of \a uuid. Does nothing where there is none.
    virtual void withdraw(const QUuid &uuid) = 0;
    /// Passes \a message to the relay of its peer.
    /// \param message  of a client of this relay to one that is not.
    /// \param done     called with the outcome.
    virtual void route(const BackplaneMessage &message, Routed done) = 0;
    /// Returns whether messages can be passed to other relays.
    /// \sa availabilityChanged()
    [[nodiscard]] virtual bool isAvailable() const = 0;

Q_SIGNALS:
    /// Emitted when isAvailable() has become \a available.
    void availabilityChanged(bool available);
};

} // namespace RelayCore
