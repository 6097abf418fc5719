// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/messageinsert.h"

#include "inspector/capture/rowtext.h"
#include "inspector/capture/schema.h"

#include <utility>

namespace Inspector {

MessageInsert::MessageInsert(QSqlDatabase database)
    : m_database(std::move(database))
{}

bool MessageInsert::insert(const MessageRow &row)
{
    // What is no UTF-8 stays a blob: most database tools refuse broken text.
    const bool text = row.opcode == RelayCore::Opcode::Text && !row.isOpaque() && row.payload.isValidUtf8();
    const auto [shaped, added] = m_queries.try_emplace(Schema::messageShape(row, text), m_database);
    QSqlQuery &query = shaped->second;
    if (added && !query.prepare(Schema::insertMessage(row, text))) {
        m_error = query.lastError();
        return false;
    }
    RowText::bind(query, row);
    if (query.exec())
        return true;
    m_error = query.lastError();
    return false;
}

} // namespace Inspector
