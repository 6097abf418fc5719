// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/replaycommandoptions.h"

#include "inspector/cli/optionvalues.h"
#include "inspector/cli/requestoptions.h"

#include <limits>
#include <vector>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

using namespace OptionValues;

namespace {

constexpr auto footer = R"(
Each connection of the capture is opened again and sends the same. In every timing a client sends once its
connection is open and the registrations that were answered then are answered. lockstep: and once all
clients have received what they had received then; original: with the pauses of the capture; fast: without pauses.
Messages are compared by meaning, those of one sender in their order: the order of keys does not matter.

Ends with 0 where everything that came back equals the capture, with 1 where something differs or fails,
with 3 when --for was over before.

Examples:
  relayctl replay talk.relaycap ws://127.0.0.1:8700
  relayctl replay talk.relaycap wss://relay.example.org --token-file token --json | jq .fields
  relayctl replay talk.relaycap URL --timing original --speed 10 --connection 1 --connection 2)";

Result<ReplayOptions::Timing> timing(const QString &given)
{
    using Timing = ReplayOptions::Timing;
    if (given == "original"_L1)
        return Timing::Original;
    if (given == "fast"_L1)
        return Timing::Fast;
    if (given == "lockstep"_L1)
        return Timing::Lockstep;
    return u"must be original, fast or lockstep, not %1"_s.arg(given);
}

Result<double> speed(const QString &given)
{
    bool isNumber = false;
    const double value = given.toDouble(&isNumber);
    if (!isNumber || !(value >= 0.001 && value <= 1'000'000))
        return u"must be a number from 0.001 to 1000000, not %1"_s.arg(given);
    return value;
}

Result<bool> keepUuids(const QString &given)
{
    if (given == "keep"_L1)
        return true;
    if (given == "new"_L1)
        return false;
    return u"must be keep or new, not %1"_s.arg(given);
}

void addConnections(CLI::App *verb, QList<RelayCore::ConnectionId> &connections)
{
    verb->add_option_function<std::vector<std::string>>(
            "--connection",
            [&connections](const std::vector<std::string> &numbers) {
                for (const std::string &number : numbers) {
                    const auto read = count(fromUtf8(number));
                    if (const auto *problem = std::get_if<QString>(&read))
                        throw CLI::ValidationError("--connection", problem->toStdString());
                    connections.append(RelayCore::ConnectionId(std::get<quint64>(read)));
                }
            },
            "Only connection N of the capture; may be repeated; default: all")
        ->type_name("N")
        ->expected(1)
        ->allow_extra_args(false)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

} // namespace

void addReplayVerb(CLI::App &app, ReplayCommandOptions &options)
{
    CLI::App *verb =
        app.add_subcommand("replay", "Have the clients of a capture send the same again, and compare what comes back");
    verb->footer(footer);
    addText(verb, "file", "FILE|URL", options.file, "The capture, also as NDJSON or HAR")->required();
    RequestOptions::addRelay(verb, options.address);
    add(verb, "--timing", options.replay.timing, timing, "When clients send; default: lockstep")
        ->type_name("original|fast|lockstep");
    CLI::Option *factor =
        add(verb, "--speed", options.replay.speed, speed, "With --timing original: divide the pauses by X");
    factor->type_name("X");
    add(verb, "--uuids", options.replay.keepUuids, keepUuids,
        "new: register under random UUIDs, so that no running client is disconnected; default: new")
        ->type_name("keep|new");
    addConnections(verb, options.replay.connections);
    addSeconds(verb, "--timeout", options.request.client.openTimeout,
               "For each connection to open, and for each message that is waited for; default: 10");
    addSeconds(verb, "--for", options.runFor, "End after this long");
    verb->add_flag("--json", options.json, "Print events also on a terminal");
    RequestOptions::addCredentials(verb, options.request);
    RequestOptions::addTls(verb, options.request.tls, options.request.client.verifyCertificate);
    verb->final_callback([&options, factor] {
        if (factor->count() > 0 && options.replay.timing != ReplayOptions::Timing::Original)
            throw CLI::ValidationError("--speed", "needs --timing original");
        RequestOptions::check(options.request);
    });
}

} // namespace Inspector
