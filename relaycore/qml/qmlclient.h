// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/relayclient.h"
#include "relaycore/qml/qmlexport.h"
#include "relaycore/qml/qmloptions.h"
#include "relaycore/qml/qmltypes.h"

#include <QtCore/QDateTime>
#include <QtCore/QTimer>
#include <QtCore/QVariantMap>
#include <QtQml/QJSValue>
#include <QtQml/QQmlParserStatus>
#include <QtQml/qqmlregistration.h>

#include <functional>
#include <memory>

namespace RelayCore {

/// The QML type `RelayClient` of the module `RelayCore`: a RelayClient whose options are properties.
///
/// The options may change while the client is not connected, in the states Idle, Closed and Failed; they take effect
/// with the next attempt. In other states a change is refused with a warning. Durations are milliseconds.
///
/// Calls that have a result take a function as their last argument. It is called once, from the event loop, with a
/// `connectResult`, `sendResult` or `closeResult`; not after the object is destroyed. Functions instead of promises,
/// because JavaScript in Qt Quick has no \c await, and an error in a promise without a handler is lost.
///
/// \par Threads  the thread of the QML engine.
/// \par Source   docs/qml.md
/// \since 0.2
class RELAYCORE_QML_EXPORT QmlClient : public QObject, public QQmlParserStatus
{
    Q_OBJECT
    Q_INTERFACES(QQmlParserStatus)
    QML_NAMED_ELEMENT(RelayClient)
    QML_EXTENDED_NAMESPACE(RelayCore::RelayClient)

    Q_PROPERTY(QUrl address READ address WRITE setAddress NOTIFY optionsChanged FINAL)
    Q_PROPERTY(QString name READ name WRITE setName NOTIFY optionsChanged FINAL)
    Q_PROPERTY(QString uuid READ uuid WRITE setUuid NOTIFY optionsChanged FINAL)
    Q_PROPERTY(QString token READ token WRITE setToken NOTIFY optionsChanged FINAL)
    Q_PROPERTY(QVariantMap headers READ headers WRITE setHeaders NOTIFY optionsChanged FINAL)
    Q_PROPERTY(bool reconnect READ isReconnectEnabled WRITE setReconnectEnabled NOTIFY reconnectChanged FINAL)
    Q_PROPERTY(bool autoConnect MEMBER m_autoConnect NOTIFY autoConnectChanged FINAL)
    Q_PROPERTY(int openTimeout READ openTimeout WRITE setOpenTimeout NOTIFY optionsChanged FINAL)
    Q_PROPERTY(
        int registrationTimeout READ registrationTimeout WRITE setRegistrationTimeout NOTIFY optionsChanged FINAL)
    Q_PROPERTY(int closeTimeout READ closeTimeout WRITE setCloseTimeout NOTIFY optionsChanged FINAL)
    Q_PROPERTY(int timeToLive READ timeToLive WRITE setTimeToLive NOTIFY optionsChanged FINAL)
    Q_PROPERTY(RelayCore::QmlBackoff *backoff READ backoff CONSTANT FINAL)
    Q_PROPERTY(RelayCore::QmlKeepalive *keepalive READ keepalive CONSTANT FINAL)
    Q_PROPERTY(RelayCore::QmlTls *tls READ tls CONSTANT FINAL)

    Q_PROPERTY(RelayCore::RelayClient::State state READ state NOTIFY stateChanged FINAL)
    Q_PROPERTY(bool ready READ isReady NOTIFY stateChanged FINAL)
    Q_PROPERTY(RelayCore::RelayError lastError READ lastError NOTIFY errorOccurred FINAL)
    Q_PROPERTY(int queuedMessages READ queuedMessages NOTIFY queuedMessagesChanged FINAL)
    Q_PROPERTY(RelayCore::RelayMetrics metrics READ metrics NOTIFY metricsChanged FINAL)
    Q_PROPERTY(QDateTime retryAt READ retryAt NOTIFY retryInChanged FINAL)
    Q_PROPERTY(int retryIn READ retryIn NOTIFY retryInChanged FINAL)

public:
    /// Creates a client without an address.
    explicit QmlClient(QObject *parent = nullptr);
    /// Aborts the connection. Pending functions are not called.
    ~QmlClient() override;

