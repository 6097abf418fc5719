// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/setup/addresses.h"
#include "inspector/setup/certificates.h"
#include "inspector/sources/forwardproxysource.h"
#include "inspector/sources/proxysource.h"

#include <variant>

namespace Inspector {

/// What a person asks of a reverse or forward proxy, on a command line or in a dialog.
struct ProxyRequest
{
    HostPort listen{QStringLiteral("127.0.0.1"), 9700}; ///< Port 0: any free port.
    QUrl upstream; ///< Of a reverse proxy.
    TlsFiles tls; ///< Of the connection to the upstream.
    bool verifyCertificate = true;
    bool neverWait = false; ///< See ProxyOptions::neverWait.
};

/// Reads the files that \a request names, each once, and returns the options for a proxy. Their \c listen stays
/// at its default: looking up the host is left to the caller, because it may block.
/// Returns a translated sentence if a file cannot be used.
/// \par Threads  any; blocks until a pipe has been closed by its writer.
[[nodiscard]] std::variant<ProxyOptions, QString> proxyOptions(const ProxyRequest &request);
/// Likewise for a forward proxy; ProxyRequest::upstream is not used.
[[nodiscard]] std::variant<ForwardProxyOptions, QString> forwardProxyOptions(const ProxyRequest &request);

} // namespace Inspector
