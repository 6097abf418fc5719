// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/tailoptions.h"

#include "inspector/cli/filteroption.h"

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

} // namespace

void addTailVerb(CLI::App &app, TailOptions &options)
{
    CLI::App *verb = app.add_subcommand("tail", "Print the messages of a capture that a filter lets through");
    verb->footer(footer);
    addText(verb, "file", "FILE|URL", options.file, "The capture; may still be written")->required();
    add(verb, "filter", options.filter, filter, "Which messages; all without one")->type_name("FILTER");
    CLI::Option *follow = verb->add_flag("-f,--follow", options.follow, "Go on with what is captured meanwhile");
    CLI::Option *only = verb->add_flag("--count", options.count, "Print only how many messages there are");
    CLI::Option *last = add(verb, "-n,--last", options.last, OptionValues::count, "Begin with the last N messages");
    last->type_name("N");
    verb->add_flag("--json", options.json, "Print events also on a terminal");
    only->excludes(follow);
}

} // namespace Inspector
