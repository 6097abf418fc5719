// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/relayclient.h"

#include "relaycore/client/relayclient_p.h"
#include "relaycore/tap/tap.h"

#include <utility>

namespace RelayCore {

RelayClient::RelayClient(RelayClientOptions options, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<RelayClientPrivate>(this, options))
{
    Tap::openIfRequested();
    // For queued connections and signal spies of applications that never name these types.
    qRegisterMetaType<RelayError>();
    qRegisterMetaType<RelayMetrics>();
    qRegisterMetaType<RelayMessage>();
    qRegisterMetaType<PeerConnection>("RelayCore::PeerConnection");
    qRegisterMetaType<SendOutcome>("RelayCore::SendOutcome");
    qRegisterMetaType<SendId>("RelayCore::SendId");
    qRegisterMetaType<std::chrono::milliseconds>("std::chrono::milliseconds");
}

RelayClient::~RelayClient() = default;

QUrl RelayClient::address() const
{
    return d->options.address;
}

QString RelayClient::name() const
{
    return d->options.name;
}

QUuid RelayClient::uuid() const
{
    return d->options.uuid;
}

RelayClient::State RelayClient::state() const
{
    return d->state;
}

RelayError RelayClient::lastError() const
{
    return d->lastError;
}

qsizetype RelayClient::queuedMessages() const
{
    return d->queuedMessages();
}

bool RelayClient::isReconnectEnabled() const
{
    return d->options.reconnect;
}

void RelayClient::setReconnectEnabled(bool enabled)
{
    if (d->options.reconnect == enabled)
        return;
    d->setReconnectEnabled(enabled);
    Q_EMIT reconnectEnabledChanged(enabled);
}

RelayMetrics RelayClient::metrics() const
{
    return d->metrics();
}

QWebSocket *RelayClient::webSocket() const
{
    return d->session && d->session->isOpen() ? d->session->socket() : nullptr;
}

QFuture<ConnectResult> RelayClient::connectToRelay(Retry retry)
{
    return d->connectToRelay(retry);
}

QFuture<SendResult> RelayClient::send(const RelayMessage &message, const SendOptions &options, SendId *id)
{
    return d->submit(message, options, id);
}

bool RelayClient::cancel(SendId id)
{
    return d->cancel(id);
}

QFuture<ReceiveResult> RelayClient::receive()
{
    return d->receive();
}

QFuture<CloseResult> RelayClient::close(std::chrono::milliseconds drain)
{
    return d->close(drain);
}

void RelayClient::setTokenProvider(TokenProvider provider)
{
    d->setTokenProvider(std::move(provider));
}

void RelayClient::reconnectNow()
{
    d->reconnectNow();
}

void RelayClient::setWireObserver(WireObserver *observer, SourceId source)
{
    d->wire.setObserver(observer, source);
}

} // namespace RelayCore
