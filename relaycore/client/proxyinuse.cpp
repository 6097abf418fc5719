// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/proxyinuse.h"

namespace RelayCore {

using namespace Qt::Literals::StringLiterals;

QNetworkProxy proxyInUse(const QUrl &address, const std::optional<QNetworkProxy> &given)
{
    if (given && given->type() != QNetworkProxy::DefaultProxy)
        return *given;
    // As QWebSocket and QAbstractSocket ask.
    const bool isSecure = address.scheme() == "wss"_L1;
    const QNetworkProxyQuery query(address.host(), address.port(isSecure ? 443 : 80),
                                   isSecure ? u"https"_s : u"http"_s);
    const QList<QNetworkProxy> proxies = QNetworkProxyFactory::proxyForQuery(query);
    for (const QNetworkProxy &proxy : proxies) {
        if (proxy.capabilities().testFlag(QNetworkProxy::TunnelingCapability))
            return proxy;
    }
    return QNetworkProxy(QNetworkProxy::NoProxy);
}

QString proxyEndpoint(const QNetworkProxy &proxy)
{
    if (proxy.type() == QNetworkProxy::NoProxy)
        return {};
    const QString host = proxy.hostName();
    return u"%1:%2"_s.arg(host.contains(u':') ? u'[' + host + u']' : host).arg(proxy.port());
}

} // namespace RelayCore
