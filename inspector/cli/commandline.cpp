// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/commandline.h"

#include "inspector/cli/completion.h"
#include "inspector/cli/optionvalues.h"
#include "inspector/setup/exitcode.h"

#include <QtCore/QCoreApplication>

#include <memory>
#include <sstream>
#include <utility>
#include <vector>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

constexpr auto description =
    "Talks to ProxyStore relays, runs one, and shows what others send to them.\n"
    "Events go to standard output, one JSON object a line; words for people go to standard error.";

constexpr auto footer = R"(
Examples:
  relayctl serve                                        a relay on ws://127.0.0.1:8700
  relayctl check wss://relay.example.org                what works, what does not, what to do about it
  relayctl connect ws://127.0.0.1:8700 --name alpha     register and print what arrives
  relayctl connect URL --until-eof < messages.ndjson    send a file, then end
  relayctl run --capture talk.relaycap -- python3 endpoint.py     what a program and its relay send
  relayctl diagnose talk.relaycap                       who could not reach whom, and why
  relayctl replay talk.relaycap ws://127.0.0.1:8700     the same again, and what comes back differently
  relayctl tail talk.relaycap 'kind:offer from:alpha'   the messages that a filter lets through

Exit codes:
  0  done, also after Ctrl+C        2  wrong usage
  1  failed                         3  --for was over before what was asked for had happened

`relayctl VERB --help` explains a verb.)";

/// Returns where arguments of \a verb that are not expected belong, or an empty string.
std::string placeOf(const std::string &verb, const std::string &first)
{
    if (verb == "tail" && first.starts_with('-') && first.find(':') != std::string::npos)
        return ". A FILTER that begins with a minus sign stands behind --";
    if (verb == "tail" && !first.starts_with('-'))
        return ". FILTER is one argument, in quotes: relayctl tail FILE 'kind:offer from:alpha'";
    if (verb == "run" && !first.starts_with('-'))
        return ". COMMAND stands behind --: relayctl run [OPTIONS] -- COMMAND [ARG...]";
    return {};
}

/// Returns what \a error means. CLI11 would list arguments that are not expected from the last to the first, and name a
/// missing value "1 required N missing".
std::string problemOf(const CLI::App *verb, const CLI::Error &error)
{
    const std::string what = error.what();
    const std::string required = ": 1 required ";
    if (const std::size_t at = what.find(required); at != std::string::npos && what.ends_with(" missing")) {
        const std::string option = what.substr(0, at);
        const std::string value = what.substr(at + required.size(), what.rfind(' ') - at - required.size());
        return option + " needs a value: " + option + ' ' + value;
    }
    const bool isExtra = verb && dynamic_cast<const CLI::ExtrasError *>(&error);
    const std::vector<std::string> extra = isExtra ? verb->remaining() : std::vector<std::string>();
    if (extra.empty())
        return what;
    return "not expected: " + CLI::detail::join(extra, " ") + placeOf(verb->get_name(), extra.front());
}

/// What follows the options of `run` is no argument of relayctl's, so CLI11 does not know it.
class HelpFormatter final : public CLI::Formatter
{
public:
    std::string make_usage(const CLI::App *app, std::string name) const override
    {
        std::string usage = CLI::Formatter::make_usage(app, std::move(name));
        if (const std::size_t end = usage.find_last_not_of('\n'); app->get_name() == "run" && end != std::string::npos)
            usage.insert(end + 1, " -- COMMAND [ARG...]");
        return usage;
    }
};

void setUp(CLI::App &app)
{
    app.formatter(std::make_shared<HelpFormatter>());
    app.footer(footer);
    app.require_subcommand(1);
    app.set_version_flag("--version", "relayctl " + QCoreApplication::applicationVersion().toStdString());
    app.get_formatter()->column_width(38);
    app.get_formatter()->label("SUBCOMMAND", "VERB");
    app.get_formatter()->label("Subcommands", "Verbs");
    app.get_formatter()->label("Positionals", "Arguments");
    app.get_formatter()->label("REQUIRED", "(required)");
    app.failure_message([](const CLI::App *parser, const CLI::Error &error) {
        const auto verbs = parser->get_subcommands();
        const CLI::App *used = verbs.empty() ? nullptr : verbs.front();
        const std::string verb = used ? ' ' + used->get_name() : std::string();
        return "relayctl: " + problemOf(used, error) + "\nRun relayctl" + verb + " --help for more information.\n";
    });
}

