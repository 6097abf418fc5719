// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/report/attemptreport.h"

#include "inspector/analysis/description.h"
#include "inspector/capture/messageinterpretation.h"
#include "inspector/report/attemptsvg.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>
#include <QtCore/QTimeZone>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Inspector::Report)
};

constexpr qsizetype shownPairs = 12;
constexpr qsizetype shownDescription = 20'000;

// The colours of inspector/theme, which needs Gui.
constexpr QStringView styleSheet = uR"(
:root { color-scheme: light dark; --back: #f3f4f6; --card: #fff; --edge: #dde1e6; --ink: #1b1f24; --muted: #57606a;
  --offer: #0b57d0; --answer: #12703a; --problem: #be1e24; --note: #7a5200; --good: #12703a; --quiet: #535c66; }
@media (prefers-color-scheme: dark) { :root { --back: #16191d; --card: #1e2125; --edge: #343a41; --ink: #e6e9ed;
  --muted: #9ba5b1; --offer: #62abff; --answer: #5bc27c; --problem: #ff8a82; --note: #d9a74a; --good: #5bc27c; --quiet: #a3adb8; } }
@media print { :root { color-scheme: light; --back: #fff; --card: #fff; --edge: #bbb; --ink: #000; --muted: #444; --offer: #0b57d0;
  --answer: #12703a; --problem: #be1e24; --note: #7a5200; --good: #12703a; --quiet: #444; } article { break-inside: avoid-page; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 24px; max-width: 980px; background: var(--back); color: var(--ink);
  font: 15px/1.5 system-ui, "DejaVu Sans", sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.5em; margin: 0; } h2 { font-size: 1.15em; margin: 0 0 4px; } h3 { font-size: 1em; margin: 18px 0 6px; }
p { margin: 4px 0; } .muted { color: var(--muted); } .problem { color: var(--problem); } .note { color: var(--note); }
.good { color: var(--good); } article { background: var(--card); border: 1px solid var(--edge); border-left: 4px solid var(--edge);
  border-radius: 6px; padding: 16px 20px; margin: 20px 0; }
article.is-problem { border-left-color: var(--problem); } article.is-note { border-left-color: var(--note); }
article.is-good { border-left-color: var(--good); } .lead { font-size: 1.07em; font-weight: 600; }
ul { margin: 4px 0; padding: 0; list-style: none; } ul.facts li { padding-left: 1.6em; text-indent: -1.6em; }
ul.facts b { display: inline-block; width: 1.6em; text-indent: 0; font-weight: 700; }
code, pre, td.mono { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: 0.86em; }
.tag { display: inline-block; font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: 0.8em; border: 1px solid currentColor; border-radius: 4px; padding: 0 6px; margin-right: 6px; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: 3px 10px 3px 0; border-bottom: 1px solid var(--edge); vertical-align: top; }
th { color: var(--muted); font-weight: 600; font-size: 0.86em; } summary { cursor: pointer; color: var(--muted); margin-top: 12px; }
.sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(300px, 1fr)); gap: 16px; } pre { margin: 4px 0; padding: 8px; border: 1px solid var(--edge); border-radius: 4px; white-space: pre-wrap; }
svg.ladder { display: block; width: 100%; height: auto; margin: 6px 0; font-size: 13px; } .lane { stroke: var(--edge); stroke-width: 2; }
.head { fill: var(--ink); font-weight: 600; } .time { fill: var(--muted); font-size: 12px; } .label { font-size: 12px; stroke: none; }
.line { fill: none; stroke-width: 1.6; } .line.problem { stroke-dasharray: 5 3; } .tip { stroke: none; }
svg .offer { fill: var(--offer); } svg .answer { fill: var(--answer); } svg .problem { fill: var(--problem); } svg .quiet { fill: var(--quiet); }
svg .line.offer { stroke: var(--offer); fill: none; } svg .line.answer { stroke: var(--answer); fill: none; }
svg .line.problem { stroke: var(--problem); fill: none; } svg .line.quiet { stroke: var(--quiet); fill: none; }
)";

QString element(const QString &name, const QString &attributes, const QString &html)
{
    return u'<' + name + (attributes.isEmpty() ? QString() : u' ' + attributes) + u'>' + html + u"</"_s + name
           + u">\n"_s;
}

QString timeText(qint64 timeNs)
{
    return QDateTime::fromMSecsSinceEpoch(timeNs / 1'000'000, QTimeZone::utc())
        .toString(u"yyyy-MM-dd HH:mm:ss.zzz 'UTC'"_s);
}

QString peerHtml(const PeerFacts &peer, const ReportText &text)
{
    QString html = element(u"strong"_s, {}, text.html(peer.title())) + u" <code class='muted'>"_s
                   + peer.uuid.toString(QUuid::WithoutBraces) + u"</code>"_s;
    if (!peer.userAgent.isEmpty())
        html += u" <span class='muted'>"_s + text.html(peer.userAgent) + u"</span>"_s;
    return html;
}

QString messagesText(const QList<MessageId> &messages)
{
    QStringList numbers;
    for (const MessageId id : messages)
        numbers.append(u'#' + QString::number(id));
    return numbers.join(u' ');
}

QString verdictsHtml(const Assessment &assessment, const ReportText &text)
{
    QString html;
    for (const Verdict &verdict : assessment.verdicts) {
        // The sentence of the first one stands above.
        const bool isFirst = &verdict == assessment.verdict();
        html += element(u"p"_s, {},
                        u"<span class='tag %1'>%2</span>%3 <span class='muted'>%4 %5</span>"_s.arg(
                            severityName(verdict.severity), identifier(verdict.id),
                            isFirst ? QString() : text.html(verdict.sentence), text.html(verdict.advice),
                            messagesText(verdict.messages)));
    }
    return html;
}

QString checklistHtml(const Assessment &assessment, const ReportText &text)
{
    QString items;
    for (const AttemptFact &fact : assessment.checklist) {
        const bool seen = fact.state == AttemptFact::State::Seen;
        const bool unknown = fact.state == AttemptFact::State::Unknown;
        const QString time =
            fact.timeNs && seen ? u" <span class='muted'>%1 %2</span>"_s.arg(
                offsetText(fact.timeNs, assessment.facts.attempt.beganNs()), messagesText(fact.messages))
                                : QString();
        items += element(u"li"_s, {},
                         u"<b class='%1'>%2</b>%3%4"_s.arg(seen      ? u"good"_s
                                                           : unknown ? u"muted"_s
                                                                     : u"problem"_s,
                                                           seen      ? u"✓"_s
                                                           : unknown ? u"?"_s
                                                                     : u"✗"_s,
                                                           text.html(fact.sentence), time));
    }
    return element(u"ul"_s, u"class='facts'"_s, items);
}

QString outlookText(PairOutlook outlook)
{
    switch (outlook) {
    case PairOutlook::SameSubnet:
        return Text::tr("one subnet");
    case PairOutlook::Reachable:
        return Text::tr("reachable");
    case PairOutlook::Relayed:
        return Text::tr("through TURN");
    case PairOutlook::Unknown:
        return Text::tr("unknown");
    case PairOutlook::Unlikely:
        return Text::tr("unlikely");
    }
    Q_UNREACHABLE();
}

QString pairsHtml(const CandidatePairs &pairs, const ReportText &text)
{
    if (pairs.pairs.isEmpty())
        return {};
    const auto cell = [&text](const IceCandidate &candidate) {
        return element(u"td"_s, u"class='mono'"_s,
                       text.html(u"%1 %2 %3"_s.arg(candidate.endpoint(), candidate.transport, candidate.type)));
    };
    QString rows = element(u"tr"_s, {},
                           element(u"th"_s, {}, Text::tr("Offer").toHtmlEscaped())
                               + element(u"th"_s, {}, Text::tr("Answer").toHtmlEscaped())
                               + element(u"th"_s, {}, Text::tr("Outlook").toHtmlEscaped()));
    const qsizetype shown = std::min(pairs.pairs.size(), shownPairs);
    for (const CandidatePair &pair : pairs.pairs.first(shown)) {
        rows += element(u"tr"_s, {},
                        cell(pair.local) + cell(pair.remote)
                            + element(u"td"_s, {}, outlookText(pair.outlook).toHtmlEscaped()));
    }
    QString html = element(u"h3"_s, {}, Text::tr("Pairs of candidates").toHtmlEscaped())
                   + element(u"div"_s, u"class='scroll'"_s, element(u"table"_s, {}, rows));
    if (pairs.total > shown)
        html += element(u"p"_s, u"class='muted'"_s,
                        Text::tr("and %1 more").arg(QString::number(pairs.total - shown)).toHtmlEscaped());
    return html;
}

QString descriptionOf(const std::optional<MessageRow> &row)
{
    const auto peer = row ? peerConnectionIn(*row) : std::nullopt;
    return peer ? sessionDescriptionIn(peer->description) : QString();
}

QString descriptionsHtml(const AttemptFacts &facts, const ReportText &text)
{
    QString sides;
    const auto add = [&](const std::optional<MessageRow> &row, const QString &title) {
        const QString sdp = descriptionOf(row);
        if (sdp.isEmpty())
            return;
        sides += element(u"div"_s, {},
                         element(u"strong"_s, {}, title.toHtmlEscaped())
                             + element(u"pre"_s, {}, text.description(sdp.left(shownDescription))));
    };
    add(facts.offer, Text::tr("Offer"));
    add(facts.answer, Text::tr("Answer"));
    if (sides.isEmpty())
        return {};
    return element(u"details"_s, {},
                   element(u"summary"_s, {}, Text::tr("Descriptions").toHtmlEscaped())
                       + element(u"div"_s, u"class='sides'"_s, sides));
}

QString attemptHtml(const Assessment &assessment, const ReportText &text)
{
    const AttemptFacts &facts = assessment.facts;
    QString html = element(u"h2"_s, {}, text.html(facts.from.title()) + u" → "_s + text.html(facts.to.title()));
    html += element(u"p"_s, u"class='lead %1'"_s.arg(severityName(assessment.severity())),
                    text.html(assessment.sentence()));
    html += element(u"p"_s, {}, peerHtml(facts.from, text) + u"<br>"_s + peerHtml(facts.to, text));
    html += element(u"p"_s, u"class='muted'"_s,
                    Text::tr("Offer #%1, %2")
                        .arg(QString::number(facts.attempt.id()), timeText(facts.attempt.beganNs()))
                        .toHtmlEscaped());
    html += verdictsHtml(assessment, text);
    html += element(u"h3"_s, {}, Text::tr("What was seen").toHtmlEscaped()) + checklistHtml(assessment, text);
    html += attemptSvg(facts, text);
    html += pairsHtml(assessment.pairs, text) + descriptionsHtml(facts, text);
    return element(u"article"_s, u"class='is-%1'"_s.arg(severityName(assessment.severity())), html);
}

} // namespace

