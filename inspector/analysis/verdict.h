// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/analysis/attemptfacts.h"
#include "inspector/analysis/candidatepairs.h"
#include "inspector/analysis/diagnosis.h"

#include <QtCore/QLatin1StringView>
#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <array>
#include <optional>

namespace Inspector {

/// What can be stated about an attempt, in the order in which it matters. docs/diagnosis.md has a section for each.
enum class VerdictId : quint8 {
    DuplicateUuid,
    PeerNotRegistered,
    NoAnswer,
    LateAnswer,
    AnswerLost,
    Glare,
    Churn,
    NoSdp,
    NoDataChannel,
    NoCandidates,
    SetupConflict,
    FingerprintMissing,
    FingerprintHash,
    MidMismatch,
    SctpMismatch,
    FamilyMismatch,
    UdpMissing,
    TcpOnly,
    LoopbackOnly,
    HostOnly,
    PrivateAddress,
    SymmetricNat,
    MdnsOnly,
    IceRestart,
    RelayAvailable,
    ExpectedToConnect,
};
constexpr int verdictCount = int(VerdictId::ExpectedToConnect) + 1;

/// Returns the identifier, as in docs/diagnosis.md and `relayctl diagnose --json`: "peer-not-registered".
[[nodiscard]] QLatin1StringView identifier(VerdictId id);

struct Verdict
{
    VerdictId id = VerdictId::ExpectedToConnect;
    Severity severity = Severity::Note;
    QString sentence;          ///< Translated, safe to show.
    QString advice;            ///< What to do; empty where nothing is.
    QList<MessageId> messages; ///< Which messages it rests on, ascending.

    bool operator==(const Verdict &) const = default;
};

/// One item of what is known of an attempt.
struct AttemptFact
{
    enum class Kind : quint8 {
        FromRegistered,
        ToRegistered,
        OfferSent,
        OfferForwarded,
        Answered,
        AnswerForwarded,
        Connected
    };
    enum class State : quint8 {
        Seen,   ///< The capture shows it.
        Absent, ///< It would be in the capture, and is not.
        Unknown ///< The capture cannot show it.
    };
    Kind kind = Kind::OfferSent;
    State state = State::Unknown;
    QString sentence; ///< Translated; for Unknown, why.
    qint64 timeNs = 0;
    QList<MessageId> messages;

    bool operator==(const AttemptFact &) const = default;
};

/// All that can be said about an attempt.
struct Assessment
{
    AttemptFacts facts;
    QList<Verdict> verdicts; ///< Problems first, then what is good, then notes; each in the order of VerdictId.
    QList<AttemptFact> checklist;
    CandidatePairs pairs; ///< Empty without an answer.

    /// Returns the verdict that the attempt is judged by; null where the capture does not allow any.
    [[nodiscard]] const Verdict *verdict() const { return verdicts.isEmpty() ? nullptr : &verdicts.constFirst(); }
    [[nodiscard]] Severity severity() const { return verdicts.isEmpty() ? Severity::Note : verdict()->severity; }
    /// Returns the sentence of the first verdict, or that there is none.
    [[nodiscard]] QString sentence() const;
    /// Returns what could not be seen, as sentences.
    [[nodiscard]] QStringList unknown() const;
};

/// How troubled an attempt is.
struct AttemptRank
{
    Attempts::Index attempt = 0;
    Severity severity = Severity::Note;
    std::optional<VerdictId> verdict;

    AttemptRank() = default;
    /// \param verdicts  of the attempt, as in Assessment::verdicts.
    AttemptRank(Attempts::Index index, const QList<Verdict> &verdicts);
    /// Orders the most troubled first: by severity, by verdict, by time.
    [[nodiscard]] bool operator<(const AttemptRank &other) const;
    bool operator==(const AttemptRank &) const = default;
};

/// Returns the rank of the attempt \a index, of which \a facts is known. Takes as long as its descriptions are large,
/// and less time than assess(), because no sentence is made. \par Threads  any.
[[nodiscard]] AttemptRank judge(Attempts::Index index, const AttemptFacts &facts);
/// Returns all that can be said about an attempt. Takes as long as its descriptions are large. \par Threads  any.
[[nodiscard]] Assessment assess(const AttemptFacts &facts);

} // namespace Inspector
