// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/tailoptions.h"

#include "inspector/cli/optionvalues.h"
#include "inspector/filter/filterparser.h"

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

using namespace OptionValues;

namespace {

constexpr auto footer = R"(
FILTER is one argument in the language of the window's filter bar, see docs/filter.md. One that begins with
a minus sign stands behind --. On a terminal a message is a line for people, elsewhere and with --json an
event of `proxy --print`. With --follow it goes on until Ctrl+C or SIGTERM.

Examples:
  relayctl tail talk.relaycap
  relayctl tail talk.relaycap 'kind:offer from:alpha len:>2k' --json
  relayctl tail talk.relaycap --follow --last 10 'ok:false OR rtt:>1s'
  relayctl tail talk.relaycap --count -- -kind:control)";

/// The sentence, and the filter with its mistake marked.
QString described(const QString &text, const FilterError &error)
{
    const QString mark = QString(qMax(error.length, qsizetype(1)), u'^');
    return u"%1\n  %2\n  %3%4"_s.arg(error.text, text, QString(error.position, u' '), mark);
}

Result<Filter> filter(const QString &given)
{
    auto parsed = parseFilter(given);
    if (const auto *error = std::get_if<FilterError>(&parsed))
        return described(given, *error);
    return std::get<Filter>(std::move(parsed));
}

} // namespace

void addTailVerb(CLI::App &app, TailOptions &options)
{
    CLI::App *verb = app.add_subcommand("tail", "Print the messages of a capture that a filter lets through");
    verb->footer(footer);
    addText(verb, "file", "FILE", options.file, "The capture; may still be written")->required();
    add(verb, "filter", options.filter, filter, "Which messages; all without one")->type_name("FILTER");
    CLI::Option *follow = verb->add_flag("-f,--follow", options.follow, "Go on with what is captured meanwhile");
    CLI::Option *only = verb->add_flag("--count", options.count, "Print only how many messages there are");
    CLI::Option *last = add(verb, "-n,--last", options.last, OptionValues::count, "Begin with the last N messages");
    last->type_name("N");
    verb->add_flag("--json", options.json, "Print events also on a terminal");
    only->excludes(follow);
}

} // namespace Inspector
