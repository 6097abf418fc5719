// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//
// Verdicts about the two descriptions, except for their candidates.
#include "inspector/analysis/attemptcase.h"
#include "inspector/analysis/descriptioncomparison.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QVarLengthArray>

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace Inspector::Rules {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Inspector::Verdict)
};

/// RFC 8122 section 5: the names of the hashes and the bytes of their values.
struct Hash
{
    QLatin1StringView name;
    qsizetype bytes;
    bool isAcceptable; ///< MD2 and MD5 must not be used; SHA-1 only to be compatible.
};
constexpr std::array<Hash, 7> hashes{{{"sha-256"_L1, 32, true},
                                      {"sha-384"_L1, 48, true},
                                      {"sha-512"_L1, 64, true},
                                      {"sha-224"_L1, 28, true},
                                      {"sha-1"_L1, 20, false},
                                      {"md5"_L1, 16, false},
                                      {"md2"_L1, 16, false}}};

using Sides = QVarLengthArray<const DescribedSide *, 2>;

bool isAcceptable(const BasicSdpFingerprint<QStringView> &fingerprint)
{
    return std::any_of(hashes.cbegin(), hashes.cend(), [&fingerprint](const Hash &hash) {
        return hash.isAcceptable && fingerprint.hash == hash.name && fingerprint.value.size() == 3 * hash.bytes - 1;
    });
}

Sides sides(const AttemptCase &attempt)
{
    Sides known;
    for (const auto *const side : {&attempt.offer, &attempt.answer}) {
        if (*side)
            known.append(&**side);
    }
    return known;
}

/// Both sides, where both have a data channel.
bool haveChannels(const AttemptCase &attempt)
{
    return attempt.offer && attempt.answer && attempt.offer->channel && attempt.answer->channel;
}

Verdict ofBoth(VerdictId id, const AttemptCase &attempt, const QString &sentence, const QString &advice)
{
    return {id, Severity::Problem, sentence, advice, {attempt.offer->message, attempt.answer->message}};
}

} // namespace

std::optional<Verdict> noSdp(const AttemptCase &attempt)
{
    for (const DescribedSide *const side : sides(attempt)) {
        if (!side->sdp.media.isEmpty())
            continue;
        return Verdict{
            VerdictId::NoSdp,
            Severity::Problem,
            Text::tr("The description of %1 is no usable SDP: %2").arg(side->name(), side->sdp.problems.value(0)),
            Text::tr("Check what %1 sends as “description”.").arg(side->name()),
            {side->message}};
    }
    return std::nullopt;
}

std::optional<Verdict> noDataChannel(const AttemptCase &attempt)
{
    for (const DescribedSide *const side : sides(attempt)) {
        if (side->sdp.media.isEmpty())
            continue;
        const bool isRejected = side->channel && side->channel->port == 0 && !side->channel->bundleOnly;
        if (side->channel && !isRejected)
            continue;
        return Verdict{VerdictId::NoDataChannel,
                       Severity::Problem,
                       isRejected ? Text::tr("%1 rejects the data channel (port 0).").arg(side->name())
                                  : Text::tr("The description of %1 has no data channel (“m=application … "
                                             "webrtc-datachannel”).")
                                        .arg(side->name()),
                       Text::tr("Create the data channel before the description is made."),
                       {side->message}};
    }
    return std::nullopt;
}

std::optional<Verdict> setupConflict(const AttemptCase &attempt)
{
    if (!haveChannels(attempt))
        return std::nullopt;
    const QStringView offered = attempt.offer->channel->setup;
    const QStringView answered = attempt.answer->channel->setup;
    if (offered.isEmpty() || answered.isEmpty())
        return std::nullopt;
    if (setupsFit(offered, answered))
        return std::nullopt;
    return ofBoth(VerdictId::SetupConflict, attempt,
                  Text::tr("The roles of the DTLS handshake do not fit: %1 is “%2”, %3 is “%4”.")
                      .arg(attempt.offer->name(), offered, attempt.answer->name(), answered),
                  Text::tr("One side has to be active and the other passive: offer “actpass”, answer “active”."));
}

std::optional<Verdict> fingerprintMissing(const AttemptCase &attempt)
{
    for (const DescribedSide *const side : sides(attempt)) {
        if (!side->channel || !side->channel->fingerprints.isEmpty())
            continue;
        return Verdict{VerdictId::FingerprintMissing,
                       Severity::Problem,
                       Text::tr("The description of %1 has no fingerprint of its certificate: DTLS cannot be "
                                "authenticated.")
                           .arg(side->name()),
                       Text::tr("Check that nothing removes the lines “a=fingerprint” of %1.").arg(side->name()),
                       {side->message}};
    }
    return std::nullopt;
}

