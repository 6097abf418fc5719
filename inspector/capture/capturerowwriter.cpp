// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/capturerowwriter.h"

#include "inspector/capture/messageinterpretation.h"
#include "inspector/capture/rowtext.h"
#include "inspector/capture/schema.h"

#include <QtCore/QTemporaryFile>

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

using namespace RelayCore;

namespace {

/// What a message takes in the log besides its payload.
constexpr qsizetype messageBytes = 128;

} // namespace

CaptureRowWriter::CaptureRowWriter(const QString &path)
    : m_path(path)
    , m_database(path, Sqlite::Database::Access::ReadWrite)
    , m_insertMessage(m_database.handle())
    , m_upsertSource(m_database.handle())
    , m_upsertConnection(m_database.handle())
    , m_selectConnection(m_database.handle())
    , m_insertState(m_database.handle())
    , m_insertLost(m_database.handle())
    , m_checkpoints(path)
{
    if (!m_database.isOpen() || !createTables()) {
        fail(CaptureError::Kind::CannotCreate, m_database.reason());
        return;
    }
    m_selectConnection.setForwardOnly(true);
    const bool ready = prepare(m_upsertSource, Schema::upsertSource())
                       && prepare(m_upsertConnection, Schema::upsertConnection())
                       && prepare(m_selectConnection, Schema::selectConnections(Schema::version) + u" WHERE id = ?"_s)
                       && prepare(m_insertState, Schema::insertState()) && prepare(m_insertLost, Schema::insertLost());
    if (!ready)
        m_error->kind = CaptureError::Kind::CannotCreate;
}

CaptureRowWriter::~CaptureRowWriter() = default;

bool CaptureRowWriter::createTables()
{
    return Schema::createTables(m_database) && Sqlite::startLog(m_database);
}

bool CaptureRowWriter::prepare(QSqlQuery &query, const QString &statement)
{
    return query.prepare(statement) || fail(CaptureError::Kind::CannotWrite, Sqlite::reasonOf(query.lastError()));
}

bool CaptureRowWriter::run(QSqlQuery &query)
{
    return query.exec() || fail(CaptureError::Kind::CannotWrite, Sqlite::reasonOf(query.lastError()));
}

bool CaptureRowWriter::fail(CaptureError::Kind kind, const QString &detail)
{
    // For a file system that has become read-only SQLite reports only "disk I/O error". The question is asked with
    // another file: to close this one once more would release SQLite's locks on it.
    QTemporaryFile other(m_path + u".XXXXXX"_s);
    const bool isWritable = kind != CaptureError::Kind::CannotWrite || other.open();
    m_error = CaptureError{kind, m_path, isWritable ? detail : u"%1 (%2)"_s.arg(other.errorString(), detail)};
    // A failed statement may have ended the transaction already; then this fails too, which is fine.
    if (std::exchange(m_inTransaction, false))
        m_database.run(u"ROLLBACK"_s);
    return false;
}

bool CaptureRowWriter::begin()
{
    if (!m_database.run(u"BEGIN"_s))
        return fail(CaptureError::Kind::CannotWrite, m_database.reason());
    m_inTransaction = true;
    m_otherRows = false;
    ++m_revision;
    return true;
}

bool CaptureRowWriter::add(const WireEvent &event)
{
    return std::visit([&](const auto &payload) { return store(event, payload); }, event.payload);
}

bool CaptureRowWriter::commit()
{
    for (const ConnectionId id : m_dirty) {
        const auto found = m_connections.find(id);
        RowText::bind(m_upsertConnection, found->second.row, m_revision);
        if (!run(m_upsertConnection))
            return false;
        found->second.dirty = false;
        if (found->second.row.closedNs)
            m_connections.erase(found); // A capture may see millions of connections; only live ones stay in memory.
    }
    m_dirty.clear();
    if (!m_database.run(u"COMMIT"_s))
        return fail(CaptureError::Kind::CannotWrite, m_database.reason());
    m_inTransaction = false;
    m_checkpoints.committed(std::exchange(m_logBytes, 0));
    return true;
}

bool CaptureRowWriter::close()
{
    m_checkpoints.stop();
    return Sqlite::endLog(m_database) || fail(CaptureError::Kind::CannotWrite, m_database.reason());
}

CaptureRowWriter::Connection *CaptureRowWriter::connection(const WireEvent &event)
{
    if (const auto found = m_connections.find(event.connection); found != m_connections.end())
        return &found->second;

    Connection fresh;
    fresh.row.id = event.connection;
    fresh.row.source = event.source;
    fresh.row.openedNs = event.timeNs;
    // Unless it was closed and comes back for a straggler.
    if (!std::holds_alternative<ConnectionOpened>(event.payload)) {
        m_selectConnection.bindValue(0, event.connection);
        if (!run(m_selectConnection))
            return nullptr;
        if (m_selectConnection.next())
            fresh.row = RowText::connectionFrom(m_selectConnection);
        m_selectConnection.finish();
    }
    return &m_connections.emplace(event.connection, std::move(fresh)).first->second;
}

