// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/democommandoptions.h"

#include "inspector/cli/optionvalues.h"

namespace Inspector {

namespace {

constexpr auto footer = R"(
Readable lines on a terminal, event lines elsewhere. Needs no network.

Example:
  relayctl demo --for 10)";

} // namespace

void addDemoVerb(CLI::App &app, DemoCommandOptions &options)
{
    CLI::App *verb =
        app.add_subcommand("demo", "Show two clients that exchange offers and answers through a local relay");
    verb->footer(footer);
    OptionValues::addSeconds(verb, "--for", options.runFor, "End after this long; default: at Ctrl+C");
}

} // namespace Inspector
