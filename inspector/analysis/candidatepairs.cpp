// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/candidatepairs.h"

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

/// Returns the addresses of host candidates in order, each once.
template<typename String>
QVarLengthArray<QStringView, 16> addressesOf(const QList<BasicClassifiedCandidate<String>> &candidates)
{
    QVarLengthArray<QStringView, 16> addresses;
    for (const BasicClassifiedCandidate<String> &each : candidates) {
        if (each.candidate.type == u"host" && !each.address.isName())
            addresses.append(each.candidate.address);
    }
    std::sort(addresses.begin(), addresses.end());
    addresses.resize(std::unique(addresses.begin(), addresses.end()) - addresses.begin());
    return addresses;
}

template<typename String>
bool transportsMeet(const BasicIceCandidate<String> &one, const BasicIceCandidate<String> &other)
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

template<typename String>
PairOutlook outlookOf(const BasicClassifiedCandidate<String> &one, const BasicClassifiedCandidate<String> &other,
                      bool sameComputer)
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
    if (one.address.isInSubnetOf(other.address) && (sameComputer || !sameAddress))
        return PairOutlook::SameSubnet;
    const auto isPublicHost = [](const BasicClassifiedCandidate<String> &each) {
        return each.candidate.type == u"host" && each.address.scope == AddressScope::Global;
    };
    // Behind a NAT of its own, the private side begins; the public one answers to where that came from.
    if (isPublicHost(one) || isPublicHost(other))
        return PairOutlook::Reachable;
    if (isPrivate(one.address) || isPrivate(other.address))
        return PairOutlook::Unlikely;
    return PairOutlook::Reachable;
}

/// Returns the address of a host candidate of \a one that is in a subnet of \a other.
template<typename String>
std::optional<CandidateAddress> sharedSubnet(const QList<BasicClassifiedCandidate<String>> &one,
                                             const QList<BasicClassifiedCandidate<String>> &other, bool sameComputer)
{
    for (const BasicClassifiedCandidate<String> &a : one) {
        if (a.candidate.type != u"host" || a.address.isName())
            continue;
        for (const BasicClassifiedCandidate<String> &b : other) {
            if (b.candidate.type == u"host" && outlookOf(a, b, sameComputer) == PairOutlook::SameSubnet)
                return a.address;
        }
    }
    return std::nullopt;
}

} // namespace

bool RankedPairs::hasOutlook() const
{
    return std::any_of(pairs.cbegin(), pairs.cend(),
                       [](const RankedPair &pair) { return pair.outlook != PairOutlook::Unlikely; });
}

template<typename String>
QList<BasicClassifiedCandidate<String>> classified(const QList<BasicIceCandidate<String>> &candidates)
{
    QList<BasicClassifiedCandidate<String>> result;
    result.reserve(std::min(candidates.size(), candidateLimit));
    for (const BasicIceCandidate<String> &candidate : candidates) {
        if (result.size() == candidateLimit)
            break;
        if (candidate.component == 1)
            result.append({candidate, classifyAddress(candidate.address)});
    }
    return result;
}

template QList<ClassifiedCandidate> classified(const QList<IceCandidate> &);
template QList<ClassifiedCandidateView> classified(const QList<IceCandidateView> &);

template<typename String>
RankedPairs rankedPairs(const QList<BasicClassifiedCandidate<String>> &offer,
                        const QList<BasicClassifiedCandidate<String>> &answer, qsizetype limit)
{
    const bool sameComputer = addressesOf(offer) == addressesOf(answer);
    RankedPairs result;
    for (qsizetype i = 0; i < offer.size(); ++i) {
        const BasicClassifiedCandidate<String> &local = offer.at(i);
        for (qsizetype k = 0; k < answer.size(); ++k) {
            const BasicClassifiedCandidate<String> &remote = answer.at(k);
            if (!transportsMeet(local.candidate, remote.candidate) || !familiesMeet(local.address, remote.address))
                continue;
            result.pairs.append({quint32(i), quint32(k),
                                 pairPriority(local.candidate.priority, remote.candidate.priority),
                                 outlookOf(local, remote, sameComputer)});
        }
    }
    result.total = result.pairs.size();
    std::stable_sort(result.pairs.begin(), result.pairs.end(),
                     [](const RankedPair &a, const RankedPair &b) { return a.priority > b.priority; });
    const auto likely =
        std::min_element(result.pairs.begin(), result.pairs.end(), [](const RankedPair &a, const RankedPair &b) {
            return (a.outlook < PairOutlook::Unknown) > (b.outlook < PairOutlook::Unknown);
        });
    if (likely != result.pairs.end())
        std::rotate(result.pairs.begin(), likely, likely + 1);
    if (result.pairs.size() > limit)
        result.pairs.resize(limit);
    result.shared = sharedSubnet(offer, answer, sameComputer);
    return result;
}

template RankedPairs rankedPairs(const QList<ClassifiedCandidate> &, const QList<ClassifiedCandidate> &, qsizetype);
template RankedPairs rankedPairs(const QList<ClassifiedCandidateView> &, const QList<ClassifiedCandidateView> &,
                                 qsizetype);

} // namespace Inspector
