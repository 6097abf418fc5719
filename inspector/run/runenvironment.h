// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QProcessEnvironment>
#include <QtCore/QString>
#include <QtCore/QUrl>

namespace Inspector {

/// What leads a program's connections through a proxy.
struct RunEnvironment
{
    QUrl proxy;            ///< `http://127.0.0.1:PORT` of a forward proxy.
    QString authorityFile; ///< PEM; the authority that signs the proxy's certificates.
    QString bundleFile;    ///< PEM; the same and the authorities that the program trusts otherwise.
    bool all = false;      ///< HTTP and HTTPS too, not only WebSocket connections.
};

/// Returns \a base with the variables that common clients read: \c ws_proxy and \c wss_proxy (Python's websockets),
/// \c SSL_CERT_FILE (OpenSSL), \c NODE_EXTRA_CA_CERTS (Node.js). Both spellings of each proxy variable are set, because
/// clients differ in which of them they prefer, and \c no_proxy is emptied.
///
/// With RunEnvironment::all also \c http_proxy, \c https_proxy and \c all_proxy, and \c REQUESTS_CA_BUNDLE and
/// \c CURL_CA_BUNDLE for clients that do not use OpenSSL's default.
/// \par Threads  any.
[[nodiscard]] QProcessEnvironment applied(const RunEnvironment &run, QProcessEnvironment base);

} // namespace Inspector
