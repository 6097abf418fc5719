// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/checklines.h"

#include "inspector/cli/jsonline.h"

#include <QtCore/QJsonDocument>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace Inspector::CheckLines {

namespace {

using Outcome = StepReport::Outcome;

/// Beyond ASCII there is only text in JSON, and text may be written as escapes.
QByteArray ascii(const QJsonObject &object)
{
    const QString json = QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
    QByteArray result;
    result.reserve(json.size());
    for (const QChar character : json) {
        if (character.unicode() < 0x80)
            result += char(character.unicode());
        else
            result += "\\u" + QByteArray::number(character.unicode(), 16).rightJustified(4, '0');
    }
    return result;
}

QByteArray okOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Ok:
    case Outcome::Warning:
    case Outcome::NotNeeded:
        return "true"_ba;
    case Outcome::Failed:
        return "false"_ba;
    case Outcome::NotTried:
        return "null"_ba;
    }
    Q_UNREACHABLE();
}

} // namespace

QByteArray step(const StepReport &report, qint64 timeNs)
{
    QByteArrayList problems;
    for (const Problem &problem : report.problems)
        problems.append(jsonString(problemName(problem.kind)));
    JsonLine line("step"_L1);
    line.text("step"_L1, checkStepName(report.step))
        .raw("ok"_L1, okOf(report.outcome))
        .text("outcome"_L1, outcomeName(report.outcome))
        .raw("ms"_L1, report.took ? QByteArray::number(double(report.took->count()) / 1e6, 'f', 3) : "null"_ba)
        .textOrNull("text"_L1, report.summary)
        .raw("problems"_L1, '[' + problems.join(',') + ']')
        .textOrNull("advice"_L1, advice(report.problems))
        .raw("detail"_L1, ascii(report.detail));
    return line.at(timeNs);
}

QByteArray verdict(const QList<StepReport> &reports, qint64 timeNs, qsizetype expected)
{
    const auto failed = std::ranges::find(reports, Outcome::Failed, &StepReport::outcome);
    const bool isComplete = reports.size() >= expected;
    QByteArray ok = isComplete ? "true"_ba : "null"_ba;
    if (failed != reports.end())
        ok = "false"_ba;
    JsonLine line("verdict"_L1);
    line.raw("ok"_L1, ok)
        .textOrNull("failed"_L1, failed == reports.end() ? QString() : QString(checkStepName(failed->step)))
        .number("warnings"_L1, std::ranges::count(reports, Outcome::Warning, &StepReport::outcome));
    return line.at(timeNs);
}

} // namespace Inspector::CheckLines
