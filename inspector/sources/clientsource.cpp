// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/sources/clientsource.h"

#include "inspector/sources/composedsends.h"
#include "inspector/sources/proxysource.h"
#include "inspector/sources/sourcerewriter.h"
#include "inspector/transport/upgradehead.h"

#include <QtCore/QFutureWatcher>

#include <algorithm>
#include <optional>
#include <utility>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using RelayCore::CloseCategory;
using RelayCore::ConnectionClosed;
using RelayCore::RelayClient;
using RelayCore::RelayError;

namespace {

// The proxy shall be the one that gives up: its reason is the better one.
constexpr auto clientPatience = 500ms;
// The client is done before its last bytes have come through the proxy.
constexpr auto goodbyeTime = 2s;

/// The client's category for what the proxy met upstream; empty where the client sees the failure itself.
std::optional<RelayError::Category> categoryOf(CloseCategory closed)
{
    using Category = RelayError::Category;
    switch (closed) {
    case CloseCategory::Dns:
        return Category::Dns;
    case CloseCategory::Refused:
        return Category::Refused;
    case CloseCategory::Timeout:
        return Category::Timeout;
    case CloseCategory::Tls:
        return Category::Tls;
    case CloseCategory::Network:
        return Category::Network;
    case CloseCategory::None:
    case CloseCategory::Handshake:
    case CloseCategory::Reset:
    case CloseCategory::Other:
        return std::nullopt;
    }
    Q_UNREACHABLE();
}

} // namespace

class ClientSource::Private
{
public:
    Private(ClientSource *source, RelayCore::RelayClientOptions o, RelayCore::WireObserver &observer)
        : q(source)
        , options(std::move(o))
        , target(observer)
        , rewriter(observer, source->id(), [this](RelayCore::WireEvent &event) { return look(event); })
    {}

    bool look(RelayCore::WireEvent &event);
    void createProxy();
    void createClient(const QUrl &proxyUrl);
    [[nodiscard]] RelayError translated(RelayError error);
    void stateChanged(RelayClient::State state);
    void giveUp();
    void record(RelayCore::WirePayload payload);
    void recordState(RelayClient::State state, const QString &detail = {});

    ClientSource *q;
    RelayCore::RelayClientOptions options;
    RelayCore::WireObserver &target;
    SourceRewriter rewriter;
    std::unique_ptr<ProxySource> proxy;
    std::unique_ptr<RelayClient> client;
    std::unique_ptr<ComposedSends> composer; ///< Of the client.
    std::optional<ConnectionClosed> failure; // What the proxy met upstream in the current attempt.
    QStringList tlsErrors;
    bool succeeded = false;
    bool gaveUp = false;
    bool stopping = false;
};

bool ClientSource::Private::look(RelayCore::WireEvent &event)
{
    if (std::holds_alternative<RelayCore::SourceStarted>(event.payload))
        return false; // The proxy's own address is internal, not exposed.
    if (std::holds_alternative<RelayCore::ConnectionOpened>(event.payload)) {
        failure.reset();
        tlsErrors.clear();
    } else if (auto *request = std::get_if<RelayCore::HandshakeRequest>(&event.payload)) {
        // As the proxy sends it: the client names the proxy.
        for (RelayCore::HttpHeader &header : request->headers) {
            if (header.name.compare("Host", Qt::CaseInsensitive) == 0)
                header.value = authorityOf(options.address);
        }
    } else if (const auto *tls = std::get_if<RelayCore::TlsEstablished>(&event.payload)) {
        tlsErrors = tls->errors;
    } else if (const auto *closed = std::get_if<ConnectionClosed>(&event.payload)) {
        if (closed->by == ConnectionClosed::By::Upstream && categoryOf(closed->category))
            failure = *closed;
    }
    return true;
}

void ClientSource::Private::createProxy()
{
    ProxyOptions proxyOptions;
    proxyOptions.kind = RelayCore::SourceKind::Client;
    proxyOptions.port = 0;
    proxyOptions.upstream = options.address;
    proxyOptions.tls = options.tls;
    proxyOptions.verifyCertificate = options.verifyCertificate;
    proxyOptions.connectTimeout = options.openTimeout;
    proxy = std::make_unique<ProxySource>(proxyOptions, rewriter);
    QObject::connect(proxy.get(), &Source::failed, q, &Source::failed);
    QObject::connect(proxy.get(), &Source::listening, q, [this](const QUrl &url) { createClient(url); });
    QObject::connect(proxy.get(), &Source::stopped, q, &Source::stopped);
}

