// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/commandline.h"

#include "inspector/cli/addresses.h"
#include "relaycore/protocol/codec.h"

#include <QtCore/QCoreApplication>

#include <CLI/CLI.hpp>

#include <cmath>
#include <sstream>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

constexpr double maxSeconds = 1e9;

constexpr auto description =
    "Talks to ProxyStore relays, runs one, and shows what others say to them.\n"
    "Events go to standard output, one JSON object a line; words for people go to standard error.";

constexpr auto footer = R"(
Examples:
  relayctl serve                                        a relay on ws://127.0.0.1:8700
  relayctl check wss://relay.example.org                what works, what does not, what to do about it
  relayctl connect ws://127.0.0.1:8700 --name alpha     register and print what arrives
  relayctl connect URL --until-eof < messages.ndjson    send a file, then leave
  relayctl connect URL --count 1 --for 30               wait 30 s for one message
  relayctl proxy --upstream wss://relay.example.org --capture talk.relaycap

Exit codes:
  0  done, also after Ctrl+C        2  wrong usage
  1  failed                         3  --for was over before what was asked for had happened

`relayctl VERB --help` explains a verb.)";

constexpr auto connectFooter = R"(
Input: one relay message object a line. source_uuid and source_name of a peer_connection may be left out:
  {"message_type":"peer_connection","peer_uuid":"...","description_type":"offer","description":"v=0 ..."}
A line that is no message gives an error event of category usage; the session goes on.

A token file is read again after a refusal, so a token that was replaced meanwhile is found; a second refusal is fatal.

Leaves with 0 after Ctrl+C, SIGTERM, --count, --until-eof (both, where both are given) or a plain --for;
with 1 after a fatal error; with 3 when --for was over and there was something left to wait for.)";

constexpr auto checkFooter = R"(
Steps: address, DNS, TCP, TLS, upgrade, registration, an echo to itself, round trip. The first that fails ends the
check. A table on a terminal; elsewhere one step event a line, then a verdict event.

The check registers like any client. A running client with the same UUID would be thrown out, so leave --uuid out
unless that is what you want to see.

Leaves with 0 when all is well, also with warnings; with 1 when a step failed; with 0 after Ctrl+C.)";

constexpr auto serveFooter = R"(
A relay for tests, laptops and labs: the wire, the flags and relay.toml of proxystore-relay 1.1.0, without Globus
authentication. Prints a listening event once clients can connect and runs until Ctrl+C or SIGTERM, which closes every
client with 1001.

The log goes to standard error; with --log-json it joins the events on standard output. SIGHUP reads the tokens and the
certificate again: clients whose token is gone are closed, TLS connections that exist stay as they are.

--capture puts a proxy before the relay, which therefore sees every client at a loopback address; it cannot be combined
with --certfile.)";

