// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/setup/proxyrequest.h"

namespace Inspector {

std::variant<ProxyOptions, QString> proxyOptions(const ProxyRequest &request)
{
    const auto tls = tlsConfiguration(request.tls);
    if (const auto *problem = std::get_if<QString>(&tls))
        return *problem;
    ProxyOptions options;
    options.port = request.listen.port;
    options.upstream = request.upstream;
    options.tls = std::get<std::optional<QSslConfiguration>>(tls);
    options.verifyCertificate = request.verifyCertificate;
    return options;
}

} // namespace Inspector
