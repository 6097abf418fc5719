// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/report/attemptsvg.h"

#include "relaycore/protocol/closecode.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Inspector::Report)
};

enum Lane { From, Relay, To };
constexpr std::array<int, 3> laneX{170, 430, 690};
constexpr int width = 800;
constexpr int headHeight = 46;
constexpr int rowHeight = 30;
constexpr qsizetype shownName = 24;
constexpr qsizetype shownRows = 40;

struct Row
{
    qint64 timeNs = 0;
    Lane from = From;
    Lane to = From; ///< The same as from: an event of one line, not an arrow.
    QString label;
    QString style; ///< Class of the colour.
};

QString shortName(const QString &name)
{
    return name.size() > shownName ? name.left(shownName - 1) + u'…' : name;
}

void addPeer(QList<Row> &rows, const PeerFacts &peer, Lane lane, qint64 untilNs)
{
    for (const RegistrationFacts &each : peer.registrations) {
        rows.append({each.fromNs(), lane, Relay,
                     each.registration.refused ? Text::tr("registration, refused") : Text::tr("registration"),
                     each.registration.refused ? u"problem"_s : u"quiet"_s});
        if (each.endNs && *each.endNs <= untilNs) {
            const QString how =
                each.closeCode ? Text::tr("connection ends (%1)").arg(*each.closeCode) : Text::tr("connection ends");
            const bool isOrderly = each.closeCode && RelayCore::isOrderlyClose(*each.closeCode);
            rows.append({*each.endNs, lane, lane, how, isOrderly ? u"quiet"_s : u"problem"_s});
        }
    }
}

QList<Row> rowsOf(const AttemptFacts &facts)
{
    QList<Row> rows;
    const Attempt &attempt = facts.attempt;
    const auto add = [&rows](const AttemptStep &step, Lane from, Lane to, const QString &label, const QString &style) {
        if (step)
            rows.append({step.timeNs, from, to, label, style});
    };
    // Registrations long before have no place here; the newest one before the offer does.
    addPeer(rows, facts.from, From, facts.untilNs);
    addPeer(rows, facts.to, To, facts.untilNs);
    add(attempt.offer, From, Relay, Text::tr("offer"), u"offer"_s);
    add(attempt.forwarded, Relay, To, Text::tr("offer"), u"offer"_s);
    add(attempt.returned, Relay, From, Text::tr("offer returned"), u"problem"_s);
    add(attempt.answer, To, Relay, Text::tr("answer"), u"answer"_s);
    add(attempt.answerArrived, Relay, From, Text::tr("answer"), u"answer"_s);
    add(attempt.answerReturned, Relay, To, Text::tr("answer returned"), u"problem"_s);
    std::stable_sort(rows.begin(), rows.end(), [](const Row &a, const Row &b) { return a.timeNs < b.timeNs; });
    if (rows.size() > shownRows) {
        // Those around the offer.
        const qint64 beganNs = attempt.beganNs();
        const auto offer =
            std::find_if(rows.cbegin(), rows.cend(), [beganNs](const Row &row) { return row.timeNs >= beganNs; });
        const qsizetype at = std::clamp<qsizetype>(offer - rows.cbegin() - shownRows / 2, 0, rows.size() - shownRows);
        rows = rows.mid(at, shownRows);
    }
    return rows;
}

QString arrow(const Row &row, int y, const QString &label)
{
    const int x1 = laneX.at(row.from);
    const int x2 = laneX.at(row.to);
    if (row.from == row.to) {
        const bool isRight = row.from == To;
        return u"<path class='line %1' d='M%2 %3l10 10m0 -10l-10 10'/>"
               "<text class='label %1' text-anchor='%4' x='%5' y='%6'>%7</text>"_s.arg(
                   row.style, QString::number(x1 - 5), QString::number(y - 5), isRight ? u"end"_s : u"start"_s,
                   QString::number(isRight ? x1 - 12 : x1 + 12), QString::number(y + 4), label);
    }
    const int tip = x2 > x1 ? -9 : 9;
    return u"<path class='line %1' d='M%2 %3H%4'/><path class='tip %1' d='M%4 %3l%5 -5v10z'/>"
           "<text class='label %1' text-anchor='middle' x='%6' y='%7'>%8</text>"_s.arg(
               row.style, QString::number(x1), QString::number(y), QString::number(x2), QString::number(tip),
               QString::number((x1 + x2) / 2), QString::number(y - 5), label);
}

} // namespace

QString attemptSvg(const AttemptFacts &facts, const ReportText &text)
{
    const QList<Row> rows = rowsOf(facts);
    const int height = headHeight + int(rows.size()) * rowHeight + 14;
    QString svg = u"<svg class='ladder' viewBox='0 0 %1 %2' role='img' aria-label='%3'>"_s.arg(
        QString::number(width), QString::number(height), Text::tr("Ladder of the attempt").toHtmlEscaped());
    const std::array<QString, 3> names{facts.from.title(), Text::tr("relay"), facts.to.title()};
    for (const Lane lane : {From, Relay, To}) {
        svg +=
            u"<path class='lane' d='M%1 %2V%3'/><text class='head' text-anchor='middle' x='%1' y='24'>%4</text>"_s.arg(
                QString::number(laneX.at(lane)), QString::number(headHeight - 12), QString::number(height - 6),
                text.html(shortName(names.at(lane))));
    }
    int y = headHeight + rowHeight / 2;
    for (const Row &row : rows) {
        svg += u"<text class='time' text-anchor='end' x='88' y='%1'>%2</text>"_s.arg(
            QString::number(y + 4), offsetText(row.timeNs, facts.attempt.beganNs()));
        svg += arrow(row, y, text.html(row.label));
        y += rowHeight;
    }
    return svg + u"</svg>\n"_s;
}

} // namespace Inspector
