// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/attempttexts.h"

#include <QtCore/QCoreApplication>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Inspector::AttemptText)
};

} // namespace

QString verdictTitle(const std::optional<VerdictId> &id)
{
    if (!id)
        return Text::tr("answered");
    switch (*id) {
    case VerdictId::DuplicateUuid:
        return Text::tr("UUID used twice");
    case VerdictId::PeerNotRegistered:
        return Text::tr("peer not registered");
    case VerdictId::NoAnswer:
        return Text::tr("no answer");
    case VerdictId::LateAnswer:
        return Text::tr("late answer");
    case VerdictId::AnswerLost:
        return Text::tr("answer lost");
    case VerdictId::Glare:
        return Text::tr("both offered at once");
    case VerdictId::Churn:
        return Text::tr("registers again and again");
    case VerdictId::NoSdp:
        return Text::tr("no usable SDP");
    case VerdictId::NoDataChannel:
        return Text::tr("no data channel");
    case VerdictId::NoCandidates:
        return Text::tr("no candidates");
    case VerdictId::SetupConflict:
        return Text::tr("DTLS roles conflict");
    case VerdictId::FingerprintMissing:
        return Text::tr("no fingerprint");
    case VerdictId::FingerprintHash:
        return Text::tr("unusable fingerprint");
    case VerdictId::MidMismatch:
        return Text::tr("answer to another offer");
    case VerdictId::SctpMismatch:
        return Text::tr("SCTP does not fit");
    case VerdictId::FamilyMismatch:
        return Text::tr("IPv4 against IPv6");
    case VerdictId::UdpMissing:
        return Text::tr("UDP missing");
    case VerdictId::TcpOnly:
        return Text::tr("only TCP");
    case VerdictId::LoopbackOnly:
        return Text::tr("only loopback");
    case VerdictId::HostOnly:
        return Text::tr("only host candidates");
    case VerdictId::PrivateAddress:
        return Text::tr("private addresses");
    case VerdictId::SymmetricNat:
        return Text::tr("symmetric NAT");
    case VerdictId::MdnsOnly:
        return Text::tr("only .local names");
    case VerdictId::IceRestart:
        return Text::tr("ICE restart");
    case VerdictId::RelayAvailable:
        return Text::tr("TURN available");
    case VerdictId::ExpectedToConnect:
        return Text::tr("expected to connect");
    }
    Q_UNREACHABLE();
}

QString severityToken(Severity severity)
{
    switch (severity) {
    case Severity::Good:
        return u"good"_s;
    case Severity::Note:
        return u"waiting"_s;
    case Severity::Problem:
        return u"error"_s;
    }
    Q_UNREACHABLE();
}

QString severityGlyph(Severity severity)
{
    switch (severity) {
    case Severity::Good:
        return u"✓"_s;
    case Severity::Note:
        return u"!"_s;
    case Severity::Problem:
        return u"✕"_s;
    }
    Q_UNREACHABLE();
}

OutlookText outlookText(PairOutlook outlook)
{
    switch (outlook) {
    case PairOutlook::SameSubnet:
        return {u"✓"_s, u"good"_s, Text::tr("one subnet")};
    case PairOutlook::Reachable:
        return {u"✓"_s, u"good"_s, Text::tr("reachable")};
    case PairOutlook::Relayed:
        return {u"✓"_s, u"good"_s, Text::tr("through TURN")};
    case PairOutlook::Unknown:
        return {u"?"_s, u"muted"_s, Text::tr("unknown")};
    case PairOutlook::Unlikely:
        return {u"✕"_s, u"error"_s, Text::tr("unlikely")};
    }
    Q_UNREACHABLE();
}

} // namespace Inspector
