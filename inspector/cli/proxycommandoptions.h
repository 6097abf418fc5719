// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/storeoptions.h"
#include "inspector/setup/addresses.h"
#include "inspector/setup/proxyrequest.h"

#include <QtCore/QString>

#include <optional>

namespace CLI {
class App;
}

namespace Inspector {

/// What `relayctl proxy` is asked for.
struct ProxyCommandOptions
{
    QString upstream;      ///< As typed; the command validates it. Empty for a forward proxy.
    ProxyRequest request;  ///< Without the upstream.
    QString authorityFile; ///< Where a forward proxy writes the certificate that its clients have to trust.
    QString captureFile;   ///< Or the address of a capture in a database.
    StoreOptions store;
    std::optional<HostPort> metrics;
    bool forward = false;
    bool print = false;
};

/// Adds the verb \c proxy to \a app. Parsing writes to \a options.
void addProxyVerb(CLI::App &app, ProxyCommandOptions &options);

} // namespace Inspector