std::optional<Verdict> fingerprintHash(const AttemptCase &attempt)
{
    for (const DescribedSide *const side : sides(attempt)) {
        if (!side->channel)
            continue;
        const auto &known = side->channel->fingerprints;
        if (known.isEmpty() || std::any_of(known.cbegin(), known.cend(), isAcceptable))
            continue;
        const bool isOld = known.constFirst().hash == u"sha-1";
        return Verdict{VerdictId::FingerprintHash,
                       isOld ? Severity::Note : Severity::Problem,
                       Text::tr("The fingerprint of %1 uses “%2”, or its length does not fit: the other side may not "
                                "accept it.")
                           .arg(side->name(), known.constFirst().hash),
                       Text::tr("Use sha-256."),
                       {side->message}};
    }
    return std::nullopt;
}

std::optional<Verdict> midMismatch(const AttemptCase &attempt)
{
    if (!attempt.offer || !attempt.answer || attempt.offer->sdp.media.isEmpty() || attempt.answer->sdp.media.isEmpty())
        return std::nullopt;
    const QList<SdpMediaView> &offered = attempt.offer->sdp.media;
    const QList<SdpMediaView> &answered = attempt.answer->sdp.media;
    const auto advice = [] { return Text::tr("Each answer has to be made from the offer that it answers."); };
    if (offered.size() != answered.size()) {
        return ofBoth(
            VerdictId::MidMismatch, attempt,
            Text::tr("The answer of %1 has %2 media descriptions, the offer has %3.")
                .arg(attempt.answer->name(), QString::number(answered.size()), QString::number(offered.size())),
            advice());
    }
    for (qsizetype i = 0; i < offered.size(); ++i) {
        if (offered.at(i).mid == answered.at(i).mid)
            continue;
        return ofBoth(VerdictId::MidMismatch, attempt,
                      Text::tr("The answer of %1 calls the media description “%2”, the offer “%3”.")
                          .arg(attempt.answer->name(), answered.at(i).mid, offered.at(i).mid),
                      advice());
    }
    return std::nullopt;
}

std::optional<Verdict> sctpMismatch(const AttemptCase &attempt)
{
    if (!haveChannels(attempt))
        return std::nullopt;
    const SdpMediaView &offered = *attempt.offer->channel;
    const SdpMediaView &answered = *attempt.answer->channel;
    QString sentence;
    if (offered.protocol.compare(answered.protocol, Qt::CaseInsensitive) != 0) {
        sentence = Text::tr("The data channel does not fit: %1 offers “%2”, %3 answers “%4”.")
                       .arg(attempt.offer->name(), offered.protocol, attempt.answer->name(), answered.protocol);
    } else if (!offered.sctpPort || !answered.sctpPort) {
        sentence = Text::tr("The description of %1 has no SCTP port.")
                       .arg((offered.sctpPort ? attempt.answer : attempt.offer)->name());
    } else {
        return std::nullopt;
    }
    return ofBoth(VerdictId::SctpMismatch, attempt, sentence,
                  Text::tr("Check the versions of the WebRTC libraries on both sides."));
}

std::optional<Verdict> iceRestart(const AttemptCase &attempt)
{
    if (!attempt.offer || !attempt.offer->channel || !attempt.previousOffer || attempt.previousOffer->media.isEmpty())
        return std::nullopt;
    const BasicSdpOrigin<QStringView> &origin = attempt.offer->sdp.origin;
    const BasicSdpOrigin<QStringView> &before = attempt.previousOffer->origin;
    // Another session is another connection, whose credentials differ anyway. The reference makes its session id from
    // the time in seconds, and counts no versions.
    const bool sameSession = !origin.sessionId.isEmpty() && origin.sessionId == before.sessionId
                             && origin.username == before.username && origin.sessionVersion != before.sessionVersion;
    const SdpMediaView &media = attempt.previousOffer->media.constFirst();
    if (!sameSession || media.iceUfrag.isEmpty() || media.iceUfrag == attempt.offer->channel->iceUfrag
        || media.icePwd == attempt.offer->channel->icePwd)
        return std::nullopt;
    return Verdict{
        VerdictId::IceRestart,
        Severity::Note,
        Text::tr("%1 restarts ICE: user name fragment and password have changed within the session.")
            .arg(attempt.offer->name()),
        Text::tr("The connection had been lost, or the network of %1 has changed.").arg(attempt.offer->name()),
        {attempt.offer->message}};
}

} // namespace Inspector::Rules
