// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/requestoptions.h"

#include "inspector/cli/optionvalues.h"
#include "inspector/setup/headers.h"

#include <vector>

namespace Inspector::RequestOptions {

namespace {

constexpr auto identity = "Identity";
constexpr auto tls = "TLS";

} // namespace

void addRelay(CLI::App *verb, QString &address)
{
    OptionValues::addText(verb, "URL", "", address, "The relay: ws://HOST[:PORT] or wss://HOST[:PORT]")->required();
}

void addIdentity(CLI::App *verb, ConnectRequest &request)
{
    OptionValues::addText(verb, "--name", "NAME", request.client.name, "Name to register under; default: the host name")
        ->group(identity);
    OptionValues::add(verb, "--uuid", request.client.uuid, OptionValues::uuid,
                      "UUID to register under; default: a random one")
        ->type_name("UUID")
        ->group(identity);
    addCredentials(verb, request);
}

void addCredentials(CLI::App *verb, ConnectRequest &request)
{
    OptionValues::addText(verb, "--token-file", "PATH", request.tokenFile,
                          "Send the token in PATH as 'Authorization: Bearer ...'")
        ->group(identity);
    verb->add_option_function<std::vector<std::string>>(
            "--header",
            [&headers = request.client.headers](const std::vector<std::string> &lines) {
                for (const std::string &line : lines) {
                    const auto read = readHeader(OptionValues::fromUtf8(line));
                    if (const auto *problem = std::get_if<QString>(&read))
                        throw CLI::ValidationError("--header", problem->toStdString());
                    headers.append(std::get<RelayCore::HttpHeader>(read));
                }
            },
            "Add a header to the upgrade request; may be repeated")
        ->type_name("'NAME: VALUE'")
        ->expected(1)
        ->allow_extra_args(false)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        ->group(identity);
}

void addMetrics(CLI::App *verb, std::optional<HostPort> &address)
{
    OptionValues::add(verb, "--metrics", address, readHostPort,
                      "Offer /metrics (OpenMetrics), /healthz and /readyz there")
        ->type_name("HOST:PORT");
}

void addTls(CLI::App *verb, TlsFiles &files, bool &verifyCertificate)
{
    OptionValues::addText(verb, "--ca-file", "PEM", files.authorities,
                          "Trust the certificates in PEM in addition to the system's")
        ->group(tls);
    verb->add_flag_callback(
            "--insecure", [&verifyCertificate] { verifyCertificate = false; }, "Accept any certificate; for tests only")
        ->group(tls);
    OptionValues::addText(verb, "--certfile", "PEM", files.certificate,
                          "Own certificate (and chain), for relays that ask for one")
        ->group(tls);
    OptionValues::addText(verb, "--keyfile", "PEM", files.key, "Its key; default: in --certfile")->group(tls);
}

void check(const ConnectRequest &request)
{
    if (!request.tokenFile.isEmpty() && hasHeader(request.client.headers, "authorization"))
        throw CLI::ValidationError("--token-file", "sets Authorization, and so does a --header: give one of them");
    check(request.tls);
}

void check(const TlsFiles &files)
{
    if (!files.key.isEmpty() && files.certificate.isEmpty())
        throw CLI::ValidationError("--keyfile", "needs --certfile");
}

} // namespace Inspector::RequestOptions
