// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/setup/connectrequest.h"

#include <QtCore/QString>

namespace CLI {
class App;
}

namespace Inspector {

/// What `relayctl check` is asked for.
struct CheckOptions
{
    QString address;        ///< As typed; the command validates it.
    ConnectRequest request; ///< Name, UUID, headers, timeouts, certificate verification, files.
    bool json = false;      ///< Event lines on a terminal, too.
};

/// Adds the verb \c check to \a app. Parsing writes to \a options.
void addCheckVerb(CLI::App &app, CheckOptions &options);

} // namespace Inspector
