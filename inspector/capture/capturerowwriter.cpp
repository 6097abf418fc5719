// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/capturerowwriter.h"

#include "inspector/capture/messageinterpretation.h"

#include <utility>

namespace Inspector {

using namespace RelayCore;

CaptureRowWriter::CaptureRowWriter(CaptureStore &store)
    : m_store(store)
{}

CaptureRowWriter::~CaptureRowWriter() = default;

bool CaptureRowWriter::begin()
{
    m_otherRows = false;
    return m_store.begin(++m_revision);
}

bool CaptureRowWriter::add(const WireEvent &event)
{
    return std::visit([&](const auto &payload) { return store(event, payload); }, event.payload);
}

bool CaptureRowWriter::commit()
{
    for (const ConnectionId id : m_dirty) {
        const auto found = m_connections.find(id);
        if (!m_store.write(found->second.row))
            return false;
        found->second.dirty = false;
        if (found->second.row.closedNs)
            m_connections.erase(found); // A capture may see millions of connections; only live ones stay in memory.
    }
    m_dirty.clear();
    return m_store.commit(m_otherRows);
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
        std::optional<ConnectionRow> known;
        if (!m_store.find(event.connection, known))
            return nullptr;
        if (known)
            fresh.row = *std::move(known);
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
    return m_store.write(row);
}

bool CaptureRowWriter::store(const WireEvent &event, const StateChanged &changed)
{
    SourceRow &row = m_sources[event.source];
    row.id = event.source;
    row.state = changed.state;
    row.stateDetail = changed.detail;
    m_otherRows = true;
    return m_store.write(row) && m_store.add(StateRow{event.source, event.timeNs, changed.state, changed.detail});
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
    return m_store.add(LostRow{event.source, event.connection, event.timeNs, lost.count, lost.reason});
}

bool CaptureRowWriter::store(Connection &connection, MessageRow row)
{
    row.id = m_lastMessage + 1;
    if (!m_store.add(row))
        return false;
    ++m_lastMessage;
    ++connection.row.messages;
    touch(connection);
    return true;
}

} // namespace Inspector
