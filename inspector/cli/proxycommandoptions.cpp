// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/proxycommandoptions.h"

#include "inspector/cli/optionvalues.h"
#include "inspector/cli/requestoptions.h"

namespace Inspector {

using namespace OptionValues;

namespace {

constexpr auto footer = R"(
Bytes pass unchanged. Credentials in headers are neither printed nor captured.
Prints a listening event once clients can connect and runs until Ctrl+C or SIGTERM.

Example:
  relayctl proxy --upstream wss://relay.example.org --capture talk.relaycap)";

} // namespace

void addProxyVerb(CLI::App &app, ProxyCommandOptions &options)
{
    CLI::App *verb = app.add_subcommand("proxy", "Forward clients to a relay and capture what both send");
    verb->footer(footer);
    add(verb, "--listen", options.request.listen, readHostPort,
        "Where clients connect to, port 0 picks a free one; default: 127.0.0.1:9700")
        ->type_name("HOST:PORT");
    addText(verb, "--upstream", "URL", options.upstream, "The relay: ws://HOST[:PORT] or wss://HOST[:PORT]")
        ->required();
    addText(verb, "--capture", "FILE", options.captureFile, "Write everything on the wire to a new capture file");
    verb->add_flag("--print", options.print, "Print everything on the wire as event lines");
    RequestOptions::addTls(verb, options.request.tls, options.request.verifyCertificate);
    verb->final_callback([&options] { RequestOptions::check(options.request.tls); });
}

} // namespace Inspector
