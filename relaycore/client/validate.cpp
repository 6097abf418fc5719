// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/validate.h"

#include "relaycore/client/errortext.h"
#include "relaycore/client/relayaddress.h"

#include <algorithm>
#include <array>

namespace RelayCore {

using namespace Qt::Literals::StringLiterals;

namespace {

// RFC 9110 section 5.6.2.
bool isTokenCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
           || QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
}

/// A second one would go out beside QWebSocket's own.
bool isMadeByQWebSocket(const QByteArray &name)
{
    static constexpr std::array names{
        "Host", "Upgrade", "Connection", "Sec-WebSocket-Key", "Sec-WebSocket-Version", "Sec-WebSocket-Extensions"};
    return std::any_of(names.begin(), names.end(),
                       [&](const char *own) { return name.compare(own, Qt::CaseInsensitive) == 0; });
}

} // namespace

std::optional<RelayError> whyUnusable(const RelayClientOptions &options)
{
    if (const auto problem = addressProblem(options.address))
        return problem;
    return whyUnusable(options.headers);
}

std::optional<RelayError> whyUnusable(const HeaderList &headers)
{
    for (const HttpHeader &header : headers) {
        if (header.name.isEmpty() || !std::all_of(header.name.cbegin(), header.name.cend(), isTokenCharacter)) {
            return configurationError(RelayError::Category::Usage,
                                      {QT_TRANSLATE_NOOP("RelayCore::RelayError", "Not a header name: \"%1\""),
                                       {QString::fromLatin1(header.name.toPercentEncoding(" "))}});
        }
        if (isMadeByQWebSocket(header.name)) {
            return configurationError(
                RelayError::Category::Usage,
                {QT_TRANSLATE_NOOP(
                     "RelayCore::RelayError",
                     "The header %1 cannot be set: it belongs to the upgrade itself, or is made from the address."),
                 {QString::fromLatin1(header.name)}});
        }
        // QWebSocket writes values as they are: a line break would start another header.
        if (std::any_of(header.value.cbegin(), header.value.cend(),
                        [](char c) { return c == '\r' || c == '\n' || c == '\0'; })) {
            return configurationError(
                RelayError::Category::Usage,
                {QT_TRANSLATE_NOOP("RelayCore::RelayError", "The value of header %1 holds a line break or a NUL."),
                 {QString::fromLatin1(header.name)}});
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

QString hostWithoutZone(const QString &host)
{
    return host.contains(u':') ? host.section(u'%', 0, 0) : host;
}

QByteArray hostFieldOf(const QUrl &address)
{
    const QString host = hostWithoutZone(address.host());
    const QString bracketed = host.contains(u':') ? u'[' + host + u']' : host;
    return (address.port() == -1 ? bracketed : u"%1:%2"_s.arg(bracketed).arg(address.port())).toLatin1();
}

} // namespace RelayCore
