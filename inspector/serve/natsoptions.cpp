// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/serve/natsoptions.h"

#include "inspector/serve/natsclient.h"
#include "inspector/serve/natsloopbus.h"
#include "inspector/serve/natsthreadbus.h"

#include <QtCore/QUrl>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

std::variant<QStringList, QString> parseNatsServers(const QString &text)
{
    QStringList servers;
    const QStringList parts = text.split(u',');
    for (const QString &part : parts) {
        QUrl url(part.trimmed(), QUrl::StrictMode);
        if (!url.userInfo().isEmpty() || part.contains(u'@'))
            return u"must not contain a user or password: name a file with --cluster-creds"_s;
        const bool isKnown = url.scheme() == "nats"_L1 || url.scheme() == "tls"_L1;
        if (!url.isValid() || !isKnown || url.host().isEmpty() || !(url.path().isEmpty() || url.path() == "/"_L1)
            || url.hasQuery() || url.hasFragment())
            return u"must be servers like nats://a.example:4222,tls://b.example:4222, not %1"_s.arg(part.trimmed());
        if (url.port() < 0)
            url.setPort(4222);
        url.setPath({});
        servers.append(url.toString());
    }
    return servers;
}

QString checkNatsFiles(const NatsOptions &options)
{
    const auto made = NatsClient::makeOptions(options);
    const auto *problem = std::get_if<QString>(&made);
    return problem ? *problem : QString();
}

std::unique_ptr<MessageBus> makeNatsBus(const NatsOptions &options)
{
    const bool usesTls = !options.caFile.isEmpty() || std::ranges::any_of(options.servers, [](const QString &server) {
        return server.startsWith("tls:"_L1);
    });
    if (usesTls)
        return std::make_unique<NatsThreadBus>(options);
    return std::make_unique<NatsLoopBus>(options);
}

} // namespace Inspector
