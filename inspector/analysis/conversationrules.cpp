// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//
// Verdicts about what was sent, forwarded, answered and returned. Descriptions do not matter here.
#include "inspector/analysis/attemptcase.h"
#include "relaycore/protocol/closecode.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace Inspector::Rules {

using RelayCore::CloseCode;
using VerdictText::duration;
using VerdictText::endOf;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Inspector::Verdict)
};

constexpr qint64 secondNs = 1'000'000'000;
constexpr qint64 minuteNs = 60 * secondNs;
/// An answer is forwarded at once; a capture that ends sooner shows nothing.
constexpr qint64 forwardingNs = 5 * secondNs;

struct Takeovers
{
    int during = 0; ///< While the attempt could be answered.
    int total = 0;  ///< Within a minute around it.
    QList<MessageId> messages;
};

/// Counts how often a connection took the UUID of \a peer from another one, which the relay closed with 4004.
Takeovers takeovers(const PeerFacts &peer, const AttemptFacts &facts)
{
    Takeovers result;
    for (qsizetype i = 1; i < peer.registrations.size(); ++i) {
        const RegistrationFacts &later = peer.registrations.at(i);
        const auto taken = std::find_if(
            peer.registrations.cbegin(), peer.registrations.cbegin() + i, [&later](const RegistrationFacts &each) {
                return each.registration.connection != later.registration.connection && each.relay == later.relay
                       && each.closeCode == quint16(CloseCode::DuplicateRegistration) && each.fromNs() < later.fromNs()
                       && each.endNs && *each.endNs >= later.fromNs() && *each.endNs - later.fromNs() < forwardingNs;
            });
        const qint64 timeNs = later.fromNs();
        if (taken == peer.registrations.cbegin() + i || timeNs < facts.attempt.beganNs() - minuteNs
            || timeNs > facts.endNs() + minuteNs)
            continue;
        ++result.total;
        if (timeNs >= facts.attempt.beganNs() && timeNs <= facts.endNs())
            ++result.during;
        for (const MessageId id : {taken->registration.request.id, later.registration.request.id}) {
            if (!result.messages.contains(id))
                result.messages.append(id);
        }
    }
    std::sort(result.messages.begin(), result.messages.end());
    return result;
}

QList<MessageId> ids(std::initializer_list<AttemptStep> steps)
{
    QList<MessageId> messages;
    for (const AttemptStep &step : steps) {
        if (step)
            messages.append(step.id);
    }
    std::sort(messages.begin(), messages.end());
    return messages;
}

/// Returns the connection of \a peer that ended between \a fromNs and \a untilNs, if any.
const RegistrationFacts *endedWithin(const PeerFacts &peer, RelayCore::ConnectionId connection, qint64 fromNs,
                                     qint64 untilNs)
{
    const RegistrationFacts *const registration = connection ? peer.on(connection) : peer.at(fromNs);
    return registration && registration->endNs && *registration->endNs >= fromNs && *registration->endNs <= untilNs
               ? registration
               : nullptr;
}

} // namespace

std::optional<Verdict> duplicateUuid(const AttemptCase &attempt)
{
    for (const PeerFacts *const peer : {&attempt.to, &attempt.from}) {
        const Takeovers found = takeovers(*peer, attempt.facts);
        if (found.total == 0)
            continue;
        Verdict verdict{VerdictId::DuplicateUuid, Severity::Note, {}, {}, found.messages};
        if (found.total > 1 || found.during > 0) {
            verdict.severity = Severity::Problem;
            verdict.sentence =
                found.total > 1
                    ? Text::tr("Two connections took the UUID of %1 from each other (4004): the relay sends its "
                               "messages to the one that registered last.")
                          .arg(peer->title())
                    : Text::tr("During the attempt a second connection registered the UUID of %1, and the relay closed "
                               "the first (4004).")
                          .arg(peer->title());
            verdict.advice = Text::tr("Stop one of the two endpoints, or give it a UUID of its own.");
        } else {
            verdict.sentence = Text::tr("A second connection registered the UUID of %1, and the relay closed the first "
                                        "(4004).")
                                   .arg(peer->title());
            verdict.advice = Text::tr("Check that the endpoint runs once. If it had lost its connection and registered "
                                      "again, this is in order.");
        }
        return verdict;
    }
    return std::nullopt;
}

