// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/setup/addresses.h"

#include "inspector/setup/texts.h"
#include "relaycore/client/relayaddress.h"

#include <QtNetwork/QHostInfo>

#include <algorithm>

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
    // What RelayClient refuses is refused here, in its words.
    if (const auto problem = RelayCore::addressProblem(url))
        return problem->translatedText();
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

QList<QHostAddress> interfacesOf(const QString &host)
{
    const QHostAddress address(host);
    if (address == QHostAddress(QHostAddress::AnyIPv6))
        return {QHostAddress(QHostAddress::Any)};
    if (!address.isNull())
        return {address};
    QList<QHostAddress> addresses;
    const QList<QHostAddress> found = QHostInfo::fromName(host).addresses();
    for (const QHostAddress &one : found) {
        if (!addresses.contains(one))
            addresses.append(one);
    }
    if (addresses.isEmpty() && host == "localhost"_L1)
        return {QHostAddress(QHostAddress::LocalHost)};
    // The first one is shown as the address to connect to, and every client can use IPv4.
    std::ranges::stable_partition(
        addresses, [](const QHostAddress &one) { return one.protocol() == QAbstractSocket::IPv4Protocol; });
    return addresses;
}

} // namespace Inspector
