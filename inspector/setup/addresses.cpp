// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/setup/addresses.h"

#include "inspector/setup/texts.h"
#include "relaycore/client/relayaddress.h"

#include <QtNetwork/QHostInfo>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

std::variant<QUrl, QString> readRelayAddress(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty())
        return Setup::tr("Enter the address of a relay.");
    const bool hasScheme = trimmed.contains("://"_L1);
    const QUrl url(hasScheme ? trimmed : u"ws://"_s + trimmed, QUrl::StrictMode);
    const QString scheme = url.isValid() ? url.scheme() : trimmed.section("://"_L1, 0, 0).toLower();
    if (hasScheme && scheme != "ws"_L1 && scheme != "wss"_L1)
        return Setup::tr("A relay address begins with ws:// or wss://, not with %1://.").arg(scheme);
    // Only of an address that is one otherwise; the text may hold a password, so it is not repeated.
    if (url.isValid() && !url.host().isEmpty() && url.hasFragment())
        return Setup::tr("A relay address has no fragment: write %1 instead of # in a path or query.").arg(u"%23"_s);
    // What RelayClient refuses is refused here.
    if (!url.isValid() || url.host().isEmpty() || RelayCore::addressProblem(url))
        return Setup::tr("This is not an address: expected ws://host:port or wss://host.");
    return url;
}

std::variant<QUrl, QString> readPlainRelayAddress(const QString &text)
{
    auto read = readRelayAddress(text);
    if (const auto *url = std::get_if<QUrl>(&read); url && !url->userInfo().isEmpty())
        return Setup::tr("Leave user names and passwords out of the address.");
    return read;
}

std::variant<HostPort, QString> readHostPort(const QString &text)
{
    const qsizetype colon = text.lastIndexOf(u':');
    QString host = text.first(qMax<qsizetype>(colon, 0));
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.sliced(1, host.size() - 2);
    else if (host.contains(u':'))
        host.clear(); // An IPv6 address without brackets: which colon precedes the port?
    bool isNumber = false;
    const ushort port = text.sliced(colon + 1).toUShort(&isNumber);
    if (colon < 0 || host.isEmpty() || !isNumber)
        return Setup::tr("%1 is not HOST:PORT, such as 127.0.0.1:9700 or [::1]:9700.").arg(text);
    return HostPort{host, port};
}

bool isLoopback(const QUrl &url)
{
    const QString host = url.host();
    return host == "localhost"_L1 || host.endsWith(".localhost"_L1) || QHostAddress(host).isLoopback();
}

std::optional<QHostAddress> resolveInterface(const QString &host)
{
    if (host == "localhost"_L1)
        return QHostAddress(QHostAddress::LocalHost);
    if (const QHostAddress address(host); !address.isNull())
        return address;
    const QHostInfo info = QHostInfo::fromName(host);
    if (info.addresses().isEmpty())
        return std::nullopt;
    return info.addresses().constFirst();
}

} // namespace Inspector