/// Returns what is wrong with the verb, or an empty string. CLI11 would only say that a subcommand is required.
QString verbProblem(const CLI::App &app, const QStringList &arguments)
{
    if (!arguments.isEmpty() && arguments.constFirst().startsWith(u'-'))
        return {};
    QStringList verbs;
    for (const CLI::App *verb : app.get_subcommands([](const CLI::App *) { return true; }))
        verbs.append(OptionValues::fromUtf8(verb->get_name()));
    if (!arguments.isEmpty() && verbs.contains(arguments.constFirst()))
        return {};
    return (arguments.isEmpty() ? u"a verb is required: "_s
                                : u"there is no verb %1, only "_s.arg(arguments.constFirst()))
           + verbs.join(u", "_s);
}

} // namespace

CommandLine parseCommandLine(const QStringList &arguments)
{
    ConnectOptions connect;
    CheckOptions check;
    ServeOptions serve;
    ProxyCommandOptions proxy;
    TapOptions tap;
    RunOptions run;
    DiagnoseOptions diagnose;
    ConvertOptions convert;
    ReplayCommandOptions replay;
    CompletionOptions completion;
    DemoCommandOptions demo;
    TailOptions tail;
    StatsOptions stats;
    CapturesOptions captures;
    CLI::App app(description, "relayctl");
    setUp(app);
    addConnectVerb(app, connect);
    addCheckVerb(app, check);
    addServeVerb(app, serve);
    addProxyVerb(app, proxy);
    addTapVerb(app, tap);
    addRunVerb(app, run);
    addDiagnoseVerb(app, diagnose);
    addTailVerb(app, tail);
    addStatsVerb(app, stats);
    addCapturesVerb(app, captures);
    addConvertVerb(app, convert);
    addReplayVerb(app, replay);
    addCompletionVerb(app, completion);
    addDemoVerb(app, demo);

    if (const QString problem = verbProblem(app, arguments); !problem.isEmpty())
        return CommandLineEnd{
            ExitCode::usage, {}, "relayctl: " + problem.toUtf8() + "\nRun relayctl --help for more information.\n"};

    // The arguments of a program that is run are its own.
    QStringList own = arguments;
    if (const qsizetype separator = arguments.indexOf("--"_L1); separator > 0 && arguments.constFirst() == "run"_L1) {
        own = arguments.first(separator);
        run.command = arguments.sliced(separator + 1);
    }
    std::vector<std::string> reversed; // As CLI11 takes them.
    for (auto argument = own.crbegin(); argument != own.crend(); ++argument)
        reversed.push_back(argument->toStdString());
    try {
        app.parse(reversed);
    } catch (const CLI::ParseError &error) {
        std::ostringstream output;
        std::ostringstream words;
        const int code = app.exit(error, output, words);
        return CommandLineEnd{code == 0 ? ExitCode::done : ExitCode::usage, QByteArray::fromStdString(output.str()),
                              QByteArray::fromStdString(words.str())};
    }

    if (app.got_subcommand("connect"))
        return connect;
    if (app.got_subcommand("check"))
        return check;
    if (app.got_subcommand("serve"))
        return serve;
    if (app.got_subcommand("proxy"))
        return proxy;
    if (app.got_subcommand("tap"))
        return tap;
    if (app.got_subcommand("run"))
        return run;
    if (app.got_subcommand("diagnose"))
        return diagnose;
    if (app.got_subcommand("tail"))
        return tail;
    if (app.got_subcommand("stats"))
        return stats;
    if (app.got_subcommand("captures"))
        return captures;
    if (app.got_subcommand("completion"))
        return CommandLineEnd{ExitCode::done, completionScript(app, completion.shell), {}};
    if (app.got_subcommand("convert"))
        return convert;
    if (app.got_subcommand("replay"))
        return replay;
    return demo;
}

} // namespace Inspector
