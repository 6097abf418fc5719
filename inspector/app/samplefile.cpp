// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/app/samplefile.h"

#include "inspector/capture/systemerror.h"

#include <QtCore/QFile>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

std::variant<QString, SampleFile::Problem> SampleFile::path()
{
    if (!m_folder)
        m_folder = std::make_unique<QTemporaryDir>();
    if (!m_folder->isValid())
        return Problem{translatedSystemError(m_folder->errorString())};
    const QString path = m_folder->filePath(u"sample.relaycap"_s);
    if (QFile::exists(path))
        return path;
    // SQLite opens files only.
    QFile sample(u":/sample.relaycap"_s);
    if (!sample.copy(path) || !QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner))
        return Problem{translatedSystemError(sample.errorString())};
    return path;
}

bool SampleFile::is(const QString &path) const
{
    return m_folder && path.startsWith(m_folder->path());
}

} // namespace Inspector
