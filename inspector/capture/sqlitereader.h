// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/capturereader.h"

namespace Inspector {

/// Reads a capture file.
class SqliteReader : public CaptureReader
{
public:
    /// Opens the capture file at \a path.
    [[nodiscard]] static std::variant<std::unique_ptr<CaptureReader>, CaptureError> openFile(const QString &path);
    ~SqliteReader() override;

    [[nodiscard]] QString path() const override;
    [[nodiscard]] int fileVersion() const override;
    [[nodiscard]] quint32 messageCount() const override;
    [[nodiscard]] quint64 dataVersion() const override;
    [[nodiscard]] quint64 connectionCount() const override;
    [[nodiscard]] QList<SourceRow> sources() const override;
    [[nodiscard]] ConnectionChanges connectionsChangedSince(quint64 revision) const override;
    [[nodiscard]] MessageCounts messageCountsSince(quint64 revision) const override;
    [[nodiscard]] std::vector<ConnectionRecord> connectionRecords(RelayCore::ConnectionId after,
                                                                  quint32 count) const override;
    [[nodiscard]] QList<StateRow> states() const override;
    [[nodiscard]] QList<LostRow> losses() const override;
    [[nodiscard]] std::vector<MessageRow> messages(MessageId first, quint32 count) const override;
    [[nodiscard]] std::vector<MessageRow> messageMetadata(MessageId first, quint32 count,
                                                          qint64 mostBytes) const override;
    [[nodiscard]] std::vector<MessageRow> messageHeads(MessageId first, quint32 count) const override;
    [[nodiscard]] std::vector<MessageId> messageIds(RelayCore::ConnectionId connection, MessageId after) const override;
    [[nodiscard]] std::vector<MessageRow> messagesOf(RelayCore::ConnectionId connection, MessageId after,
                                                     quint32 count) const override;
    bool forEachByTime(const std::function<bool(MessageRow &&)> &take) const override;
    [[nodiscard]] std::vector<Payload> payloads(MessageId first, quint32 count) const override;
    [[nodiscard]] quint64 lostEvents() const override;
    [[nodiscard]] qint64 fileBytes() const override;
    [[nodiscard]] std::optional<CaptureError> saveAs(const QString &path) const override;

protected:
    SqliteReader();
    /// Opens the capture file at \a path, before anything else is called. Returns why that is not possible.
    [[nodiscard]] std::optional<CaptureError> setFile(const QString &path);
    /// Closes the file; after that nothing can be read.
    void closeFile();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace Inspector
