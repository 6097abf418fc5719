// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/attemptdetails.h"

#include "inspector/analysis/description.h"
#include "inspector/analysis/descriptioncomparison.h"
#include "inspector/capture/messageinterpretation.h"
#include "inspector/models/attempttexts.h"
#include "inspector/models/formatting.h"
#include "inspector/models/sdpcards.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QHash>

#include <algorithm>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Inspector::AttemptDetails)
};

constexpr qsizetype shownValue = 120;
constexpr qsizetype shownRows = 12;
constexpr qsizetype shownColumns = 8;

QString offsetText(qint64 timeNs, qint64 originNs)
{
    const qint64 offset = timeNs - originNs;
    return (offset < 0 ? u'−' : u'+') + durationText(std::abs(offset));
}

QVariantList othersOf(const Assessment &assessment)
{
    QVariantList list;
    for (const Verdict &verdict : assessment.verdicts) {
        if (&verdict == assessment.verdict())
            continue;
        list.append(QVariantMap{{u"token"_s, severityToken(verdict.severity)},
                                {u"glyph"_s, severityGlyph(verdict.severity)},
                                {u"sentence"_s, verdict.sentence},
                                {u"advice"_s, verdict.advice}});
    }
    return list;
}

QVariantMap factMap(const AttemptFact &fact, qint64 beganNs)
{
    QVariantMap map{{u"text"_s, fact.sentence},
                    {u"message"_s, fact.messages.isEmpty() ? 0U : quint32(fact.messages.constFirst())},
                    {u"time"_s, fact.timeNs ? offsetText(fact.timeNs, beganNs) : QString()}};
    switch (fact.state) {
    case AttemptFact::State::Seen:
        map.insert({{u"token"_s, u"good"_s}, {u"glyph"_s, u"✓"_s}, {u"state"_s, Text::tr("seen")}});
        break;
    case AttemptFact::State::Absent:
        map.insert({{u"token"_s, u"error"_s}, {u"glyph"_s, u"✕"_s}, {u"state"_s, Text::tr("absent")}});
        break;
    case AttemptFact::State::Unknown:
        map.insert({{u"token"_s, u"muted"_s}, {u"glyph"_s, u"?"_s}, {u"state"_s, Text::tr("unknown")}});
        break;
    }
    return map;
}

std::optional<Sdp> sdpOf(const std::optional<MessageRow> &row)
{
    const auto peer = row ? peerConnectionIn(*row) : std::nullopt;
    return peer ? std::optional(parseSdp(sessionDescriptionIn(peer->description))) : std::nullopt;
}

/// Returns \a fingerprint with places where a line may end: behind a colon, not in front of it.
QString breakable(QString fingerprint)
{
    return fingerprint.replace(u':', u":\u200b"_s);
}

QVariantMap differenceMap(const DescriptionDifference &difference, bool redact)
{
    const bool isFingerprint = difference.name.startsWith(u"fingerprint"_s);
    const auto shown = [&](const QString &value) {
        if (value.isEmpty())
            return u"–"_s;
        const QString text = singleLine(elided(hiddenSecret(value, redact && difference.isSecret), shownValue));
        return isFingerprint ? breakable(text) : text;
    };
    QVariantMap map{{u"name"_s, singleLine(elided(difference.name, 40))},
                    {u"offer"_s, shown(difference.offer)},
                    {u"answer"_s, shown(difference.answer)}};
    switch (difference.state) {
    case DescriptionDifference::State::Same:
        map.insert({{u"token"_s, u"muted"_s}, {u"glyph"_s, u"="_s}, {u"state"_s, Text::tr("the same")}});
        break;
    case DescriptionDifference::State::Different:
        map.insert({{u"token"_s, u"text"_s}, {u"glyph"_s, u"≠"_s}, {u"state"_s, Text::tr("different")}});
        break;
    case DescriptionDifference::State::Conflict:
        map.insert({{u"token"_s, u"error"_s}, {u"glyph"_s, u"✕"_s}, {u"state"_s, Text::tr("does not fit")}});
        break;
    }
    return map;
}

QVariantList differencesOf(const std::optional<Sdp> &offer, const std::optional<Sdp> &answer, bool redact)
{
    QVariantList list;
    if (!offer || !answer)
        return list;
    const QList<DescriptionDifference> all = compareDescriptions(*offer, *answer);
    for (const auto state : {DescriptionDifference::State::Conflict, DescriptionDifference::State::Different,
                             DescriptionDifference::State::Same}) {
        for (const DescriptionDifference &each : all) {
            if (each.state == state)
                list.append(differenceMap(each, redact));
        }
    }
    return list;
}

QVariantMap candidateMap(const IceCandidate &candidate)
{
    const QString type =
        candidate.tcpType().isEmpty() ? candidate.transport : candidate.transport + u' ' + candidate.tcpType();
    return {{u"title"_s, singleLine(elided(candidate.type + u' ' + type, 24))},
            {u"address"_s, singleLine(elided(candidate.endpoint(), 44))},
            {u"toolTip"_s, singleLine(elided(candidate.toString(), 300))}};
}

