// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/clock.h"
#include "relaycore/client/hostlookup.h"
#include "relaycore/wire/wireevent.h"

#include <QtCore/QUrl>
#include <QtCore/QUuid>
#include <QtNetwork/QNetworkProxy>
#include <QtNetwork/QSslConfiguration>

#include <functional>
#include <memory>
#include <optional>

namespace Inspector {

struct ProbeOptions
{
    QUrl address;                  ///< ws:// or wss:// with a host.
    QString name;                  ///< Empty: the host name of this machine.
    QUuid uuid;                    ///< Null: a random one.
    RelayCore::HeaderList headers; ///< Valid ones; with the token, where there is one.
    std::optional<QSslConfiguration> tls;
    std::optional<QNetworkProxy> proxy; ///< As RelayClientOptions::proxy. Empty: the application's.
    bool ownAuthorities = false;        ///< \a tls trusts a CA file.
    bool verifyCertificate = true;
    bool warnOfReadableToken = false;                      ///< A token leaves this machine unencrypted.
    std::chrono::milliseconds stepTimeout{10'000};         ///< For each step but the registration.
    std::chrono::milliseconds registrationTimeout{15'000}; ///< For the relay's response.
    std::chrono::milliseconds closeTimeout{2'000};
    int samples = 5; ///< Pings, and messages to ourselves, of the round trip.
    RelayCore::HostLookup lookup = RelayCore::lookUpHost;
    std::shared_ptr<RelayCore::RelayClock> clock; ///< For deadlines. Empty: the system's.
};

} // namespace Inspector
