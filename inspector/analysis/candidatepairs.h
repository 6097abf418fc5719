// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/analysis/addressscope.h"
#include "inspector/analysis/icecandidate.h"

#include <QtCore/QList>
#include <QtCore/QVarLengthArray>

#include <optional>

namespace Inspector {

/// Why a pair of candidates works, or is not expected to.
enum class PairOutlook : quint8 {
    SameSubnet, ///< Both addresses are in one subnet, or on one computer.
    Reachable,  ///< At least one address is global and not behind a NAT, or both are mapped by NATs.
    Relayed,    ///< Through a TURN server.
    Unknown,    ///< At least one address is a name.
    Unlikely,   ///< A private address outside the network of the other side.
};

struct CandidatePair
{
    IceCandidate local;   ///< Of the offer.
    IceCandidate remote;  ///< Of the answer.
    quint64 priority = 0; ///< RFC 8445 section 6.1.2.3, with the sender of the offer as the controlling agent.
    PairOutlook outlook = PairOutlook::Unknown;

    bool operator==(const CandidatePair &) const = default;
};

/// The pairs that two descriptions allow.
struct CandidatePairs
{
    QList<CandidatePair> pairs{}; ///< The likely one first, the others by priority.
    qsizetype total = 0;          ///< Also those beyond the limit.
};

/// A candidate and what is known about its address. \a String is QString, or QStringView in a view of the description.
template<typename String>
struct BasicClassifiedCandidate
{
    BasicIceCandidate<String> candidate;
    CandidateAddress address;
};

using ClassifiedCandidate = BasicClassifiedCandidate<QString>;
using ClassifiedCandidateView = BasicClassifiedCandidate<QStringView>;

/// Returns \a candidates of component 1 with their addresses. A peer decides how many there are: at most 64.
template<typename String>
[[nodiscard]] QList<BasicClassifiedCandidate<String>> classified(const QList<BasicIceCandidate<String>> &candidates);

/// A pair as places in the lists of candidates of both sides.
struct RankedPair
{
    quint32 local = 0;
    quint32 remote = 0;
    quint64 priority = 0;
    PairOutlook outlook = PairOutlook::Unknown;
};

/// What the candidates of two descriptions allow.
struct RankedPairs
{
    QVarLengthArray<RankedPair, 16> pairs; ///< As CandidatePairs::pairs.
    qsizetype total = 0;                   ///< Also those beyond the limit.
    /// An address in the subnet that two host candidates share. Where the two sides have the same addresses they are
    /// on one computer. An address that both have although others differ is not shared: each computer has its own, as
    /// that of Docker's bridge.
    std::optional<CandidateAddress> shared;

    /// Returns whether one of the pairs is expected to work.
    [[nodiscard]] bool hasOutlook() const;
};

/// Returns the pairs of candidates with the same component, family and transport, at most \a limit of them.
/// \par Source  RFC 8445 section 6.1.2; RFC 6544 section 6.2 for the types of TCP.
template<typename String>
[[nodiscard]] RankedPairs rankedPairs(const QList<BasicClassifiedCandidate<String>> &offer,
                                      const QList<BasicClassifiedCandidate<String>> &answer, qsizetype limit = 32);

} // namespace Inspector
