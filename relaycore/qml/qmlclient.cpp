// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/qml/qmlclient.h"

#include "relaycore/protocol/codec.h"

#include <QtCore/QFutureWatcher>
#include <QtQml/QQmlEngine>
#include <QtQml/QQmlInfo>

namespace RelayCore {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

/// The UUID in \a value, which is a text or a UUID; null where there is none.
QUuid uuidOf(const QVariant &value)
{
    if (value.metaType() == QMetaType::fromType<QUuid>())
        return value.value<QUuid>();
    return parseUuid(value.toString()).value_or(QUuid());
}

/// The message in \a value: a `peerConnection`, or an object with its members.
std::optional<PeerConnection> messageOf(const QVariant &value)
{
    if (value.metaType() == QMetaType::fromType<PeerConnection>())
        return value.value<PeerConnection>();
    const QVariantMap members = value.metaType() == QMetaType::fromType<QJSValue>()
                                    ? value.value<QJSValue>().toVariant().toMap()
                                    : value.toMap();
    PeerConnection message;
    message.peerUuid = uuidOf(members.value(QStringLiteral("peerUuid")));
    if (message.peerUuid.isNull())
        return std::nullopt;
    message.sourceUuid = uuidOf(members.value(QStringLiteral("sourceUuid")));
    message.sourceName = members.value(QStringLiteral("sourceName")).toString();
    message.descriptionType = DescriptionType(members.value(QStringLiteral("descriptionType")).toInt());
    message.description = members.value(QStringLiteral("description")).toString();
    return message;
}

} // namespace

QmlClient::QmlClient(QObject *parent)
    : QObject(parent)
    , m_backoff(new QmlBackoff(this))
    , m_keepalive(new QmlKeepalive(this))
    , m_tls(new QmlTls(this))
{
    m_options.uuid = QUuid::createUuid();
    const auto onChanged = [this] {
        if (mayChange("An option group"))
            applyOptions();
    };
    connect(m_backoff, &QmlBackoff::changed, this, onChanged);
    connect(m_keepalive, &QmlKeepalive::changed, this, onChanged);
    connect(m_tls, &QmlTls::changed, this, onChanged);
    m_countdown.setInterval(1s);
    connect(&m_countdown, &QTimer::timeout, this, &QmlClient::retryInChanged);
    m_metricsTimer.setInterval(250ms);
    m_metricsTimer.setSingleShot(true);
    connect(&m_metricsTimer, &QTimer::timeout, this, &QmlClient::metricsChanged);
}

QmlClient::~QmlClient()
{
    // The client finishes its futures; their continuations still find this object, and no engine calls a function.
    if (m_client)
        m_client->disconnect(this);
    m_client.reset();
}

bool QmlClient::mayChange(const char *option)
{
    const RelayClient::State now = state();
    if (now == RelayClient::State::Idle || now == RelayClient::State::Closed || now == RelayClient::State::Failed)
        return true;
    qmlWarning(this) << option << " cannot change in the state " << stateName(now) << ": close() the client first";
    return false;
}

template<typename Value>
void QmlClient::setOption(const char *option, Value &member, const Value &value)
{
    if (member == value || !mayChange(option))
        return;
    member = value;
    applyOptions();
    Q_EMIT optionsChanged();
}

void QmlClient::setAddress(const QUrl &address)
{
    setOption("address", m_options.address, address);
}

void QmlClient::setName(const QString &name)
{
    setOption("name", m_options.name, name);
}

void QmlClient::setUuid(const QString &uuid)
{
    const std::optional<QUuid> parsed = uuid.isEmpty() ? QUuid::createUuid() : parseUuid(uuid);
    if (parsed)
        setOption("uuid", m_options.uuid, *parsed);
    else
        qmlWarning(this) << "uuid: '" << uuid << "' is not a UUID";
}

void QmlClient::setToken(const QString &token)
{
    setOption("token", m_token, token);
}

void QmlClient::setHeaders(const QVariantMap &headers)
{
    setOption("headers", m_headers, headers);
}

void QmlClient::setReconnectEnabled(bool enabled)
{
    if (m_options.reconnect == enabled)
        return;
    m_options.reconnect = enabled;
    if (m_client)
        m_client->setReconnectEnabled(enabled);
    Q_EMIT reconnectChanged(enabled);
}

