// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/checktable.h"

#include "inspector/check/steptext.h"

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
    const QString start = rowStart(checkStepTitle(report.step), durationOf(report));
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
           + rowStart(checkStepTitle(step), time).trimmed();
}

QStringList CheckTable::verdict(const QList<StepReport> &reports, qsizetype expected) const
{
    const auto is = [&reports](Outcome outcome) {
        return std::ranges::count(reports, outcome, &StepReport::outcome) > 0;
    };
    const bool isComplete = reports.size() >= expected;
    const Colour colour = is(Outcome::Failed)                   ? Colour::Red
                          : !isComplete || is(Outcome::Warning) ? Colour::Yellow
                                                                : Colour::Green;
    return {QString(), coloured(checkResult(reports, isComplete), colour)};
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