std::optional<Verdict> peerNotRegistered(const AttemptCase &attempt)
{
    const AttemptStep &returned = attempt.attempt.returned;
    if (!returned)
        return std::nullopt;
    const QString from = attempt.from.title();
    const QString to = attempt.to.title();
    Verdict verdict{VerdictId::PeerNotRegistered, Severity::Problem, {}, {}, ids({attempt.attempt.offer, returned})};
    if (attempt.relayError.contains("different user"_L1) || attempt.relayError.contains("another user"_L1)) {
        verdict.sentence =
            Text::tr("%1 is registered by another user: the relay returned the offer of %2.").arg(to, from);
        verdict.advice = Text::tr("Use credentials of the same user on both sides, or correct the UUID.");
        return verdict;
    }
    const RegistrationFacts *before = nullptr;
    const RegistrationFacts *after = nullptr;
    const RegistrationFacts *elsewhere = nullptr;
    const RegistrationFacts *refused = nullptr;
    const RegistrationFacts *const own = attempt.from.on(attempt.attempt.fromConnection);
    for (const RegistrationFacts &each : attempt.to.registrations) {
        const bool sameRelay = !own || own->relay == each.relay;
        if (each.registration.refused)
            refused = &each;
        else if (!sameRelay && each.covers(returned.timeNs))
            elsewhere = &each;
        else if (sameRelay && each.endNs && *each.endNs <= returned.timeNs)
            before = &each;
        else if (sameRelay && each.fromNs() > attempt.attempt.offer.timeNs && !after)
            after = &each;
    }
    const auto restOn = [&verdict](const RegistrationFacts &each) {
        verdict.messages.append(each.registration.request.id);
        std::sort(verdict.messages.begin(), verdict.messages.end());
    };
    if (elsewhere) {
        verdict.sentence = Text::tr("%1 is registered with another relay: %2 uses %3, %1 uses %4.")
                               .arg(to, from, own->relay, elsewhere->relay);
        verdict.advice = Text::tr("Configure the same relay on both sides.");
        restOn(*elsewhere);
    } else if (after) {
        verdict.sentence = Text::tr("%1 was not registered when %2 sent its offer; it registered %3 later.")
                               .arg(to, from, duration(after->fromNs() - attempt.attempt.offer.timeNs));
        verdict.advice = Text::tr("Try again now, or start %1 first.").arg(to);
        restOn(*after);
    } else if (refused) {
        verdict.sentence = Text::tr("%1 is not registered: the relay refused its registration.").arg(to);
        if (!refused->error.isEmpty())
            verdict.sentence += u' ' + Text::tr("Its reason: “%1”").arg(refused->error);
        verdict.advice = Text::tr("Solve that first: without registration nothing can reach %1.").arg(to);
        restOn(*refused);
    } else if (before) {
        verdict.sentence = Text::tr("%1 was registered until %2 before the offer (%3).")
                               .arg(to, duration(returned.timeNs - *before->endNs), endOf(*before));
        verdict.advice = Text::tr("Check why %1 left: its process or its network has ended the connection.").arg(to);
        restOn(*before);
    } else if (attempt.relayError.isEmpty() || attempt.relayError.contains("not registered"_L1)
               || attempt.relayError.contains("unknown"_L1)) {
        verdict.sentence = Text::tr("%1 is not registered with this relay: it returned the offer of %2.").arg(to, from);
        verdict.advice =
            Text::tr("Start that endpoint, and compare its UUID (%1) and its relay with those that %2 uses.")
                .arg(attempt.to.uuid.toString(QUuid::WithoutBraces), from);
    } else {
        verdict.sentence = Text::tr("The relay returned the offer of %1: “%2”").arg(from, attempt.relayError.trimmed());
    }
    return verdict;
}

