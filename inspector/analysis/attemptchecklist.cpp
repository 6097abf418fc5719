// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/attemptcase.h"
#include "relaycore/wire/displaytext.h"

#include <QtCore/QCoreApplication>

namespace Inspector {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Inspector::AttemptFact)
};

using Kind = AttemptFact::Kind;
using State = AttemptFact::State;

AttemptFact fact(Kind kind, State state, const QString &sentence, const AttemptStep &step = {})
{
    AttemptFact item{kind, state, sentence, step.timeNs, {}};
    if (step)
        item.messages.append(step.id);
    return item;
}

AttemptFact registered(Kind kind, const PeerFacts &peer, qint64 timeNs)
{
    const RegistrationFacts *registration = peer.at(timeNs);
    if (!peer.isCaptured()) {
        return fact(
            kind, State::Unknown,
            Text::tr("Whether %1 was registered: its connection is not part of the capture.").arg(peer.title()));
    }
    if (!registration)
        return fact(kind, State::Absent, Text::tr("%1 was not registered at that time.").arg(peer.title()));
    AttemptFact item =
        fact(kind, State::Seen, Text::tr("%1 was registered.").arg(peer.title()), registration->registration.request);
    if (registration->registration.response)
        item.messages.append(registration->registration.response.id);
    return item;
}

/// A step that would be seen on the connection of \a peer.
AttemptFact step(Kind kind, const AttemptStep &seen, const PeerFacts &peer, qint64 timeNs, const QString &text,
                 const QString &absent, const QString &unknown)
{
    if (seen)
        return fact(kind, State::Seen, text, seen);
    return peer.at(timeNs) ? fact(kind, State::Absent, absent) : fact(kind, State::Unknown, unknown);
}

} // namespace

QList<AttemptFact> checklistOf(const AttemptCase &attempt)
{
    const Attempt &steps = attempt.attempt;
    const QString from = attempt.from.title();
    const QString to = attempt.to.title();
    const qint64 beganNs = steps.beganNs();
    QList<AttemptFact> list;
    list.append(registered(Kind::FromRegistered, attempt.from, beganNs));
    AttemptFact peer = registered(Kind::ToRegistered, attempt.to, beganNs);
    // What the relay did with the offer shows it as well.
    if (peer.state == State::Unknown && steps.returned) {
        peer = fact(Kind::ToRegistered, State::Absent, Text::tr("%1 could not be reached through this relay.").arg(to),
                    steps.returned);
    } else if (peer.state == State::Unknown && (steps.forwarded || steps.isAnswered())) {
        peer = fact(Kind::ToRegistered, State::Seen, Text::tr("%1 was registered, because it answered.").arg(to),
                    steps.answer ? steps.answer : steps.answerArrived);
    }
    list.append(peer);
    list.append(steps.offer
                    ? fact(Kind::OfferSent, State::Seen, Text::tr("%1 sent the offer.").arg(from), steps.offer)
                    : fact(Kind::OfferSent, State::Unknown,
                           Text::tr("When %1 sent the offer: its connection is not part of the capture.").arg(from)));
    if (steps.returned) {
        list.append(
            fact(Kind::OfferForwarded, State::Absent, Text::tr("The relay returned the offer."), steps.returned));
    } else {
        list.append(
            step(Kind::OfferForwarded, steps.forwarded, attempt.to, beganNs,
                 Text::tr("The relay forwarded the offer to %1.").arg(to),
                 Text::tr("The relay has not forwarded the offer to %1.").arg(to),
                 Text::tr("Whether the offer arrived at %1: its connection is not part of the capture.").arg(to)));
    }
    if (steps.isAnswered()) {
        list.append(fact(Kind::Answered, State::Seen, Text::tr("%1 answered.").arg(to),
                         steps.answer ? steps.answer : steps.answerArrived));
    } else if (steps.returned || attempt.to.at(beganNs) || attempt.from.at(beganNs)) {
        list.append(fact(Kind::Answered, State::Absent, Text::tr("%1 has not answered.").arg(to)));
    } else {
        list.append(fact(Kind::Answered, State::Unknown, Text::tr("Whether %1 answered.").arg(to)));
    }
    if (steps.isAnswered()) {
        list.append(
            step(Kind::AnswerForwarded, steps.answerArrived, attempt.from, attempt.answeredNs(),
                 Text::tr("The relay forwarded the answer to %1.").arg(from),
                 Text::tr("The answer has not reached %1.").arg(from),
                 Text::tr("Whether the answer arrived at %1: its connection is not part of the capture.").arg(from)));
        list.append(fact(Kind::Connected, State::Unknown,
                         Text::tr("Whether the connection was made: its packets do not pass through the relay.")));
    }
    for (AttemptFact &item : list)
        item.sentence = RelayCore::displayText(item.sentence);
    return list;
}

} // namespace Inspector