void ClientSource::Private::createClient(const QUrl &proxyUrl)
{
    RelayCore::RelayClientOptions inner = options;
    inner.address = proxyUrl;
    inner.address.setPath(options.address.path());
    inner.address.setQuery(options.address.query());
    inner.address.setUserInfo(options.address.userInfo());
    inner.tls.reset();
    inner.openTimeout += clientPatience;
    client = std::make_unique<RelayClient>(inner);
    composer = std::make_unique<ComposedSends>(client.get());
    QObject::connect(composer.get(), &ComposedSends::outcome, q, &Source::composed);
    QObject::connect(client.get(), &RelayClient::stateChanged, q, [this](auto state) { stateChanged(state); });
    QObject::connect(client.get(), &RelayClient::registered, q, [this] { succeeded = true; });
    QObject::connect(client.get(), &RelayClient::errorOccurred, q, [this](const RelayError &error) {
        if (gaveUp)
            return;
        const RelayError shown = translated(error);
        // From the event loop: the client is in the middle of something.
        if (shown.category == RelayError::Category::Tls && shown.fatal && !error.fatal)
            QMetaObject::invokeMethod(
                q, [this] { giveUp(); }, Qt::QueuedConnection);
        composer->connectionLost(shown.text);
        Q_EMIT q->errorOccurred(shown);
    });
    QObject::connect(
        client.get(), &RelayClient::retryScheduled, q,
        [this](int attempt, std::chrono::milliseconds delay, const RelayError &error) {
            const RelayError shown = translated(error);
            if (shown.fatal)
                return; // About to give up.
            recordState(
                RelayClient::State::Backoff,
                u"retry %1 in %2 s: %3"_s.arg(attempt).arg(double(delay.count()) / 1000, 0, 'f', 1).arg(shown.text));
        });
    QObject::connect(client.get(), &RelayClient::failed, q, [this](const RelayError &error) {
        recordState(RelayClient::State::Failed, translated(error).text);
    });
    record(RelayCore::SourceStarted{
        RelayCore::SourceKind::Client, client->name(), {}, options.address.toString(QUrl::RemoveUserInfo)});
    Q_EMIT q->listening({});
    client->connectToRelay();
}

RelayError ClientSource::Private::translated(RelayError error)
{
    if (!failure) {
        // The client speaks of the proxy it talks to; people know only the relay.
        const QUrl inner = proxy->url();
        const auto asRelay = [from = u"%1:%2"_s.arg(inner.host()).arg(inner.port()),
                              to = options.address.adjusted(QUrl::RemoveUserInfo).authority(QUrl::FullyEncoded)](
                                 QString text) { return text.replace(from, to); };
        QStringList arguments = error.textArguments();
        std::transform(arguments.cbegin(), arguments.cend(), arguments.begin(), asRelay);
        error.setText(error.textSource(), arguments);
        return error;
    }
    error.category = *categoryOf(failure->category);
    error.phase = RelayError::Phase::Opening;
    error.text = failure->text;
    error.httpStatus.reset();
    error.closeCode.reset();
    error.tlsErrors = tlsErrors;
    // As RelayClient does when it meets the certificate itself.
    error.fatal = error.fatal || (error.category == RelayError::Category::Tls && !succeeded);
    return error;
}

void ClientSource::Private::stateChanged(RelayClient::State state)
{
    switch (state) {
    case RelayClient::State::Backoff:
    case RelayClient::State::Failed:
        return; // Recorded with their reasons, by retryScheduled() and failed().
    case RelayClient::State::Closing:
    case RelayClient::State::Closed:
        if (gaveUp)
            return; // To the user it has failed.
        break;
    case RelayClient::State::Idle:
    case RelayClient::State::Connecting:
    case RelayClient::State::Registering:
    case RelayClient::State::Ready:
    case RelayClient::State::WaitingForNetwork:
        break;
    }
    recordState(state);
}

void ClientSource::Private::giveUp()
{
    if (gaveUp || stopping || !failure)
        return;
    gaveUp = true;
    recordState(RelayClient::State::Failed, failure->text);
    client->close();
}

void ClientSource::Private::record(RelayCore::WirePayload payload)
{
    // A Wait would stop nothing here: the next event of the proxy gets the same answer and has a socket to stop.
    (void)target.observe({q->id(), 0, RelayCore::wireTimeNs(), std::move(payload)});
}

void ClientSource::Private::recordState(RelayClient::State state, const QString &detail)
{
    record(RelayCore::StateChanged{RelayCore::sourceState(state), detail});
}

ClientSource::ClientSource(RelayCore::RelayClientOptions options, RelayCore::WireObserver &observer, QObject *parent)
    : Source(observer, parent)
    , d(std::make_unique<Private>(this, std::move(options), observer))
{}

ClientSource::~ClientSource() = default;

RelayCore::RelayClient *ClientSource::client() const
{
    return d->client.get();
}

void ClientSource::start()
{
    if (d->proxy)
        return;
    d->createProxy();
    d->proxy->start();
}

void ClientSource::stop()
{
    if (d->stopping)
        return;
    d->stopping = true;
    if (!d->client) {
        Q_EMIT stopped();
        return;
    }
    auto *watcher = new QFutureWatcher<RelayCore::CloseResult>(this);
    connect(watcher, &QFutureWatcher<RelayCore::CloseResult>::finished, this, [this, watcher] {
        watcher->deleteLater();
        d->proxy->stopWhenIdle(goodbyeTime);
    });
    watcher->setFuture(d->client->close());
}

void ClientSource::resume()
{
    if (d->proxy)
        d->proxy->resume();
}

void ClientSource::send(const RelayCore::RelayMessage &message)
{
    if (d->client && !d->stopping)
        d->client->send(message);
}

void ClientSource::compose(quint64 ticket, const QByteArray &payload, bool isBinary)
{
    if (!d->client || d->stopping)
        Source::compose(ticket, payload, isBinary);
    else
        d->composer->send(ticket, payload, isBinary);
}

void ClientSource::retryNow()
{
    if (!d->client || d->stopping)
        return;
    d->gaveUp = false;
    if (d->client->state() == RelayClient::State::Closed || d->client->state() == RelayClient::State::Idle)
        d->client->connectToRelay();
    else
        d->client->reconnectNow();
}

} // namespace Inspector
