// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/tapoptions.h"

#include "inspector/cli/captureoptions.h"
#include "inspector/cli/optionvalues.h"

namespace Inspector {

using namespace OptionValues;

namespace {

constexpr auto footer = R"(
An application that embeds RelayCore opens its tap when it is started with RELAYCORE_TAP=1 in its
environment, or calls Tap::open(). Only taps of the current user are found.
Attaches again when an application of the same name restarts. Runs until Ctrl+C, SIGTERM or --for.

Examples:
  relayctl tap --list
  relayctl tap instrument --print
  relayctl tap 4711 --capture talk.relaycap)";

} // namespace

void addTapVerb(CLI::App &app, TapOptions &options)
{
    CLI::App *verb = app.add_subcommand("tap", "Watch the clients inside an application that embeds RelayCore");
    verb->footer(footer);
    addText(verb, "application", "PID|NAME", options.application,
            "The application; may be left out where only one has its tap open");
    CLI::Option *list = verb->add_flag("--list", options.list, "List the open taps and end");
    CLI::Option *print = verb->add_flag("--print", options.print,
                                        "Print events also while capturing; without --capture they always are");
    CLI::Option *capture = addCaptureOptions(verb, options.captureFile, options.store);
    CLI::Option *runFor = addSeconds(verb, "--for", options.runFor, "End after this time");
    for (CLI::Option *other : {print, capture, runFor})
        list->excludes(other);
}

} // namespace Inspector