QByteArray attemptReport(const CaptureIndex &index, std::span<const AttemptRank> attempts,
                         const MessageSource &messages, const AttemptReportOptions &options)
{
    const ReportText text(index, options.redact);
    const auto count = [attempts](Severity severity) {
        return int(std::count_if(attempts.begin(), attempts.end(),
                                 [severity](const AttemptRank &rank) { return rank.severity == severity; }));
    };
    const QString title = Text::tr("Why endpoints do not meet: %1").arg(options.capture);
    QString body = element(u"h1"_s, {}, text.html(title));
    body += element(u"p"_s, u"class='muted'"_s,
                    Text::tr("Attempts: %1. With a problem: %2, undecided: %3, in order: %4.")
                        .arg(QString::number(attempts.size()), QString::number(count(Severity::Problem)),
                             QString::number(count(Severity::Note)), QString::number(count(Severity::Good)))
                        .toHtmlEscaped());
    body += element(
        u"p"_s, u"class='muted'"_s,
        (options.redact ? Text::tr("ICE passwords and credentials are hidden. Names, UUIDs and addresses are not: look "
                                   "through the page before you share it.")
                        : Text::tr("Nothing is hidden: this page contains ICE passwords. Do not share it."))
            .toHtmlEscaped());
    const std::size_t shown = std::min(attempts.size(), std::size_t(options.limit));
    for (const AttemptRank &rank : attempts.first(shown))
        body += attemptHtml(assess(attemptFacts(index, rank.attempt, messages)), text);
    if (attempts.size() > shown) {
        body += element(u"p"_s, {},
                        Text::tr("%1 more attempts are not described here.")
                            .arg(QString::number(attempts.size() - shown))
                            .toHtmlEscaped());
    }
    if (attempts.empty())
        body += element(u"p"_s, {}, Text::tr("The capture has no offers.").toHtmlEscaped());
    body += element(u"footer"_s, u"class='muted'"_s, text.html(options.version));
    const QString page =
        u"<!doctype html>\n<html lang='%1'>\n<head><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width, initial-scale=1'>\n<title>%2</title>\n"
        "<style>%3</style></head>\n<body>\n%4</body>\n</html>\n"_s.arg(
            Text::tr("en", "the language of the report, as in HTML"), text.html(title), styleSheet.toString(), body);
    return page.toUtf8();
}

} // namespace Inspector
