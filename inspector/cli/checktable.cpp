// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/checktable.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

using Outcome = StepReport::Outcome;

constexpr int leastWidth = 60;
constexpr int markColumn = 2;
constexpr int nameColumn = 8;
constexpr int nameWidth = 14;
constexpr int timeWidth = 9;
constexpr int textColumn = nameColumn + nameWidth + timeWidth + 2;

QString titleOf(CheckStep step)
{
    switch (step) {
    case CheckStep::Address:
        return u"address"_s;
    case CheckStep::Proxy:
        return u"proxy"_s;
    case CheckStep::Dns:
        return u"DNS"_s;
    case CheckStep::Tcp:
        return u"TCP"_s;
    case CheckStep::Tls:
        return u"TLS"_s;
    case CheckStep::Upgrade:
        return u"upgrade"_s;
    case CheckStep::Registration:
        return u"registration"_s;
    case CheckStep::Echo:
        return u"echo"_s;
    case CheckStep::RoundTrip:
        return u"round trip"_s;
    case CheckStep::Stun:
        return u"STUN"_s;
    }
    Q_UNREACHABLE();
}

QString timeOf(const StepReport &report)
{
    if (!report.took)
        return {};
    const double ms = double(report.took->count()) / 1e6;
    if (ms >= 1'000)
        return QString::number(ms / 1'000, 'f', 2) + u" s"_s;
    return QString::number(ms, 'f', ms < 10 ? 2 : 1) + u" ms"_s;
}

QString rowStart(const QString &name, const QString &time)
{
    return name.leftJustified(nameWidth) + time.rightJustified(timeWidth) + u"  "_s;
}

} // namespace

CheckTable::CheckTable(const Style &style)
    : m_style(style)
{
    m_style.width = std::max(m_style.width, leastWidth);
}

QStringList CheckTable::heading(const QString &address) const
{
    return {coloured(u"Checking %1"_s.arg(address), Colour::Bold), QString()};
}

QStringList CheckTable::step(const StepReport &report) const
{
    QString mark;
    Colour colour = Colour::Plain;
    switch (report.outcome) {
    case Outcome::Ok:
        mark = u"ok"_s;
        colour = Colour::Green;
        break;
    case Outcome::Warning:
        mark = u"look"_s;
        colour = Colour::Yellow;
        break;
    case Outcome::Failed:
        mark = u"FAIL"_s;
        colour = Colour::Red;
        break;
    case Outcome::NotNeeded:
    case Outcome::NotTried:
        mark = u"-"_s;
        colour = Colour::Dim;
        break;
    }
    const QString indent(markColumn, u' ');
    const QString start = rowStart(titleOf(report.step), timeOf(report));
    QStringList text = wrapped(report.summary, textColumn);
    const QString first = start + text.takeFirst().trimmed();
    QStringList lines{indent + coloured(mark.leftJustified(nameColumn - markColumn), colour)
                      + (colour == Colour::Dim ? coloured(first, Colour::Dim) : first)};
    lines += text;
    for (const QString &note : report.notes)
        lines += wrapped(note, textColumn);
    if (!report.problems.isEmpty()) {
        lines.append(QString());
        for (const QString &line : wrapped(advice(report.problems), nameColumn))
            lines.append(coloured(line, colour));
        lines.append(QString());
    }
    return lines;
}

QString CheckTable::running(CheckStep step, std::chrono::seconds so) const
{
    const QString time = so.count() > 0 ? u"%1 s"_s.arg(so.count()) : QString();
    return QString(markColumn, u' ') + u"..."_s.leftJustified(nameColumn - markColumn)
           + rowStart(titleOf(step), time).trimmed();
}

QStringList CheckTable::verdict(const QList<StepReport> &reports, qsizetype expected) const
{
    const auto failed = std::ranges::find(reports, Outcome::Failed, &StepReport::outcome);
    const auto warnings = std::ranges::count(reports, Outcome::Warning, &StepReport::outcome);
    QString text;
    Colour colour = Colour::Green;
    if (failed != reports.end()) {
        text = u"It fails at: %1."_s.arg(titleOf(failed->step));
        colour = Colour::Red;
    } else if (reports.size() < expected) {
        text = u"Interrupted."_s;
        colour = Colour::Yellow;
    } else if (warnings > 0) {
        text = warnings == 1 ? u"It works, with one warning."_s : u"It works, with %1 warnings."_s.arg(warnings);
        colour = Colour::Yellow;
    } else {
        text = u"All is well."_s;
    }
    return {QString(), coloured(text, colour)};
}

QString CheckTable::coloured(const QString &text, Colour colour) const
{
    if (!m_style.colour || text.isEmpty())
        return text;
    const auto with = [&text](QLatin1StringView code) { return u"\x1b[%1m%2\x1b[0m"_s.arg(code, text); };
    switch (colour) {
    case Colour::Plain:
        return text;
    case Colour::Green:
        return with("32"_L1);
    case Colour::Yellow:
        return with("33"_L1);
    case Colour::Red:
        return with("31"_L1);
    case Colour::Dim:
        return with("2"_L1);
    case Colour::Bold:
        return with("1"_L1);
    }
    Q_UNREACHABLE();
}

QStringList CheckTable::wrapped(const QString &text, int indent) const
{
    const qsizetype room = m_style.width - indent;
    const QString margin(indent, u' ');
    QStringList lines;
    QString line;
    const auto end = [&] {
        lines.append(margin + line);
        line.clear();
    };
    for (QString word : text.split(u' ', Qt::SkipEmptyParts)) {
        if (!line.isEmpty() && line.size() + 1 + word.size() > room)
            end();
        while (word.size() > room) { // A fingerprint, or a very long host name.
            line = word.first(room);
            word = word.sliced(room);
            end();
        }
        line += (line.isEmpty() ? QString() : u" "_s) + word;
    }
    end();
    return lines;
}

} // namespace Inspector
