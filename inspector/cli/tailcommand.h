// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/analysis/captureindex.h"
#include "inspector/capture/capturereader.h"
#include "inspector/cli/command.h"
#include "inspector/cli/messagelines.h"
#include "inspector/cli/tailoptions.h"

#include <QtCore/QTimer>

#include <memory>
#include <vector>

namespace Inspector {

class IndexReader;

/// `relayctl tail`: the messages of a capture that a filter lets through.
class TailCommand final : public Command
{
    Q_OBJECT

public:
    explicit TailCommand(TailOptions options, QObject *parent = nullptr);
    ~TailCommand() override;

    void start() override;
    void terminate() override;

private:
    /// Reads what is new, in steps, so that a signal is answered meanwhile.
    void step();
    /// Reads metadata into the index. Returns whether all of it is there.
    bool readIndex();
    /// Prints the messages behind m_done that match. Returns whether to go on.
    bool printNew();
    bool print(const std::vector<MessageId> &ids);
    bool printCount(quint64 count);
    /// Ends the command with the error of the reader, if it has one. Returns whether it has none.
    bool checkReader();
    /// Returns the messages of \a first to \a last that match.
    [[nodiscard]] std::vector<MessageId> matching(MessageId first, MessageId last) const;
    [[nodiscard]] std::vector<MessageId> lastMatching(MessageId last) const;
    [[nodiscard]] bool needsIndex() const { return !m_options.filter.isEmpty(); }
    void fail(const QString &problem);
    void finish(int exitCode);

    TailOptions m_options;
    std::unique_ptr<CaptureReader> m_reader;
    CaptureIndex m_index;
    std::unique_ptr<IndexReader> m_indexReader;
    MessageLines m_lines;
    QTimer m_timer;
    quint64 m_dataVersion = 0;
    quint64 m_revision = 0; ///< Of the connections whose names are in m_lines.
    MessageId m_done = 0;   ///< Judged, and printed where they match.
    bool m_json;
    bool m_begun = false;
    bool m_ended = false;
};

} // namespace Inspector
