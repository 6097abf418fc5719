// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/check/probecontext.h"
#include "inspector/check/step.h"

#include <QtCore/QObject>

#include <memory>
#include <vector>

namespace Inspector {

class ProbeStep;

/// Makes one connection to a relay, step by step, and reports how each went. It stops at the first that fails; the rest
/// is reported as not tried. Every step has a deadline.
///
/// It speaks HTTP and RFC 6455 itself: QWebSocket shows neither when a step was done nor what the server answered.
/// \par Threads  one. May not be deleted from its slots.
class CheckProbe final : public QObject
{
    Q_OBJECT

public:
    explicit CheckProbe(ProbeOptions options, QObject *parent = nullptr);
    ~CheckProbe() override;

    /// Begins with the first step. To be called once.
    void start();
    /// Ends the current step and closes the connection; finished() follows.
    void stop();

    [[nodiscard]] QString name() const { return m_context.options.name; }
    [[nodiscard]] QUuid uuid() const { return m_context.options.uuid; }

Q_SIGNALS:
    void stepStarted(Inspector::CheckStep step);
    /// Emitted once for each of checkSteps, in their order, unless the probe is stopped.
    void stepDone(const Inspector::StepReport &report);
    /// Emitted last: the connection is closed.
    void finished();

private:
    enum class Phase : quint8 { Checking, Closing, Closed };

    void beginStep();
    void onStepDone(const StepReport &report);
    void reportUntried();
    void close();
    void onClosed();
    void end();

    ProbeContext m_context;
    std::vector<std::unique_ptr<ProbeStep>> m_steps; ///< In the order of checkSteps.
    std::size_t m_current = 0;
    Phase m_phase = Phase::Checking;
    std::unique_ptr<RelayCore::ClockTimer> m_closeDeadline;
};

} // namespace Inspector