    /// \name Options
    /// @{
    [[nodiscard]] QUrl address() const { return m_options.address; } ///< Returns RelayClientOptions::address.
    void setAddress(const QUrl &address);                            ///< Sets RelayClientOptions::address.
    [[nodiscard]] QString name() const { return m_options.name; }    ///< Returns RelayClientOptions::name.
    void setName(const QString &name);                               ///< Sets RelayClientOptions::name.
    /// Returns the UUID under which peers reach the client, without braces. A random one unless it was set.
    [[nodiscard]] QString uuid() const { return m_options.uuid.toString(QUuid::WithoutBraces); }
    void setUuid(const QString &uuid); ///< Sets RelayClientOptions::uuid; an empty text sets a new random one.
    [[nodiscard]] QString token() const { return m_token; } ///< Returns the bearer token; empty where there is none.
    void setToken(const QString &token);                    ///< Sends `Authorization: Bearer` with \a token.
    [[nodiscard]] QVariantMap headers() const { return m_headers; } ///< Returns RelayClientOptions::headers.
    void setHeaders(const QVariantMap &headers);                    ///< Sets RelayClientOptions::headers.
    [[nodiscard]] bool isReconnectEnabled() const
    {
        return m_options.reconnect;
    }                                              ///< Returns RelayClientOptions::reconnect.
    void setReconnectEnabled(bool enabled);        ///< Sets RelayClientOptions::reconnect; in any state.
    [[nodiscard]] int openTimeout() const;         ///< Returns RelayClientOptions::openTimeout.
    void setOpenTimeout(int timeout);              ///< Sets RelayClientOptions::openTimeout.
    [[nodiscard]] int registrationTimeout() const; ///< Returns RelayClientOptions::registrationTimeout.
    void setRegistrationTimeout(int timeout);      ///< Sets RelayClientOptions::registrationTimeout.
    [[nodiscard]] int closeTimeout() const;        ///< Returns RelayClientOptions::closeTimeout.
    void setCloseTimeout(int timeout);             ///< Sets RelayClientOptions::closeTimeout.
    [[nodiscard]] int timeToLive() const;          ///< Returns RelayClientOptions::timeToLive.
    void setTimeToLive(int timeout);               ///< Sets RelayClientOptions::timeToLive.
    [[nodiscard]] QmlBackoff *backoff() const { return m_backoff; }       ///< Returns the group.
    [[nodiscard]] QmlKeepalive *keepalive() const { return m_keepalive; } ///< Returns the group.
    [[nodiscard]] QmlTls *tls() const { return m_tls; }                   ///< Returns the group.
    /// @}

    [[nodiscard]] RelayClient::State state() const; ///< Returns RelayClient::state().
    [[nodiscard]] bool isReady() const;             ///< Returns whether the client is registered.
    [[nodiscard]] RelayError lastError() const;     ///< Returns RelayClient::lastError().
    [[nodiscard]] int queuedMessages() const;       ///< Returns RelayClient::queuedMessages().
    [[nodiscard]] RelayMetrics metrics() const;     ///< Returns RelayClient::metrics().
    /// Returns when the next attempt is made; invalid in any state but Backoff and WaitingForNetwork.
    [[nodiscard]] QDateTime retryAt() const { return m_retryAt; }
    /// Returns the time until retryAt(), 0 where there is none. Updated every second.
    [[nodiscard]] int retryIn() const;

    /// Connects, registers, and retries. \a done is called with a `connectResult`.
    Q_INVOKABLE void connectToRelay(const QJSValue &done = {});
    /// Connects and registers; the first failure of any kind is the result.
    Q_INVOKABLE void connectOnce(const QJSValue &done = {});
    /// Closes the connection, and waits up to \a drain ms for the messages that were sent before. \a done is called
    /// with a `closeResult`.
    Q_INVOKABLE void close(int drain = 0, const QJSValue &done = {});
    /// Connects at once, whatever delays the next attempt. \sa RelayClient::reconnectNow()
    Q_INVOKABLE void reconnectNow();

