// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/verdict.h"

#include "inspector/analysis/attemptcase.h"
#include "inspector/analysis/description.h"
#include "inspector/analysis/descriptioncomparison.h"
#include "inspector/capture/messageinterpretation.h"
#include "relaycore/protocol/closecode.h"
#include "relaycore/wire/displaytext.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Inspector::Verdict)
};

struct RuleRow
{
    VerdictId id;
    QLatin1StringView identifier;
    Rule rule; ///< Null for the last, which depends on the others.
};

constexpr std::array<RuleRow, verdictCount> rules{{
    {VerdictId::DuplicateUuid, "duplicate-uuid"_L1, Rules::duplicateUuid},
    {VerdictId::PeerNotRegistered, "peer-not-registered"_L1, Rules::peerNotRegistered},
    {VerdictId::NoAnswer, "no-answer"_L1, Rules::noAnswer},
    {VerdictId::LateAnswer, "late-answer"_L1, Rules::lateAnswer},
    {VerdictId::AnswerLost, "answer-lost"_L1, Rules::answerLost},
    {VerdictId::Glare, "glare"_L1, Rules::glare},
    {VerdictId::Churn, "churn"_L1, Rules::churn},
    {VerdictId::NoSdp, "no-sdp"_L1, Rules::noSdp},
    {VerdictId::NoDataChannel, "no-datachannel"_L1, Rules::noDataChannel},
    {VerdictId::NoCandidates, "no-candidates"_L1, Rules::noCandidates},
    {VerdictId::SetupConflict, "setup-conflict"_L1, Rules::setupConflict},
    {VerdictId::FingerprintMissing, "fingerprint-missing"_L1, Rules::fingerprintMissing},
    {VerdictId::FingerprintHash, "fingerprint-hash"_L1, Rules::fingerprintHash},
    {VerdictId::MidMismatch, "mid-mismatch"_L1, Rules::midMismatch},
    {VerdictId::SctpMismatch, "sctp-mismatch"_L1, Rules::sctpMismatch},
    {VerdictId::FamilyMismatch, "family-mismatch"_L1, Rules::familyMismatch},
    {VerdictId::UdpMissing, "udp-missing"_L1, Rules::udpMissing},
    {VerdictId::TcpOnly, "tcp-only"_L1, Rules::tcpOnly},
    {VerdictId::LoopbackOnly, "loopback-only"_L1, Rules::loopbackOnly},
    {VerdictId::HostOnly, "host-only"_L1, Rules::hostOnly},
    {VerdictId::PrivateAddress, "private-address"_L1, Rules::privateAddress},
    {VerdictId::SymmetricNat, "symmetric-nat"_L1, Rules::symmetricNat},
    {VerdictId::MdnsOnly, "mdns-only"_L1, Rules::mdnsOnly},
    {VerdictId::IceRestart, "ice-restart"_L1, Rules::iceRestart},
    {VerdictId::RelayAvailable, "relay-available"_L1, Rules::relayAvailable},
    {VerdictId::ExpectedToConnect, "expected-to-connect"_L1, nullptr},
}};

constexpr bool isOrdered()
{
    for (int i = 0; i < verdictCount; ++i) {
        if (int(rules[std::size_t(i)].id) != i)
            return false;
    }
    return true;
}
static_assert(isOrdered(), "rules has a row for each VerdictId, in order");

std::optional<DescribedSide> describe(const std::optional<MessageRow> &row, const PeerFacts &peer)
{
    const auto message = row ? peerConnectionIn(*row) : std::nullopt;
    if (!message)
        return std::nullopt;
    std::optional<DescribedSide> result(std::in_place);
    DescribedSide &side = *result;
    side.peer = &peer;
    side.message = row->id;
    side.sdp = viewSdp(sessionDescriptionIn(message->description));
    return result;
}

/// Returns whether the description \a text is of the session of \a origin. Costs less than viewSdp().
bool isOfSession(QStringView text, const BasicSdpOrigin<QStringView> &origin)
{
    SdpTexts<QStringView> texts;
    std::optional<BasicSdpOrigin<QStringView>> found;
    for (const QStringView line : text.tokenize(u'\n')) {
        if (!line.startsWith("o="_L1))
            continue;
        const auto read = readSdpLine(line.trimmed(), texts);
        if (const auto *const other = std::get_if<BasicSdpOrigin<QStringView>>(&read.value))
            found = *other; // As viewSdp(): the last one.
    }
    return found && found->sessionId == origin.sessionId && found->username == origin.username;
}

/// Done where the side has its place: the pointer leads into its own SDP.
void findChannel(std::optional<DescribedSide> &side)
{
    if (!side)
        return;
    side->channel = dataChannelIn<QStringView>(side->sdp);
    if (side->channel)
        side->candidates = classified(side->channel->candidates);
}

/// Problems first, then what is good, then notes.
int rank(Severity severity)
{
    switch (severity) {
    case Severity::Problem:
        return 0;
    case Severity::Good:
        return 1;
    case Severity::Note:
        return 2;
    }
    Q_UNREACHABLE();
}

QList<Verdict> verdictsOf(const AttemptCase &attempt)
{
    QList<Verdict> verdicts;
    for (const RuleRow &row : rules) {
        std::optional<Verdict> verdict = row.rule ? row.rule(attempt) : Rules::expectedToConnect(attempt, verdicts);
        if (verdict)
            verdicts.append(*std::move(verdict));
    }
    std::stable_sort(verdicts.begin(), verdicts.end(),
                     [](const Verdict &a, const Verdict &b) { return rank(a.severity) < rank(b.severity); });
    return verdicts;
}

} // namespace

QLatin1StringView identifier(VerdictId id)
{
    return rules[std::size_t(id)].identifier;
}

