// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/sources/runauthority.h"
#include "inspector/sources/upstreamconnector.h"
#include "relaycore/wire/secretredactor.h"
#include "relaycore/wire/wireobserver.h"

#include <QtCore/QByteArray>
#include <QtCore/QHash>
#include <QtCore/QUrl>

#include <memory>

namespace Inspector {

/// How the connections of one proxy behave.
struct ProxyBehaviour
{
    QUrl upstream; ///< Of a reverse proxy. Empty: the client names it.
    UpstreamOptions connecting;
    bool redact = true;
    bool neverWait = false; ///< See ProxyOptions::neverWait.
};

/// What the connections of one proxy share.
class ProxyContext
{
public:
    /// \param authority  of a forward proxy, otherwise null.
    ProxyContext(ProxyBehaviour behaviour, RelayCore::WireObserver &observer, RelayCore::SourceId source,
                 std::unique_ptr<RunAuthority> authority = {});
    Q_DISABLE_COPY_MOVE(ProxyContext)

    /// Passes an event on to the observer, or counts it as lost.
    void observe(RelayCore::ConnectionId connection, qint64 timeNs, RelayCore::WirePayload payload);
    /// Returns whether sockets are not to be read, because the observer has no room.
    [[nodiscard]] bool waiting() const { return m_full && !m_behaviour.neverWait; }
    /// The observer has room again.
    void resume();
    /// Records the events that were lost since the observer had no room.
    void recordLosses();

    /// Counts connections that wait for their upstream.
    void addConnecting(int change) { m_connecting += change; }
    [[nodiscard]] int connecting() const { return m_connecting; }

    [[nodiscard]] const ProxyBehaviour &behaviour() const { return m_behaviour; }
    /// Returns null for a reverse proxy.
    [[nodiscard]] RunAuthority *authority() const { return m_authority.get(); }
    /// Where a chunk lies between reading and writing; one is enough, because a chunk is never kept.
    [[nodiscard]] QByteArray &scratch() { return m_scratch; }
    /// What the source itself knows to be secret; a connection learns more from its request.
    [[nodiscard]] const RelayCore::SecretRedactor &secrets() const { return m_secrets; }

private:
    void forward(RelayCore::ConnectionId connection, qint64 timeNs, RelayCore::WirePayload payload);
    void recordLoss(RelayCore::ConnectionId connection, quint64 count, qint64 timeNs);

    ProxyBehaviour m_behaviour;
    RelayCore::WireObserver &m_observer;
    std::unique_ptr<RunAuthority> m_authority;
    RelayCore::SecretRedactor m_secrets;
    QByteArray m_scratch;
    QHash<RelayCore::ConnectionId, quint64> m_lost; ///< Events since the observer had no room.
    quint64 m_resumes = 0;
    RelayCore::SourceId m_source;
    int m_connecting = 0;
    bool m_full = false;
};

} // namespace Inspector