    /// Sends the offer \a description to the UUID \a peer. \a done is called with a `sendResult`.
    /// \return the id of the message for cancel(), 0 where \a peer is not a UUID.
    Q_INVOKABLE qint64 sendOffer(const QVariant &peer, const QString &description, const QJSValue &done = {});
    /// Sends the answer \a description to the UUID \a peer. \sa sendOffer()
    Q_INVOKABLE qint64 sendAnswer(const QVariant &peer, const QString &description, const QJSValue &done = {});
    /// Sends \a message, a `peerConnection` or an object with its members. Where it has no source, the client's UUID
    /// and name are filled in. \sa sendOffer()
    Q_INVOKABLE qint64 send(const QVariant &message, const QJSValue &done = {});
    /// Withdraws a message that waits. \return whether it was still waiting.
    Q_INVOKABLE bool cancel(qint64 id);

    void classBegin() override {}
    void componentComplete() override;

Q_SIGNALS:
    void optionsChanged();               ///< Emitted when an option changes.
    void reconnectChanged(bool enabled); ///< Emitted when \c reconnect changes.
    void autoConnectChanged();           ///< Emitted when \c autoConnect changes.
    /// Emitted when the state changes; \c state is \a state already, or a later one.
    void stateChanged(RelayCore::RelayClient::State state, RelayCore::RelayClient::State previous);
    void registered(bool isReconnect); ///< Emitted when the relay routes to this client.
    /// Emitted for each offer and answer of a peer; not for messages that the relay returned.
    void messageReceived(const RelayCore::PeerConnection &message);
    void offerReceived(const RelayCore::PeerConnection &offer);   ///< Emitted after messageReceived() for an offer.
    void answerReceived(const RelayCore::PeerConnection &answer); ///< Emitted after messageReceived() for an answer.
    /// Emitted when the relay returns a message of this client, because the peer is unknown or another user's.
    void messageReturned(const RelayCore::PeerConnection &message);
    void messageSent(qint64 id, const RelayCore::PeerConnection &message);  ///< Emitted when a message was written.
    void messageDropped(qint64 id, RelayCore::SendResult::Outcome outcome); ///< Emitted when a message was not written.
    void retryScheduled(int attempt, int delay, const RelayCore::RelayError &error); ///< Emitted before Backoff.
    void errorOccurred(const RelayCore::RelayError &error); ///< Emitted when an attempt or the connection fails.
    void failed(const RelayCore::RelayError &error);        ///< Emitted when the state becomes Failed.
    void undecodableReceived(const QString &data, const QString &reason); ///< Emitted for a frame that is no message.
    void queuedMessagesChanged();                                         ///< Emitted when \c queuedMessages changes.
    void metricsChanged(); ///< Emitted when \c metrics changes; at most four times a second.
    void retryInChanged(); ///< Emitted when \c retryAt or \c retryIn changes.

private:
    [[nodiscard]] bool mayChange(const char *option);
    template<typename Value>
    void setOption(const char *option, Value &member, const Value &value);
    void applyOptions();
    [[nodiscard]] RelayClientOptions clientOptions() const;
    RelayClient *client();
    void connectWith(RelayClient::Retry retry, const QJSValue &done);
    template<typename Result>
    void callLater(const QFuture<Result> &future, const QJSValue &done);
    template<typename Result>
    void callWith(const Result &result, const QJSValue &done);
    void onMessage(const RelayMessage &message);
    void setRetryAt(const QDateTime &time);
    qint64 sendDescription(const QVariant &peer, DescriptionType type, const QString &description,
                           const QJSValue &done);

    RelayClientOptions m_options;
    QString m_token;
    QVariantMap m_headers;
    bool m_autoConnect = false;
    QmlBackoff *m_backoff;
    QmlKeepalive *m_keepalive;
    QmlTls *m_tls;
    std::unique_ptr<RelayClient> m_client; ///< From the first use on.
    RelayError m_lastError;
    QDateTime m_retryAt;
    QTimer m_countdown;
    QTimer m_metricsTimer;
};

} // namespace RelayCore
