// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/capturemirror.h"
#include "inspector/capture/sqlitereader.h"

#include <QtCore/QTemporaryDir>

namespace Inspector {

/// Reads all captures of a database as one: from a copy in a temporary folder, which goes with the reader.
///
/// open() copies what there is, and dataVersion() what has been added since. Titles of sources begin with the host and
/// the name of their capture.
class MirrorReader final : public SqliteReader
{
public:
    [[nodiscard]] static std::variant<std::unique_ptr<CaptureReader>, CaptureError>
    openDatabase(const DatabaseAddress &address);
    /// Copies all captures of the database once, into the empty file \a file, as openDatabase() does. Returns why that
    /// is not possible.
    [[nodiscard]] static std::optional<CaptureError> copyDatabase(const DatabaseAddress &address, const QString &file);
    ~MirrorReader() override;

    [[nodiscard]] QString path() const override { return m_mirror->address().text(); }
    [[nodiscard]] quint64 dataVersion() const override;

private:
    MirrorReader(std::unique_ptr<QTemporaryDir> folder, std::unique_ptr<CaptureMirror> mirror);
    /// Copies what is new. Returns false, with an error set, where that is not possible.
    bool copyAll() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<CaptureMirror> m_mirror;
};

} // namespace Inspector
