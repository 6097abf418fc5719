// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/checkoptions.h"

#include "inspector/check/stunserver.h"
#include "inspector/cli/optionvalues.h"
#include "inspector/cli/requestoptions.h"

namespace Inspector {

namespace {

constexpr auto footer = R"(
Steps: address, DNS, TCP, TLS, upgrade, registration, an echo to itself, round trip. The first that fails ends the
check. A table on a terminal; elsewhere one step event a line, then a verdict event.

With --stun, then: is UDP let out, which address does the world see, does the NAT keep one mapping for all
destinations (RFC 8489, RFC 5780); IPv4 and IPv6 apart. Two servers, or one with OTHER-ADDRESS, are needed for the last.

The check registers like any client. The relay disconnects a running client with the same UUID (4004), so leave out
--uuid unless this is intended.

Ends with 0 when all is well, also with warnings; with 1 when a step failed; with 0 after Ctrl+C.

Example:
  relayctl check wss://relay.example.org --token-file token
  relayctl check --stun stun.example.org --stun stun.example.net:3479)";

} // namespace

void addCheckVerb(CLI::App &app, CheckOptions &options)
{
    CLI::App *verb = app.add_subcommand("check", "Explain a connection step by step, and what to do where it fails");
    verb->footer(footer);
    RelayCore::RelayClientOptions &client = options.request.client;
    OptionValues::addText(verb, "URL", "", options.address,
                          "The relay: ws://HOST[:PORT] or wss://HOST[:PORT]; may be left out with --stun");
    verb->add_option_function<std::vector<std::string>>(
            "--stun",
            [&options](const std::vector<std::string> &given) {
                for (const std::string &text : given) {
                    const auto server = readStunServer(OptionValues::fromUtf8(text));
                    if (!server)
                        throw CLI::ValidationError("--stun", text + " is not HOST or HOST:PORT");
                    options.stun.append(*server);
                }
            },
            "Ask this STUN server, too, which address it sees; several tell how the NAT maps")
        ->type_name("HOST[:PORT]")
        ->take_all()
        ->expected(1)
        ->allow_extra_args(false);
    RequestOptions::addIdentity(verb, options.request);
    RequestOptions::addTls(verb, options.request.tls, client.verifyCertificate);
    OptionValues::addSeconds(verb, "--timeout", client.openTimeout, "For each step but the registration; default: 10")
        ->group("Time");
    OptionValues::addSeconds(verb, "--registration-timeout", client.registrationTimeout,
                             "For the relay's response; default: 15")
        ->group("Time");
    verb->add_flag("--json", options.json, "Print events on a terminal, too")->group("Output");
    verb->final_callback([&options] {
        if (options.address.isEmpty() && options.stun.isEmpty())
            throw CLI::RequiredError("URL");
        RequestOptions::check(options.request);
    });
}

} // namespace Inspector
