// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/formats/outputbuffer.h"
#include "inspector/formats/recordsink.h"

#include <QtCore/QFile>

#include <map>
#include <vector>

namespace Inspector {

/// Writes the same file as HarWriter from connections that alternate: CaptureScan::Order::Time.
///
/// HAR has one connection after the other, and a capture has them as they happened. Reading each connection from there
/// would read a page of the database for each message. Instead the parts of every connection are collected in memory,
/// and written to a second file when they are many; finish() copies them in the order of the connections.
///
/// Memory: about 30 MB, and about 200 bytes for each connection and 16 for each part.
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
    /// JSON in its order: parts in the second file, then what is not there yet.
    struct Text
    {
        struct Part
        {
            qint64 offset = 0;
            qsizetype size = 0;
        };
        std::vector<Part> parts{};
        QByteArray rest{};

        [[nodiscard]] bool isEmpty() const { return parts.empty() && rest.isEmpty(); }
    };
    struct Entry
    {
        Text messages{}; ///< From the beginning of the entry on.
        Text control{};  ///< Control frames, which follow the messages.
        Text end{};
        qint64 lastNs = 0; ///< Of the newest message.
        bool hasMessages = false;
    };

    /// Appends m_json to \a text, and moves all texts to the second file when they are many.
    bool collect(Text &text);
    bool move();

    OutputBuffer m_output;
    QFile m_parts;
    qint64 m_end = 0;  ///< Of the second file.
    QByteArray m_json; ///< What is being written: JSON is given more memory than it takes.
    qsizetype m_collected = 0;
    qsizetype m_mostCollected;
    std::map<RelayCore::ConnectionId, Entry> m_entries;
    bool m_isOutputFailed = false;
};

} // namespace Inspector
