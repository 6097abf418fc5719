// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/setup/certificates.h"
#include "inspector/setup/tokenfile.h"
#include "relaycore/client/relayclientoptions.h"

#include <QtCore/QString>

#include <variant>

namespace Inspector {

/// What a person asks of a client, on a command line or in a dialog. Never written to disk as a whole: headers may hold
/// credentials, and the token stays in its file.
struct ConnectRequest
{
    RelayCore::RelayClientOptions client; ///< Without token and TLS configuration: those are in files.
    QString tokenFile;                    ///< Holds a bearer token. Empty: there is none.
    TlsFiles tls;
};

/// What is kept of a request for the next one to the same address: never a token, a header or a UUID, which two
/// connections cannot share, and never that any certificate is accepted.
struct ConnectDefaults
{
    QString name;
    QString tokenFile;
    QString authorities; ///< A PEM file.
    bool reconnect = true;

    bool operator==(const ConnectDefaults &) const = default;
};

/// Returns what is kept of \a request.
[[nodiscard]] ConnectDefaults defaultsOf(const ConnectRequest &request);

/// Reads the files that \a request names, each once, and returns the options for a client.
/// Returns a translated sentence if a file cannot be used, or if both a header and a file set the token.
/// \param listener  is called with each token that is read, including the first.
/// \par Threads  any; see tokenFileProvider() for \a listener. Blocks until a pipe has been closed by its writer.
[[nodiscard]] std::variant<RelayCore::RelayClientOptions, QString> clientOptions(const ConnectRequest &request,
                                                                                 const TokenListener &listener = {});

/// Returns whether \a request sends a credential readably to another machine: by \c ws:// to an address that is no
/// loopback address.
[[nodiscard]] bool exposesCredentials(const ConnectRequest &request);

} // namespace Inspector
