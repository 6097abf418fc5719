// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/backoff.h"
#include "relaycore/export.h"
#include "relaycore/wire/wireevent.h"

#include <QtCore/QString>
#include <QtCore/QUrl>
#include <QtCore/QUuid>
#include <QtNetwork/QSslConfiguration>

#include <chrono>
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
    std::optional<QSslConfiguration> tls; ///< Used for `wss://`; empty: the system's default.
    bool verifyCertificate = true;        ///< false accepts any certificate; for tests only.
    std::chrono::milliseconds openTimeout{10'000};         ///< From DNS to the accepted upgrade.
    std::chrono::milliseconds registrationTimeout{15'000}; ///< For the relay's response.
    std::chrono::milliseconds closeTimeout{5'000};         ///< For the closing handshake, then the socket is aborted.
    BackoffOptions backoff;
    qsizetype maxMessageBytes = 1024 * 1024; ///< Larger messages end as SendOutcome::TooLarge. UTF-8 bytes.
};

} // namespace RelayCore
