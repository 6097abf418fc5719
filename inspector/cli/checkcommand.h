// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/check/step.h"
#include "inspector/cli/checkoptions.h"
#include "inspector/cli/checktable.h"
#include "inspector/cli/command.h"
#include "relaycore/client/relayerror.h"

#include <QtCore/QElapsedTimer>

#include <memory>
#include <optional>

QT_BEGIN_NAMESPACE
class QTimer;
QT_END_NAMESPACE

namespace Inspector {

class CheckProbe;
struct ProbeOptions;

/// `relayctl check`: explains a connection step by step. A table on a terminal, event lines elsewhere.
class CheckCommand final : public Command
{
    Q_OBJECT

public:
    explicit CheckCommand(CheckOptions options, QObject *parent = nullptr);
    ~CheckCommand() override;

    void start() override;
    void terminate() override;

private:
    void begin(const ProbeOptions &options);
    void onStepStarted(CheckStep step);
    void onStep(const StepReport &report);
    void failAddress(const QString &text);
    /// Asks the STUN servers, if any.
    void beginStun();
    void refuse(const RelayCore::RelayError &error);
    void showRunning();
    void clearRunning();
    void show(const QStringList &lines);
    void print(const QByteArray &line);
    void end();

    CheckOptions m_options;
    std::unique_ptr<CheckProbe> m_probe;
    std::unique_ptr<StunProbe> m_stun;
    bool m_isInterrupted = false;
    std::optional<CheckTable> m_table; ///< Only for people.
    QTimer *m_progress;
    QElapsedTimer m_running;
    CheckStep m_runningStep = CheckStep::Address;
    bool m_runningShown = false;
    QList<StepReport> m_reports;
    bool m_isOutputGone = false;
};

} // namespace Inspector