AttemptCase::AttemptCase(const AttemptFacts &attemptFacts, Use what)
    : use(what)
    , facts(attemptFacts)
    , attempt(facts.attempt)
    , from(facts.from)
    , to(facts.to)
    , offer(describe(facts.offer, from))
    , answer(describe(facts.answer, to))
{
    findChannel(offer);
    findChannel(answer);
    if (const auto previous = offer && facts.previousOffer ? peerConnectionIn(*facts.previousOffer) : std::nullopt) {
        const QString description = sessionDescriptionIn(previous->description);
        if (isOfSession(description, offer->sdp.origin))
            previousOffer = viewSdp(description);
    }
    if (const auto returned = facts.returned ? peerConnectionIn(*facts.returned) : std::nullopt)
        relayError = returned->error.value_or(QString());
    if (offer && answer)
        pairs = rankedPairs(offer->candidates, answer->candidates);
}

std::optional<Verdict> Rules::expectedToConnect(const AttemptCase &attempt, const QList<Verdict> &others)
{
    const bool mayHaveArrived = attempt.attempt.answerArrived || (attempt.attempt.answer && !attempt.from.isCaptured());
    const bool hasProblem = std::any_of(others.cbegin(), others.cend(),
                                        [](const Verdict &each) { return each.severity == Severity::Problem; });
    if (!mayHaveArrived || hasProblem || !attempt.offer || !attempt.answer || attempt.pairs.pairs.isEmpty()
        || !attempt.pairs.hasOutlook())
        return std::nullopt;
    if (attempt.use == AttemptCase::Use::Rank)
        return Verdict{VerdictId::ExpectedToConnect, Severity::Good, {}, {}, {}};
    const RankedPair &likely = attempt.pairs.pairs.front();
    const IceCandidateView &local = attempt.offer->candidates.at(likely.local).candidate;
    const IceCandidateView &remote = attempt.answer->candidates.at(likely.remote).candidate;
    const QString names = VerdictText::both(attempt.from.title(), attempt.to.title());
    return Verdict{VerdictId::ExpectedToConnect,
                   Severity::Good,
                   Text::tr("%1 are expected to connect, most likely over %2 ↔ %3 (%4).")
                       .arg(names, local.endpoint(), remote.endpoint(),
                            local.transport.toString() + u' ' + local.type.toString() + u'/' + remote.type.toString()),
                   {},
                   {attempt.offer->message, attempt.answer->message}};
}

QString VerdictText::duration(qint64 ns)
{
    const auto decimal = [](double number, int digits) { return QLocale().toString(number, 'f', digits); };
    constexpr double minute = 60;
    const double seconds = double(ns) / 1e9;
    if (seconds >= 2 * minute)
        return Text::tr("%1 min").arg(decimal(seconds / minute, 0));
    if (seconds >= 1)
        return Text::tr("%1 s").arg(decimal(seconds, seconds < 10 ? 1 : 0));
    const double ms = seconds * 1000;
    return Text::tr("%1 ms").arg(decimal(ms, ms < 10 ? 1 : 0));
}

QString VerdictText::endOf(const RegistrationFacts &registration)
{
    using RelayCore::CloseCategory;
    if (registration.closeCode)
        return Text::tr("close code %1").arg(*registration.closeCode);
    if (registration.category == CloseCategory::Timeout)
        return Text::tr("timeout");
    return Text::tr("without a close frame");
}

QString VerdictText::both(const QString &one, const QString &other)
{
    //: two names
    return Text::tr("%1 and %2").arg(one, other);
}

QString Assessment::sentence() const
{
    if (const Verdict *const first = verdict())
        return first->sentence;
    return Text::tr("%1 was answered by %2; what the descriptions allow is not known.")
        .arg(RelayCore::displayText(facts.from.title()), RelayCore::displayText(facts.to.title()));
}

QStringList Assessment::unknown() const
{
    QStringList sentences;
    for (const AttemptFact &fact : checklist) {
        if (fact.state == AttemptFact::State::Unknown)
            sentences.append(fact.sentence);
    }
    return sentences;
}

AttemptRank::AttemptRank(Attempts::Index index, const QList<Verdict> &verdicts)
    : attempt(index)
{
    if (verdicts.isEmpty())
        return;
    severity = verdicts.constFirst().severity;
    verdict = verdicts.constFirst().id;
}

bool AttemptRank::operator<(const AttemptRank &other) const
{
    // Severity counts from what is good. Without a verdict nothing is known, which is last.
    if (severity != other.severity)
        return severity > other.severity;
    if (verdict != other.verdict)
        return verdict && (!other.verdict || *verdict < *other.verdict);
    return attempt < other.attempt;
}

AttemptRank judge(Attempts::Index index, const AttemptFacts &facts)
{
    return {index, verdictsOf(AttemptCase(facts, AttemptCase::Use::Rank))};
}

Assessment assess(const AttemptFacts &facts)
{
    Assessment assessment;
    assessment.facts = facts;
    const AttemptCase attempt(assessment.facts);
    assessment.verdicts = verdictsOf(attempt);
    for (Verdict &verdict : assessment.verdicts) {
        // The sentences quote names, addresses and reasons that peers wrote.
        verdict.sentence = RelayCore::displayText(verdict.sentence);
        verdict.advice = RelayCore::displayText(verdict.advice);
    }
    assessment.checklist = checklistOf(attempt);
    assessment.pairs.total = attempt.pairs.total;
    for (const RankedPair &pair : attempt.pairs.pairs) {
        assessment.pairs.pairs.append({copyOf(attempt.offer->candidates.at(pair.local).candidate),
                                       copyOf(attempt.answer->candidates.at(pair.remote).candidate), pair.priority,
                                       pair.outlook});
    }
    return assessment;
}

} // namespace Inspector
