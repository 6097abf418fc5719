// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/runoptions.h"

#include "inspector/cli/captureoptions.h"
#include "inspector/cli/optionvalues.h"
#include "inspector/cli/requestoptions.h"

namespace Inspector {

namespace {

constexpr auto footer = R"(
Starts COMMAND with an environment that leads its WebSocket connections through a capturing proxy, TLS included. It
keeps the terminal, and its exit code is that of relayctl (128 and the number of the signal that ended it). Without
--capture and --events nothing is recorded. A daemon that COMMAND leaves behind is followed until its last connection
has closed.

Example:
  relayctl run --capture talk.relaycap -- python endpoint.py)";

} // namespace

void addRunVerb(CLI::App &app, RunOptions &options)
{
    CLI::App *verb = app.add_subcommand("run", "Start a program and capture what it and its relays send");
    verb->footer(footer);
    addCaptureOptions(verb, options.captureFile, options.store);
    OptionValues::addText(verb, "--events", "FILE", options.eventsFile,
                          "Write everything on the wire as event lines to a new file");
    verb->add_flag("--all", options.all, "Lead HTTP and HTTPS through the proxy, too");
    OptionValues::addSeconds(verb, "--for", options.runFor,
                             "After COMMAND has ended, follow what it left behind for this long at most");
    RequestOptions::addMetrics(verb, options.metrics);
    RequestOptions::addTls(verb, options.tls, options.verifyCertificate);
    verb->final_callback([&options] {
        RequestOptions::check(options.tls);
        if (options.command.isEmpty() || options.command.constFirst().isEmpty())
            throw CLI::ValidationError("COMMAND", "is missing: relayctl run [OPTIONS] -- COMMAND [ARG...]");
    });
}

} // namespace Inspector
