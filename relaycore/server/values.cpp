// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/protocol/debugvalue.h"
#include "relaycore/server/registeredclient.h"
#include "relaycore/server/relayserveroptions.h"

// How the server's public values are written.
namespace RelayCore {

QDebug operator<<(QDebug debug, const RegisteredClient &client)
{
    DebugValue(debug, "RegisteredClient")
        .field("uuid", client.uuid)
        .field("name", client.name)
        .field("user", client.user)
        .field("address", client.address)
        .field("since", client.since)
        .field("messages", client.messages);
    return debug;
}

char *toString(const RegisteredClient &client)
{
    return debugText(client);
}

QDebug operator<<(QDebug debug, const RelayServerLimits &limits)
{
    DebugValue(debug, "RelayServerLimits")
        .field("messageBytes", limits.messageBytes)
        .field("nameBytes", limits.nameBytes)
        .field("headerBytes", limits.headerBytes)
        .field("handshake", limits.handshake)
        .field("connections", limits.connections)
        .field("connectionsPerAddress", limits.connectionsPerAddress)
        .field("messagesPerSecond", limits.messagesPerSecond)
        .field("unsentBytes", limits.unsentBytes);
    return debug;
}

char *toString(const RelayServerLimits &limits)
{
    return debugText(limits);
}

} // namespace RelayCore
