// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/sources/localrelayclients.h"

#include "relaycore/protocol/closecode.h"
#include "relaycore/server/relayserver.h"

#include <chrono>
#include <utility>

namespace Inspector {

using namespace std::chrono_literals;
using RelayCore::RegisteredClient;
using RelayCore::RelayServer;

namespace {

constexpr auto interval = 100ms;

quint16 portOf(const QString &address)
{
    return address.sliced(address.lastIndexOf(u':') + 1).toUShort();
}

} // namespace

LocalRelayClients::LocalRelayClients(const RelayServer &server, QObject *parent)
    : QObject(parent)
    , m_server(server)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(interval);
    connect(&m_timer, &QTimer::timeout, this, &LocalRelayClients::flush);
    connect(&server, &RelayServer::clientRegistered, this, &LocalRelayClients::update);
    connect(&server, &RelayServer::clientUnregistered, this, &LocalRelayClients::onUnregistered);
    connect(&server, &RelayServer::messageForwarded, this, &LocalRelayClients::update);
    connect(&server, &RelayServer::messageReturned, this, &LocalRelayClients::update);
}

void LocalRelayClients::addOrigin(RelayCore::ConnectionId connection, quint16 port, const QString &address)
{
    m_origins.insert(port, {connection, address});
}

void LocalRelayClients::end()
{
    if (std::exchange(m_ended, true))
        return;
    m_server.disconnect(this);
    const QList<RegisteredClient> clients = m_server.clients();
    for (const RegisteredClient &client : clients)
        onUnregistered(client, quint16(RelayCore::CloseCode::GoingAway));
    flush();
}

void LocalRelayClients::flush()
{
    m_timer.stop();
    if (m_pending.isEmpty())
        return;
    m_placeOf.clear();
    Q_EMIT changed(std::exchange(m_pending, {}));
}

LocalRelayClient &LocalRelayClients::update(const RegisteredClient &client)
{
    if (!m_timer.isActive())
        m_timer.start();
    const auto known = m_placeOf.constFind(client.uuid);
    const qsizetype place = known == m_placeOf.cend() ? m_pending.size() : *known;
    if (place == m_pending.size()) {
        m_placeOf.insert(client.uuid, place);
        m_pending.emplaceBack();
    }
    LocalRelayClient &pending = m_pending[place];
    if (!pending.registered || pending.client.since != client.since) {
        // Another registration than the one that waits to be reported, or none waits.
        const Origin origin = m_origins.value(portOf(client.address), {0, client.address});
        pending.client = client;
        pending.client.address = origin.address;
        pending.connection = origin.connection;
        pending.registered = true;
    }
    pending.client.name = client.name;
    pending.client.messages = client.messages;
    return pending;
}

void LocalRelayClients::onUnregistered(const RegisteredClient &client, quint16 closeCode)
{
    LocalRelayClient &pending = update(client);
    pending.registered = false;
    pending.close = {closeCode, QDateTime::currentDateTimeUtc()};
}

} // namespace Inspector
