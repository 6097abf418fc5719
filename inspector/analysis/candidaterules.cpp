// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//
// Verdicts about the candidates of the two descriptions.
#include "inspector/analysis/attemptcase.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QVarLengthArray>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace Inspector::Rules {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Inspector::Verdict)
};

using Side = DescribedSide;
using Sides = QVarLengthArray<const Side *, 2>;

bool isPrivate(const ClassifiedCandidateView &each)
{
    return each.address.scope == AddressScope::Private || each.address.scope == AddressScope::LinkLocal;
}

template<typename Predicate>
bool all(const Side &side, Predicate predicate)
{
    return !side.candidates.isEmpty() && std::all_of(side.candidates.cbegin(), side.candidates.cend(), predicate);
}

template<typename Predicate>
bool any(const Side &side, Predicate predicate)
{
    return std::any_of(side.candidates.cbegin(), side.candidates.cend(), predicate);
}

bool isHost(const ClassifiedCandidateView &each)
{
    return each.candidate.type == u"host";
}

bool isRelayed(const ClassifiedCandidateView &each)
{
    return each.candidate.type == u"relay";
}

/// Only addresses of the computer's own networks, none of which the world can reach.
bool isHostOnly(const Side &side)
{
    return all(side, [](const ClassifiedCandidateView &each) {
        return isHost(each) && each.address.scope != AddressScope::Global && each.address.scope != AddressScope::Name;
    });
}

/// Has an address that can be reached without the other side being known.
bool isReachable(const Side &side)
{
    return any(side, [](const ClassifiedCandidateView &each) {
        return isRelayed(each) || (isHost(each) && each.address.scope == AddressScope::Global);
    });
}

/// The sides that are described and have candidates.
Sides sides(const AttemptCase &attempt)
{
    Sides known;
    for (const auto *const side : {&attempt.offer, &attempt.answer}) {
        if (*side && !(*side)->candidates.isEmpty())
            known.append(&**side);
    }
    return known;
}

const Side &other(const AttemptCase &attempt, const Side &side)
{
    return &side == &*attempt.offer ? *attempt.answer : *attempt.offer;
}

QList<MessageId> messagesOf(const Sides &concerned)
{
    QList<MessageId> ids;
    for (const Side *const side : concerned)
        ids.append(side->message);
    return ids;
}

QString namesOf(const Sides &concerned)
{
    return concerned.size() == 1 ? concerned.front()->name()
                                 : VerdictText::both(concerned.at(0)->name(), concerned.at(1)->name());
}

template<typename Predicate>
Sides which(const Sides &known, Predicate predicate)
{
    Sides concerned;
    std::copy_if(known.cbegin(), known.cend(), std::back_inserter(concerned),
                 [&predicate](const Side *side) { return predicate(*side); });
    return concerned;
}

bool hasFamily(const Side &side, AddressFamily family)
{
    return any(side, [family](const ClassifiedCandidateView &each) { return each.address.family == family; });
}

bool hasName(const Side &side)
{
    return any(side, [](const ClassifiedCandidateView &each) { return each.address.isName(); });
}

bool hasTransport(const Side &side, QLatin1StringView transport)
{
    return any(side,
               [transport](const ClassifiedCandidateView &each) { return each.candidate.transport == transport; });
}

QString turnAdvice()
{
    return Text::tr("Configure a STUN server, or a TURN server where NATs are in the way, on both sides.");
}

} // namespace

std::optional<Verdict> noCandidates(const AttemptCase &attempt)
{
    for (const auto *const side : {&attempt.offer, &attempt.answer}) {
        if (!*side || !(*side)->channel || !(*side)->candidates.isEmpty())
            continue;
        return Verdict{VerdictId::NoCandidates,
                       Severity::Problem,
                       Text::tr("%1 has no candidates in its description, and this protocol has no later way to send "
                                "them.")
                           .arg((*side)->name()),
                       Text::tr("Wait until the candidates are gathered before the description is sent, and check that "
                                "%1 has a network.")
                           .arg((*side)->name()),
                       {(*side)->message}};
    }
    return std::nullopt;
}

std::optional<Verdict> familyMismatch(const AttemptCase &attempt)
{
    const Sides known = sides(attempt);
    if (known.size() < 2 || hasName(*known.at(0)) || hasName(*known.at(1)))
        return std::nullopt;
    for (const AddressFamily family : {AddressFamily::IPv4, AddressFamily::IPv6}) {
        if (hasFamily(*known.at(0), family) && hasFamily(*known.at(1), family))
            return std::nullopt;
    }
    const bool first4 = hasFamily(*known.at(0), AddressFamily::IPv4);
    return Verdict{VerdictId::FamilyMismatch, Severity::Problem,
                   Text::tr("%1 has only IPv4 candidates, %2 only IPv6.")
                       .arg(known.at(first4 ? 0 : 1)->name(), known.at(first4 ? 1 : 0)->name()),
                   Text::tr("Enable the missing family on one side, or use a TURN server that has both."),
                   messagesOf(known)};
}