void CaptureRowWriter::change(Connection &connection)
{
    m_otherRows = true;
    touch(connection);
}

void CaptureRowWriter::touch(Connection &connection)
{
    if (!std::exchange(connection.dirty, true))
        m_dirty.insert(connection.row.id);
}

bool CaptureRowWriter::store(const WireEvent &event, const SourceStarted &started)
{
    SourceRow &row = m_sources[event.source];
    row.id = event.source;
    row.kind = started.kind;
    row.title = started.title;
    row.listen = started.listen;
    row.upstream = started.upstream;
    m_otherRows = true;
    RowText::bind(m_upsertSource, row);
    return run(m_upsertSource);
}

bool CaptureRowWriter::store(const WireEvent &event, const StateChanged &changed)
{
    SourceRow &row = m_sources[event.source];
    row.id = event.source;
    row.state = changed.state;
    row.stateDetail = changed.detail;
    m_otherRows = true;
    RowText::bind(m_upsertSource, row);
    RowText::bind(m_insertState, StateRow{event.source, event.timeNs, changed.state, changed.detail});
    return run(m_upsertSource) && run(m_insertState);
}

bool CaptureRowWriter::store(const WireEvent &event, const ConnectionOpened &opened)
{
    Connection *const target = connection(event);
    if (!target)
        return false;
    target->row.openedNs = event.timeNs;
    target->row.clientAddress = opened.clientAddress;
    target->row.upstream = opened.upstream;
    change(*target);
    return true;
}

bool CaptureRowWriter::store(const WireEvent &event, const TlsEstablished &tls)
{
    Connection *const target = connection(event);
    if (!target)
        return false;
    if (tls.half == TlsEstablished::Half::Client)
        target->row.clientTls = tls;
    else
        target->row.tls = tls;
    change(*target);
    return true;
}

bool CaptureRowWriter::store(const WireEvent &event, const HandshakeRequest &request)
{
    Connection *const target = connection(event);
    if (!target)
        return false;
    target->row.request = request;
    change(*target);
    return true;
}

bool CaptureRowWriter::store(const WireEvent &event, const HandshakeResponse &response)
{
    Connection *const target = connection(event);
    if (!target)
        return false;
    target->row.response = response;
    change(*target);
    return true;
}

bool CaptureRowWriter::store(const WireEvent &event, const WireMessage &message)
{
    Connection *const target = connection(event);
    if (!target)
        return false;
    MessageRow row;
    row.connection = event.connection;
    row.timeNs = event.timeNs;
    row.direction = message.direction;
    row.opcode = message.opcode;
    row.compressed = message.compressed;
    row.frames = message.frames;
    row.wireBytes = message.wireBytes;
    row.payload = message.payload;
    row.inflatedBytes = message.inflatedBytes;
    row.truncated = message.truncated;
    if (interpretMessage(row, target->row, m_decoder))
        change(*target);
    return store(*target, std::move(row));
}

bool CaptureRowWriter::store(const WireEvent &event, const ControlFrame &frame)
{
    Connection *const target = connection(event);
    if (!target)
        return false;
    MessageRow row;
    row.connection = event.connection;
    row.timeNs = event.timeNs;
    row.direction = frame.direction;
    row.opcode = frame.opcode;
    row.wireBytes = frame.wireBytes;
    row.payload = frame.payload;
    row.kind = kindOfOpcode(frame.opcode);
    if (frame.opcode == Opcode::Close && !target->row.closeDirection) {
        target->row.closeCode = frame.closeCode;
        target->row.closeReason = frame.closeReason;
        target->row.closeDirection = frame.direction;
        change(*target);
    }
    return store(*target, std::move(row));
}

bool CaptureRowWriter::store(const WireEvent &event, const ProtocolViolation &violation)
{
    Connection *const target = connection(event);
    if (!target)
        return false;
    if (target->row.violation.isEmpty())
        target->row.violation = violation.reason;
    change(*target);
    return true;
}

bool CaptureRowWriter::store(const WireEvent &event, const ConnectionClosed &closed)
{
    Connection *const target = connection(event);
    if (!target)
        return false;
    target->row.closedNs = event.timeNs;
    target->row.closed = closed;
    change(*target);
    return true;
}

bool CaptureRowWriter::store(const WireEvent &event, const EventsLost &lost)
{
    m_otherRows = true;
    RowText::bind(m_insertLost, LostRow{event.source, event.connection, event.timeNs, lost.count, lost.reason});
    return run(m_insertLost);
}

bool CaptureRowWriter::store(Connection &connection, MessageRow row)
{
    row.id = m_lastMessage + 1;
    if (!m_insertMessage.insert(row))
        return fail(CaptureError::Kind::CannotWrite, Sqlite::reasonOf(m_insertMessage.error()));
    ++m_lastMessage;
    m_logBytes += row.payload.size() + messageBytes;
    ++connection.row.messages;
    touch(connection);
    return true;
}

} // namespace Inspector
