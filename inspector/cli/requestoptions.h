// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/setup/addresses.h"
#include "inspector/setup/connectrequest.h"

#include <QtCore/QString>

#include <optional>

namespace CLI {
class App;
}

/// Options that several verbs have in common.
namespace Inspector::RequestOptions {

/// Adds the argument URL: the relay, as typed.
void addRelay(CLI::App *verb, QString &address);

/// Adds `--name`, `--uuid`, `--token-file` and `--header`.
void addIdentity(CLI::App *verb, ConnectRequest &request);

/// Adds `--token-file` and `--header`, which addIdentity() adds, too.
void addCredentials(CLI::App *verb, ConnectRequest &request);

/// Adds `--ca-file`, `--insecure`, `--certfile` and `--keyfile`.
void addTls(CLI::App *verb, TlsFiles &files, bool &verifyCertificate);

/// Adds `--metrics`.
void addMetrics(CLI::App *verb, std::optional<HostPort> &address);

/// Throws CLI::ValidationError if the options contradict each other, which no single one can know. Call it in the
/// verb's final callback.
void check(const ConnectRequest &request);
void check(const TlsFiles &files);

} // namespace Inspector::RequestOptions
