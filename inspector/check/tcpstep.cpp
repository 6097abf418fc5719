// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/check/tcpstep.h"

#include "inspector/check/checktexts.h"
#include "inspector/check/formatting.h"
#include "inspector/check/tcprace.h"

#include <QtCore/QJsonArray>
#include <QtCore/QLocale>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

/// A failure of connecting in general, when every address has its own.
QList<Problem> oneOfAKind(const QList<Problem> &problems)
{
    QList<Problem> kept;
    for (const Problem &problem : problems) {
        if (!std::ranges::any_of(kept, [&](const Problem &known) { return known.kind == problem.kind; }))
            kept.append(problem);
    }
    return kept;
}

QJsonObject describeTrial(const TcpRace::Trial &trial)
{
    return {{u"address"_s, trial.address.toString()},
            {u"ok"_s, trial.took.has_value()},
            {u"ms"_s, trial.took ? QJsonValue(milliseconds(*trial.took)) : QJsonValue()},
            {u"problem"_s, trial.problem ? QJsonValue(problemName(trial.problem->kind)) : QJsonValue()}};
}

} // namespace

TcpStep::TcpStep(ProbeContext &context)
    : ProbeStep(CheckStep::Tcp, context)
{}

TcpStep::~TcpStep() = default;

void TcpStep::start()
{
    if (context().socket) {
        StepReport result = report(Outcome::NotNeeded, CheckTexts::tr("not needed: the proxy connects"));
        result.took.reset();
        return finish(result);
    }
    m_race = std::make_unique<TcpRace>(options().clock);
    connect(m_race.get(), &TcpRace::finished, scope(), [this] { onRaceFinished(); });
    m_race->start(context().addresses, context().port(), options().stepTimeout);
}

void TcpStep::onRaceFinished()
{
    const QList<TcpRace::Trial> trials = m_race->trials();
    const auto winner =
        std::ranges::find_if(trials, [](const TcpRace::Trial &trial) { return trial.took.has_value(); });
    const bool isConnected = winner != trials.end();
    if (isConnected)
        context().peer = winner->address;
    QJsonArray tried;
    QList<Problem> problems;
    QStringList notes;
    for (const TcpRace::Trial &trial : trials) {
        tried.append(describeTrial(trial));
        if (trial.took) {
            notes.append(
                u"%1: %2 ms"_s.arg(trial.address.toString(), QLocale().toString(milliseconds(*trial.took), 'f', 2)));
        } else {
            Problem found = context().completed(*trial.problem);
            found.ip = trial.address.toString();
            problems.append(found);
            notes.append(describe(found));
        }
    }
    StepReport result = report(Outcome::Failed);
    result.detail = {{u"port"_s, context().port()},
                     {u"address"_s, isConnected ? QJsonValue(winner->address.toString()) : QJsonValue()},
                     {u"addresses"_s, tried}};
    if (!isConnected) {
        result.summary =
            trials.size() == 1 ? notes.takeFirst() : CheckTexts::tr("none of %1 addresses answers").arg(trials.size());
        result.problems = oneOfAKind(problems);
        result.notes = notes;
        return finish(result);
    }
    result.outcome = Outcome::Ok;
    result.summary = CheckTexts::tr("%1, port %2").arg(winner->address.toString()).arg(context().port());
    result.took = winner->took;
    if (trials.size() > 1)
        result.notes = notes;
    if (!problems.isEmpty()) {
        result.outcome = Outcome::Warning;
        Problem some = context().problem(Kind::SomeAddressesFail);
        some.number = int(problems.size());
        some.total = int(trials.size());
        result.problems.append(some);
    }
    context().socket = m_race->takeWinner();
    finish(result);
}

} // namespace Inspector