std::optional<Verdict> udpMissing(const AttemptCase &attempt)
{
    const Sides known = sides(attempt);
    if (known.size() < 2)
        return std::nullopt;
    const Sides without = which(known, [](const Side &side) { return !hasTransport(side, "udp"_L1); });
    if (without.size() != 1)
        return std::nullopt;
    if (hasTransport(*known.at(0), "tcp"_L1) && hasTransport(*known.at(1), "tcp"_L1) && attempt.pairs.total > 0)
        return std::nullopt;
    return Verdict{VerdictId::UdpMissing, Severity::Problem,
                   Text::tr("%1 has no UDP candidates, and those of %2 over TCP do not meet them.")
                       .arg(without.front()->name(), other(attempt, *without.front()).name()),
                   Text::tr("Check whether a firewall blocks UDP at %1; `relayctl check --stun` shows it.")
                       .arg(without.front()->name()),
                   messagesOf(known)};
}

std::optional<Verdict> tcpOnly(const AttemptCase &attempt)
{
    const Sides known = sides(attempt);
    const Sides only =
        which(known, [](const Side &side) { return hasTransport(side, "tcp"_L1) && !hasTransport(side, "udp"_L1); });
    if (only.isEmpty())
        return std::nullopt;
    const bool meet = known.size() < 2 || attempt.pairs.total > 0;
    return Verdict{VerdictId::TcpOnly, meet ? Severity::Note : Severity::Problem,
                   meet ? Text::tr("%1 has only TCP candidates.").arg(namesOf(only))
                        : Text::tr("%1 has only TCP candidates, and their types do not meet those of the other side: "
                                   "one has to be active and the other passive.")
                              .arg(namesOf(only)),
                   Text::tr("Check whether a firewall blocks UDP; `relayctl check --stun` shows it."),
                   messagesOf(only)};
}

std::optional<Verdict> loopbackOnly(const AttemptCase &attempt)
{
    const Sides known = sides(attempt);
    const Sides only = which(known, [](const Side &side) {
        return all(side,
                   [](const ClassifiedCandidateView &each) { return each.address.scope == AddressScope::Loopback; });
    });
    if (only.isEmpty())
        return std::nullopt;
    const bool both = only.size() == 2;
    return Verdict{
        VerdictId::LoopbackOnly, both ? Severity::Note : Severity::Problem,
        both ? Text::tr("%1 have only loopback candidates: they meet on one computer only.").arg(namesOf(only))
             : Text::tr("%1 has only loopback candidates, which no other computer can reach.").arg(namesOf(only)),
        Text::tr("Check the network of that computer, and which interfaces the endpoint may use."), messagesOf(only)};
}

std::optional<Verdict> hostOnly(const AttemptCase &attempt)
{
    const Sides known = sides(attempt);
    const Sides only = which(known, isHostOnly);
    if (only.isEmpty() || loopbackOnly(attempt) || mdnsOnly(attempt))
        return std::nullopt;
    Verdict verdict{VerdictId::HostOnly, Severity::Note, {}, turnAdvice(), messagesOf(only)};
    const QString names = namesOf(only);
    if (known.size() < 2) {
        verdict.sentence =
            Text::tr("%1 has only host candidates: it can meet others inside its own network only.").arg(names);
        return verdict;
    }
    if (attempt.pairs.shared) {
        const QString subnet = attempt.pairs.shared->subnet();
        verdict.sentence = only.size() == 2
                               ? Text::tr("%1 have only host candidates, and share the subnet %2.").arg(names, subnet)
                               : Text::tr("%1 has only host candidates, and shares the subnet %2 with the other side.")
                                     .arg(names, subnet);
        verdict.advice = Text::tr("Inside that network this works. Elsewhere: configure a STUN or TURN server.");
        return verdict;
    }
    if (only.size() == 2) {
        verdict.severity = Severity::Problem;
        verdict.sentence =
            Text::tr("%1 have only host candidates, and share no subnet: they meet only if one network connects them.")
                .arg(names);
        return verdict;
    }
    const Side &otherSide = other(attempt, *only.front());
    verdict.severity = isReachable(otherSide) || hasName(otherSide) ? Severity::Note : Severity::Problem;
    verdict.sentence =
        verdict.severity == Severity::Note
            ? Text::tr("%1 has only host candidates; it has to reach %2 from there.").arg(names, otherSide.name())
            : Text::tr("%1 has only host candidates and shares no subnet with %2, which is behind a NAT.")
                  .arg(names, otherSide.name());
    return verdict;
}

