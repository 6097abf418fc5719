// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/analysis/indexreader.h"
#include "inspector/analysis/verdict.h"
#include "inspector/capture/messagepages.h"
#include "inspector/cli/command.h"
#include "inspector/cli/diagnoselines.h"
#include "inspector/cli/diagnoseoptions.h"
#include "inspector/cli/progressline.h"

#include <QtCore/QTemporaryFile>

#include <memory>
#include <optional>
#include <vector>

namespace Inspector {

/// `relayctl diagnose`: reads a capture in steps, between which signals are handled.
///
/// What is said about an attempt waits in a temporary file, because the most troubled is written first: a capture may
/// have millions.
class DiagnoseCommand final : public Command
{
    Q_OBJECT

public:
    explicit DiagnoseCommand(DiagnoseOptions options, QObject *parent = nullptr);

    void start() override;
    void terminate() override;

private:
    struct Written
    {
        AttemptRank rank;
        qint64 offset = 0;
        qint64 size = 0;

        bool operator<(const Written &other) const { return rank < other.rank; }
    };
    using Step = void (DiagnoseCommand::*)();

    void next(Step step);
    void readMessages();
    void choose();
    void assessSome();
    void writeAll();
    /// Writes why connections are not registered. Returns false where standard output does not take it.
    [[nodiscard]] bool writeConnections();
    [[nodiscard]] QString writeReport();
    void fail(const QString &problem);
    void end(int exitCode);

    DiagnoseOptions m_options;
    std::unique_ptr<CaptureReader> m_reader;
    MessagePages m_messages{MessagePages::fewKilobytes};
    CaptureIndex m_index;
    std::optional<IndexReader> m_indexReader;
    std::vector<Attempts::Index> m_chosen;
    std::size_t m_assessed = 0;
    std::vector<Written> m_written;
    QTemporaryFile m_texts;
    DiagnoseLines::Counts m_counts;
    std::optional<ProgressLine> m_progress; ///< Of the step that goes on.
    bool m_hasEnded = false;
};

} // namespace Inspector
