// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/relayaddress.h"

#include "relaycore/client/errortext.h"

#include <QtCore/QRegularExpression>

namespace RelayCore {

using namespace Qt::Literals::StringLiterals;

namespace {

/// What an invalid QUrl was made from: it keeps the text in its error string only, before the parts that it has found.
QString sourceOf(const QUrl &invalid)
{
    static const QRegularExpression end(u"\";( (scheme|userinfo|host|port|path|query|fragment) = |$)"_s);
    const QString error = invalid.errorString();
    const auto begin = error.indexOf(u"source was \""_s);
    if (begin < 0)
        return {};
    const auto from = begin + u"source was \""_s.size();
    const QString source = error.mid(from, error.indexOf(end, from) - from);
    // For some faults it is the host alone.
    const bool isHost = !source.contains(u"//"_s) && error.contains(u"\"; scheme = "_s);
    return isHost ? u"//"_s + source : source;
}

/// The authority of \a source without user information; empty where that cannot be separated from the rest.
QString hostAndPort(const QString &source)
{
    const QString rest = source.section(u"//"_s, 1);
    const auto end = rest.indexOf(QRegularExpression(u"[/?#]"_s));
    const QString authority = end < 0 ? rest : rest.first(end);
    // An @ behind the authority, or two in it: a character of the user information ends the one or the other too early.
    const bool isUserInfoBroken = (end >= 0 && rest.indexOf(u'@', end) >= 0) || authority.count(u'@') > 1;
    return isUserInfoBroken ? QString() : authority.mid(authority.lastIndexOf(u'@') + 1);
}

ErrorText invalidAddress(const QUrl &address)
{
    const QString source = sourceOf(address);
    if (source != source.trimmed())
        return ErrorText{
            QT_TRANSLATE_NOOP("RelayCore::RelayError", "The relay's address begins or ends with a blank.")};
    const QString authority = hostAndPort(source);
    if (authority.isEmpty()) {
        return source.contains(u'@') ? ErrorText{QT_TRANSLATE_NOOP(
                   "RelayCore::RelayError",
                   "The user name or password in the relay's address holds a character that "
                   "must be percent-encoded, such as %40 for @, %2F for /, %3F for ? and %23 for #.")}
                                     : ErrorText{QT_TRANSLATE_NOOP(
                                         "RelayCore::RelayError",
                                         "The relay's address is not a URL; write ws://host:port or wss://host.")};
    }
    if (authority.startsWith(u'[') && !authority.contains(u']'))
        return ErrorText{QT_TRANSLATE_NOOP("RelayCore::RelayError",
                                           "The host in the relay's address begins with [ and has no closing ]: %1"),
                         {authority}};
    const QString afterHost = authority.mid(authority.lastIndexOf(u']') + 1);
    const auto colon = afterHost.lastIndexOf(u':');
    const QString port = colon < 0 ? QString() : afterHost.mid(colon + 1);
    bool isNumber = false;
    port.toUShort(&isNumber);
    if (colon >= 0 && !port.isEmpty() && !isNumber)
        return ErrorText{QT_TRANSLATE_NOOP("RelayCore::RelayError",
                                           "The port \"%1\" in the relay's address is not a number from 1 to 65535."),
                         {port}};
    if (afterHost.count(u':') > 1)
        return ErrorText{QT_TRANSLATE_NOOP("RelayCore::RelayError",
                                           "An IPv6 address in the relay's address stands in brackets: [%1]"),
                         {authority}};
    return ErrorText{
        QT_TRANSLATE_NOOP("RelayCore::RelayError",
                          "The host in the relay's address holds characters that a host name cannot have: %1"),
        {authority}};
}

std::optional<ErrorText> addressFault(const QUrl &address)
{
    if (address.isEmpty() && sourceOf(address).isEmpty())
        return ErrorText{
            QT_TRANSLATE_NOOP("RelayCore::RelayError",
                              "The relay's address is empty; it must start with ws:// or wss:// and name a host.")};
    if (!address.isValid())
        return invalidAddress(address);
    const QString scheme = address.scheme();
    // "user:password@host" has a scheme for QUrl, which may not be repeated.
    const bool isUserInfo = address.host().isEmpty() && address.path().contains(u'@');
    if (scheme.isEmpty() || (isUserInfo && scheme != u"ws"_s && scheme != u"wss"_s))
        return ErrorText{QT_TRANSLATE_NOOP("RelayCore::RelayError",
                                           "The relay's address has no scheme; it must start with ws:// or wss://.")};
    if (scheme != u"ws"_s && scheme != u"wss"_s)
        return ErrorText{QT_TRANSLATE_NOOP("RelayCore::RelayError",
                                           "The relay's address starts with %1:, but must start with ws:// or wss://."),
                         {scheme}};
    if (address.host().isEmpty())
        return ErrorText{
            QT_TRANSLATE_NOOP("RelayCore::RelayError", "The relay's address names no host; write %1://host:port."),
            {scheme}};
    if (address.port() == 0)
        return ErrorText{QT_TRANSLATE_NOOP("RelayCore::RelayError",
                                           "The port 0 in the relay's address is not a number from 1 to 65535.")};
    if (address.hasFragment())
        return ErrorText{QT_TRANSLATE_NOOP(
            "RelayCore::RelayError",
            "The relay's address has a fragment, which is never sent; write %23 for a # in the path or query.")};
    return std::nullopt;
}

} // namespace

std::optional<RelayError> addressProblem(const QUrl &address)
{
    const auto fault = addressFault(address);
    if (!fault)
        return std::nullopt;
    return configurationError(RelayError::Category::InvalidAddress, *fault);
}

} // namespace RelayCore
