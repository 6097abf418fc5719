// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/replay/replayoptions.h"
#include "inspector/setup/connectrequest.h"

#include <QtCore/QString>

#include <chrono>
#include <optional>

namespace CLI {
class App;
}

namespace Inspector {

/// What `relayctl replay` is asked for.
struct ReplayCommandOptions
{
    QString file;
    QString address;        ///< As typed.
    ConnectRequest request; ///< Without address.
    ReplayOptions replay;   ///< Without target.
    std::optional<std::chrono::milliseconds> runFor;
    bool json = false; ///< Events also on a terminal.
};

/// Adds the verb \c replay to \a app. Parsing writes to \a options.
void addReplayVerb(CLI::App &app, ReplayCommandOptions &options);

} // namespace Inspector
