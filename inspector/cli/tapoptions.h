// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/storeoptions.h"

#include <QtCore/QString>

#include <chrono>
#include <optional>

namespace CLI {
class App;
}

namespace Inspector {

/// What `relayctl tap` is asked for.
struct TapOptions
{
    QString application; ///< Process id or name; empty: the only one there is.
    bool list = false;
    bool print = false;  ///< Implied where nothing is captured.
    QString captureFile; ///< Or the address of a capture in a database.
    StoreOptions store;
    std::optional<std::chrono::milliseconds> runFor;
};

/// Adds the verb \c tap to \a app. Parsing writes to \a options.
void addTapVerb(CLI::App &app, TapOptions &options);

} // namespace Inspector
