// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/replay/replayoptions.h"

#include "inspector/setup/headers.h"
#include "relaycore/client/proxyinuse.h"

namespace Inspector {

std::variant<ChannelTarget, QString> channelTarget(const ConnectRequest &request)
{
    ChannelTarget target;
    target.address = request.client.address;
    target.headers = request.client.headers;
    target.verifyCertificate = request.client.verifyCertificate;
    target.timeout = request.client.openTimeout;
    target.proxy = RelayCore::proxyInUse(request.client.address, {});
    if (!request.tokenFile.isEmpty()) {
        const auto token = readTokenFile(request.tokenFile);
        if (const auto *problem = std::get_if<QString>(&token))
            return *problem;
        target.headers.append({"Authorization", "Bearer " + std::get<QByteArray>(token)});
    }
    auto tls = tlsConfiguration(request.tls);
    if (const auto *problem = std::get_if<QString>(&tls))
        return *problem;
    target.tls = std::get<0>(std::move(tls));
    return target;
}

} // namespace Inspector
