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
    options.neverWait = request.neverWait;
    return options;
}

std::variant<ForwardProxyOptions, QString> forwardProxyOptions(const ProxyRequest &request)
{
    const auto tls = tlsConfiguration(request.tls);
    if (const auto *problem = std::get_if<QString>(&tls))
        return *problem;
    ForwardProxyOptions options;
    options.port = request.listen.port;
    options.tls = std::get<std::optional<QSslConfiguration>>(tls);
    options.verifyCertificate = request.verifyCertificate;
    options.neverWait = request.neverWait;
    return options;
}

} // namespace Inspector