std::optional<Verdict> noAnswer(const AttemptCase &attempt)
{
    const Attempt &steps = attempt.attempt;
    if (steps.isAnswered() || steps.returned)
        return std::nullopt;
    const qint64 beganNs = steps.beganNs();
    const qint64 endNs = attempt.facts.endNs();
    const QString from = attempt.from.title();
    const QString to = attempt.to.title();
    Verdict verdict{VerdictId::NoAnswer, Severity::Problem, {}, {}, ids({steps.offer, steps.forwarded})};

    const RegistrationFacts *const peerEnded = endedWithin(attempt.to, steps.toConnection, beganNs, endNs);
    const RegistrationFacts *const ownEnded = endedWithin(attempt.from, steps.fromConnection, beganNs, endNs);
    if (peerEnded && (!ownEnded || *peerEnded->endNs <= *ownEnded->endNs)) {
        const QString after = duration(*peerEnded->endNs - beganNs);
        verdict.sentence = steps.forwarded
                               ? Text::tr("%1 received the offer of %2, and its connection ended %3 later (%4).")
                                     .arg(to, from, after, endOf(*peerEnded))
                               : Text::tr("The connection of %1 ended %3 after the offer of %2 (%4).")
                                     .arg(to, from, after, endOf(*peerEnded));
        verdict.advice = Text::tr("Check why %1 ended: its log, or the network between it and the relay.").arg(to);
        return verdict;
    }
    if (ownEnded) {
        verdict.sentence = Text::tr("The connection of %1 ended %2 after its offer (%3): no answer could reach it.")
                               .arg(from, duration(*ownEnded->endNs - beganNs), endOf(*ownEnded));
        verdict.advice = Text::tr("Check why %1 ended: its log, the relay, or the network between them.").arg(from);
        return verdict;
    }
    const QString waited = duration(endNs - beganNs);
    const bool isOver = attempt.facts.next || endNs - beganNs >= Attempts::timeoutNs;
    verdict.severity = isOver ? Severity::Problem : Severity::Note;
    if (steps.forwarded) {
        verdict.sentence = Text::tr("%1 received the offer of %2 and has sent no answer for %3.").arg(to, from, waited);
        verdict.advice = Text::tr("Look at the log of %1: it runs, but does not handle the offer.").arg(to);
    } else if (attempt.to.at(beganNs)) {
        verdict.sentence = Text::tr("The relay has not forwarded the offer of %1 to %2, which is registered, for %3.")
                               .arg(from, to, waited);
        verdict.advice = Text::tr("Check that both use the same relay, and look at its log.");
    } else {
        verdict.sentence = Text::tr("No answer of %1 has reached %2 for %3.").arg(to, from, waited);
        verdict.advice = Text::tr("The relay has not returned the offer, so %1 is registered: capture its connection, "
                                  "or look at its log.")
                             .arg(to);
    }
    return verdict;
}

std::optional<Verdict> lateAnswer(const AttemptCase &attempt)
{
    const Attempt &steps = attempt.attempt;
    if (!steps.isAnswered())
        return std::nullopt;
    const qint64 took = attempt.answeredNs() - steps.beganNs();
    const RegistrationFacts *const own = attempt.from.on(steps.fromConnection);
    const bool hadLeft = own && own->endNs && *own->endNs < attempt.answeredNs();
    if (took <= Attempts::timeoutNs && !hadLeft)
        return std::nullopt;
    Verdict verdict{
        VerdictId::LateAnswer,
        Severity::Problem,
        {},
        {},
        ids({steps.offer ? steps.offer : steps.forwarded, steps.answer ? steps.answer : steps.answerArrived})};
    const QString from = attempt.from.title();
    const QString to = attempt.to.title();
    if (hadLeft) {
        verdict.sentence = Text::tr("%1 answered %2 after the connection of %3 had ended (%4).")
                               .arg(to, duration(attempt.answeredNs() - *own->endNs), from, endOf(*own));
        verdict.advice = Text::tr("Check why %1 did not wait: its log, or its network.").arg(from);
    } else {
        verdict.sentence = Text::tr("%1 answered after %2; %3 waits 30 s in the reference, so it had given up.")
                               .arg(to, duration(took), from);
        verdict.advice = Text::tr("Find out what delays %1, such as gathering candidates from a STUN server that does "
                                  "not answer; or raise the timeout of %2.")
                             .arg(to, from);
    }
    return verdict;
}

