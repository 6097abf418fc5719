// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/check/stunprobe.h"
#include "inspector/setup/connectrequest.h"

#include <QtCore/QString>

namespace CLI {
class App;
}

namespace Inspector {

/// What `relayctl check` is asked for.
struct CheckOptions
{
    QString address;        ///< As typed; the command validates it. Empty: only STUN servers are asked.
    ConnectRequest request; ///< Name, UUID, headers, timeouts, certificate verification, files.
    QList<StunServer> stun;
    bool json = false; ///< Event lines on a terminal, too.
};

/// Adds the verb \c check to \a app. Parsing writes to \a options.
void addCheckVerb(CLI::App &app, CheckOptions &options);

} // namespace Inspector
