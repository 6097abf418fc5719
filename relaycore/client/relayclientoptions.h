// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/backoff.h"
#include "relaycore/client/clock.h"
#include "relaycore/client/reachability.h"
#include "relaycore/client/token.h"
#include "relaycore/export.h"
#include "relaycore/protocol/extension.h"
#include "relaycore/wire/header.h"

#include <QtCore/QDebug>
#include <QtCore/QObject>
#include <QtCore/QString>
#include <QtCore/QUrl>
#include <QtCore/QUuid>
#include <QtNetwork/QNetworkProxy>
#include <QtNetwork/QSslConfiguration>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

QT_BEGIN_NAMESPACE
class QWebSocket;
QT_END_NAMESPACE

namespace RelayCore {

/// Makes the socket of each attempt: a fresh one each time, not opened yet. For sockets with another origin,
/// protocol version or mask generator. The client sets size limits, proxy and TLS, and opens it.
using SocketFactory = std::function<std::unique_ptr<QWebSocket>()>;

/// How a RelayClient connects, and what it may keep. A plain value; it is read once, by the client's constructor.
/// \par Source  the reference's parameters are compared side by side in docs/guide.md.
/// \since 0.1
struct RELAYCORE_EXPORT RelayClientOptions
{
    Q_GADGET

public:
    /// What happens to a send() while the queue of waiting messages is full.
    enum class OverflowPolicy {
        RejectNewest, ///< It ends as SendOutcome::Overflow.
        DropOldest,   ///< The oldest waiting messages do, until it fits.
    };
    Q_ENUM(OverflowPolicy)

    /// Options without an address.
    RelayClientOptions() = default;
    /// Options for the relay at \a relay.
    explicit RelayClientOptions(QUrl relay)
        : address(std::move(relay))
    {}

    /// `ws://` or `wss://` with a host. Anything else is RelayError::Category::InvalidAddress on the first use, see
    /// addressProblem(). User information (`ws://user:password@host`) is sent as `Authorization: Basic`, unless there
    /// is a token provider or an Authorization header, and appears in no text. The zone id of a link-local IPv6
    /// address is not sent. A name is looked up for each attempt, and its addresses are tried as RFC 8305 describes.
    QUrl address{};
    QString name{}; ///< Empty: the host name of this machine.
    QUuid uuid{};   ///< Null: a random one (version 4).
    /// Sent with the upgrade request, all of them and in their order. Names are RFC 9110 tokens, values hold no CR, LF
    /// or NUL, and Host and the headers of the upgrade itself are not among them; else Category::Usage. A token
    /// provider replaces an Authorization header.
    HeaderList headers{};
    /// Whether to reconnect by itself after a drop. If not, the next send() or receive() connects.
    bool reconnect = true;
    /// Where the bearer token comes from; empty: there is none, unless \a headers hold it.
    TokenProvider tokenProvider{};
    std::optional<QSslConfiguration> tls{}; ///< Used for `wss://`; empty: the system's default.
    bool verifyCertificate = true;          ///< false accepts any certificate; for tests only.
    std::optional<QNetworkProxy> proxy{};   ///< Empty: the application's (QNetworkProxy, QNetworkProxyFactory).

    std::chrono::milliseconds openTimeout = std::chrono::seconds(10);         ///< From DNS to the accepted upgrade.
    std::chrono::milliseconds registrationTimeout = std::chrono::seconds(15); ///< For the relay's response.
    /// For the closing handshake, then the socket is aborted.
    std::chrono::milliseconds closeTimeout = std::chrono::seconds(5);
    /// A ping is sent when nothing was received for this long. 0: never, and half-open connections are not found.
    std::chrono::milliseconds keepaliveInterval = std::chrono::seconds(20);
    /// Nothing received for this long after a ping: the connection is lost with Category::Timeout.
    std::chrono::milliseconds keepaliveTimeout = std::chrono::seconds(10);
    /// Where the relay may not have noticed how the last connection ended, or may know \a uuid from a predecessor,
    /// register again this long after the registration (docs/guide.md, "Verified registration"). 0: never.
    std::chrono::milliseconds verifyRegistrationAfter = std::chrono::seconds(15);
    BackoffOptions backoff{};      ///< How long to wait before each retry.
    BackoffPolicy backoffPolicy{}; ///< Empty: exponentialBackoff(backoff). backoff.floor holds for any policy.

    qsizetype maxMessageBytes = 1024 * 1024; ///< Larger messages end as SendOutcome::TooLarge. UTF-8 bytes.
    qsizetype maxIncomingMessageBytes = 16 * 1024 * 1024;   ///< A larger one ends the connection with 1009.
    qsizetype maxQueuedMessages = 256;                      ///< What may wait for a connection, see \a overflow.
    qsizetype maxQueuedBytes = 4 * 1024 * 1024;             ///< The same in encoded bytes.
    OverflowPolicy overflow = OverflowPolicy::RejectNewest; ///< Which message gives way.
    /// A message that waits longer for a connection ends as SendOutcome::Expired. 0: never.
    std::chrono::milliseconds timeToLive = std::chrono::seconds(30);
    qsizetype maxInboxMessages = 256; ///< What may wait for receive(); beyond it the oldest goes, see ReceiveResult.

    std::shared_ptr<RelayClock> clock{};          ///< Empty: RelayClock::system(). Replace it to test without sleeping.
    std::function<double()> random{};             ///< Uniform in [0, 1), for jitter; empty: the system's generator.
    std::shared_ptr<Reachability> reachability{}; ///< Empty: no hints. Reachability::system() for the machine's.
    SocketFactory socketFactory{};                ///< Empty: plain QWebSockets.

    /// Writes all members, without secrets: the values of secret headers, the password in \c address and the proxy's
    /// are left out. There is no comparison, because functions cannot be compared.
    friend RELAYCORE_EXPORT QDebug operator<<(QDebug debug, const RelayClientOptions &options);

private:
    ValueExtensionPointer d; ///< For members that a later version adds.
};

/// What happens to a send() while the queue of waiting messages is full.
using OverflowPolicy = RelayClientOptions::OverflowPolicy;

} // namespace RelayCore
