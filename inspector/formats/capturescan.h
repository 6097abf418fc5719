// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/capturereader.h"
#include "inspector/formats/formaterror.h"
#include "inspector/formats/recordsink.h"

#include <functional>

namespace Inspector {

/// Passes everything that a capture holds to a sink, with memory for the connections that are open at one time.
class CaptureScan
{
public:
    enum class Order : quint8 {
        Time,       ///< As it happened: connections interleave, messages are in order of id.
        Connection, ///< One connection after the other.
    };
    /// Returns whether a message is passed on. The record is that of its connection.
    using Accept = std::function<bool(const MessageRow &, const ConnectionRecord &)>;

    CaptureScan(const CaptureReader &reader, Order order)
        : m_reader(reader)
        , m_order(order)
    {}

    /// Only messages for which \a accept returns true are passed on, and only connections that have such messages.
    void setFilter(Accept accept) { m_accept = std::move(accept); }
    void setProgress(ConversionProgress progress) { m_progress = std::move(progress); }

    /// Passes everything on, RecordSink::finish() excluded.
    [[nodiscard]] std::optional<FormatError> run(RecordSink &sink);

private:
    bool scanByTime(RecordSink &sink);
    bool scanByConnection(RecordSink &sink);
    [[nodiscard]] bool report(quint64 done);

    const CaptureReader &m_reader;
    Order m_order;
    Accept m_accept;
    ConversionProgress m_progress;
    quint64 m_total = 0;
    bool m_canceled = false;
};

} // namespace Inspector
