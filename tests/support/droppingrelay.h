// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/rawserver.h"

#include <QtCore/QObject>

#include <functional>
#include <memory>

namespace TestSupport {

/// A relay below WebSocket that registers everybody, reads their messages, and drops each connection after a while.
///
/// It forwards nothing and keeps nothing. Its socket buffers are small, so that much of what a busy client sends is
/// still on the client's side when the connection goes.
/// \par Threads  one thread with an event loop.
class DroppingRelay : public QObject
{
    Q_OBJECT

public:
    /// How a connection is dropped. There is never a close frame.
    enum class Drop : quint8 {
        /// It says that it will send no more, and reads on until the client hangs up: what the client's system has
        /// accepted arrives.
        AfterReadingAll,
        /// It resets the connection: what was under way in either system is lost.
        AtOnce,
    };
    Q_ENUM(Drop)

    /// \param messagesBeforeDrop  asked once per connection.
    DroppingRelay(Drop drop, std::function<int()> messagesBeforeDrop);
    ~DroppingRelay() override;

    [[nodiscard]] QUrl address() const { return m_server.address(); }
    [[nodiscard]] int connections() const { return m_server.connections(); }
    [[nodiscard]] int drops() const { return m_drops; }
    /// Connections whose end has not been read yet.
    [[nodiscard]] int openConnections() const { return m_open; }

Q_SIGNALS:
    /// A whole message after the registration; \a connection counts from 1.
    void received(int connection, const QByteArray &text);

private:
    class Connection;

    std::function<int()> m_messagesBeforeDrop;
    Drop m_drop;
    int m_drops = 0;
    int m_open = 0;
    RawServer m_server;
};

} // namespace TestSupport
