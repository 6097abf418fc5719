// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/diagnoseoptions.h"

#include "inspector/cli/optionvalues.h"

namespace Inspector {

using namespace OptionValues;

namespace {

constexpr auto footer = R"(
An attempt is one offer and all that follows from it. The most troubled come first. Each verdict has a
section in docs/diagnosis.md. What the capture cannot show is said to be unknown.
Ends with 0 also where endpoints did not meet; with 1 where the capture cannot be read.

Examples:
  relayctl diagnose talk.relaycap
  relayctl diagnose talk.relaycap --peer alpha --json
  relayctl diagnose talk.relaycap --html report.html)";

} // namespace

void addDiagnoseVerb(CLI::App &app, DiagnoseOptions &options)
{
    CLI::App *verb = app.add_subcommand("diagnose", "Tell from a capture who could not reach whom, and why");
    verb->footer(footer);
    addText(verb, "file", "FILE|URL", options.captureFile, "The capture")->required();
    verb->add_flag("--json", options.json, "Print an event per attempt and per connection that was not registered");
    CLI::Option *html = addText(verb, "--html", "REPORT", options.reportFile,
                                "Also write a report: one HTML file to share; - for standard output");
    addText(verb, "--peer", "NAME|UUID", options.peer, "Only attempts from or to this endpoint");
    verb->add_flag("--force", options.force, "Overwrite the report if it exists")->needs(html);
    verb->add_flag("--unredacted", options.unredacted, "Leave ICE passwords and credentials in the report")
        ->needs(html);
}

} // namespace Inspector
