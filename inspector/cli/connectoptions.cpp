// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/connectoptions.h"

#include "inspector/cli/captureoptions.h"
#include "inspector/cli/optionvalues.h"
#include "inspector/cli/requestoptions.h"

#include <algorithm>

namespace Inspector {

using namespace OptionValues;

namespace {

constexpr auto footer = R"(
Input: one relay message object a line. source_uuid and source_name of a peer_connection may be left out:
  {"message_type":"peer_connection","peer_uuid":"...","description_type":"offer","description":"v=0 ..."}
A line that is no message gives an error event of category usage; the session goes on.

A token file is read again after a refusal, so a token that was replaced meanwhile is found; a second refusal is fatal.

Ends with 0 after Ctrl+C, SIGTERM, --count, --until-eof (both, where both are given) or a plain --for;
with 1 after a fatal error; with 3 when --for was over and there was something left to wait for.

Example:
  relayctl connect ws://127.0.0.1:8700 --name alpha --count 1 --for 30)";

constexpr auto timeGroup = "Time and retries";
constexpr auto limitGroup = "Limits";

void addTimes(CLI::App *verb, ConnectOptions &options)
{
    RelayCore::RelayClientOptions &client = options.request.client;
    addSeconds(verb, "--timeout", client.openTimeout, "From DNS to the accepted upgrade; default: 10")
        ->group(timeGroup);
    addSeconds(verb, "--registration-timeout", client.registrationTimeout, "For the relay's response; default: 15")
        ->group(timeGroup);
    addSeconds(verb, "--backoff-initial", client.backoff.initial,
               "First pause between attempts, doubled each time; default: 1")
        ->group(timeGroup);
    addSeconds(verb, "--backoff-max", client.backoff.maximum, "Longest pause between attempts; default: 60")
        ->group(timeGroup);
    verb->add_flag_callback(
            "--no-jitter", [&client] { client.backoff.jitter = false; }, "Pause exactly as long as the schedule says")
        ->group(timeGroup);
    verb->add_flag_callback(
            "--no-reconnect", [&client] { client.reconnect = false; },
            "After a drop connect again only for the next line of input")
        ->group(timeGroup);
    verb->add_flag_callback(
            "--no-retry", [&options] { options.retry = false; }, "End with 1 at the first failure of any kind")
        ->group(timeGroup);
}

void completeBackoff(const CLI::App *verb, RelayCore::BackoffOptions &backoff)
{
    if (verb->count("--backoff-max") > 0 && backoff.maximum < backoff.initial)
        throw CLI::ValidationError("--backoff-max", "must not be below --backoff-initial");
    backoff.maximum = std::max(backoff.maximum, backoff.initial);
    // The floor protects relays from the default schedule; a shorter first pause was asked for explicitly.
    backoff.floor = std::min(backoff.floor, backoff.initial);
}

} // namespace

void addConnectVerb(CLI::App &app, ConnectOptions &options)
{
    CLI::App *verb = app.add_subcommand("connect", "Register with a relay, print every event, send standard input");
    verb->footer(footer);
    RequestOptions::addRelay(verb, options.address);
    RequestOptions::addIdentity(verb, options.request);
    RequestOptions::addTls(verb, options.request.tls, options.request.client.verifyCertificate);
    addTimes(verb, options);
    add(verb, "--count", options.count, count, "End after N received messages")->type_name("N")->group(limitGroup);
    addSeconds(verb, "--for", options.runFor, "End after this long")->group(limitGroup);
    verb->add_flag("--until-eof", options.untilEof, "End once all input is sent")->group(limitGroup);
    addCaptureOptions(verb, options.captureFile, options.store);
    for (const char *name : {"--capture", "--spool", "--spool-limit"})
        verb->get_option(name)->group("Output");
    verb->final_callback([verb, &options] {
        completeBackoff(verb, options.request.client.backoff);
        RequestOptions::check(options.request);
    });
}

} // namespace Inspector
