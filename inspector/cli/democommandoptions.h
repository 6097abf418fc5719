// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <optional>

namespace CLI {
class App;
}

namespace Inspector {

/// What `relayctl demo` is asked for.
struct DemoCommandOptions
{
    std::optional<std::chrono::milliseconds> runFor;
};

/// Adds the verb \c demo to \a app. Parsing writes to \a options.
void addDemoVerb(CLI::App &app, DemoCommandOptions &options);

} // namespace Inspector
