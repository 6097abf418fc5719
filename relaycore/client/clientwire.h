// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/attempt.h"
#include "relaycore/client/relayclient.h"
#include "relaycore/wire/wireobserver.h"

namespace RelayCore {

/// Tells a client's observer what goes over the wire, as far as QWebSocket lets it be seen. Internal to this module.
///
/// An attempt that never got a TCP connection has put nothing on the wire; it shows as a change of state only.
class ClientWire
{
public:
    void setObserver(WireObserver *observer, SourceId source);
    [[nodiscard]] bool isObserved() const { return m_observer != nullptr; }

    void stateChanged(RelayClient::State state, const QString &detail);
    void requestSent(const Attempt &attempt, const QUrl &address, const HeaderList &headers);
    void message(const Attempt &attempt, Direction direction, Opcode opcode, const QByteArray &payload);
    /// A ping of ours, or the pong that answers it; QWebSocket hides the peer's pings.
    void keepalive(const Attempt &attempt, Direction direction, const QByteArray &nonce);
    void closeFrame(const Attempt &attempt, Direction direction, quint16 code, const QString &reason);
    void closed(const Attempt &attempt, ConnectionClosed::By by, const RelayError &error);

private:
    void tell(ConnectionId connection, WirePayload payload);

    WireObserver *m_observer = nullptr;
    SourceId m_source = 0;
};

} // namespace RelayCore
