// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/descriptioncomparison.h"

#include <QtCore/QSet>

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

using Difference = DescriptionDifference;
using State = DescriptionDifference::State;

QString numberOf(const auto &value)
{
    return value ? QString::number(*value) : QString();
}

QString fingerprintOf(const SdpMedia &media, const QString &hash)
{
    const auto found = std::find_if(media.fingerprints.cbegin(), media.fingerprints.cend(),
                                    [&hash](const SdpFingerprint &each) { return each.hash == hash; });
    return found == media.fingerprints.cend() ? QString() : found->value;
}

QStringList hashesOf(const SdpMedia &one, const SdpMedia &other, qsizetype limit)
{
    QStringList hashes;
    for (const QList<SdpFingerprint> &list : {one.fingerprints, other.fingerprints}) {
        for (const SdpFingerprint &each : list) {
            if (hashes.size() < limit && !hashes.contains(each.hash))
                hashes.append(each.hash);
        }
    }
    return hashes;
}

QStringList midsOf(const Sdp &sdp)
{
    QStringList mids;
    for (const SdpMedia &media : sdp.media)
        mids.append(media.mid);
    return mids;
}

/// Collects the rows that at least one side has.
class Rows
{
public:
    void add(const QString &name, const QString &offer, const QString &answer, bool conflict = false,
             bool isSecret = false)
    {
        if (offer.isEmpty() && answer.isEmpty() && !conflict)
            return;
        const State state = conflict ? State::Conflict : offer == answer ? State::Same : State::Different;
        m_rows.append({name, offer, answer, state, isSecret});
    }
    [[nodiscard]] QList<Difference> take() { return std::move(m_rows); }

private:
    QList<Difference> m_rows;
};

/// Attributes with a row of their own, or with a place elsewhere.
bool isCompared(const QString &name)
{
    static constexpr std::array names{"mid"_L1,         "setup"_L1,      "sctp-port"_L1,   "max-message-size"_L1,
                                      "ice-ufrag"_L1,   "ice-pwd"_L1,    "ice-options"_L1, "ice-lite"_L1,
                                      "fingerprint"_L1, "tls-id"_L1,     "candidate"_L1,   "end-of-candidates"_L1,
                                      "group"_L1,       "bundle-only"_L1};
    return std::find(names.begin(), names.end(), name) != names.end();
}

QStringList namesIn(const Sdp &sdp, qsizetype limit)
{
    QStringList names;
    QSet<QString> known;
    for (const SdpLine &line : sdp.lines) {
        const auto *const attribute = std::get_if<SdpAttribute>(&line.value);
        if (!attribute || isCompared(attribute->name) || known.contains(attribute->name))
            continue;
        known.insert(attribute->name);
        names.append(attribute->name);
        if (names.size() == limit)
            break;
    }
    return names;
}

/// The values of an attribute wherever it stands, in order; "✓" for a flag.
QString valuesOf(const Sdp &sdp, const QString &name)
{
    constexpr qsizetype shownValues = 8;
    QStringList values;
    for (const SdpLine &line : sdp.lines) {
        const auto *const attribute = std::get_if<SdpAttribute>(&line.value);
        if (!attribute || attribute->name != name)
            continue;
        values.append(attribute->value.value_or(u"✓"_s));
        if (values.size() == shownValues)
            break;
    }
    return values.join(u", "_s);
}

} // namespace

template<typename String>
const BasicSdpMedia<String> *dataChannelIn(const BasicSdp<String> &sdp)
{
    const auto found = std::find_if(sdp.media.cbegin(), sdp.media.cend(), [](const BasicSdpMedia<String> &media) {
        // Drafts before RFC 8841 wrote "m=application 9 DTLS/SCTP 5000" and named the format in "a=sctpmap".
        return media.media == u"application"
               && (media.protocol == u"UDP/DTLS/SCTP" || media.protocol.contains("SCTP"_L1, Qt::CaseInsensitive))
               && (media.format == u"webrtc-datachannel"
                   || media.protocol.compare("DTLS/SCTP"_L1, Qt::CaseInsensitive) == 0);
    });
    return found == sdp.media.cend() ? nullptr : &*found;
}

template const SdpMedia *dataChannelIn(const BasicSdp<QString> &);
template const SdpMediaView *dataChannelIn(const BasicSdp<QStringView> &);

bool setupsFit(QStringView offered, QStringView answered)
{
    return (answered == u"active" && (offered == u"actpass" || offered == u"passive"))
           || (answered == u"passive" && (offered == u"actpass" || offered == u"active"));
}

QList<DescriptionDifference> compareDescriptions(const Sdp &offer, const Sdp &answer, qsizetype limit)
{
    Rows rows;
    const SdpMedia none;
    const SdpMedia *const offered = dataChannelIn<QString>(offer);
    const SdpMedia *const answered = dataChannelIn<QString>(answer);
    const SdpMedia &one = offered ? *offered : none;
    const SdpMedia &other = answered ? *answered : none;
    const bool haveChannels = offered && answered;

    rows.add(u"m="_s, offered ? one.media + u' ' + one.protocol : QString(),
             answered ? other.media + u' ' + other.protocol : QString(),
             !haveChannels || one.protocol.compare(other.protocol, Qt::CaseInsensitive) != 0);
    const QStringList offeredMids = midsOf(offer);
    const QStringList answeredMids = midsOf(answer);
    rows.add(u"mid"_s, offeredMids.join(u", "_s), answeredMids.join(u", "_s), offeredMids != answeredMids);
    rows.add(u"setup"_s, one.setup, other.setup,
             haveChannels && !one.setup.isEmpty() && !other.setup.isEmpty() && !setupsFit(one.setup, other.setup));
    rows.add(u"sctp-port"_s, numberOf(one.sctpPort), numberOf(other.sctpPort),
             haveChannels && (!one.sctpPort || !other.sctpPort));
    rows.add(u"max-message-size"_s, numberOf(one.maxMessageSize), numberOf(other.maxMessageSize));
    rows.add(u"ice-ufrag"_s, one.iceUfrag, other.iceUfrag, false, true);
    rows.add(u"ice-pwd"_s, one.icePwd, other.icePwd, false, true);
    rows.add(u"ice-options"_s, one.iceOptions.join(u' '), other.iceOptions.join(u' '));
    rows.add(u"ice-lite"_s, offer.iceLite ? u"✓"_s : QString(), answer.iceLite ? u"✓"_s : QString());
    if (haveChannels && (one.fingerprints.isEmpty() || other.fingerprints.isEmpty())) {
        const auto first = [](const SdpMedia &media) {
            return media.fingerprints.isEmpty() ? QString() : media.fingerprints.constFirst().value;
        };
        rows.add(u"fingerprint"_s, first(one), first(other), true);
    } else {
        for (const QString &hash : hashesOf(one, other, 8))
            rows.add(u"fingerprint "_s + hash, fingerprintOf(one, hash), fingerprintOf(other, hash));
    }
    rows.add(u"tls-id"_s, one.tlsId, other.tlsId);
    rows.add(u"group:BUNDLE"_s, offer.bundle.join(u' '), answer.bundle.join(u' '));

    QStringList names = namesIn(offer, limit);
    for (const QString &name : namesIn(answer, limit)) {
        if (names.size() < limit && !names.contains(name))
            names.append(name);
    }
    for (const QString &name : std::as_const(names))
        rows.add(name, valuesOf(offer, name), valuesOf(answer, name));
    return rows.take();
}

} // namespace Inspector
