// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/check/probecontext.h"
#include "inspector/check/step.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QObject>

#include <memory>

namespace Inspector {

class SchemeProbe;

/// One step of a check. It reads from the context what earlier steps left there, and leaves its own results there.
///
/// A step is over when it emits done(), or when it is cancelled. From then on nothing reaches it: its deadline is
/// stopped, and the connections whose receiver is scope() are gone.
/// \par Threads  one.
class ProbeStep : public QObject
{
    Q_OBJECT

public:
    /// \param context  lives longer than the step.
    ProbeStep(CheckStep step, ProbeContext &context);
    ~ProbeStep() override;

    [[nodiscard]] CheckStep step() const { return m_step; }

    /// Starts the step. done() follows, possibly before this returns.
    void begin();
    /// Ends the step. done() does not follow.
    void cancel();

Q_SIGNALS:
    /// Emitted once, when the outcome is known.
    void done(const Inspector::StepReport &report);

protected:
    using Kind = Problem::Kind;
    using Outcome = StepReport::Outcome;

    virtual void start() = 0;
    /// Called once timeout() has passed since begin().
    virtual void onDeadline() = 0;
    [[nodiscard]] virtual std::chrono::milliseconds timeout() const;

    [[nodiscard]] ProbeContext &context() const { return m_context; }
    [[nodiscard]] const ProbeOptions &options() const { return m_context.options; }
    /// Returns the receiver for all connections of this step.
    [[nodiscard]] QObject *scope() const { return m_scope.get(); }

    /// Returns whether the step is over.
    [[nodiscard]] bool isOver() const { return !m_scope; }

    /// Returns a problem of \a kind that says how long the step waited.
    [[nodiscard]] Problem timeoutProblem(Kind kind) const;
    /// Returns a report about this step that took as long as the step does so far.
    [[nodiscard]] StepReport report(Outcome outcome, const QString &summary = {}) const;

    void finish(const StepReport &report);
    void fail(const Problem &problem, const QJsonObject &detail = {}, const QStringList &notes = {});
    /// Connects once more to find out whether the server speaks the other scheme. Fails with \a confirmed if it does,
    /// otherwise with \a otherwise.
    void failUnlessOtherScheme(Kind confirmed, const Problem &otherwise);

private:
    const CheckStep m_step;
    ProbeContext &m_context;
    QElapsedTimer m_elapsed;
    std::unique_ptr<RelayCore::ClockTimer> m_deadline;
    std::unique_ptr<QObject> m_scope;
    std::unique_ptr<SchemeProbe> m_schemeProbe;
};

} // namespace Inspector