std::optional<Verdict> privateAddress(const AttemptCase &attempt)
{
    const Sides known = sides(attempt);
    if (known.size() < 2 || attempt.pairs.shared || hasName(*known.at(0)) || hasName(*known.at(1)))
        return std::nullopt;
    bool common = false;
    Sides concerned;
    for (const AddressFamily family : {AddressFamily::IPv4, AddressFamily::IPv6}) {
        if (!hasFamily(*known.at(0), family) || !hasFamily(*known.at(1), family))
            continue;
        common = true;
        const Sides only = which(known, [family](const Side &side) {
            return std::all_of(side.candidates.cbegin(), side.candidates.cend(),
                               [family](const ClassifiedCandidateView &each) {
                                   return each.address.family != family || isPrivate(each);
                               });
        });
        if (only.isEmpty())
            return std::nullopt;
        concerned = only;
    }
    if (!common)
        return std::nullopt;
    const bool both = concerned.size() == 2;
    const bool hopeless = both || !isReachable(other(attempt, *concerned.front()));
    return Verdict{
        VerdictId::PrivateAddress, hopeless ? Severity::Problem : Severity::Note,
        both ? Text::tr("In every family that both sides have, the addresses of %1 are private, and not in one "
                        "subnet.")
                   .arg(namesOf(concerned))
             : Text::tr("In every family that both sides have, the addresses of %1 are private.")
                   .arg(namesOf(concerned)),
        turnAdvice(), messagesOf(concerned)};
}

std::optional<Verdict> symmetricNat(const AttemptCase &attempt)
{
    const auto isSymmetric = [](const Side &side) {
        for (qsizetype i = 0; i < side.candidates.size(); ++i) {
            const IceCandidateView &one = side.candidates.at(i).candidate;
            if (one.type != u"srflx" || one.relatedAddress.isEmpty() || !one.relatedPort)
                continue;
            for (qsizetype k = i + 1; k < side.candidates.size(); ++k) {
                const IceCandidateView &two = side.candidates.at(k).candidate;
                if (two.type == u"srflx" && two.transport == one.transport && two.relatedAddress == one.relatedAddress
                    && two.relatedPort == one.relatedPort && two.port != one.port)
                    return true;
            }
        }
        return false;
    };
    const Sides known = sides(attempt);
    const Sides symmetric = which(known, isSymmetric);
    if (symmetric.isEmpty())
        return std::nullopt;
    const bool canMeet =
        known.size() < 2 || attempt.pairs.shared
        || std::any_of(known.cbegin(), known.cend(), [](const Side *side) { return isReachable(*side); });
    const bool both = symmetric.size() == 2;
    return Verdict{VerdictId::SymmetricNat, both && !canMeet ? Severity::Problem : Severity::Note,
                   both ? Text::tr("%1 are each behind a NAT that uses another port for each destination (symmetric).")
                              .arg(namesOf(symmetric))
                        : Text::tr("%1 is behind a NAT that uses another port for each destination (symmetric).")
                              .arg(namesOf(symmetric)),
                   Text::tr("The port that STUN found is not the one that the other side will see: configure a TURN "
                            "server."),
                   messagesOf(symmetric)};
}

std::optional<Verdict> mdnsOnly(const AttemptCase &attempt)
{
    const Sides only = which(sides(attempt), [](const Side &side) {
        return all(
            side, [](const ClassifiedCandidateView &each) { return each.address.scope == AddressScope::MulticastDns; });
    });
    if (only.isEmpty())
        return std::nullopt;
    return Verdict{VerdictId::MdnsOnly, Severity::Note,
                   Text::tr("The candidates of %1 are “.local” names, which the other side resolves only inside the "
                            "same network.")
                       .arg(namesOf(only)),
                   Text::tr("Browsers hide addresses so until the page may use the microphone or camera. Configure a "
                            "STUN or TURN server."),
                   messagesOf(only)};
}

std::optional<Verdict> relayAvailable(const AttemptCase &attempt)
{
    const Sides relayed = which(sides(attempt), [](const Side &side) { return any(side, isRelayed); });
    if (relayed.size() < 2)
        return std::nullopt;
    return Verdict{VerdictId::RelayAvailable,
                   Severity::Good,
                   Text::tr("%1 both have a relayed candidate: this works whatever the NATs.").arg(namesOf(relayed)),
                   {},
                   messagesOf(relayed)};
}

} // namespace Inspector::Rules
