// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/convertoptions.h"

#include "inspector/cli/filteroption.h"

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

using namespace OptionValues;

namespace {

constexpr auto footer = R"(
Formats: relaycap, ndjson, har and pcapng, which can only be written. The format is that of the suffix;
that of the input is also found by its content. - is standard input or output.
Nothing is overwritten, and a file appears when it is complete. What --redact replaced is searched for
in the result; where it is found, there is no file.

Examples:
  relayctl convert talk.relaycap talk.har --redact share
  relayctl convert browser.har browser.relaycap
  relayctl convert talk.relaycap offers.ndjson --filter 'kind:offer from:alpha'
  relayctl convert talk.relaycap - --to ndjson --redact none | jq -c 'select(.k=="msg")')";

Result<FileFormat> inputFormat(const QString &given)
{
    const auto format = formatFromName(given);
    if (!format || format == FileFormat::Pcapng)
        return u"must be relaycap, ndjson or har, not %1"_s.arg(given);
    return *format;
}

Result<FileFormat> outputFormat(const QString &given)
{
    const auto format = formatFromName(given);
    if (!format)
        return u"must be relaycap, ndjson, har or pcapng, not %1"_s.arg(given);
    return *format;
}

Result<RedactionProfile> redactionProfile(const QString &given)
{
    const auto profile = redactionFromName(given);
    if (!profile)
        return u"must be none, secrets or share, not %1"_s.arg(given);
    return *profile;
}

} // namespace

void addConvertVerb(CLI::App &app, ConvertOptions &options)
{
    CLI::App *verb = app.add_subcommand("convert", "Convert a capture to or from another format");
    verb->footer(footer);
    addText(verb, "input", "IN", options.input, "The file to read, or postgresql://…")->required();
    addText(verb, "output", "OUT", options.output, "The file to write, or postgresql://…")->required();
    add(verb, "--from", options.from, inputFormat, "The format of IN")->type_name("relaycap|ndjson|har");
    add(verb, "--to", options.to, outputFormat, "The format of OUT")->type_name("relaycap|ndjson|har|pcapng");
    add(verb, "--redact", options.redaction, redactionProfile,
        "What to replace: none, secrets or share; default: none for a capture, secrets for other formats")
        ->type_name("none|secrets|share");
    add(verb, "--filter", options.filter, filter,
        "Only messages that it lets through, and connections that have such; see docs/filter.md")
        ->type_name("FILTER");
    verb->add_flag("--keep-partial", options.keepPartial, "Convert what a broken file holds before the fault");
    verb->final_callback([&options] {
        if (!options.to && !formatFromPath(options.output)) {
            throw CLI::ValidationError("--to", "is required: the suffix of " + options.output.toStdString()
                                                   + " is not .relaycap, .ndjson, .har or .pcapng");
        }
    });
}

} // namespace Inspector
