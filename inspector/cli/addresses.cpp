// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/addresses.h"

#include <QtNetwork/QHostInfo>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

std::variant<QUrl, RelayCore::RelayError> readRelayAddress(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    const QString scheme = url.scheme();
    QString reason;
    if (!url.isValid())
        reason = text.isEmpty() ? u"It is empty."_s : u"It is not a URL."_s;
    else if (scheme != "ws"_L1 && scheme != "wss"_L1)
        reason = u"It must start with ws:// or wss://."_s;
    else if (url.host().isEmpty())
        reason = u"It names no host."_s;
    else
        return url;

    RelayCore::RelayError error;
    error.category = RelayCore::RelayError::Category::InvalidAddress;
    error.phase = RelayCore::RelayError::Phase::Configuration;
    error.fatal = true;
    error.text = u"This is not the address of a relay: %1. %2"_s.arg(
        url.isValid() ? url.toDisplayString() : u"(unreadable)"_s, reason);
    return error;
}

std::optional<ListenAddress> readListenAddress(const QString &text)
{
    const qsizetype colon = text.lastIndexOf(u':');
    if (colon <= 0)
        return std::nullopt;
    QString host = text.first(colon);
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.sliced(1, host.size() - 2);
    else if (host.contains(u':'))
        return std::nullopt;
    bool isNumber = false;
    const ushort port = text.sliced(colon + 1).toUShort(&isNumber);
    if (!isNumber || host.isEmpty())
        return std::nullopt;
    return ListenAddress{host, port};
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
