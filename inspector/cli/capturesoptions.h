// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/captureaddress.h"
#include "inspector/capture/postgresschema.h"

#include <QtCore/QString>

#include <chrono>
#include <optional>

namespace CLI {
class App;
}

namespace Inspector {

/// What `relayctl captures` is asked for.
struct CapturesOptions
{
    enum class Action : quint8 { List, Init, Remove, Prune, Drain };
    Action action = Action::List;
    std::optional<DatabaseAddress> address; ///< Of the database; empty only for Drain.
    PostgresSchema::Roles roles;
    std::chrono::hours older{0};
    QString spoolFolder;
    bool json = false;
};

/// Adds the verb \c captures to \a app. Parsing writes to \a options.
void addCapturesVerb(CLI::App &app, CapturesOptions &options);

} // namespace Inspector
