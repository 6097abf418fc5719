// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/attemptfacts.h"

#include "inspector/analysis/shortname.h"
#include "inspector/capture/headervalue.h"

#include <algorithm>
#include <utility>

namespace Inspector {

namespace {

constexpr qint64 secondNs = 1'000'000'000;
constexpr qint64 lookBackNs = 600 * secondNs;
constexpr qsizetype registrationLimit = 64;

RegistrationFacts registrationFacts(const CaptureIndex &index, const Registration &registration)
{
    RegistrationFacts facts;
    facts.registration = registration;
    const ConnectionRow *const connection = index.connection(registration.connection);
    if (!connection)
        return facts;
    facts.relay = connection->upstream;
    if (registration.refused)
        facts.error = connection->registrationError;
    // Where the source was stopped, only the observation has ended.
    if (connection->closed && connection->closed->by == RelayCore::ConnectionClosed::By::Source)
        return facts;
    facts.endNs = connection->closedNs;
    facts.closeCode = connection->closeCode;
    if (connection->closed)
        facts.category = connection->closed->category;
    return facts;
}

PeerFacts peerFacts(const CaptureIndex &index, const QUuid &uuid, qint64 beganNs, qint64 endNs)
{
    PeerFacts facts;
    facts.uuid = uuid;
    facts.name = index.nameOf(uuid);
    const std::span<const Registration> all = index.attempts().registrations(uuid);
    const auto before = [](const Registration &each, qint64 timeNs) { return each.request.timeNs < timeNs; };
    auto first = std::lower_bound(all.begin(), all.end(), beganNs - lookBackNs, before);
    auto last = std::lower_bound(first, all.end(), endNs + 1, before);
    if (first != all.begin())
        --first;
    if (last != all.end())
        ++last;
    if (last - first > registrationLimit)
        first = last - registrationLimit;
    for (auto each = first; each != last; ++each)
        facts.registrations.append(registrationFacts(index, *each));
    for (const RegistrationFacts &registration : std::as_const(facts.registrations)) {
        const ConnectionRow *const connection = index.connection(registration.registration.connection);
        if (!connection || !connection->request)
            continue;
        if (const QByteArray agent = headerValue(connection->request->headers, "user-agent"); !agent.isEmpty())
            facts.userAgent = QString::fromUtf8(agent);
    }
    return facts;
}

} // namespace

bool RegistrationFacts::covers(qint64 timeNs) const
{
    return !registration.refused && fromNs() <= timeNs && (!endNs || timeNs < *endNs);
}

QString PeerFacts::title() const
{
    if (!name.isEmpty())
        return shortName(name);
    const QString text = uuid.toString(QUuid::WithoutBraces);
    return text.left(8) + u'…' + text.right(4);
}

const RegistrationFacts *PeerFacts::at(qint64 timeNs) const
{
    const auto found = std::find_if(registrations.crbegin(), registrations.crend(),
                                    [timeNs](const RegistrationFacts &each) { return each.covers(timeNs); });
    return found == registrations.crend() ? nullptr : &*found;
}

const RegistrationFacts *PeerFacts::on(RelayCore::ConnectionId connection) const
{
    const auto found =
        std::find_if(registrations.crbegin(), registrations.crend(), [connection](const RegistrationFacts &each) {
            return each.registration.connection == connection;
        });
    return found == registrations.crend() ? nullptr : &*found;
}

qint64 AttemptFacts::endNs() const
{
    qint64 end = std::min(attempt.beganNs() + Attempts::timeoutNs, untilNs);
    if (next)
        end = std::min(end, next->beganNs());
    return end;
}

AttemptFacts attemptFacts(const CaptureIndex &index, Attempts::Index at, const MessageSource &messages)
{
    AttemptFacts facts = attemptFacts(index, at);
    readMessages(facts, messages);
    return facts;
}

void readMessages(AttemptFacts &facts, const MessageSource &messages)
{
    const Attempt &attempt = facts.attempt;
    const auto read = [&messages](const AttemptStep &step) { return step ? messages(step.id) : std::nullopt; };
    facts.offer = read(attempt.offer ? attempt.offer : attempt.forwarded);
    facts.answer = read(attempt.answer ? attempt.answer : attempt.answerArrived);
    facts.returned = read(attempt.returned ? attempt.returned : attempt.answerReturned);
    if (facts.previous)
        facts.previousOffer = messages(facts.previous->id());
}

AttemptFacts attemptFacts(const CaptureIndex &index, Attempts::Index at)
{
    const Attempts &attempts = index.attempts();
    AttemptFacts facts;
    facts.attempt = attempts[at];
    const Attempt &attempt = facts.attempt;
    const qint64 beganNs = attempt.beganNs();
    facts.untilNs = attempts.newestNs();
    for (const RelayCore::ConnectionId id : {attempt.fromConnection, attempt.toConnection}) {
        if (const ConnectionRow *const connection = index.connection(id))
            facts.untilNs = std::max(facts.untilNs, connection->closedNs.value_or(0));
    }

    const std::span<const Attempts::Index> route = attempts.between(attempt.from, attempt.to);
    const auto own = std::lower_bound(route.begin(), route.end(), at);
    if (own != route.end() && own + 1 != route.end())
        facts.next = attempts[*(own + 1)];
    if (own != route.begin() && own != route.end())
        facts.previous = attempts[*(own - 1)];
    const std::span<const Attempts::Index> back = attempts.between(attempt.to, attempt.from);
    const auto later = std::lower_bound(back.begin(), back.end(), at);
    if (later != back.end())
        facts.opposite = attempts[*later];
    if (later != back.begin()) {
        const Attempt earlier = attempts[*(later - 1)];
        if (!facts.opposite || beganNs - earlier.beganNs() < facts.opposite->beganNs() - beganNs)
            facts.opposite = earlier;
    }

    facts.from = peerFacts(index, attempt.from, beganNs, facts.endNs());
    facts.to = peerFacts(index, attempt.to, beganNs, facts.endNs());
    return facts;
}

} // namespace Inspector