std::optional<Verdict> answerLost(const AttemptCase &attempt)
{
    const Attempt &steps = attempt.attempt;
    if (!steps.answer || steps.answerArrived)
        return std::nullopt;
    const QString from = attempt.from.title();
    const QString to = attempt.to.title();
    Verdict verdict{VerdictId::AnswerLost, Severity::Problem, {}, {}, ids({steps.answer, steps.answerReturned})};
    if (steps.answerReturned) {
        verdict.sentence =
            Text::tr("%1 answered, but the relay returned the answer: %2 was no longer registered.").arg(to, from);
        if (!attempt.relayError.isEmpty() && !attempt.relayError.contains("not registered"_L1))
            verdict.sentence =
                Text::tr("%1 answered, but the relay returned the answer: “%2”").arg(to, attempt.relayError.trimmed());
        verdict.advice = Text::tr("Check why %1 left: its process or its network has ended the connection.").arg(from);
        return verdict;
    }
    if (!attempt.from.isCaptured())
        return std::nullopt; // Whether it arrived cannot be seen.
    const RegistrationFacts *const own = attempt.from.on(steps.fromConnection);
    if (own && own->endNs) {
        verdict.sentence = Text::tr("%1 answered, but the answer did not reach %2, whose connection had ended (%3).")
                               .arg(to, from, endOf(*own));
    } else {
        const bool isOver = attempt.facts.untilNs - steps.answer.timeNs > forwardingNs;
        verdict.severity = isOver ? Severity::Problem : Severity::Note;
        verdict.sentence = Text::tr("%1 answered, but the relay has not forwarded the answer to %2.").arg(to, from);
    }
    verdict.advice = Text::tr("Check the connection between %1 and the relay.").arg(from);
    return verdict;
}

std::optional<Verdict> glare(const AttemptCase &attempt)
{
    const std::optional<Attempt> &opposite = attempt.facts.opposite;
    if (!opposite || attempt.attempt.returned || opposite->returned)
        return std::nullopt;
    // Both offers were under way before either side had received the other's.
    const auto seenNs = [](const Attempt &each) {
        if (each.forwarded)
            return each.forwarded.timeNs;
        return each.isAnswered() ? (each.answer ? each.answer.timeNs : each.answerArrived.timeNs)
                                 : each.beganNs() + Attempts::timeoutNs;
    };
    if (!attempt.attempt.offer || !opposite->offer || attempt.attempt.offer.timeNs >= seenNs(*opposite)
        || opposite->offer.timeNs >= seenNs(attempt.attempt))
        return std::nullopt;
    const bool isResolved = attempt.attempt.isAnswered() || opposite->isAnswered();
    return Verdict{VerdictId::Glare, isResolved ? Severity::Note : Severity::Problem,
                   Text::tr("%1 sent offers to each other at the same time.")
                       .arg(VerdictText::both(attempt.from.title(), attempt.to.title())),
                   isResolved ? QString()
                              : Text::tr("Let one side begin. The reference does not resolve this: each side "
                                         "expects an answer, and receives an offer."),
                   ids({attempt.attempt.offer, opposite->offer})};
}

std::optional<Verdict> churn(const AttemptCase &attempt)
{
    constexpr qsizetype least = 3;
    for (const PeerFacts *const peer : {&attempt.to, &attempt.from}) {
        QList<const RegistrationFacts *> recent;
        for (const RegistrationFacts &each : peer->registrations) {
            const bool near =
                each.fromNs() >= attempt.attempt.beganNs() - minuteNs && each.fromNs() <= attempt.facts.endNs();
            if (near
                && (recent.isEmpty() || recent.constLast()->registration.connection != each.registration.connection))
                recent.append(&each);
        }
        if (recent.size() < least)
            continue;
        const qint64 interval = (recent.constLast()->fromNs() - recent.constFirst()->fromNs()) / (recent.size() - 1);
        QStringList ends;
        Verdict verdict{
            VerdictId::Churn, attempt.attempt.answerArrived ? Severity::Note : Severity::Problem, {}, {}, {}};
        for (const RegistrationFacts *const each : std::as_const(recent)) {
            verdict.messages.append(each->registration.request.id);
            if (each->endNs && !ends.contains(endOf(*each)))
                ends.append(endOf(*each));
        }
        verdict.sentence = Text::tr("%1 registers again and again: %2 times, about every %3.")
                               .arg(peer->title(), QString::number(recent.size()), duration(interval));
        if (!ends.isEmpty())
            verdict.sentence += u' ' + Text::tr("Its connections ended so: %1.").arg(ends.join(u", "_s));
        verdict.advice =
            Text::tr("Find out what ends its connections: between two of them nothing reaches %1.").arg(peer->title());
        return verdict;
    }
    return std::nullopt;
}

} // namespace Inspector::Rules
