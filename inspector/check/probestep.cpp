// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/check/probestep.h"

#include "inspector/check/schemeprobe.h"

#include <algorithm>

namespace Inspector {

namespace {

/// For the question whether a port speaks the other scheme.
constexpr std::chrono::milliseconds otherSchemeTimeout{3'000};

} // namespace

ProbeStep::ProbeStep(CheckStep step, ProbeContext &context)
    : m_step(step)
    , m_context(context)
{}

ProbeStep::~ProbeStep() = default;

void ProbeStep::begin()
{
    m_scope = std::make_unique<QObject>();
    m_deadline = options().clock->startTimer(timeout(), [this] { onDeadline(); });
    m_elapsed.start();
    start();
}

void ProbeStep::cancel()
{
    m_deadline.reset();
    m_scope.reset();
}

std::chrono::milliseconds ProbeStep::timeout() const
{
    return options().stepTimeout;
}

Problem ProbeStep::timeoutProblem(Kind kind) const
{
    Problem problem = m_context.problem(kind);
    problem.waited = timeout();
    return problem;
}

StepReport ProbeStep::report(Outcome outcome, const QString &summary) const
{
    StepReport result;
    result.step = m_step;
    result.outcome = outcome;
    result.took = std::chrono::nanoseconds(m_elapsed.nsecsElapsed());
    result.summary = summary;
    return result;
}

void ProbeStep::finish(const StepReport &report)
{
    cancel();
    Q_EMIT done(report);
}

void ProbeStep::fail(const Problem &problem, const QJsonObject &detail, const QStringList &notes)
{
    StepReport result = report(Outcome::Failed, describe(problem));
    result.problems = {problem};
    result.detail = detail;
    result.notes = notes;
    finish(result);
}

void ProbeStep::failUnlessOtherScheme(Kind confirmed, const Problem &otherwise)
{
    // The step is decided but for its reason; the question has a deadline of its own.
    cancel();
    m_scope = std::make_unique<QObject>();
    StepReport result = report(Outcome::Failed);
    m_schemeProbe = std::make_unique<SchemeProbe>(options().clock);
    connect(m_schemeProbe.get(), &SchemeProbe::answered, scope(),
            [this, confirmed, otherwise, result](bool speaksIt) mutable {
                const Problem found = speaksIt ? m_context.problem(confirmed) : otherwise;
                result.summary = describe(found);
                result.problems = {found};
                finish(result);
            });
    m_schemeProbe->ask(options().address, m_context.peer, m_context.proxy,
                       std::min(otherSchemeTimeout, options().stepTimeout));
}

} // namespace Inspector
