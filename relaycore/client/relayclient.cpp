// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/relayclient.h"

#include "relaycore/client/relayclient_p.h"
#include "relaycore/tap/tap.h"

#include <QtCore/QPointer>

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

RelayClientOptions RelayClient::options() const
{
    if (!d->isOwnThread("options"))
        return {};
    RelayClientOptions options = d->options;
    if (!d->hasOwnPolicy)
        options.backoffPolicy = {}; // made from options.backoff, which the caller may change
    return options;
}

bool RelayClient::setOptions(const RelayClientOptions &options)
{
    if (!d->isOwnThread("setOptions"))
        return false;
    const bool wasReconnecting = d->options.reconnect;
    if (!d->setOptions(options))
        return false;
    const QPointer<RelayClient> alive(this);
    Q_EMIT optionsChanged();
    if (alive && d->options.reconnect != wasReconnecting)
        Q_EMIT reconnectEnabledChanged(d->options.reconnect);
    return true;
}

QUrl RelayClient::address() const
{
    return d->identity().address;
}

QString RelayClient::name() const
{
    return d->identity().name;
}

QUuid RelayClient::uuid() const
{
    return d->identity().uuid;
}

RelayClient::State RelayClient::state() const
{
    return d->state;
}

RelayError RelayClient::lastError() const
{
    return d->isOwnThread("lastError") ? d->lastError : RelayError{};
}

QDateTime RelayClient::retryAt() const
{
    return d->isOwnThread("retryAt") ? d->retryAt : QDateTime{};
}

qsizetype RelayClient::queuedMessages() const
{
    return d->isOwnThread("queuedMessages") ? d->queuedMessages() : 0;
}

bool RelayClient::isReconnectEnabled() const
{
    return d->isOwnThread("isReconnectEnabled") && d->options.reconnect;
}

void RelayClient::setReconnectEnabled(bool enabled)
{
    d->inOwnThread([this, enabled] {
        if (d->options.reconnect == enabled)
            return;
        d->setReconnectEnabled(enabled);
        Q_EMIT reconnectEnabledChanged(enabled);
    });
}

RelayMetrics RelayClient::metrics() const
{
    return d->isOwnThread("metrics") ? d->metrics() : RelayMetrics{};
}

QWebSocket *RelayClient::webSocket() const
{
    return d->isOwnThread("webSocket") && d->session && d->session->isOpen() ? d->session->socket() : nullptr;
}

QFuture<ConnectResult> RelayClient::connectToRelay(Retry retry)
{
    const auto promise = std::make_shared<Promise<ConnectResult>>();
    auto future = promise->future();
    d->inOwnThread([this, promise, retry] { d->connectToRelay(promise, retry); });
    return future;
}

QFuture<SendResult> RelayClient::send(const RelayMessage &message, const SendOptions &options, SendId *id)
{
    const auto send = d->submit(message, options, true);
    if (id)
        *id = send->id;
    return send->promise->future();
}

SendId RelayClient::post(const RelayMessage &message, const SendOptions &options)
{
    return d->submit(message, options, false)->id;
}

bool RelayClient::cancel(SendId id)
{
    return d->isOwnThread("cancel") && d->cancel(id);
}

QFuture<ReceiveResult> RelayClient::receive()
{
    const auto promise = std::make_shared<Promise<ReceiveResult>>();
    auto future = promise->future();
    d->inOwnThread([this, promise] { d->receive(promise); });
    return future;
}

QFuture<CloseResult> RelayClient::close(std::chrono::milliseconds drain)
{
    const auto promise = std::make_shared<Promise<CloseResult>>();
    auto future = promise->future();
    d->inOwnThread([this, promise, drain] { d->close(promise, drain); });
    return future;
}

void RelayClient::setTokenProvider(TokenProvider provider)
{
    d->inOwnThread([this, provider = std::move(provider)] { d->setTokenProvider(provider); });
}

void RelayClient::reconnectNow()
{
    d->inOwnThread([this] { d->reconnectNow(); });
}

void RelayClient::setWireObserver(WireObserver *observer, quint32 source)
{
    if (d->isOwnThread("setWireObserver"))
        d->wire.setObserver(observer, source);
}

} // namespace RelayCore
