// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/storeoptions.h"
#include "inspector/setup/addresses.h"
#include "inspector/setup/certificates.h"

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <chrono>
#include <optional>

namespace CLI {
class App;
}

namespace Inspector {

/// What `relayctl run` is asked for.
struct RunOptions
{
    QStringList command; ///< The program first; what follows `--`.
    QString captureFile; ///< Or the address of a capture in a database.
    StoreOptions store;
    QString eventsFile; ///< Gets what `proxy --print` prints.
    TlsFiles tls;       ///< Of the connections to the relays.
    bool verifyCertificate = true;
    std::optional<HostPort> metrics;
    bool all = false;
    std::optional<std::chrono::milliseconds> runFor;
};

/// Adds the verb \c run to \a app. Parsing writes to \a options, but for the command, which is set before.
void addRunVerb(CLI::App &app, RunOptions &options);

} // namespace Inspector
