// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/candidatepairs.h"

#include <QtCore/QSet>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

constexpr qsizetype candidateLimit = 64;

bool isPrivate(const CandidateAddress &address)
{
    return address.scope == AddressScope::Private || address.scope == AddressScope::LinkLocal
           || address.scope == AddressScope::Loopback;
}

QSet<QString> addressesOf(const QList<ClassifiedCandidate> &candidates)
{
    QSet<QString> addresses;
    for (const ClassifiedCandidate &each : candidates) {
        if (each.candidate.type == u"host" && !each.address.isName())
            addresses.insert(each.candidate.address);
    }
    return addresses;
}

bool transportsMeet(const IceCandidate &one, const IceCandidate &other)
{
    if (one.transport != other.transport)
        return false;
    if (one.transport != u"tcp")
        return true;
    const QString a = one.tcpType();
    const QString b = other.tcpType();
    return (a == u"active" && b == u"passive") || (a == u"passive" && b == u"active") || (a == u"so" && b == u"so");
}

bool familiesMeet(const CandidateAddress &one, const CandidateAddress &other)
{
    return one.isName() || other.isName() || one.family == other.family;
}

quint64 pairPriority(quint32 controlling, quint32 controlled)
{
    const quint64 lower = std::min(controlling, controlled);
    const quint64 higher = std::max(controlling, controlled);
    return (lower << 32) + 2 * higher + (controlling > controlled ? 1 : 0);
}

PairOutlook outlookOf(const ClassifiedCandidate &one, const ClassifiedCandidate &other, bool sameComputer)
{
    if (one.candidate.type == u"relay" || other.candidate.type == u"relay")
        return PairOutlook::Relayed;
    if (one.address.isName() || other.address.isName())
        return PairOutlook::Unknown;
    if (one.address.scope == AddressScope::Loopback || other.address.scope == AddressScope::Loopback)
        return sameComputer ? PairOutlook::SameSubnet : PairOutlook::Unlikely;
    // Every link has the prefix fe80::/64 or 169.254/16: that it is the same one does not show.
    if (one.address.scope == AddressScope::LinkLocal && other.address.scope == AddressScope::LinkLocal)
        return sameComputer ? PairOutlook::SameSubnet : PairOutlook::Unknown;
    const bool sameAddress = one.candidate.address == other.candidate.address;
    if (one.address.subnet == other.address.subnet && (sameComputer || !sameAddress))
        return PairOutlook::SameSubnet;
    const auto isPublicHost = [](const ClassifiedCandidate &each) {
        return each.candidate.type == u"host" && each.address.scope == AddressScope::Global;
    };
    // Behind a NAT of its own, the private side begins; the public one answers to where that came from.
    if (isPublicHost(one) || isPublicHost(other))
        return PairOutlook::Reachable;
    if (isPrivate(one.address) || isPrivate(other.address))
        return PairOutlook::Unlikely;
    return PairOutlook::Reachable;
}

} // namespace

bool CandidatePairs::hasOutlook() const
{
    return std::any_of(pairs.cbegin(), pairs.cend(),
                       [](const CandidatePair &pair) { return pair.outlook != PairOutlook::Unlikely; });
}

QList<ClassifiedCandidate> classified(const QList<IceCandidate> &candidates)
{
    QList<ClassifiedCandidate> result;
    for (const IceCandidate &candidate : candidates) {
        if (result.size() == candidateLimit)
            break;
        if (candidate.component == 1)
            result.append({candidate, classifyAddress(candidate.address)});
    }
    return result;
}

QString sharedSubnet(const QList<ClassifiedCandidate> &one, const QList<ClassifiedCandidate> &other)
{
    const bool sameComputer = addressesOf(one) == addressesOf(other);
    for (const ClassifiedCandidate &a : one) {
        if (a.candidate.type != u"host" || a.address.isName())
            continue;
        for (const ClassifiedCandidate &b : other) {
            if (b.candidate.type == u"host" && outlookOf(a, b, sameComputer) == PairOutlook::SameSubnet)
                return a.address.subnet;
        }
    }
    return {};
}

CandidatePairs candidatePairs(const QList<ClassifiedCandidate> &offer, const QList<ClassifiedCandidate> &answer,
                              qsizetype limit)
{
    const bool sameComputer = addressesOf(offer) == addressesOf(answer);
    CandidatePairs result;
    for (const ClassifiedCandidate &local : offer) {
        for (const ClassifiedCandidate &remote : answer) {
            if (!transportsMeet(local.candidate, remote.candidate) || !familiesMeet(local.address, remote.address))
                continue;
            result.pairs.append({local.candidate, remote.candidate,
                                 pairPriority(local.candidate.priority, remote.candidate.priority),
                                 outlookOf(local, remote, sameComputer)});
        }
    }
    result.total = result.pairs.size();
    std::stable_sort(result.pairs.begin(), result.pairs.end(),
                     [](const CandidatePair &a, const CandidatePair &b) { return a.priority > b.priority; });
    const auto likely =
        std::min_element(result.pairs.begin(), result.pairs.end(), [](const CandidatePair &a, const CandidatePair &b) {
            return (a.outlook < PairOutlook::Unknown) > (b.outlook < PairOutlook::Unknown);
        });
    if (likely != result.pairs.end())
        std::rotate(result.pairs.begin(), likely, likely + 1);
    if (result.pairs.size() > limit)
        result.pairs.resize(limit);
    return result;
}

} // namespace Inspector
