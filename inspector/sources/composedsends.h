// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/transport/composeoutcome.h"
#include "relaycore/client/relayclient.h"

#include <QtCore/QObject>

#include <vector>

namespace Inspector {

/// Sends messages that a person composed through a client, byte for byte: past its queue, which takes relay messages
/// only. Reports what becomes of them.
///
/// \par Threads  the client's.
class ComposedSends final : public QObject
{
    Q_OBJECT

public:
    /// \param client  outlives the object.
    explicit ComposedSends(RelayCore::RelayClient *client, QObject *parent = nullptr);

    void send(quint64 ticket, const QByteArray &payload, bool isBinary);
    /// Call this when the client has lost its connection, with the reason.
    void connectionLost(const QString &reason);

Q_SIGNALS:
    /// Emitted at most twice for a message: Sent, then Returned or Closed.
    void outcome(const Inspector::ComposeOutcome &outcome);

private:
    struct Pending
    {
        quint64 ticket = 0;
        RelayCore::PeerConnection message;
    };

    void onReturned(const RelayCore::PeerConnection &message);

    RelayCore::RelayClient *m_client;
    std::vector<Pending> m_pending; ///< That may be returned; the newest ones.
    quint64 m_last = 0;             ///< Sent, and nothing was received since; 0: none.
};

} // namespace Inspector
