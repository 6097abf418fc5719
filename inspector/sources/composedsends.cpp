// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/sources/composedsends.h"

#include "relaycore/protocol/codec.h"

#include <QtWebSockets/QWebSocket>

#include <algorithm>
#include <utility>

namespace Inspector {

using RelayCore::PeerConnection;
using RelayCore::RelayClient;
using Kind = ComposeOutcome::Kind;

namespace {

/// A relay returns at once, so only the newest ones can still come back.
constexpr std::size_t maxPending = 64;

} // namespace

ComposedSends::ComposedSends(RelayClient *client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
    connect(client, &RelayClient::messageReturned, this, &ComposedSends::onReturned);
    connect(client, &RelayClient::messageReceived, this, [this] { m_last = 0; });
    connect(client, &RelayClient::registered, this, [this] {
        m_pending.clear();
        m_last = 0;
    });
}

void ComposedSends::send(quint64 ticket, const QByteArray &payload, bool isBinary)
{
    QWebSocket *socket = m_client->webSocket();
    if (m_client->state() != RelayClient::State::Ready || !socket) {
        Q_EMIT outcome({ticket, Kind::NotSent, tr("The client is not registered.")});
        return;
    }
    if (isBinary)
        socket->sendBinaryMessage(payload);
    else
        socket->sendTextMessage(QString::fromUtf8(payload));
    m_last = ticket;
    const RelayCore::DecodeResult decoded = RelayCore::decode(payload);
    if (const auto *message = std::get_if<RelayCore::RelayMessage>(&decoded); message && !isBinary) {
        if (const auto *peer = std::get_if<PeerConnection>(message)) {
            if (m_pending.size() == maxPending)
                m_pending.erase(m_pending.begin());
            m_pending.push_back({ticket, *peer});
        }
    }
    Q_EMIT outcome({ticket, Kind::Sent, {}});
}

void ComposedSends::onReturned(const PeerConnection &message)
{
    m_last = 0;
    PeerConnection original = message;
    const auto found = std::ranges::find_if(m_pending, [&original](const Pending &pending) {
        original.error = pending.message.error;
        return pending.message == original;
    });
    if (found == m_pending.end())
        return;
    const quint64 ticket = found->ticket;
    m_pending.erase(found);
    Q_EMIT outcome({ticket, Kind::Returned, message.errorText()});
}

void ComposedSends::connectionLost(const QString &reason)
{
    m_pending.clear();
    if (const quint64 ticket = std::exchange(m_last, 0); ticket != 0)
        Q_EMIT outcome({ticket, Kind::Closed, reason});
}

} // namespace Inspector
