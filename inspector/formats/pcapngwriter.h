// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/formats/outputbuffer.h"
#include "inspector/formats/recordsink.h"
#include "inspector/formats/tcpconversation.h"

#include <QtCore/QHash>

#include <unordered_map>

namespace Inspector {

/// Writes a capture as pcapng, for Wireshark and tshark: see docs/formats.md. A capture has no packets, so TCP and IP
/// are made up around the messages; the comments of the file state that.
class PcapngWriter final : public RecordSink
{
public:
    explicit PcapngWriter(QIODevice &device);

    bool opened(const ConnectionRecord &record) override;
    bool message(const MessageRow &row) override;
    bool ended(const ConnectionRecord &record) override;
    bool finish() override { return m_output.flush(); }
    [[nodiscard]] QString error() const override { return m_output.error(); }

private:
    TcpConversation &conversation(const ConnectionRow &row);
    [[nodiscard]] TcpConversation::Endpoint clientOf(const ConnectionRow &row);
    [[nodiscard]] TcpConversation::Endpoint serverOf(const ConnectionRow &row);
    /// Writes \a bytes in as many packets as they need. The first one has \a comment.
    bool send(TcpConversation &tcp, RelayCore::Direction direction, qint64 timeNs, QByteArrayView bytes,
              const QByteArray &comment = {});

    OutputBuffer m_output;
    std::unordered_map<RelayCore::ConnectionId, TcpConversation> m_conversations; ///< Those that have not ended.
    QHash<QString, QHostAddress> m_hosts; ///< The addresses that were made up for names.
    quint16 m_lastPort = 0;
};

} // namespace Inspector
