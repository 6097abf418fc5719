// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/mirrorreader.h"

#include <QtCore/QFile>

#include <limits>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

/// All: a program in a terminal reads what it was asked for, however long that takes.
CaptureMirror::Options wholeDatabase()
{
    CaptureMirror::Options options;
    options.titles = true;
    options.messages = std::numeric_limits<quint64>::max();
    return options;
}

} // namespace

std::optional<CaptureError> MirrorReader::copyDatabase(const DatabaseAddress &address, const QString &file)
{
    CaptureMirror mirror(address, file, wholeDatabase());
    if (auto error = mirror.open())
        return error;
    if (auto error = mirror.copyAll())
        return error;
    return mirror.finish();
}

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
    auto mirror = std::make_unique<CaptureMirror>(address, file.fileName(), wholeDatabase());
    if (const auto error = mirror->open())
        return *error;
    std::unique_ptr<MirrorReader> reader(new MirrorReader(std::move(folder), std::move(mirror)));
    if (auto error = reader->setFile(file.fileName()))
        return *std::move(error);
    if (!reader->copyAll())
        return *reader->lastError();
    return std::unique_ptr<CaptureReader>(std::move(reader));
}

MirrorReader::MirrorReader(std::unique_ptr<QTemporaryDir> folder, std::unique_ptr<CaptureMirror> mirror)
    : m_folder(std::move(folder))
    , m_mirror(std::move(mirror))
{}

MirrorReader::~MirrorReader()
{
    closeFile(); // Before its folder is removed.
}

bool MirrorReader::copyAll() const
{
    const auto error = m_mirror->copyAll();
    return !error || fail(*error);
}

quint64 MirrorReader::dataVersion() const
{
    return copyAll() ? SqliteReader::dataVersion() : 0;
}

} // namespace Inspector
