// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/backoff.h"
#include "relaycore/client/clock.h"
#include "relaycore/export.h"
#include "relaycore/wire/wireevent.h"

#include <QtCore/QString>
#include <QtCore/QUrl>
#include <QtCore/QUuid>
#include <QtNetwork/QSslConfiguration>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace RelayCore {

/// How a RelayClient connects. A plain value; it is read once, by the client's constructor.
/// \par Source  the reference's parameters are compared side by side in docs/client.md.
/// \since 0.1
struct RelayClientOptions
{
    /// `ws://` or `wss://` with a host. Anything else is RelayError::Category::InvalidAddress on the first use.
    QUrl address;
    QString name; ///< Empty: the host name of this machine.
    QUuid uuid;   ///< Null: a random one (version 4).
    /// Sent with the upgrade request. Names are RFC 9110 tokens, values hold no CR, LF or NUL; else Category::Usage.
    HeaderList headers;
    /// Whether to reconnect by itself after a drop. If not, the next send() connects.
    bool reconnect = true;
    std::optional<QSslConfiguration> tls;                  ///< Used for `wss://`; empty: the system's default.
    bool verifyCertificate = true;                         ///< false accepts any certificate; for tests only.
    std::chrono::milliseconds openTimeout{10'000};         ///< From DNS to the accepted upgrade.
    std::chrono::milliseconds registrationTimeout{15'000}; ///< For the relay's response.
    std::chrono::milliseconds closeTimeout{5'000};         ///< For the closing handshake, then the socket is aborted.
    BackoffOptions backoff;
    qsizetype maxMessageBytes = 1024 * 1024; ///< Larger messages end as SendOutcome::TooLarge. UTF-8 bytes.
    qsizetype maxIncomingMessageBytes = 16 * 1024 * 1024; ///< A larger one ends the connection with 1009.
    qsizetype maxQueuedMessages = 256;            ///< What waits for a connection; more ends as SendOutcome::Overflow.
    qsizetype maxQueuedBytes = 4 * 1024 * 1024;   ///< The same in encoded bytes.
    std::chrono::milliseconds timeToLive{30'000}; ///< A message that waits longer ends as SendOutcome::Expired.
    std::shared_ptr<Clock> clock;                 ///< Empty: Clock::system(). Replace it to test without sleeping.
    std::function<double()> random;               ///< Uniform in [0, 1), for jitter; empty: the system's generator.
};

} // namespace RelayCore
