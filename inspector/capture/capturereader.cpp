// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/capturereader.h"

#include "inspector/capture/captureaddress.h"
#include "inspector/capture/mirrorreader.h"
#include "inspector/capture/postgresreader.h"
#include "inspector/capture/sqlitereader.h"

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

CaptureReader::CaptureReader() = default;
CaptureReader::~CaptureReader() = default;

std::variant<std::unique_ptr<CaptureReader>, CaptureError> CaptureReader::open(const QString &where)
{
    if (!isDatabaseAddress(where))
        return SqliteReader::openFile(where);
    const auto parsed = DatabaseAddress::parse(where);
    if (const auto *const problem = std::get_if<QString>(&parsed))
        return CaptureError{CaptureError::Kind::BadAddress, displayedAddress(where), *problem};
    const auto &address = std::get<DatabaseAddress>(parsed);
    if (address.capture.isEmpty())
        return MirrorReader::openDatabase(address);
    return PostgresReader::openCapture(address);
}

QList<ConnectionRow> CaptureReader::connections() const
{
    return connectionsChangedSince(0).rows;
}

CaptureReader::MessageCounts CaptureReader::messageCountsSince(quint64 revision) const
{
    const ConnectionChanges changes = connectionsChangedSince(revision);
    MessageCounts result{{}, changes.revision};
    for (const ConnectionRow &row : changes.rows)
        result.counts.emplace_back(row.id, row.messages);
    return result;
}

QList<StateRow> CaptureReader::states(RelayCore::SourceId source) const
{
    QList<StateRow> rows = states();
    rows.removeIf([source](const StateRow &row) { return row.source != source; });
    return rows;
}

std::optional<MessageRow> CaptureReader::message(MessageId id) const
{
    std::vector<MessageRow> rows = messages(id, 1);
    if (rows.empty())
        return std::nullopt;
    return std::move(rows.front());
}

std::optional<CaptureError> CaptureReader::lastError() const
{
    return m_error;
}

std::optional<CaptureError> CaptureReader::takeError() const
{
    return std::exchange(m_error, std::nullopt);
}

bool CaptureReader::fail(const CaptureError &error) const
{
    if (!m_error)
        m_error = error;
    return false;
}

} // namespace Inspector
