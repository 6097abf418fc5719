// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/analysis/candidatepairs.h"
#include "inspector/analysis/sdp.h"
#include "inspector/analysis/verdict.h"

#include <optional>

/// What the rules of the verdicts share. Internal to the module.
namespace Inspector {

/// One of the two descriptions of an attempt.
struct DescribedSide
{
    const PeerFacts *peer = nullptr;
    MessageId message = 0;
    SdpView sdp;
    const SdpMediaView *channel = nullptr;     ///< The media description of the data channel; null: there is none.
    QList<ClassifiedCandidateView> candidates; ///< Of the data channel.

    [[nodiscard]] QString name() const { return peer->title(); }
};

/// An attempt with its messages decoded.
struct AttemptCase
{
    /// What the verdicts are for.
    enum class Use : quint8 { Rank, Show };

    explicit AttemptCase(const AttemptFacts &attemptFacts, Use what = Use::Show);
    Q_DISABLE_COPY_MOVE(AttemptCase)

    const Use use; ///< Sentences need not be made for a rank.
    const AttemptFacts &facts;
    const Attempt &attempt;
    const PeerFacts &from;
    const PeerFacts &to;
    std::optional<DescribedSide> offer;   ///< Empty where the message was not kept or cannot be decoded.
    std::optional<DescribedSide> answer;  ///< Likewise.
    std::optional<SdpView> previousOffer; ///< Of the same session.
    QString relayError;                   ///< Of the returned message.
    RankedPairs pairs;                    ///< Of the candidates of both sides.

    [[nodiscard]] bool isReturned() const { return attempt.returned || attempt.answerReturned; }
    /// Returns when the answer was first seen.
    [[nodiscard]] qint64 answeredNs() const
    {
        return attempt.answer ? attempt.answer.timeNs : attempt.answerArrived.timeNs;
    }
};

/// A rule returns its verdict where it applies.
using Rule = std::optional<Verdict> (*)(const AttemptCase &);

namespace Rules {

// conversationrules.cpp
[[nodiscard]] std::optional<Verdict> duplicateUuid(const AttemptCase &attempt);
[[nodiscard]] std::optional<Verdict> peerNotRegistered(const AttemptCase &attempt);
[[nodiscard]] std::optional<Verdict> noAnswer(const AttemptCase &attempt);
[[nodiscard]] std::optional<Verdict> lateAnswer(const AttemptCase &attempt);
[[nodiscard]] std::optional<Verdict> answerLost(const AttemptCase &attempt);
[[nodiscard]] std::optional<Verdict> glare(const AttemptCase &attempt);
[[nodiscard]] std::optional<Verdict> churn(const AttemptCase &attempt);
// descriptionrules.cpp
[[nodiscard]] std::optional<Verdict> noSdp(const AttemptCase &attempt);
[[nodiscard]] std::optional<Verdict> noDataChannel(const AttemptCase &attempt);
[[nodiscard]] std::optional<Verdict> setupConflict(const AttemptCase &attempt);
[[nodiscard]] std::optional<Verdict> fingerprintMissing(const AttemptCase &attempt);
[[nodiscard]] std::optional<Verdict> fingerprintHash(const AttemptCase &attempt);
[[nodiscard]] std::optional<Verdict> midMismatch(const AttemptCase &attempt);
[[nodiscard]] std::optional<Verdict> sctpMismatch(const AttemptCase &attempt);
[[nodiscard]] std::optional<Verdict> iceRestart(const AttemptCase &attempt);
// candidaterules.cpp
[[nodiscard]] std::optional<Verdict> noCandidates(const AttemptCase &attempt);
[[nodiscard]] std::optional<Verdict> familyMismatch(const AttemptCase &attempt);
[[nodiscard]] std::optional<Verdict> udpMissing(const AttemptCase &attempt);
[[nodiscard]] std::optional<Verdict> tcpOnly(const AttemptCase &attempt);
[[nodiscard]] std::optional<Verdict> loopbackOnly(const AttemptCase &attempt);
[[nodiscard]] std::optional<Verdict> hostOnly(const AttemptCase &attempt);
[[nodiscard]] std::optional<Verdict> privateAddress(const AttemptCase &attempt);
[[nodiscard]] std::optional<Verdict> symmetricNat(const AttemptCase &attempt);
[[nodiscard]] std::optional<Verdict> mdnsOnly(const AttemptCase &attempt);
[[nodiscard]] std::optional<Verdict> relayAvailable(const AttemptCase &attempt);
// verdict.cpp; \a others: what the other rules returned.
[[nodiscard]] std::optional<Verdict> expectedToConnect(const AttemptCase &attempt, const QList<Verdict> &others);

} // namespace Rules

/// Returns the items of what is known of the attempt.
[[nodiscard]] QList<AttemptFact> checklistOf(const AttemptCase &attempt);

namespace VerdictText {

/// Returns "38 ms", "3.4 s", "12 min".
[[nodiscard]] QString duration(qint64 ns);
/// Returns "closed with 4004", "reset", "ended without a close frame".
[[nodiscard]] QString endOf(const RegistrationFacts &registration);
/// Returns the names with "and" between them.
[[nodiscard]] QString both(const QString &one, const QString &other);

} // namespace VerdictText

} // namespace Inspector
