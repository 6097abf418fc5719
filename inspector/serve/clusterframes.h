// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/server/backplane.h"

#include <QtCore/QByteArray>
#include <QtCore/QList>

#include <compare>
#include <optional>
#include <variant>

/// What relays of a cluster send each other. Encoded with a version, so that a relay refuses frames of another one.
namespace Inspector::ClusterFrames {

/// When and where a client registered: the total order of the registrations of one UUID.
struct Stamp
{
    qint64 time = 0; ///< Nanoseconds since 1970, UTC, by the clock of the relay, but later than what it replaced.
    QByteArray relay;

    auto operator<=>(const Stamp &other) const
    {
        if (const auto byTime = time <=> other.time; byTime != 0)
            return byTime;
        return relay.compare(other.relay) <=> 0;
    }
    bool operator==(const Stamp &) const = default;
};

/// A part of a message; most messages are one part.
struct Part
{
    bool isLast = true; ///< The message is complete.
    RelayCore::BackplaneMessage message;
};

/// Parts of messages from one relay to another, numbered without gaps from 1 within an epoch.
struct Data
{
    QByteArray from;
    quint32 epoch = 0;
    quint64 confirmed = 0; ///< The sender has the outcomes of all parts before this one.
    quint64 first = 0;     ///< The number of the first part.
    QList<Part> parts;
};

/// The outcome of a part.
enum class Outcome : char { Continues, Delivered, NotHere, OtherUser };

/// The answer to Data.
struct Acknowledgement
{
    QByteArray from;
    quint32 epoch = 0;
    quint64 expected = 1; ///< The next part; all before it have been taken.
    quint64 first = 1;    ///< The part to which outcomes[0] belongs.
    QByteArray outcomes;  ///< An Outcome a byte.
    bool hasGap = false;  ///< Parts were missing: send again from `expected`.
};

/// Asks which relay has the client of the subject.
struct Lookup
{};

/// The answer to Lookup.
struct Location
{
    QByteArray relay; ///< Empty: no longer here.
};

/// A relay has a client. Sent to all relays that have the same client.
struct Claim
{
    Stamp stamp;
    QString user;
    bool isNew = true; ///< It registers at this moment; otherwise it did before and the claim is repeated.
};

/// The answer of a relay that has the same client.
struct Verdict
{
    RelayCore::Backplane::Announcement outcome = RelayCore::Backplane::Announcement::Accepted;
    Stamp stamp;                ///< Of the registration of the answering relay.
    bool isProvisional = false; ///< It is not yet decided whether the registration of the answering relay remains.
};

using Frame = std::variant<Data, Acknowledgement, Lookup, Location, Claim, Verdict>;

[[nodiscard]] QByteArray encode(const Frame &frame);
/// Returns the frame in \a bytes; empty where it is none, or of another version.
[[nodiscard]] std::optional<Frame> decode(const QByteArray &bytes);

/// An upper bound for the bytes that \a part adds to a Data.
[[nodiscard]] qsizetype encodedSize(const Part &part);

} // namespace Inspector::ClusterFrames
