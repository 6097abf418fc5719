// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/setup/connectrequest.h"

#include "inspector/setup/addresses.h"
#include "inspector/setup/headers.h"
#include "inspector/setup/texts.h"

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

std::variant<RelayCore::RelayClientOptions, QString> clientOptions(const ConnectRequest &request,
                                                                   const TokenListener &listener)
{
    RelayCore::RelayClientOptions options = request.client;
    if (!request.tokenFile.isEmpty()) {
        if (hasHeader(options.headers, "authorization"))
            return Setup::tr("Both the token file and a header set Authorization. Give one of them.");
        const auto token = readTokenFile(request.tokenFile);
        if (const auto *problem = std::get_if<QString>(&token))
            return *problem;
        if (listener)
            listener(token);
        options.tokenProvider = tokenFileProvider(request.tokenFile, std::get<QByteArray>(token), listener);
    }
    const auto tls = tlsConfiguration(request.tls);
    if (const auto *problem = std::get_if<QString>(&tls))
        return *problem;
    options.tls = std::get<std::optional<QSslConfiguration>>(tls);
    return options;
}

bool exposesCredentials(const ConnectRequest &request)
{
    const QUrl &address = request.client.address;
    const bool hasCredentials = !request.tokenFile.isEmpty() || !address.userInfo().isEmpty()
                                || hasHeader(request.client.headers, "authorization");
    return hasCredentials && address.scheme() == "ws"_L1 && !isLoopback(address);
}

ConnectDefaults defaultsOf(const ConnectRequest &request)
{
    return {request.client.name, request.tokenFile, request.tls.authorities, request.client.reconnect};
}

} // namespace Inspector
