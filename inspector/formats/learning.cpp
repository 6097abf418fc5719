// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/formats/learning.h"

#include "inspector/formats/capturescan.h"

namespace Inspector {

namespace {

/// Passes every row to a redactor before the first one is redacted.
class LearningSink final : public RecordSink
{
public:
    explicit LearningSink(RecordRedactor &redactor)
        : m_redactor(redactor)
    {}

    bool source(const SourceRow &row) override { return learn(row); }
    bool state(const StateRow &row) override { return learn(row); }
    bool opened(const ConnectionRecord &record) override { return learn(record.row); }
    bool message(const MessageRow &row) override { return learn(row); }
    bool ended(const ConnectionRecord &) override { return true; }
    bool finish() override { return true; }
    [[nodiscard]] QString error() const override { return {}; }

private:
    template<typename Row>
    bool learn(const Row &row)
    {
        m_redactor.learn(row);
        return true;
    }

    RecordRedactor &m_redactor;
};

} // namespace

std::optional<FormatError> learnCapture(const CaptureReader &reader, RecordRedactor &redactor,
                                        const ConversionProgress &progress)
{
    LearningSink learning(redactor);
    CaptureScan scan(reader, CaptureScan::Order::Time);
    scan.setProgress(progress);
    if (auto error = scan.run(learning))
        return error;
    redactor.endLearning();
    return std::nullopt;
}

} // namespace Inspector
