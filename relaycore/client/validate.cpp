// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/validate.h"

#include <algorithm>

namespace RelayCore {

using namespace Qt::Literals::StringLiterals;

namespace {

// RFC 9110 section 5.6.2.
bool isTokenCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
           || QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
}

RelayError configurationError(RelayError::Category category, const QString &text)
{
    RelayError error;
    error.category = category;
    error.fatal = true;
    error.text = text;
    return error;
}

} // namespace

std::optional<RelayError> whyUnusable(const RelayClientOptions &options)
{
    const QUrl &address = options.address;
    const bool knownScheme = address.scheme() == u"ws"_s || address.scheme() == u"wss"_s;
    if (!address.isValid() || !knownScheme || address.host().isEmpty()) {
        return configurationError(RelayError::Category::InvalidAddress,
                                  u"The relay's address must start with ws:// or wss:// and name a host: %1"_s.arg(
                                      address.toDisplayString(QUrl::RemoveUserInfo)));
    }
    return whyUnusable(options.headers);
}

std::optional<RelayError> whyUnusable(const HeaderList &headers)
{
    for (const Header &header : headers) {
        if (header.name.isEmpty() || !std::all_of(header.name.cbegin(), header.name.cend(), isTokenCharacter)) {
            return configurationError(
                RelayError::Category::Usage,
                u"Not a header name: \"%1\""_s.arg(QString::fromLatin1(header.name.toPercentEncoding(" "))));
        }
        // QWebSocket writes values as they are: a line break would start another header.
        if (std::any_of(header.value.cbegin(), header.value.cend(),
                        [](char c) { return c == '\r' || c == '\n' || c == '\0'; })) {
            return configurationError(
                RelayError::Category::Usage,
                u"The value of header %1 holds a line break or a NUL."_s.arg(QString::fromLatin1(header.name)));
        }
    }
    return std::nullopt;
}

QString endpointOf(const QUrl &address)
{
    const QString host = address.host();
    return u"%1:%2"_s.arg(host.contains(u':') ? u'[' + host + u']' : host)
        .arg(address.port(address.scheme() == u"wss"_s ? 443 : 80));
}

} // namespace RelayCore
