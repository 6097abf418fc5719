// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

namespace CLI {
class App;
}

namespace Inspector {

/// What `relayctl stats` is asked for.
struct StatsOptions
{
    QString file;
    bool json = false;
};

/// Adds the verb \c stats to \a app. Parsing writes to \a options.
void addStatsVerb(CLI::App &app, StatsOptions &options);

} // namespace Inspector
