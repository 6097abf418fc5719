// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/capturestore.h"
#include "relaycore/protocol/codec.h"

#include <unordered_map>
#include <unordered_set>

namespace Inspector {

/// Turns wire events into rows of a store. What the writer's thread does, without the thread.
///
/// \par Threads  one.
/// \par Errors   a step that fails returns false; the reason is in CaptureStore::error(). Nothing works after that.
class CaptureRowWriter
{
public:
    /// Writes into \a store, which outlives this object.
    explicit CaptureRowWriter(CaptureStore &store);
    ~CaptureRowWriter();
    Q_DISABLE_COPY_MOVE(CaptureRowWriter)

    bool begin();
    bool add(const RelayCore::WireEvent &event);
    bool commit();

private:
    struct Connection
    {
        ConnectionRow row;
        bool dirty = false;
    };

    Connection *connection(const RelayCore::WireEvent &event);
    /// Its row is written with the next commit.
    void touch(Connection &connection);
    /// Likewise, and it is news beyond a message count.
    void change(Connection &connection);

    bool store(const RelayCore::WireEvent &event, const RelayCore::SourceStarted &started);
    bool store(const RelayCore::WireEvent &event, const RelayCore::StateChanged &changed);
    bool store(const RelayCore::WireEvent &event, const RelayCore::ConnectionOpened &opened);
    bool store(const RelayCore::WireEvent &event, const RelayCore::TlsEstablished &tls);
    bool store(const RelayCore::WireEvent &event, const RelayCore::HandshakeRequest &request);
    bool store(const RelayCore::WireEvent &event, const RelayCore::HandshakeResponse &response);
    bool store(const RelayCore::WireEvent &event, const RelayCore::WireMessage &message);
    bool store(const RelayCore::WireEvent &event, const RelayCore::ControlFrame &frame);
    bool store(const RelayCore::WireEvent &event, const RelayCore::ProtocolViolation &violation);
    bool store(const RelayCore::WireEvent &event, const RelayCore::ConnectionClosed &closed);
    bool store(const RelayCore::WireEvent &event, const RelayCore::EventsLost &lost);
    bool store(Connection &connection, MessageRow row);

    CaptureStore &m_store;
    RelayCore::Decoder m_decoder;
    std::unordered_map<RelayCore::SourceId, SourceRow> m_sources;
    std::unordered_map<RelayCore::ConnectionId, Connection> m_connections;
    std::unordered_set<RelayCore::ConnectionId> m_dirty; ///< Rows to write with the next commit.
    MessageId m_lastMessage = 0;
    quint64 m_revision = 0;   ///< Of the current transaction.
    bool m_otherRows = false; ///< The current transaction holds something besides messages.
};

} // namespace Inspector
