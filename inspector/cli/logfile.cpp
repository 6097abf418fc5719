// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/logfile.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

constexpr int daysInWeek = 7;

/// The first Sunday's midnight, local time, after \a moment.
QDateTime rolloverAfter(const QDateTime &moment)
{
    const QDate day = moment.toLocalTime().date();
    return day.addDays(daysInWeek - day.dayOfWeek() % daysInWeek).startOfDay();
}

} // namespace

LogFile::LogFile(const QString &directory)
    : m_directory(directory)
    , m_file(QDir(directory).filePath(u"server.log"_s))
{}

QString LogFile::open(const QDateTime &now)
{
    if (!QDir().mkpath(m_directory))
        return u"Cannot make the log directory %1."_s.arg(m_directory);
    const QFileInfo former(m_file.fileName());
    // A file that was left behind weeks ago is set aside with the first line that follows.
    m_rollover = rolloverAfter(former.exists() && former.size() > 0 ? former.lastModified() : now);
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered))
        return u"Cannot write the log %1: %2."_s.arg(m_file.fileName(), m_file.errorString());
    return {};
}

QString LogFile::write(const QByteArray &lines, const QDateTime &now)
{
    if (now >= m_rollover) {
        const QString former = m_file.fileName() + u'.' + m_rollover.date().addDays(-daysInWeek).toString(Qt::ISODate);
        m_file.close();
        QFile::remove(former);
        QFile::rename(m_file.fileName(), former);
        if (QString reason = open(now); !reason.isEmpty())
            return reason;
    }
    if (m_file.write(lines) != lines.size())
        return u"Cannot write the log %1: %2."_s.arg(m_file.fileName(), m_file.errorString());
    return {};
}

} // namespace Inspector
