// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/check/secretscrubber.h"
#include "inspector/cli/command.h"
#include "inspector/cli/progressline.h"
#include "inspector/cli/replaycommandoptions.h"
#include "inspector/formats/conversion.h"
#include "inspector/replay/replay.h"

#include <QtCore/QTimer>

#include <memory>
#include <optional>

namespace Inspector {

/// `relayctl replay`: prints what comes back otherwise than in the capture.
class ReplayCommand final : public Command
{
    Q_OBJECT

public:
    explicit ReplayCommand(ReplayCommandOptions options, QObject *parent = nullptr);
    ~ReplayCommand() override;

    void start() override;
    void terminate() override;

private:
    /// Returns why the replay cannot begin.
    [[nodiscard]] std::optional<QString> prepare();
    void onDiffered(const ReplayDifference &difference);
    void onFinished(const ReplaySummary &summary);
    void fail(const QString &problem);
    void end(int exitCode);

    ReplayCommandOptions m_options;
    SecretScrubber m_clean;
    OpenedCapture m_capture;
    std::unique_ptr<Replay> m_replay;
    std::optional<ProgressLine> m_progress;
    QTimer m_limit;
    int m_canceledCode = -1; ///< Exit code where it was canceled.
    bool m_json;
    bool m_isReading = true; ///< Nothing was sent yet.
    bool m_hasEnded = false;
};

} // namespace Inspector
