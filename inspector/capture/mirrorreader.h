// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/capturemirror.h"
#include "inspector/capture/capturereader.h"

#include <QtCore/QTemporaryDir>

namespace Inspector {

/// Reads all captures of a database as one: from a copy in a temporary folder, which goes with the reader.
///
/// open() copies what there is, and dataVersion() what has been added since. Titles of sources begin with the host and
/// the name of their capture.
class MirrorReader final : public CaptureReader
{
public:
    [[nodiscard]] static std::variant<std::unique_ptr<CaptureReader>, CaptureError>
    openDatabase(const DatabaseAddress &address);
    ~MirrorReader() override;

    [[nodiscard]] QString path() const override { return m_mirror->address().text(); }
    [[nodiscard]] int fileVersion() const override { return m_file->fileVersion(); }
    [[nodiscard]] quint32 messageCount() const override { return m_file->messageCount(); }
    [[nodiscard]] quint64 dataVersion() const override;
    [[nodiscard]] quint64 connectionCount() const override { return m_file->connectionCount(); }
    [[nodiscard]] QList<SourceRow> sources() const override { return m_file->sources(); }
    [[nodiscard]] ConnectionChanges connectionsChangedSince(quint64 revision) const override;
    [[nodiscard]] std::vector<ConnectionRecord> connectionRecords(RelayCore::ConnectionId after,
                                                                  quint32 count) const override;
    [[nodiscard]] QList<StateRow> states() const override { return m_file->states(); }
    [[nodiscard]] QList<LostRow> losses() const override { return m_file->losses(); }
    [[nodiscard]] std::vector<MessageRow> messages(MessageId first, quint32 count) const override;
    [[nodiscard]] std::vector<MessageRow> messageMetadata(MessageId first, quint32 count,
                                                          qint64 mostBytes) const override;
    [[nodiscard]] std::vector<MessageRow> messageHeads(MessageId first, quint32 count) const override;
    [[nodiscard]] std::vector<MessageId> messageIds(RelayCore::ConnectionId connection, MessageId after) const override;
    [[nodiscard]] std::vector<MessageRow> messagesOf(RelayCore::ConnectionId connection, MessageId after,
                                                     quint32 count) const override;
    bool forEachByTime(const std::function<bool(MessageRow &&)> &take) const override;
    [[nodiscard]] std::vector<Payload> payloads(MessageId first, quint32 count) const override;
    [[nodiscard]] quint64 lostEvents() const override { return m_file->lostEvents(); }
    [[nodiscard]] qint64 fileBytes() const override { return m_file->fileBytes(); }
    [[nodiscard]] std::optional<CaptureError> saveAs(const QString &path) const override;

private:
    MirrorReader(std::unique_ptr<QTemporaryDir> folder, std::unique_ptr<CaptureMirror> mirror);
    /// Copies what is new. Returns false, with an error set, where that is not possible.
    bool copyAll() const;
    /// Passes the error of the file on. Returns \a rows.
    template<typename Rows>
    Rows checked(Rows rows) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<CaptureMirror> m_mirror;
    std::unique_ptr<CaptureReader> m_file;
};

} // namespace Inspector
