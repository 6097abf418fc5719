// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/serveoptions.h"

#include "inspector/cli/captureoptions.h"
#include "inspector/cli/optionvalues.h"
#include "inspector/cli/requestoptions.h"

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

using namespace OptionValues;

namespace {

constexpr auto footer = R"(
A relay for tests, laptops and labs: the wire, the flags and relay.toml of proxystore-relay 1.1.0, without Globus
authentication. Prints a listening event once clients can connect and runs until Ctrl+C or SIGTERM, which closes every
client with 1001.

The log goes to standard error; with --log-json it joins the events on standard output. SIGHUP reads the tokens and the
certificate again: clients whose token is gone are closed, TLS connections that exist stay as they are.

--capture puts a proxy before the relay, which therefore sees every client at a loopback address; it cannot be combined
with --certfile.

Example:
  relayctl serve --port 0 --tokens tokens.txt)";

Result<LogLevel> logLevel(const QString &given)
{
    if (const auto level = logLevelOf(given))
        return *level;
    return u"must be DEBUG, INFO, WARNING, ERROR or CRITICAL, not %1"_s.arg(given);
}

template<typename Number>
void addLimit(CLI::App *verb, const std::string &name, const std::string &unit, std::optional<Number> &target,
              qint64 minimum, const std::string &description)
{
    const auto read = [minimum](const QString &given) -> Result<Number> {
        const Result<qint64> value = integer(given, minimum);
        if (const auto *problem = std::get_if<QString>(&value))
            return *problem;
        return Number(std::get<qint64>(value));
    };
    add(verb, name, target, read, description)->type_name(unit)->group("Limits");
}

void addLimits(CLI::App *verb, ServeOptions &options)
{
    addLimit(verb, "--max-message-bytes", "BYTES", options.messageBytes, 1,
             "Longest message, in UTF-8; default: 1048576");
    addLimit(verb, "--max-name-bytes", "BYTES", options.nameBytes, 1, "Longest client name, in UTF-8; default: 256");
    addLimit(verb, "--max-header-bytes", "BYTES", options.headerBytes, 1024, "Longest upgrade request; default: 16384");
    addLimit(verb, "--max-connections", "N", options.connections, 0, "At a time, 0: any; default: 16384");
    addLimit(verb, "--max-connections-per-address", "N", options.connectionsPerAddress, 0,
             "At a time from one IP address, 0: any; default: 8192");
    addLimit(verb, "--max-messages-per-second", "N", options.messagesPerSecond, 0,
             "From one client, 0: any; default: 50000");
    addLimit(verb, "--max-unsent-bytes", "BYTES", options.unsentBytes, 0,
             "Waiting for one client to read, 0: any; default: 16777216");
    addSeconds(verb, "--handshake-timeout", options.handshake,
               "From the connection to the upgrade request; default: 10")
        ->group("Limits");
    addSeconds(verb, "--keepalive", options.keepalive,
               "Between pings; a client that answers none is disconnected; default: 20")
        ->group("Limits");
}

void addCluster(CLI::App *verb, ServeOptions &options)
{
    addText(verb, "--cluster", "URLS", options.clusterServers,
            "Be one relay with others at these NATS servers: nats://a,tls://b:4222")
        ->group("Cluster");
    addText(verb, "--cluster-prefix", "PREFIX", options.clusterPrefix, "Begins every NATS subject; default: relay")
        ->group("Cluster");
    addText(verb, "--cluster-creds", "FILE", options.clusterCredentialsFile,
            "A NATS credentials file, or one line 'user password' or a token")
        ->group("Cluster");
    addText(verb, "--cluster-ca-file", "FILE", options.clusterCaFile,
            "Authorities of the NATS servers in PEM; default: the system's")
        ->group("Cluster");
}

} // namespace

void addServeVerb(CLI::App &app, ServeOptions &options)
{
    CLI::App *verb = app.add_subcommand("serve", "Run a local relay, a drop-in for proxystore-relay");
    verb->footer(footer);
    addText(verb, "-c,--config", "FILE", options.configFile, "Read relay.toml; options given here take precedence");
    addText(verb, "--host", "ADDR", options.host, "Interface to bind to, 0.0.0.0 for all; default: 127.0.0.1");
    add(verb, "--port", options.port, port, "Port to bind to, 0 picks a free one; default: 8700")->type_name("PORT");
    addCaptureOptions(verb, options.captureFile, options.store);

    RequestOptions::addMetrics(verb, options.metrics);

    addText(verb, "--certfile", "FILE", options.certFile, "Speak TLS with the certificate (and chain) in PEM")
        ->group("Security");
    addText(verb, "--keyfile", "FILE", options.keyFile, "The certificate's key in PEM; default: in --certfile")
        ->group("Security");
    addText(verb, "--tokens", "FILE", options.tokensFile, "Let in bearer tokens only: a file of lines 'token user'")
        ->group("Security");
    addLimits(verb, options);
    addCluster(verb, options);
    addText(verb, "--log-dir", "PATH", options.logDirectory, "Write server.log there, too")->group("Log");
    add(verb, "--log-level", options.logLevel, logLevel, "DEBUG, INFO, WARNING, ERROR or CRITICAL; default: INFO")
        ->type_name("LEVEL")
        ->group("Log");
    verb->add_flag("--log-json", options.logJson, "Log event lines to standard output instead of words")->group("Log");
}

} // namespace Inspector
