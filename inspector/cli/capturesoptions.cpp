// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/capturesoptions.h"

#include "inspector/cli/optionvalues.h"

#include <memory>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

using namespace OptionValues;

namespace {

using Action = CapturesOptions::Action;

constexpr auto footer = R"(
URL is postgresql://[USER@]HOST[:PORT]/DATABASE, for rm with ?capture=NAME. Passwords: PGPASSWORD, ~/.pgpass, a service.

Without ACTION, or with list, prints the captures of the database. init makes its tables, and the roles that may append
and read captures; run it as the owner. rm removes a capture, prune those that ended that long ago: both as the owner.
drain brings in what programs kept in local files while the database was away; without URL, for every database.

Examples:
  relayctl captures init postgresql://owner@db.example.org/relay
  relayctl captures postgresql://db.example.org/relay
  relayctl captures rm 'postgresql://owner@db.example.org/relay?capture=monday'
  relayctl captures prune postgresql://owner@db.example.org/relay --older 30d
  relayctl captures drain)";

struct Words
{
    QString first;
    QString second;
};

std::optional<Action> actionOf(const QString &word)
{
    if (word == "list"_L1)
        return Action::List;
    if (word == "init"_L1)
        return Action::Init;
    if (word == "rm"_L1)
        return Action::Remove;
    if (word == "prune"_L1)
        return Action::Prune;
    if (word == "drain"_L1)
        return Action::Drain;
    return std::nullopt;
}

/// Returns a number of days or hours: 30d, 12h.
Result<std::chrono::hours> age(const QString &given)
{
    const auto problem = u"must be a number of days or hours, like 30d or 12h, not %1"_s.arg(given);
    const bool isDays = given.endsWith(u'd');
    if (!isDays && !given.endsWith(u'h'))
        return problem;
    const auto number = integer(given.chopped(1), 1);
    if (!std::holds_alternative<qint64>(number) || std::get<qint64>(number) > 100'000)
        return problem;
    return std::chrono::hours(std::get<qint64>(number) * (isDays ? 24 : 1));
}

} // namespace

void addCapturesVerb(CLI::App &app, CapturesOptions &options)
{
    CLI::App *verb = app.add_subcommand("captures", "List and manage the captures of a database");
    verb->footer(footer);
    const auto words = std::make_shared<Words>();
    addText(verb, "action", "ACTION|URL", words->first, "list, init, rm, prune or drain; or the database to list")
        ->required();
    addText(verb, "url", "URL", words->second, "The database");
    addText(verb, "--writer", "ROLE", options.roles.writer, "init: the role that may append; default: relay_writer");
    addText(verb, "--reader", "ROLE", options.roles.reader, "init: the role that may read; default: relay_reader");
    add(verb, "--older", options.older, age, "prune: captures whose end, or last message, is older than AGE")
        ->type_name("AGE");
    addText(verb, "--spool", "FOLDER", options.spoolFolder, "drain: where the local files are");
    verb->add_flag("--json", options.json, "Print events also on a terminal");
    verb->final_callback([words, &options] {
        const auto refuse = [](const char *name, const QString &problem) {
            throw CLI::ValidationError(name, problem.toStdString());
        };
        QString url = words->second;
        if (const std::optional<Action> action = actionOf(words->first))
            options.action = *action;
        else if (words->second.isEmpty())
            url = words->first;
        else
            refuse("action", u"must be list, init, rm, prune or drain, not %1"_s.arg(words->first));
        if (url.isEmpty() && options.action != Action::Drain)
            refuse("url", u"is required"_s);
        if (!url.isEmpty()) {
            auto parsed = DatabaseAddress::parse(url);
            if (const auto *const problem = std::get_if<QString>(&parsed))
                refuse("url", *problem);
            options.address = std::get<DatabaseAddress>(std::move(parsed));
        }
        if (options.action == Action::Remove && options.address->capture.isEmpty())
            refuse("url", u"must name the capture: ?capture=NAME"_s);
        if (options.action == Action::Prune && options.older.count() == 0)
            refuse("--older", u"is required"_s);
    });
}

} // namespace Inspector
