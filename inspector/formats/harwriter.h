// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/formats/outputbuffer.h"
#include "inspector/formats/recordsink.h"

namespace Inspector {

/// Writes a capture as HAR 1.2 with the messages of WebSocket connections as Chrome writes them: see docs/formats.md.
///
/// Connections have to come one after the other: CaptureScan::Order::Connection.
class HarWriter final : public RecordSink
{
public:
    explicit HarWriter(QIODevice &device);

    bool opened(const ConnectionRecord &record) override;
    bool message(const MessageRow &row) override;
    bool ended(const ConnectionRecord &record) override;
    bool finish() override;
    [[nodiscard]] QString error() const override { return m_output.error(); }

private:
    OutputBuffer m_output;
    QByteArray m_control; ///< Control frames of the connection, which follow its messages.
    qint64 m_lastNs = 0;  ///< Of its newest message.
    bool m_isFirst = true;
    bool m_hasMessages = false; ///< The connection has.
};

} // namespace Inspector