QList<ClassifiedCandidate> candidatesOf(const std::optional<Sdp> &sdp)
{
    const SdpMedia *const channel = sdp ? dataChannelIn<QString>(*sdp) : nullptr;
    QList<ClassifiedCandidate> candidates = channel ? classified(channel->candidates) : QList<ClassifiedCandidate>();
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const auto &a, const auto &b) { return a.candidate.priority > b.candidate.priority; });
    return candidates;
}

QVariantMap matrixOf(const std::optional<Sdp> &offer, const std::optional<Sdp> &answer)
{
    const QList<ClassifiedCandidate> rows = candidatesOf(offer);
    const QList<ClassifiedCandidate> columns = candidatesOf(answer);
    if (rows.isEmpty() && columns.isEmpty())
        return {};
    QHash<std::pair<qsizetype, qsizetype>, PairOutlook> outlooks; // By row and column.
    for (const RankedPair &pair : rankedPairs(rows, columns, rows.size() * columns.size()).pairs)
        outlooks.insert({pair.local, pair.remote}, pair.outlook);

    const qsizetype columnCount = std::min(columns.size(), shownColumns);
    QVariantList columnList;
    for (const ClassifiedCandidate &column : columns.first(columnCount))
        columnList.append(candidateMap(column.candidate));
    QVariantList rowList;
    for (qsizetype i = 0; i < std::min(rows.size(), shownRows); ++i) {
        const ClassifiedCandidate &row = rows.at(i);
        QVariantList cells;
        for (qsizetype k = 0; k < columnCount; ++k) {
            const ClassifiedCandidate &column = columns.at(k);
            const auto found = outlooks.constFind({i, k});
            const OutlookText cell =
                found == outlooks.cend() ? OutlookText{u"–"_s, u"muted"_s, Text::tr("no pair")} : outlookText(*found);
            cells.append(QVariantMap{
                {u"glyph"_s, cell.glyph},
                {u"token"_s, cell.token},
                {u"text"_s, cell.text},
                {u"description"_s, Text::tr("%1 with %2: %3", "two addresses, and what is expected")
                                       .arg(row.candidate.endpoint(), column.candidate.endpoint(), cell.text)}});
        }
        QVariantMap map = candidateMap(row.candidate);
        map.insert(u"cells"_s, cells);
        rowList.append(map);
    }
    const qsizetype left =
        std::max<qsizetype>(rows.size() - shownRows, 0) + std::max<qsizetype>(columns.size() - shownColumns, 0);
    return {{u"rows"_s, rowList},
            {u"columns"_s, columnList},
            {u"more"_s, left > 0 ? Text::tr("… and %n more candidates", nullptr, int(left)) : QString()}};
}

bool isHash(const QString &name)
{
    return name.startsWith(u"sha-"_s) || name.startsWith(u"md"_s);
}

QVariantList cardList(const std::optional<Sdp> &sdp, bool redact)
{
    QVariantList list;
    if (!sdp)
        return list;
    for (const PropertySection &section : sdpCards(*sdp, redact)) {
        QVariantList facts;
        for (const Fact &fact : section.facts) {
            facts.append(QVariantMap{
                {u"name"_s, singleLine(fact.name)},
                {u"value"_s, isHash(fact.name) ? breakable(singleLine(fact.value)) : singleLine(fact.value)},
                {u"token"_s, fact.token.isEmpty() ? u"text"_s : fact.token},
                {u"toolTip"_s, singleLine(fact.toolTip)}});
        }
        list.append(QVariantMap{{u"title"_s, singleLine(section.title)}, {u"facts"_s, facts}});
    }
    return list;
}

} // namespace

AttemptDetails attemptHeading(const AttemptFacts &facts)
{
    AttemptDetails details;
    const QString from = singleLine(facts.from.title());
    const QString to = singleLine(facts.to.title());
    details.title = from + u" → "_s + to;
    details.answerRoute = to + u" → "_s + from;
    details.offerTitle = Text::tr("Offer of %1").arg(from);
    details.answerTitle = Text::tr("Answer of %1").arg(to);
    details.toolTip = fullUuid(facts.attempt.from) + u" → "_s + fullUuid(facts.attempt.to);
    details.timeText = timeText(facts.attempt.beganNs());
    details.message = facts.attempt.id();
    return details;
}

AttemptDetails attemptDetails(const AttemptFacts &facts, bool redact)
{
    const Assessment assessment = assess(facts);
    const Verdict *const verdict = assessment.verdict();
    AttemptDetails details = attemptHeading(facts);
    details.token = severityToken(assessment.severity());
    details.glyph = severityGlyph(assessment.severity());
    details.verdict = verdictTitle(verdict ? std::optional(verdict->id) : std::nullopt);
    details.sentence = assessment.sentence();
    details.advice = verdict ? verdict->advice : QString();
    details.others = othersOf(assessment);
    for (const AttemptFact &fact : assessment.checklist)
        details.facts.append(factMap(fact, facts.attempt.beganNs()));
    const std::optional<Sdp> offer = sdpOf(facts.offer);
    const std::optional<Sdp> answer = sdpOf(facts.answer);
    details.differences = differencesOf(offer, answer, redact);
    details.matrix = matrixOf(offer, answer);
    details.offerCards = cardList(offer, redact);
    details.answerCards = cardList(answer, redact);
    return details;
}

} // namespace Inspector
