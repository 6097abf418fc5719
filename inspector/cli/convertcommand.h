// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/cli/command.h"
#include "inspector/cli/convertoptions.h"
#include "inspector/cli/progressline.h"

#include <atomic>
#include <optional>
#include <thread>

namespace Inspector {

/// `relayctl convert`: converts a file on a thread of its own.
class ConvertCommand final : public Command
{
    Q_OBJECT

public:
    explicit ConvertCommand(ConvertOptions options, QObject *parent = nullptr);
    ~ConvertCommand() override;

    void start() override;
    /// Cancels the conversion. Nothing is written then, so the command fails.
    void terminate() override { m_isCanceled = true; }

private:
    [[nodiscard]] int convert();
    [[nodiscard]] bool report(quint64 done, quint64 total);

    ConvertOptions m_options;
    std::atomic<bool> m_isCanceled = false;
    std::thread m_thread;
    std::optional<ProgressLine> m_progress; ///< Of the step that goes on, in its thread.
};

} // namespace Inspector