int QmlClient::openTimeout() const
{
    return int(m_options.openTimeout.count());
}

void QmlClient::setOpenTimeout(int timeout)
{
    setOption("openTimeout", m_options.openTimeout, milliseconds(timeout));
}

int QmlClient::registrationTimeout() const
{
    return int(m_options.registrationTimeout.count());
}

void QmlClient::setRegistrationTimeout(int timeout)
{
    setOption("registrationTimeout", m_options.registrationTimeout, milliseconds(timeout));
}

int QmlClient::closeTimeout() const
{
    return int(m_options.closeTimeout.count());
}

void QmlClient::setCloseTimeout(int timeout)
{
    setOption("closeTimeout", m_options.closeTimeout, milliseconds(timeout));
}

int QmlClient::timeToLive() const
{
    return int(m_options.timeToLive.count());
}

void QmlClient::setTimeToLive(int timeout)
{
    setOption("timeToLive", m_options.timeToLive, milliseconds(timeout));
}

RelayClient::State QmlClient::state() const
{
    return m_client ? m_client->state() : RelayClient::State::Idle;
}

bool QmlClient::isReady() const
{
    return state() == RelayClient::State::Ready;
}

RelayError QmlClient::lastError() const
{
    return m_lastError;
}

int QmlClient::queuedMessages() const
{
    return m_client ? int(m_client->queuedMessages()) : 0;
}

RelayMetrics QmlClient::metrics() const
{
    return m_client ? m_client->metrics() : RelayMetrics();
}

int QmlClient::retryIn() const
{
    if (!m_retryAt.isValid())
        return 0;
    return int(qMax<qint64>(0, QDateTime::currentDateTimeUtc().msecsTo(m_retryAt)));
}

void QmlClient::setRetryAt(const QDateTime &time)
{
    if (m_retryAt == time)
        return;
    m_retryAt = time;
    if (time.isValid())
        m_countdown.start();
    else
        m_countdown.stop();
    Q_EMIT retryInChanged();
}

/// Gives the client the new options. One that cannot take them is replaced.
void QmlClient::applyOptions()
{
    if (!m_client || m_client->setOptions(clientOptions()))
        return;
    const RelayClient::State previous = m_client->state();
    m_client->disconnect(this);
    m_client.release()->deleteLater(); // it may be emitting
    setRetryAt({});
    if (previous != RelayClient::State::Idle)
        Q_EMIT stateChanged(RelayClient::State::Idle, previous);
}

RelayClientOptions QmlClient::clientOptions() const
{
    RelayClientOptions options = m_options;
    m_backoff->apply(options);
    m_keepalive->apply(options);
    m_tls->apply(options);
    for (auto header = m_headers.cbegin(); header != m_headers.cend(); ++header)
        options.headers += HttpHeader(header.key().toLatin1(), header.value().toString().toUtf8());
    if (!m_token.isEmpty())
        options.headers += HttpHeader("Authorization", "Bearer " + m_token.toUtf8());
    return options;
}

RelayClient *QmlClient::client()
{
    if (m_client)
        return m_client.get();
    m_client = std::make_unique<RelayClient>(clientOptions());
    RelayClient *client = m_client.get();
    connect(client, &RelayClient::stateChanged, this, [this](RelayClient::State state, RelayClient::State previous) {
        Q_EMIT stateChanged(state, previous);
        if (!m_metricsTimer.isActive())
            m_metricsTimer.start();
    });
    connect(client, &RelayClient::retryAtChanged, this, &QmlClient::setRetryAt);
    connect(client, &RelayClient::registered, this, &QmlClient::registered);
    connect(client, &RelayClient::messageReceived, this, &QmlClient::onMessage);
    connect(client, &RelayClient::messageReturned, this, &QmlClient::messageReturned);
    connect(client, &RelayClient::messageSent, this, [this](SendId id, const RelayMessage &message) {
        if (!m_metricsTimer.isActive())
            m_metricsTimer.start();
        if (const auto *peer = std::get_if<PeerConnection>(&message))
            Q_EMIT messageSent(qint64(id), *peer);
    });
    connect(client, &RelayClient::messageDropped, this,
            [this](SendId id, SendOutcome outcome) { Q_EMIT messageDropped(qint64(id), outcome); });
    connect(client, &RelayClient::retryScheduled, this,
            [this](int attempt, milliseconds delay, const RelayError &error) {
                Q_EMIT retryScheduled(attempt, int(delay.count()), error);
            });
    connect(client, &RelayClient::errorOccurred, this, [this](const RelayError &error) {
        m_lastError = error;
        Q_EMIT errorOccurred(error);
    });
    connect(client, &RelayClient::failed, this, &QmlClient::failed);
    connect(client, &RelayClient::undecodableReceived, this, &QmlClient::undecodableReceived);
    connect(client, &RelayClient::queuedMessagesChanged, this, &QmlClient::queuedMessagesChanged);
    return client;
}

