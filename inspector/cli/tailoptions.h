// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/filter/filterast.h"

#include <QtCore/QString>

#include <optional>

namespace CLI {
class App;
}

namespace Inspector {

/// What `relayctl tail` is asked for.
struct TailOptions
{
    QString file;
    Filter filter; ///< Empty: all messages.
    bool follow = false;
    bool count = false;
    bool json = false;
    std::optional<quint64> last; ///< At most so many messages of those that the file has at the start.
};

/// Adds the verb \c tail to \a app. Parsing writes to \a options.
void addTailVerb(CLI::App &app, TailOptions &options);

} // namespace Inspector
