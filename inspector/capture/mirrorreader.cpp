// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/mirrorreader.h"

#include "inspector/capture/sqlitereader.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>

#include <limits>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

std::variant<std::unique_ptr<CaptureReader>, CaptureError> MirrorReader::openDatabase(const DatabaseAddress &address)
{
    auto folder = std::make_unique<QTemporaryDir>();
    QFile file(folder->filePath(u"database.relaycap"_s));
    if (!folder->isValid()
        || !file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner)) {
        return CaptureError{CaptureError::Kind::CannotCreate, file.fileName(),
                            folder->isValid() ? file.errorString() : folder->errorString()};
    }
    file.close();
    // All: a program in a terminal reads what it was asked for, however long that takes.
    CaptureMirror::Options options;
    options.titles = true;
    options.messages = std::numeric_limits<quint64>::max();
    auto mirror = std::make_unique<CaptureMirror>(address, file.fileName(), options);
    if (const auto error = mirror->open())
        return *error;
    std::unique_ptr<MirrorReader> reader(new MirrorReader(std::move(folder), std::move(mirror)));
    auto opened = SqliteReader::openFile(file.fileName());
    if (auto *const error = std::get_if<CaptureError>(&opened))
        return std::move(*error);
    reader->m_file = std::get<0>(std::move(opened));
    if (!reader->copyAll())
        return *reader->lastError();
    return std::unique_ptr<CaptureReader>(std::move(reader));
}

MirrorReader::MirrorReader(std::unique_ptr<QTemporaryDir> folder, std::unique_ptr<CaptureMirror> mirror)
    : m_folder(std::move(folder))
    , m_mirror(std::move(mirror))
{}

MirrorReader::~MirrorReader() = default;

bool MirrorReader::copyAll() const
{
    for (;;) {
        switch (m_mirror->step()) {
        case CaptureMirror::Step::More:
            continue;
        case CaptureMirror::Step::Idle:
        case CaptureMirror::Step::Copied:
            return true;
        case CaptureMirror::Step::Away:
            return fail(CaptureError{CaptureError::Kind::CannotRead, path(), m_mirror->problem()});
        case CaptureMirror::Step::Failed:
            return fail(*m_mirror->error());
        }
    }
}

quint64 MirrorReader::dataVersion() const
{
    if (!copyAll())
        return 0;
    return m_file->dataVersion();
}

template<typename Rows>
Rows MirrorReader::checked(Rows rows) const
{
    if (const auto error = m_file->takeError())
        fail(*error);
    return rows;
}

CaptureReader::ConnectionChanges MirrorReader::connectionsChangedSince(quint64 revision) const
{
    return checked(m_file->connectionsChangedSince(revision));
}

std::vector<ConnectionRecord> MirrorReader::connectionRecords(RelayCore::ConnectionId after, quint32 count) const
{
    return checked(m_file->connectionRecords(after, count));
}

std::vector<MessageRow> MirrorReader::messages(MessageId first, quint32 count) const
{
    return checked(m_file->messages(first, count));
}

std::vector<MessageRow> MirrorReader::messageMetadata(MessageId first, quint32 count, qint64 mostBytes) const
{
    return checked(m_file->messageMetadata(first, count, mostBytes));
}

std::vector<MessageRow> MirrorReader::messageHeads(MessageId first, quint32 count) const
{
    return checked(m_file->messageHeads(first, count));
}

std::vector<MessageId> MirrorReader::messageIds(RelayCore::ConnectionId connection, MessageId after) const
{
    return checked(m_file->messageIds(connection, after));
}

std::vector<MessageRow> MirrorReader::messagesOf(RelayCore::ConnectionId connection, MessageId after,
                                                 quint32 count) const
{
    return checked(m_file->messagesOf(connection, after, count));
}

bool MirrorReader::forEachByTime(const std::function<bool(MessageRow &&)> &take) const
{
    return checked(m_file->forEachByTime(take));
}

std::vector<CaptureReader::Payload> MirrorReader::payloads(MessageId first, quint32 count) const
{
    return checked(m_file->payloads(first, count));
}

std::optional<CaptureError> MirrorReader::saveAs(const QString &path) const
{
    return m_file->saveAs(path);
}

} // namespace Inspector
