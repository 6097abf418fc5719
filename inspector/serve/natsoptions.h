// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/serve/messagebus.h"

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <memory>
#include <variant>

namespace Inspector {

/// How to reach the NATS servers of a cluster. Files are named, not read.
struct NatsOptions
{
    /// `nats://host:4222` or `tls://host:4222`, without a user or password. The first that can be reached is used.
    QStringList servers;
    QString caFile; ///< PEM; empty: the system's authorities.
    /// What to log in with: a NATS credentials file (`nsc generate creds`), or a file of one line, `user password` or
    /// a token; empty: nothing.
    QString credentialsFile;
};

/// The servers in \a text (`nats://a:4222,tls://b`), a comma between two; the port is 4222 where there is none.
/// \return the reason in English where one cannot be used. Never repeats a password.
[[nodiscard]] std::variant<QStringList, QString> parseNatsServers(const QString &text);

/// Reads the credentials and the authorities of \a options once, so that a mistake shows at the start.
/// \return the reason in English where they cannot be used; never their content.
[[nodiscard]] QString checkNatsFiles(const NatsOptions &options);

/// Returns a MessageBus over NATS, with the library nats.c.
///
/// Where no server uses TLS, its socket is served by the event loop of the calling thread (NatsLoopBus). nats.c waits
/// inside of TLS, so that with TLS threads do that (NatsThreadBus).
[[nodiscard]] std::unique_ptr<MessageBus> makeNatsBus(const NatsOptions &options);

} // namespace Inspector
