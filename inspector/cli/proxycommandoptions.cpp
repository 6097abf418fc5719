// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/proxycommandoptions.h"

#include "inspector/cli/captureoptions.h"
#include "inspector/cli/optionvalues.h"
#include "inspector/cli/requestoptions.h"

namespace Inspector {

using namespace OptionValues;

namespace {

constexpr auto footer = R"(
With --upstream clients are given the address of the proxy in place of the relay's. With --forward they name the relay
themselves and are configured to use a proxy (wss_proxy); they have to trust the certificate that the listening event
names, because their TLS is taken apart.
Bytes pass unchanged. Credentials in headers are neither printed nor captured.
Prints a listening event once clients can connect and runs until Ctrl+C or SIGTERM.

Examples:
  relayctl proxy --upstream wss://relay.example.org --capture talk.relaycap
  relayctl proxy --forward --authority authority.pem --capture talk.relaycap)";

} // namespace

void addProxyVerb(CLI::App &app, ProxyCommandOptions &options)
{
    CLI::App *verb = app.add_subcommand("proxy", "Forward clients to a relay and capture what both send");
    verb->footer(footer);
    add(verb, "--listen", options.request.listen, readHostPort,
        "Where clients connect to, port 0 picks a free one; default: 127.0.0.1:9700")
        ->type_name("HOST:PORT");
    CLI::Option *upstream =
        addText(verb, "--upstream", "URL", options.upstream, "The relay: ws://HOST[:PORT] or wss://HOST[:PORT]");
    CLI::Option *forward =
        verb->add_flag("--forward", options.forward, "Be a forward proxy: clients name the relay themselves");
    forward->excludes(upstream);
    addText(verb, "--authority", "FILE", options.authorityFile,
            "Write the certificate that clients of --forward have to trust to FILE, too")
        ->needs(forward);
    addCaptureOptions(verb, options.captureFile, options.store);
    verb->add_flag("--print", options.print, "Print everything on the wire as event lines");
    verb->add_flag("--never-wait", options.request.neverWait,
                   "Rather lose messages, which are counted, than delay clients while the disk is slow");
    RequestOptions::addMetrics(verb, options.metrics);
    RequestOptions::addTls(verb, options.request.tls, options.request.verifyCertificate);
    verb->final_callback([&options] {
        RequestOptions::check(options.request.tls);
        if (!options.forward && options.upstream.isEmpty())
            throw CLI::ValidationError("--upstream", "is required, or --forward");
    });
}

} // namespace Inspector