QString fromUtf8(const std::string &text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

std::chrono::milliseconds fromSeconds(double seconds)
{
    return std::chrono::milliseconds(std::llround(seconds * 1'000));
}

std::string checkSeconds(const std::string &text)
{
    bool isNumber = false;
    const double seconds = fromUtf8(text).toDouble(&isNumber);
    return isNumber && seconds >= 0.001 && seconds <= maxSeconds
               ? std::string()
               : "must be a number of seconds above zero, not " + text;
}

std::string checkCount(const std::string &text)
{
    bool isNumber = false;
    const bool isPositive = fromUtf8(text).toULongLong(&isNumber) > 0;
    return isNumber && isPositive ? std::string() : "must be a whole number above zero, not " + text;
}

std::string checkPort(const std::string &text)
{
    bool isNumber = false;
    (void)fromUtf8(text).toUShort(&isNumber);
    return isNumber ? std::string() : "must be a port from 0 to 65535, not " + text;
}

std::string checkLogLevel(const std::string &text)
{
    return logLevelOf(fromUtf8(text)) ? std::string() : "must be DEBUG, INFO, WARNING, ERROR or CRITICAL, not " + text;
}

std::string checkUuid(const std::string &text)
{
    return RelayCore::parseUuid(fromUtf8(text)) ? std::string() : "must be a UUID, not " + text;
}

std::string checkListen(const std::string &text)
{
    return readListenAddress(fromUtf8(text)) ? std::string() : "must be HOST:PORT, not " + text;
}

std::string checkNotEmpty(const std::string &text)
{
    return text.empty() ? "must not be empty" : "";
}

/// The message never repeats the header: its value may be a secret.
std::string checkHeader(const std::string &text)
{
    constexpr std::string_view otherTokenCharacters = "!#$%&'*+-.^_`|~";
    const std::size_t colon = text.find(':');
    if (colon == std::string::npos || colon == 0)
        return "must look like 'Name: value'";
    for (const char character : text.substr(0, colon)) {
        const bool isAlphanumeric = (character >= '0' && character <= '9') || (character >= 'a' && character <= 'z')
                                    || (character >= 'A' && character <= 'Z');
        if (!isAlphanumeric && otherTokenCharacters.find(character) == std::string_view::npos)
            return "the name before the colon may hold letters, digits and -_. only";
    }
    if (text.find_first_of(std::string_view("\r\n\0", 3)) != std::string::npos)
        return "the value must be a single line";
    return {};
}

CLI::Validator checked(std::string (*check)(const std::string &))
{
    return CLI::Validator([check](const std::string &text) { return check(text); }, "");
}

RelayCore::Header toHeader(const std::string &text)
{
    const QByteArray line = QByteArray::fromStdString(text);
    const qsizetype colon = line.indexOf(':');
    return {line.first(colon), line.sliced(colon + 1).trimmed()};
}

/// What CLI11 writes into; turned into Qt's types after parsing.
struct Raw
{
    std::string url;
    std::string name;
    std::string uuid;
    std::vector<std::string> headers;
    std::string tokenFile;
    std::string caFile;
    std::string captureFile;
    std::string listen = "127.0.0.1:9700";
    double openTimeout = 10;
    double registrationTimeout = 15;
    double backoffInitial = 1;
    double backoffMaximum = 60;
    double runFor = 0;
    quint64 count = 0;
    bool noJitter = false;
    bool noReconnect = false;
    bool noRetry = false;
    bool insecure = false;
    bool untilEof = false;
    bool print = false;
    bool json = false;
    ServeOptions serve; ///< Written directly: every option of it is one that may not have been given.
};

CLI::Option *addSeconds(CLI::App *app, const std::string &name, double &value, const std::string &text)
{
    return app->add_option(name, value, text)->type_name("SECONDS")->check(checked(checkSeconds));
}

void addRelay(CLI::App *app, Raw &raw)
{
    app->add_option("URL", raw.url, "The relay: ws://HOST[:PORT] or wss://HOST[:PORT]")->required()->type_name("");
}

void addIdentity(CLI::App *app, Raw &raw)
{
    app->add_option("--name", raw.name, "Name to register under; default: the host name")
        ->type_name("NAME")
        ->check(checked(checkNotEmpty))
        ->group("Identity");
    app->add_option("--uuid", raw.uuid, "UUID to register under; default: a random one")
        ->type_name("UUID")
        ->check(checked(checkUuid))
        ->group("Identity");
    app->add_option("--token-file", raw.tokenFile, "Send the token in PATH as 'Authorization: Bearer ...'")
        ->type_name("PATH")
        ->group("Identity");
    app->add_option("--header", raw.headers, "Add a header to the upgrade request; may be repeated")
        ->type_name("'NAME: VALUE'")
        ->expected(1)
        ->allow_extra_args(false)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        ->check(checked(checkHeader))
        ->group("Identity");
}

void addTls(CLI::App *app, Raw &raw)
{
    app->add_option("--ca-file", raw.caFile, "Trust the certificates in PEM instead of the system's")
        ->type_name("PEM")
        ->group("TLS");
    app->add_flag("--insecure", raw.insecure, "Accept any certificate; for tests only")->group("TLS");
}

CLI::App *addConnect(CLI::App &app, Raw &raw)
{
    CLI::App *connect = app.add_subcommand("connect", "Register with a relay, print every event, send standard input");
    connect->footer(connectFooter);
    addRelay(connect, raw);
    addIdentity(connect, raw);
    addTls(connect, raw);

    addSeconds(connect, "--timeout", raw.openTimeout, "From DNS to the accepted upgrade; default: 10")
        ->group("Time and retries");
    addSeconds(connect, "--registration-timeout", raw.registrationTimeout, "For the relay's response; default: 15")
        ->group("Time and retries");
    addSeconds(connect, "--backoff-initial", raw.backoffInitial,
               "First pause between attempts, doubled each time; default: 1")
        ->group("Time and retries");
    addSeconds(connect, "--backoff-max", raw.backoffMaximum, "Longest pause between attempts; default: 60")
        ->group("Time and retries");
    connect->add_flag("--no-jitter", raw.noJitter, "Pause exactly as long as the schedule says")
        ->group("Time and retries");
    connect->add_flag("--no-reconnect", raw.noReconnect, "After a drop connect again only for the next line of input")
        ->group("Time and retries");
    connect->add_flag("--no-retry", raw.noRetry, "Leave with 1 at the first failure of any kind")
        ->group("Time and retries");

    connect->add_option("--count", raw.count, "Leave after N received messages")
        ->type_name("N")
        ->check(checked(checkCount))
        ->group("Limits");
    addSeconds(connect, "--for", raw.runFor, "Leave after this long")->group("Limits");
    connect->add_flag("--until-eof", raw.untilEof, "Leave once all input is sent")->group("Limits");

    connect->add_option("--capture", raw.captureFile, "Write everything on the wire to a new capture file")
        ->type_name("FILE")
        ->group("Output");
    return connect;
}

CLI::App *addCheck(CLI::App &app, Raw &raw)
{
    CLI::App *check = app.add_subcommand("check", "Explain a connection step by step, and what to do where it fails");
    check->footer(checkFooter);
    addRelay(check, raw);
    addIdentity(check, raw);
    addTls(check, raw);
    addSeconds(check, "--timeout", raw.openTimeout, "For each step but the registration; default: 10")->group("Time");
    addSeconds(check, "--registration-timeout", raw.registrationTimeout, "For the relay's response; default: 15")
        ->group("Time");
    check->add_flag("--json", raw.json, "Print events on a terminal, too")->group("Output");
    return check;
}

/// An option whose text \a convert turns into the value of \a target.
template<typename Value, typename Convert>
CLI::Option *addOverride(CLI::App *app, const std::string &name, std::optional<Value> &target, Convert convert,
                         const std::string &text)
{
    return app->add_option_function<std::string>(
        name, [&target, convert](const std::string &given) { target = Value(convert(fromUtf8(given))); }, text);
}

CLI::Option *addFile(CLI::App *app, const std::string &name, std::optional<QString> &target, const std::string &text)
{
    return addOverride(
               app, name, target, [](const QString &given) { return given; }, text)
        ->type_name("FILE")
        ->check(checked(checkNotEmpty));
}

template<typename Number>
CLI::Option *addLimit(CLI::App *app, const std::string &name, std::optional<Number> &target, const std::string &unit,
                      qint64 minimum, const std::string &text)
{
    constexpr qint64 maximum = qint64(1) << 30;
    return addOverride(
               app, name, target, [](const QString &given) { return given.toLongLong(); }, text)
        ->type_name(unit)
        ->check(CLI::Range(minimum, maximum).description(""))
        ->group("Limits");
}

void addServeSeconds(CLI::App *app, const std::string &name, std::optional<std::chrono::milliseconds> &target,
                     const std::string &text)
{
    addOverride(
        app, name, target, [](const QString &given) { return fromSeconds(given.toDouble()); }, text)
        ->type_name("SECONDS")
        ->check(checked(checkSeconds))
        ->group("Limits");
}

CLI::App *addServe(CLI::App &app, ServeOptions &options)
{
    CLI::App *serve = app.add_subcommand("serve", "Run a local relay, a drop-in for proxystore-relay");
    serve->footer(serveFooter);
    serve
        ->add_option_function<std::string>(
            "-c,--config", [&options](const std::string &path) { options.configFile = fromUtf8(path); },
            "Read relay.toml; what is given here goes before it")
        ->type_name("FILE")
        ->check(checked(checkNotEmpty));
    addOverride(
        serve, "--host", options.host, [](const QString &given) { return given; },
        "Interface to bind to, 0.0.0.0 for all; default: 127.0.0.1")
        ->type_name("ADDR")
        ->check(checked(checkNotEmpty));
    addOverride(
        serve, "--port", options.port, [](const QString &given) { return given.toUShort(); },
        "Port to bind to, 0 picks a free one; default: 8700")
        ->type_name("PORT")
        ->check(checked(checkPort));
    serve
        ->add_option_function<std::string>(
            "--capture", [&options](const std::string &path) { options.captureFile = fromUtf8(path); },
            "Write everything on the wire to a new capture file")
        ->type_name("FILE")
        ->check(checked(checkNotEmpty));

    addFile(serve, "--certfile", options.certFile, "Speak TLS with the certificate (and chain) in PEM")
        ->group("Security");
    addFile(serve, "--keyfile", options.keyFile, "The certificate's key in PEM; default: in --certfile")
        ->group("Security");
    addFile(serve, "--tokens", options.tokensFile, "Let in bearer tokens only: a file of lines 'token user'")
        ->group("Security");

    addLimit(serve, "--max-message-bytes", options.messageBytes, "BYTES", 1,
             "Longest message, in UTF-8; default: 1048576");
    addLimit(serve, "--max-name-bytes", options.nameBytes, "BYTES", 1, "Longest client name, in UTF-8; default: 256");
    addLimit(serve, "--max-header-bytes", options.headerBytes, "BYTES", 1024,
             "Longest upgrade request; default: 16384");
    addLimit(serve, "--max-connections", options.connections, "N", 0, "At a time, 0: any; default: 16384");
    addLimit(serve, "--max-connections-per-address", options.connectionsPerAddress, "N", 0,
             "At a time from one IP address, 0: any; default: 8192");
    addLimit(serve, "--max-messages-per-second", options.messagesPerSecond, "N", 0,
             "From one client, 0: any; default: 50000");
    addLimit(serve, "--max-unsent-bytes", options.unsentBytes, "BYTES", 0,
             "Waiting for one client to read, 0: any; default: 16777216");
    addServeSeconds(serve, "--handshake-timeout", options.handshake,
                    "From the connection to the upgrade request; default: 10");
    addServeSeconds(serve, "--keepalive", options.keepalive, "Between pings; whoever answers none is cut; default: 20");

    addOverride(
        serve, "--log-dir", options.logDirectory, [](const QString &given) { return given; },
        "Write server.log there, too")
        ->type_name("PATH")
        ->check(checked(checkNotEmpty))
        ->group("Log");
    addOverride(
        serve, "--log-level", options.logLevel,
        [](const QString &given) { return logLevelOf(given).value_or(LogLevel::Info); },
        "DEBUG, INFO, WARNING, ERROR or CRITICAL; default: INFO")
        ->type_name("LEVEL")
        ->check(checked(checkLogLevel))
        ->group("Log");
    serve->add_flag("--log-json", options.logJson, "Log event lines to standard output instead of words")->group("Log");
    return serve;
}

CLI::App *addProxy(CLI::App &app, Raw &raw)
{
    CLI::App *proxy = app.add_subcommand("proxy", "Stand between clients and a relay and look on");
    proxy
        ->add_option("--listen", raw.listen,
                     "Where clients connect to, port 0 picks a free one; default: 127.0.0.1:9700")
        ->type_name("HOST:PORT")
        ->check(checked(checkListen));
    proxy->add_option("--upstream", raw.url, "The relay: ws://HOST[:PORT] or wss://HOST[:PORT]")
        ->type_name("URL")
        ->required();
    proxy->add_option("--capture", raw.captureFile, "Write everything on the wire to a new capture file")
        ->type_name("FILE");
    proxy->add_flag("--print", raw.print, "Print everything on the wire as event lines");
    proxy->add_option("--ca-file", raw.caFile, "Trust the certificates in PEM instead of the system's")
        ->type_name("PEM");
    proxy->add_flag("--insecure", raw.insecure, "Accept any certificate of the relay; for tests only");
    proxy->footer("\nBytes pass unchanged. Credentials in headers are neither printed nor captured.\n"
                  "Prints a listening event once clients can connect and runs until Ctrl+C or SIGTERM.");
    return proxy;
}

CLI::App *addDemo(CLI::App &app, Raw &raw)
{
    CLI::App *demo = app.add_subcommand("demo", "Watch two clients exchange offers and answers through a local relay");
    addSeconds(demo, "--for", raw.runFor, "Leave after this long; default: at Ctrl+C");
    demo->footer("\nReadable lines on a terminal, event lines elsewhere. Needs no network.");
    return demo;
}

std::optional<std::chrono::milliseconds> runFor(const CLI::App *verb, const Raw &raw)
{
    if (verb->count("--for") == 0)
        return std::nullopt;
    return fromSeconds(raw.runFor);
}

/// What connect and check have in common.
RelayCore::RelayClientOptions toClientOptions(const Raw &raw)
{
    RelayCore::RelayClientOptions client;
    client.name = fromUtf8(raw.name);
    client.uuid = RelayCore::parseUuid(fromUtf8(raw.uuid)).value_or(QUuid());
    for (const std::string &header : raw.headers)
        client.headers.append(toHeader(header));
    client.verifyCertificate = !raw.insecure;
    client.openTimeout = fromSeconds(raw.openTimeout);
    client.registrationTimeout = fromSeconds(raw.registrationTimeout);
    return client;
}

CheckOptions toCheckOptions(const Raw &raw)
{
    CheckOptions options;
    options.address = fromUtf8(raw.url);
    options.client = toClientOptions(raw);
    options.tokenFile = fromUtf8(raw.tokenFile);
    options.caFile = fromUtf8(raw.caFile);
    options.json = raw.json;
    return options;
}

ConnectOptions toConnectOptions(const CLI::App *verb, const Raw &raw)
{
    ConnectOptions options;
    options.address = fromUtf8(raw.url);
    options.client = toClientOptions(raw);
    options.client.reconnect = !raw.noReconnect;
    options.client.backoff.initial = fromSeconds(raw.backoffInitial);
    options.client.backoff.maximum = std::max(fromSeconds(raw.backoffMaximum), options.client.backoff.initial);
    // Who asks for short pauses gets them: the floor is there for the default schedule.
    options.client.backoff.floor = std::min(options.client.backoff.floor, options.client.backoff.initial);
    options.client.backoff.jitter = !raw.noJitter;
    options.retry = !raw.noRetry;
    options.tokenFile = fromUtf8(raw.tokenFile);
    options.caFile = fromUtf8(raw.caFile);
    options.captureFile = fromUtf8(raw.captureFile);
    if (verb->count("--count") > 0)
        options.count = raw.count;
    options.runFor = runFor(verb, raw);
    options.untilEof = raw.untilEof;
    return options;
}

/// CLI11 would only say that a subcommand is required.
QString complaintAboutVerb(const CLI::App &app, const QStringList &arguments)
{
    if (!arguments.isEmpty() && arguments.constFirst().startsWith(u'-'))
        return {};
    QStringList verbs;
    for (const CLI::App *verb : app.get_subcommands([](const CLI::App *) { return true; }))
        verbs.append(fromUtf8(verb->get_name()));
    if (!arguments.isEmpty() && verbs.contains(arguments.constFirst()))
        return {};
    return (arguments.isEmpty() ? u"a verb is required: "_s
                                : u"there is no verb %1, only "_s.arg(arguments.constFirst()))
           + verbs.join(u", "_s);
}

// What no single option can know. These throw as CLI11 does.

void checkBackoff(const CLI::App *connect, const Raw &raw)
{
    if (connect->count("--backoff-max") > 0 && raw.backoffMaximum < raw.backoffInitial)
        throw CLI::ValidationError("--backoff-max", "must not be below --backoff-initial");
}

void checkAuthorization(const Raw &raw)
{
    const bool hasAuthorization = std::ranges::any_of(raw.headers, [](const std::string &header) {
        return toHeader(header).name.compare("authorization", Qt::CaseInsensitive) == 0;
    });
    if (hasAuthorization && !raw.tokenFile.empty())
        throw CLI::ValidationError("--token-file", "sets Authorization, and so does a --header: give one of them");
}

} // namespace

CommandLine parseCommandLine(const QStringList &arguments)
{
    Raw raw;
    CLI::App app(description, "relayctl");
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
        const std::string verb = verbs.empty() ? "" : ' ' + verbs.front()->get_name();
        return "relayctl: " + std::string(error.what()) + "\nRun relayctl" + verb + " --help for more information.\n";
    });

    const CLI::App *connect = addConnect(app, raw);
    const CLI::App *check = addCheck(app, raw);
    const CLI::App *serve = addServe(app, raw.serve);
    const CLI::App *proxy = addProxy(app, raw);
    addDemo(app, raw);

    if (const QString complaint = complaintAboutVerb(app, arguments); !complaint.isEmpty())
        return CommandLineEnd{
            2, {}, "relayctl: " + complaint.toUtf8() + "\nRun relayctl --help for more information.\n"};

    std::vector<std::string> reversed;
    for (auto argument = arguments.crbegin(); argument != arguments.crend(); ++argument)
        reversed.push_back(argument->toStdString());
    try {
        app.parse(reversed);
        if (connect->parsed())
            checkBackoff(connect, raw);
        checkAuthorization(raw);
    } catch (const CLI::ParseError &error) {
        std::ostringstream output;
        std::ostringstream words;
        const int code = app.exit(error, output, words);
        return CommandLineEnd{code == 0 ? 0 : 2, QByteArray::fromStdString(output.str()),
                              QByteArray::fromStdString(words.str())};
    }

    if (connect->parsed())
        return toConnectOptions(connect, raw);
    if (check->parsed())
        return toCheckOptions(raw);
    if (serve->parsed())
        return raw.serve;
    if (proxy->parsed()) {
        ProxyCommandOptions options;
        options.listen = readListenAddress(fromUtf8(raw.listen)).value_or(options.listen);
        options.upstream = fromUtf8(raw.url);
        options.captureFile = fromUtf8(raw.captureFile);
        options.caFile = fromUtf8(raw.caFile);
        options.print = raw.print;
        options.verifyCertificate = !raw.insecure;
        return options;
    }
    return DemoCommandOptions{runFor(app.get_subcommand("demo"), raw)};
}

} // namespace Inspector
