// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/statsoptions.h"

#include "inspector/cli/optionvalues.h"

namespace Inspector {

using namespace OptionValues;

namespace {

constexpr auto footer = R"(
On a terminal a table for people, elsewhere and with --json one event.

Examples:
  relayctl stats talk.relaycap
  relayctl stats talk.relaycap --json | jq .offers.round_trip_ms.p90)";

} // namespace

void addStatsVerb(CLI::App &app, StatsOptions &options)
{
    CLI::App *verb = app.add_subcommand("stats", "Print the figures of a capture");
    verb->footer(footer);
    addText(verb, "file", "FILE|URL", options.file, "The capture; may still be written")->required();
    verb->add_flag("--json", options.json, "Print an event also on a terminal");
}

} // namespace Inspector
