// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/protocol/messages.h"
#include "relaycore/server/clientregistry.h"
#include "relaycore/server/relayserver.h"

#include <QtWebSockets/QWebSocketServer>

namespace RelayCore {

class ServerConnection;

/// Decides what the relay answers. The signals of the RelayServer are the last thing a function does, because a slot
/// may delete the server.
class RelayServerPrivate : public QObject
{
public:
    RelayServerPrivate(RelayServerOptions options, RelayServer &server);
    ~RelayServerPrivate() override;

    [[nodiscard]] QString listen();
    void stop();
    [[nodiscard]] bool isListening() const { return m_listener->isListening(); }
    [[nodiscard]] QUrl url() const;
    [[nodiscard]] QList<RegisteredClient> clients() const;

private:
    void accept();
    void process(ServerConnection *connection, const RelayMessage &message);
    void registerClient(ServerConnection *connection, const RelayRegistration &request);
    void forward(ServerConnection *connection, PeerConnection request);
    void onEnded(ServerConnection *connection, quint16 closeCode);

    RelayServer &m_server;
    RelayServerOptions m_options;
    QWebSocketServer *m_listener; ///< Outlives this object by one turn of the event loop.
    ClientRegistry m_registry;
};

} // namespace RelayCore
