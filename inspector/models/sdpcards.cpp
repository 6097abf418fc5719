// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/sdpcards.h"

#include "inspector/analysis/sdp.h"

#include <QtCore/QCoreApplication>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Details
{
    Q_DECLARE_TR_FUNCTIONS(Inspector::Details)
};

constexpr qsizetype shownFingerprint = 30;
// A peer decides how many candidates and how long values it sends; the text below the cards has all of them.
constexpr qsizetype shownFacts = 60;
constexpr qsizetype shownMedia = 12;
constexpr qsizetype shownValue = 200;

void add(PropertySection &section, const QString &name, const QString &value, const QString &token = {})
{
    if (!value.isEmpty())
        section.facts.append({name, elided(value, shownValue), token, {}});
}

/// \return whether \a section has room for one more of \a total; otherwise the number of those left out is added.
bool hasRoom(PropertySection &section, qsizetype total)
{
    if (section.facts.size() < shownFacts)
        return true;
    if (section.facts.size() == shownFacts) {
        section.facts.append({QString(),
                              Details::tr("… and %1 more: see the text").arg(numberText(total - shownFacts)),
                              u"muted"_s,
                              {}});
    }
    return false;
}

} // namespace

QString hiddenSecret(const QString &value, bool redact)
{
    if (!redact || value.isEmpty())
        return value;
    return QString(12, u'•') + u' ' + Details::tr("redacted");
}

QList<PropertySection> sdpCards(const Sdp &sdp, bool redact)
{
    QList<PropertySection> cards;
    for (const SdpMedia &media : sdp.media) {
        if (&media - sdp.media.constData() >= shownMedia) {
            cards.append({Details::tr("… and %1 more media").arg(numberText(sdp.media.size() - shownMedia)), {}});
            break;
        }
        PropertySection about{elided(media.media + u" · "_s + media.protocol, 60), {}};
        add(about, u"mid"_s, media.mid);
        if (media.sctpPort)
            add(about, u"sctp-port"_s, QString::number(*media.sctpPort));
        if (media.maxMessageSize)
            add(about, Details::tr("max message"), Details::tr("%1 B").arg(numberText(*media.maxMessageSize)));
        add(about, u"setup"_s, media.setup);
        add(about, u"ice-ufrag"_s, hiddenSecret(media.iceUfrag, redact));
        add(about, u"ice-pwd"_s, hiddenSecret(media.icePwd, redact));
        cards.append(about);

        PropertySection candidates{Details::tr("Candidates"), {}};
        for (const IceCandidate &candidate : media.candidates) {
            if (!hasRoom(candidates, media.candidates.size()))
                break;
            const QString text = elided(candidate.endpoint() + u' ' + candidate.transport, shownValue);
            candidates.facts.append({elided(candidate.type, 24),
                                     text,
                                     {},
                                     Details::tr("%1\npriority %2, component %3, foundation %4")
                                         .arg(text, QString::number(candidate.priority),
                                              QString::number(candidate.component), elided(candidate.foundation, 64))});
        }
        if (candidates.facts.isEmpty())
            candidates.facts.append(
                {Details::tr("none"), Details::tr("no way to reach this peer is offered"), u"error"_s, {}});
        cards.append(candidates);

        PropertySection fingerprints{Details::tr("Fingerprint"), {}};
        for (const SdpFingerprint &fingerprint : media.fingerprints) {
            if (!hasRoom(fingerprints, media.fingerprints.size()))
                break;
            const bool longer = fingerprint.value.size() > shownFingerprint;
            fingerprints.facts.append({elided(fingerprint.hash, 24),
                                       longer ? fingerprint.value.left(shownFingerprint) + u'…' : fingerprint.value,
                                       {},
                                       elided(fingerprint.value, shownValue)});
        }
        if (!fingerprints.facts.isEmpty())
            cards.append(fingerprints);
    }
    if (!sdp.problems.isEmpty()) {
        PropertySection problems{Details::tr("Problems"), {}};
        for (const QString &problem : sdp.problems) {
            if (!hasRoom(problems, sdp.problems.size()))
                break;
            add(problems, Details::tr("line"), problem, u"error"_s);
        }
        cards.append(problems);
    }
    return cards;
}

} // namespace Inspector