void QmlClient::onMessage(const RelayMessage &message)
{
    if (!m_metricsTimer.isActive())
        m_metricsTimer.start();
    const auto *peer = std::get_if<PeerConnection>(&message);
    if (!peer)
        return;
    // A slot may discard the client and the message with it.
    const PeerConnection received = *peer;
    Q_EMIT messageReceived(received);
    if (received.descriptionType == DescriptionType::Offer)
        Q_EMIT offerReceived(received);
    else
        Q_EMIT answerReceived(received);
}

/// Calls \a done with the result of \a future, from the event loop.
template<typename Result>
void QmlClient::callLater(const QFuture<Result> &future, const QJSValue &done)
{
    if (!done.isCallable())
        return;
    auto *watcher = new QFutureWatcher<Result>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, done] {
        watcher->deleteLater();
        if (watcher->future().resultCount() > 0)
            callWith(watcher->result(), done);
    });
    watcher->setFuture(future);
}

template<typename Result>
void QmlClient::callWith(const Result &result, const QJSValue &done)
{
    QJSEngine *engine = qjsEngine(this);
    if (!engine)
        return;
    const QJSValue error = QJSValue(done).call({engine->toScriptValue(result)});
    if (error.isError())
        qmlWarning(this) << error.toString();
}

void QmlClient::connectWith(RelayClient::Retry retry, const QJSValue &done)
{
    callLater(client()->connectToRelay(retry), done);
}

void QmlClient::connectToRelay(const QJSValue &done)
{
    connectWith(RelayClient::Retry::Yes, done);
}

void QmlClient::connectOnce(const QJSValue &done)
{
    connectWith(RelayClient::Retry::No, done);
}

void QmlClient::close(int drain, const QJSValue &done)
{
    callLater(client()->close(milliseconds(drain)), done);
}

void QmlClient::reconnectNow()
{
    client()->reconnectNow();
}

qint64 QmlClient::sendDescription(const QVariant &peer, DescriptionType type, const QString &description,
                                  const QJSValue &done)
{
    return send(QVariant::fromValue(PeerConnection({}, {}, uuidOf(peer), type, description)), done);
}

qint64 QmlClient::sendOffer(const QVariant &peer, const QString &description, const QJSValue &done)
{
    return sendDescription(peer, DescriptionType::Offer, description, done);
}

qint64 QmlClient::sendAnswer(const QVariant &peer, const QString &description, const QJSValue &done)
{
    return sendDescription(peer, DescriptionType::Answer, description, done);
}

qint64 QmlClient::send(const QVariant &message, const QJSValue &done)
{
    std::optional<PeerConnection> toSend = messageOf(message);
    if (!toSend || toSend->peerUuid.isNull()) {
        const QString problem = u"The message has no UUID of a peer."_s;
        qmlWarning(this) << "send(): " << problem;
        const SendResult result{0, SendOutcome::Cancelled,
                                RelayError(RelayError::Category::Usage, RelayError::Phase::Configuration, problem)};
        if (done.isCallable())
            QMetaObject::invokeMethod(
                this, [this, result, done] { callWith(result, done); }, Qt::QueuedConnection);
        return 0;
    }
    RelayClient *sender = client();
    if (toSend->sourceUuid.isNull())
        toSend->sourceUuid = sender->uuid();
    if (toSend->sourceName.isEmpty())
        toSend->sourceName = sender->name();
    SendId id = 0;
    callLater(sender->send(*toSend, {}, &id), done);
    return qint64(id);
}

bool QmlClient::cancel(qint64 id)
{
    return m_client && m_client->cancel(SendId(id));
}

void QmlClient::componentComplete()
{
    if (m_autoConnect)
        connectToRelay();
}

} // namespace RelayCore
