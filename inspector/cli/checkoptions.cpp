// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/checkoptions.h"

#include "inspector/cli/optionvalues.h"
#include "inspector/cli/requestoptions.h"

namespace Inspector {

namespace {

constexpr auto footer = R"(
Steps: address, DNS, TCP, TLS, upgrade, registration, an echo to itself, round trip. The first that fails ends the
check. A table on a terminal; elsewhere one step event a line, then a verdict event.

The check registers like any client. The relay disconnects a running client with the same UUID (4004), so leave out
--uuid unless this is intended.

Ends with 0 when all is well, also with warnings; with 1 when a step failed; with 0 after Ctrl+C.

Example:
  relayctl check wss://relay.example.org --token-file token)";

} // namespace

void addCheckVerb(CLI::App &app, CheckOptions &options)
{
    CLI::App *verb = app.add_subcommand("check", "Explain a connection step by step, and what to do where it fails");
    verb->footer(footer);
    RelayCore::RelayClientOptions &client = options.request.client;
    RequestOptions::addRelay(verb, options.address);
    RequestOptions::addIdentity(verb, options.request);
    RequestOptions::addTls(verb, options.request.tls, client.verifyCertificate);
    OptionValues::addSeconds(verb, "--timeout", client.openTimeout, "For each step but the registration; default: 10")
        ->group("Time");
    OptionValues::addSeconds(verb, "--registration-timeout", client.registrationTimeout,
                             "For the relay's response; default: 15")
        ->group("Time");
    verb->add_flag("--json", options.json, "Print events on a terminal, too")->group("Output");
    verb->final_callback([&options] { RequestOptions::check(options.request); });
}

} // namespace Inspector
