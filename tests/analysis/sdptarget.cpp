// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/analysis/sdptarget.h"

#include "inspector/analysis/description.h"
#include "inspector/analysis/sdp.h"

#include <cstring>

namespace Fuzz {

using namespace Qt::StringLiterals;
using namespace Inspector;

namespace {

QString tryLine(const SdpLine &line, bool isLast)
{
    if (line.text.contains(u'\n'))
        return u"A line contains a line feed."_s;
    if (line.end == SdpLine::End::None && !isLast)
        return u"A line within the text has no end."_s;
    const bool isCut = line.end == SdpLine::End::None && line.text.endsWith(u'\r');
    if (!isCut && parseSdpLine(line.text).value != line.value)
        return u"A line reads differently alone."_s;
    if (const auto *const candidate = std::get_if<IceCandidate>(&line.value)) {
        const IceCandidateResult again = parseIceCandidate(candidate->toString());
        if (!again.candidate || *again.candidate != *candidate)
            return u"A candidate changes when it is written and read: "_s + candidate->toString();
    }
    return {};
}

QString copyOf(QStringView text)
{
    return text.toString();
}

QStringList copyOf(const QList<QStringView> &texts)
{
    QStringList copies;
    for (const QStringView text : texts)
        copies.append(text.toString());
    return copies;
}

SdpMedia copyOf(const SdpMediaView &view)
{
    SdpMedia media{copyOf(view.media),
                   view.port,
                   copyOf(view.protocol),
                   copyOf(view.format),
                   copyOf(view.mid),
                   copyOf(view.setup),
                   copyOf(view.tlsId),
                   copyOf(view.iceUfrag),
                   copyOf(view.icePwd),
                   copyOf(view.iceOptions),
                   view.sctpPort,
                   view.maxMessageSize,
                   {},
                   {},
                   view.endOfCandidates,
                   view.bundleOnly};
    for (const IceCandidateView &candidate : view.candidates)
        media.candidates.append(Inspector::copyOf(candidate));
    for (const auto &fingerprint : view.fingerprints)
        media.fingerprints.append({copyOf(fingerprint.hash), copyOf(fingerprint.value)});
    return media;
}

BasicSdp<QString> copyOf(const BasicSdp<QStringView> &view)
{
    const auto &origin = view.origin;
    BasicSdp<QString> sdp{{copyOf(origin.username), copyOf(origin.sessionId), copyOf(origin.sessionVersion),
                           copyOf(origin.netType), copyOf(origin.addressType), copyOf(origin.address)},
                          view.iceLite,
                          copyOf(view.bundle),
                          {},
                          view.problems};
    for (const SdpMediaView &media : view.media)
        sdp.media.append(copyOf(media));
    return sdp;
}

QString tryText(const QString &text)
{
    const Sdp sdp = parseSdp(text);
    if (writeSdp(sdp) != text)
        return u"The text changes when it is read and written."_s;
    qsizetype sections = 0;
    for (const SdpLine &line : sdp.lines) {
        if (const QString problem = tryLine(line, &line == &sdp.lines.constLast()); !problem.isEmpty())
            return problem;
        sections += std::holds_alternative<SdpMediaLine>(line.value) ? 1 : 0;
        if (line.media != sections - 1)
            return u"A line belongs to the wrong media description."_s;
    }
    if (sections != sdp.media.size())
        return u"There are not as many media descriptions as lines that begin one."_s;
    if (parseSdp(writeSdp(sdp)) != sdp)
        return u"The same text is read in two ways."_s;
    const SdpView view = viewSdp(text);
    if (copyOf(view) != static_cast<const BasicSdp<QString> &>(sdp))
        return u"The view of the text differs from what is read."_s;

    const QString redacted = redactedSdp(text);
    if (redactedSdp(redacted) != redacted)
        return u"Redacting twice is not the same as once."_s;
    for (const SdpMedia &media : parseSdp(redacted).media) {
        // A quote or an escaped line end closes the value, because the text may be part of JSON.
        const QString rest = media.icePwd.mid(4);
        if (!media.icePwd.isEmpty()
            && (!media.icePwd.startsWith(u"••••") || !(rest.isEmpty() || rest[0] == u'"' || rest[0] == u'\\')))
            return u"A password remains: "_s + media.icePwd;
    }
    return {};
}

} // namespace

QString trySdp(QByteArrayView input)
{
    if (const QString problem = tryText(QString::fromUtf8(input)); !problem.isEmpty())
        return problem;
    QString units(input.size() / 2, Qt::Uninitialized);
    std::memcpy(units.data(), input.data(), size_t(units.size()) * 2);
    if (const QString problem = tryText(units); !problem.isEmpty())
        return problem;
    return tryText(sessionDescriptionIn(QString::fromUtf8(input)));
}

} // namespace Fuzz
