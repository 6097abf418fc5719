// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/formats/outputbuffer.h"
#include "inspector/formats/recordsink.h"

namespace Inspector {

/// Writes a capture as NDJSON, one JSON object a line, without loss: see docs/formats.md.
class NdjsonWriter final : public RecordSink
{
public:
    explicit NdjsonWriter(QIODevice &device);

    bool source(const SourceRow &row) override;
    bool state(const StateRow &row) override;
    bool lost(const LostRow &row) override;
    bool opened(const ConnectionRecord &record) override;
    bool message(const MessageRow &row) override;
    bool ended(const ConnectionRecord &record) override;
    bool finish() override { return m_output.flush(); }
    [[nodiscard]] QString error() const override { return m_output.error(); }

private:
    QByteArray &begin(QLatin1StringView kind);
    bool end();

    OutputBuffer m_output;
};

} // namespace Inspector
