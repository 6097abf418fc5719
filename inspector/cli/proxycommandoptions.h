// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/setup/proxyrequest.h"

#include <QtCore/QString>

namespace CLI {
class App;
}

namespace Inspector {

/// What `relayctl proxy` is asked for.
struct ProxyCommandOptions
{
    QString upstream;     ///< As typed; the command validates it.
    ProxyRequest request; ///< Without the upstream.
    QString captureFile;
    bool print = false;
};

/// Adds the verb \c proxy to \a app. Parsing writes to \a options.
void addProxyVerb(CLI::App &app, ProxyCommandOptions &options);

} // namespace Inspector
