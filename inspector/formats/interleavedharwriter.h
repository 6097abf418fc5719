// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/formats/outputbuffer.h"
#include "inspector/formats/recordsink.h"

#include <QtCore/QFile>

#include <unordered_map>
#include <vector>

namespace Inspector {

/// Writes the same file as HarWriter from connections that alternate: CaptureScan::Order::Time.
///
/// HAR has one connection after the other, and a capture has them as they happened. Reading each connection from there
/// would read a page of the database for each message. Instead what is written is collected in memory as it comes, and
/// moved to a second file, what belongs to a connection together, when it is much; finish() copies from there in the
/// order of the connections.
///
/// Memory: what is collected, and about 300 bytes for each connection and 16 for each part.
class InterleavedHarWriter final : public RecordSink
{
public:
    /// How many connections may be written so.
    static constexpr quint64 mostConnections = 20'000;

    /// \param parts  path of the second file, which must not exist. It is removed with this.
    /// \param collectedBytes  how much is collected in memory.
    InterleavedHarWriter(QIODevice &device, const QString &parts, qsizetype collectedBytes = 16 * 1024 * 1024);
    ~InterleavedHarWriter() override;

    bool opened(const ConnectionRecord &record) override;
    bool message(const MessageRow &row) override;
    bool ended(const ConnectionRecord &record) override;
    bool finish() override;
    [[nodiscard]] QString error() const override;

private:
    struct Part
    {
        qint64 offset = 0;
        qint64 size = 0;
    };
    /// JSON in its order: parts of the second file, then parts of m_collected.
    struct Text
    {
        std::vector<Part> moved{};
        std::vector<Part> collected{};

        [[nodiscard]] bool isEmpty() const { return moved.empty() && collected.empty(); }
    };
    struct Entry
    {
        Text messages{}; ///< From the beginning of the entry on.
        Text control{};  ///< Control frames, which follow the messages.
        Text end{};
        qint64 lastNs = 0; ///< Of the newest message.
        bool hasMessages = false;
    };

    /// Adds what was appended to m_collected from \a offset on to \a text, and moves everything when it is much.
    bool collect(Text &text, qsizetype offset);
    /// Moves what is collected to the second file.
    bool move();
    [[nodiscard]] QByteArrayView collected(const Part &part) const;

    OutputBuffer m_output;
    QFile m_parts;
    OutputBuffer m_partsOutput;
    qint64 m_end = 0; ///< Of the second file.
    /// One block for all texts, which is used again and again: a block for each of them would be allocated and given
    /// back to the system with every move.
    QByteArray m_collected;
    qsizetype m_mostCollected;
    std::unordered_map<RelayCore::ConnectionId, Entry> m_entries;
    bool m_isOutputFailed = false;
};

} // namespace Inspector
