// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/backoff.h"
#include "relaycore/client/clock.h"
#include "relaycore/client/reachability.h"
#include "relaycore/client/token.h"
#include "relaycore/wire/wireevent.h"

#include <QtCore/QString>
#include <QtCore/QUrl>
#include <QtCore/QUuid>
#include <QtNetwork/QNetworkProxy>
#include <QtNetwork/QSslConfiguration>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

QT_BEGIN_NAMESPACE
class QWebSocket;
QT_END_NAMESPACE

namespace RelayCore {

/// What happens to a send() while the queue of waiting messages is full.
enum class OverflowPolicy : quint8 {
    RejectNewest, ///< It ends as SendOutcome::Overflow.
    DropOldest,   ///< The oldest waiting messages do, until it fits.
};

/// Makes the socket of each attempt: a fresh one each time, not opened yet. For sockets with another origin,
/// protocol version or mask generator. The client sets size limits, proxy and TLS, and opens it.
using SocketFactory = std::function<std::unique_ptr<QWebSocket>()>;

/// How a RelayClient connects. A plain value; it is read once, by the client's constructor.
/// \par Source  the reference's parameters are compared side by side in docs/client.md.
/// \since 0.1
struct RelayClientOptions
{
    /// `ws://` or `wss://` with a host. Anything else is RelayError::Category::InvalidAddress on the first use.
    QUrl address{};
    QString name{}; ///< Empty: the host name of this machine.
    QUuid uuid{};   ///< Null: a random one (version 4).
    /// Sent with the upgrade request. Names are RFC 9110 tokens, values hold no CR, LF or NUL; else Category::Usage.
    HeaderList headers{};
    /// Whether to reconnect by itself after a drop. If not, the next send() connects.
    bool reconnect = true;
    /// Where the bearer token comes from; empty: there is none, unless \a headers hold it.
    TokenProvider tokenProvider{};
    std::optional<QSslConfiguration> tls{}; ///< Used for `wss://`; empty: the system's default.
    bool verifyCertificate = true;          ///< false accepts any certificate; for tests only.
    std::optional<QNetworkProxy> proxy{};   ///< Empty: the application's (QNetworkProxy, QNetworkProxyFactory).

    std::chrono::milliseconds openTimeout{10'000};         ///< From DNS to the accepted upgrade.
    std::chrono::milliseconds registrationTimeout{15'000}; ///< For the relay's response.
    std::chrono::milliseconds closeTimeout{5'000};         ///< For the closing handshake, then the socket is aborted.
    /// A ping goes out when nothing was heard for this long. 0: never.
    std::chrono::milliseconds keepaliveInterval{20'000};
    std::chrono::milliseconds keepaliveTimeout{
        10'000}; ///< Nothing heard after a ping for this long: Category::Timeout.
    /// After a doubtful beginning (see docs/client.md) the client registers once more after this time. 0: never.
    std::chrono::milliseconds verifyRegistrationAfter{15'000};
    BackoffOptions backoff{};
    BackoffPolicy backoffPolicy{}; ///< Empty: exponentialBackoff(backoff). backoff.floor holds for any policy.

    qsizetype maxMessageBytes = 1024 * 1024; ///< Larger messages end as SendOutcome::TooLarge. UTF-8 bytes.
    qsizetype maxIncomingMessageBytes = 16 * 1024 * 1024; ///< A larger one ends the connection with 1009.
    qsizetype maxQueuedMessages = 256;                    ///< What may wait for a connection, see \a overflow.
    qsizetype maxQueuedBytes = 4 * 1024 * 1024;           ///< The same in encoded bytes.
    OverflowPolicy overflow = OverflowPolicy::RejectNewest;
    std::chrono::milliseconds timeToLive{
        30'000};                      ///< A message that waits longer ends as SendOutcome::Expired. 0: never.
    qsizetype maxInboxMessages = 256; ///< What may wait for receive(); beyond it the oldest goes, see ReceiveResult.

    std::shared_ptr<Clock> clock{};               ///< Empty: Clock::system(). Replace it to test without sleeping.
    std::function<double()> random{};             ///< Uniform in [0, 1), for jitter; empty: the system's generator.
    std::shared_ptr<Reachability> reachability{}; ///< Empty: no hints. Reachability::system() for the machine's.
    SocketFactory socketFactory{};                ///< Empty: plain QWebSockets.
};

} // namespace RelayCore
