// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/storeoptions.h"

#include <QtCore/QString>

namespace CLI {
class App;
class Option;
} // namespace CLI

namespace Inspector {

/// Adds `--capture` to \a verb, and how a capture in a database is kept while the database is away: `--spool` and
/// `--spool-limit`. Returns the first of them.
CLI::Option *addCaptureOptions(CLI::App *verb, QString &capture, StoreOptions &store);

} // namespace Inspector
