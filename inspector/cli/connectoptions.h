// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/storeoptions.h"
#include "inspector/setup/connectrequest.h"

#include <QtCore/QString>

#include <chrono>
#include <optional>

namespace CLI {
class App;
}

namespace Inspector {

/// What `relayctl connect` is asked for.
struct ConnectOptions
{
    QString address;        ///< As typed; the command validates it.
    ConnectRequest request; ///< Without the address.
    bool retry = true;
    QString captureFile; ///< Or the address of a capture in a database.
    StoreOptions store;
    std::optional<quint64> count;
    std::optional<std::chrono::milliseconds> runFor;
    bool untilEof = false;
};

/// Adds the verb \c connect to \a app. Parsing writes to \a options.
void addConnectVerb(CLI::App &app, ConnectOptions &options);

} // namespace Inspector
