// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/analysis/attempts.h"
#include "inspector/analysis/captureindex.h"

#include <QtCore/QList>
#include <QtCore/QString>

#include <functional>
#include <optional>

namespace Inspector {

/// A registration, and the end of the connection that it was made on.
struct RegistrationFacts
{
    Registration registration;
    QString relay;               ///< Where the connection leads.
    QString error;               ///< What the relay answered instead of success.
    std::optional<qint64> endNs; ///< Until when it was valid; empty: the connection stands.
    std::optional<quint16> closeCode;
    RelayCore::CloseCategory category = RelayCore::CloseCategory::None;

    [[nodiscard]] qint64 fromNs() const { return registration.request.timeNs; }
    [[nodiscard]] bool covers(qint64 timeNs) const;
    bool operator==(const RegistrationFacts &) const = default;
};

/// What the capture shows about one of the two peers of an attempt.
struct PeerFacts
{
    QUuid uuid;
    QString name;      ///< As it registered or signed its messages; empty where neither was seen.
    QString userAgent; ///< Of the upgrade request of its connection.
    /// Those from ten minutes before the attempt to its end, the last before and the first after, in order.
    QList<RegistrationFacts> registrations;

    /// Returns the name, or the UUID in a short form.
    [[nodiscard]] QString title() const;
    /// Returns whether a connection of the peer is part of the capture.
    [[nodiscard]] bool isCaptured() const { return !registrations.isEmpty(); }
    [[nodiscard]] const RegistrationFacts *at(qint64 timeNs) const;
    [[nodiscard]] const RegistrationFacts *on(RelayCore::ConnectionId connection) const;
    bool operator==(const PeerFacts &) const = default;
};

/// What the capture shows about an attempt: everything that its verdicts rest on.
struct AttemptFacts
{
    Attempt attempt;
    PeerFacts from;
    PeerFacts to;
    std::optional<MessageRow> offer;         ///< With payload, as first seen.
    std::optional<MessageRow> answer;        ///< Likewise.
    std::optional<MessageRow> returned;      ///< The offer or the answer, with the error of the relay.
    std::optional<MessageRow> previousOffer; ///< Of the attempt before in the same direction.
    std::optional<Attempt> previous;         ///< In the same direction.
    std::optional<Attempt> next;             ///< In the same direction.
    std::optional<Attempt> opposite;         ///< The nearest in time in the other direction.
    qint64 untilNs = 0;                      ///< The end of the capture so far.

    /// Returns until when the attempt could be answered: its timeout, the next attempt or the end of the capture.
    [[nodiscard]] qint64 endNs() const;
    bool operator==(const AttemptFacts &) const = default;
};

/// Returns the row of a message, with its payload.
using MessageSource = std::function<std::optional<MessageRow>(MessageId)>;

/// Returns what \a index shows about an attempt of it without reading messages: readMessages() completes it.
[[nodiscard]] AttemptFacts attemptFacts(const CaptureIndex &index, Attempts::Index attempt);
/// Reads the messages of \a facts, up to four. \par Threads  that of \a messages; the index is not used.
void readMessages(AttemptFacts &facts, const MessageSource &messages);

/// Returns what \a index shows about an attempt of it. Reads up to four messages.
[[nodiscard]] AttemptFacts attemptFacts(const CaptureIndex &index, Attempts::Index attempt,
                                        const MessageSource &messages);

} // namespace Inspector
