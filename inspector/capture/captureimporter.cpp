// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/captureimporter.h"

#include "inspector/capture/rowtext.h"
#include "inspector/capture/schema.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <limits>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

CaptureImporter::CaptureImporter(const QString &path)
    : m_path(path)
    , m_database(path, Sqlite::Database::Access::ReadWrite)
    , m_insertMessage(m_database.handle())
    , m_upsertSource(m_database.handle())
    , m_upsertConnection(m_database.handle())
    , m_insertState(m_database.handle())
    , m_insertLost(m_database.handle())
{
    if (!m_database.isOpen() || !Schema::createTables(m_database) || !Sqlite::startBulk(m_database)
        || !m_database.run(u"BEGIN"_s)) {
        m_error = CaptureError{CaptureError::Kind::CannotCreate, m_path, m_database.reason()};
        return;
    }
    (void)(prepare(m_upsertSource, Schema::upsertSource()) && prepare(m_upsertConnection, Schema::upsertConnection())
           && prepare(m_insertState, Schema::insertState()) && prepare(m_insertLost, Schema::insertLost()));
}

CaptureImporter::~CaptureImporter() = default;

bool CaptureImporter::prepare(QSqlQuery &query, const QString &statement)
{
    if (query.prepare(statement))
        return true;
    m_error = CaptureError{CaptureError::Kind::CannotCreate, m_path, Sqlite::reasonOf(query.lastError())};
    return false;
}

bool CaptureImporter::run(QSqlQuery &query)
{
    if (m_error)
        return false;
    if (query.exec())
        return true;
    m_error = CaptureError{CaptureError::Kind::CannotWrite, m_path, Sqlite::reasonOf(query.lastError())};
    return false;
}

bool CaptureImporter::run(const QString &statement)
{
    if (m_error)
        return false;
    if (m_database.run(statement))
        return true;
    m_error = CaptureError{CaptureError::Kind::CannotWrite, m_path, m_database.reason()};
    return false;
}

bool CaptureImporter::add(const SourceRow &row)
{
    RowText::bind(m_upsertSource, RowText::values(row));
    return run(m_upsertSource);
}

bool CaptureImporter::add(const StateRow &row)
{
    RowText::bind(m_insertState, RowText::values(row));
    return run(m_insertState);
}

bool CaptureImporter::add(const LostRow &row)
{
    RowText::bind(m_insertLost, RowText::values(row));
    return run(m_insertLost);
}

bool CaptureImporter::add(const ConnectionRecord &record)
{
    // Readers ask for what is newer than revision 0.
    RowText::bind(m_upsertConnection, RowText::values(record.row, std::max<quint64>(record.revision, 1)));
    return run(m_upsertConnection);
}

bool CaptureImporter::add(MessageRow row)
{
    if (m_error)
        return false;
    if (m_lastMessage == std::numeric_limits<MessageId>::max()) {
        m_error = CaptureError{CaptureError::Kind::CannotWrite, m_path,
                               QCoreApplication::translate("Inspector::CaptureImporter",
                                                           "a capture holds at most 4,294,967,295 messages")};
        return false;
    }
    row.id = m_lastMessage + 1;
    if (!m_insertMessage.insert(row)) {
        m_error = CaptureError{CaptureError::Kind::CannotWrite, m_path, Sqlite::reasonOf(m_insertMessage.error())};
        return false;
    }
    ++m_lastMessage;
    return true;
}

bool CaptureImporter::finish()
{
    return run(u"UPDATE connection SET messages = "
               "(SELECT count(*) FROM message WHERE message.connection = connection.id)"_s)
           && run(u"COMMIT"_s) && run(u"PRAGMA journal_mode = DELETE"_s);
}

} // namespace Inspector
