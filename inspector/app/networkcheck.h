// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/check/probe.h"
#include "inspector/check/stunprobe.h"
#include "inspector/views/networkcheckdialog.h"

#include <QtCore/QObject>

#include <memory>

namespace Inspector {

class Settings;
class Theme;

/// Runs the steps of `relayctl check` and its STUN steps for a dialog, and shows them there as they arrive.
class NetworkCheck final : public QObject
{
    Q_OBJECT

public:
    /// \param dialog  outlives the object.
    explicit NetworkCheck(NetworkCheckDialog *dialog, QObject *parent = nullptr);
    ~NetworkCheck() override;

    /// Shows the dialog above \a window until it is closed.
    static void ask(const Theme &theme, Settings &settings, QWidget *window);

Q_SIGNALS:
    void finished();

private:
    void start();
    void startStun();
    void stop();
    void onStepStarted(CheckStep step);
    void onStepDone(const StepReport &report);
    void show(const QString &result = {});
    void end();

    NetworkCheckDialog *m_dialog;
    std::unique_ptr<CheckProbe> m_probe;
    std::unique_ptr<StunProbe> m_stun;
    StunOptions m_stunOptions;
    QList<StepReport> m_reports;
    std::optional<CheckStep> m_current; ///< The step that goes on.
    bool m_isStopped = false;
};

} // namespace Inspector
