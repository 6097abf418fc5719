// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/wire/upgraderesponse.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QLocale>
#include <QtCore/QTimeZone>

#include <algorithm>

namespace RelayCore {

using namespace Qt::Literals::StringLiterals;

namespace {

using Kind = UpgradeFault::Kind;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Returns the first line of \a rest without its end, and removes it from \a rest.
QByteArrayView takeLine(QByteArrayView &rest)
{
    const qsizetype newline = rest.indexOf('\n');
    QByteArrayView line = newline < 0 ? rest : rest.first(newline);
    rest = newline < 0 ? QByteArrayView() : rest.sliced(newline + 1);
    if (line.endsWith('\r'))
        line.chop(1);
    return line;
}

bool isStatusLine(QByteArrayView line)
{
    return line.size() >= 12 && line.startsWith("HTTP/1.") && isDigit(line.at(7)) && line.at(8) == ' '
           && std::all_of(line.begin() + 9, line.begin() + 12, isDigit) && (line.size() == 12 || line.at(12) == ' ');
}

QByteArrayList listItems(const QByteArray &list)
{
    QByteArrayList items;
    for (const QByteArray &item : list.split(',')) {
        if (const QByteArray trimmed = item.trimmed(); !trimmed.isEmpty())
            items.append(trimmed);
    }
    return items;
}

} // namespace

QByteArray UpgradeResponse::value(QByteArrayView name) const
{
    QByteArrayList values;
    for (const HttpHeader &header : headers) {
        if (QByteArrayView(header.name).compare(name, Qt::CaseInsensitive) == 0)
            values.append(header.value);
    }
    return values.join(", ");
}

std::optional<UpgradeResponse> parseUpgradeResponse(QByteArrayView head)
{
    if (head.size() > maxUpgradeResponseBytes)
        return std::nullopt;
    QByteArrayView rest = head;
    const QByteArrayView statusLine = takeLine(rest);
    if (!isStatusLine(statusLine))
        return std::nullopt;
    UpgradeResponse response;
    response.version = statusLine.first(8).toByteArray();
    response.status = statusLine.sliced(9, 3).toInt();
    response.reason = statusLine.sliced(12).trimmed().toByteArray();
    while (!rest.isEmpty()) {
        const QByteArrayView line = takeLine(rest);
        if (line.isEmpty())
            break;
        const qsizetype colon = line.indexOf(':');
        if ((line.front() == ' ' || line.front() == '\t') && !response.headers.isEmpty())
            response.headers.last().value += ' ' + line.trimmed().toByteArray();
        else if (colon < 0)
            response.headers.append({line.toByteArray(), {}});
        else
            response.headers.append({line.first(colon).toByteArray(), line.sliced(colon + 1).trimmed().toByteArray()});
    }
    return response;
}

std::optional<std::chrono::seconds> retryAfter(const UpgradeResponse &response, const QDateTime &now)
{
    using std::chrono::seconds;
    constexpr qsizetype maxDigits = 9; // 30 years.
    const QByteArray value = response.value("Retry-After").trimmed();
    if (value.isEmpty())
        return std::nullopt;
    if (std::all_of(value.cbegin(), value.cend(), [](char c) { return c >= '0' && c <= '9'; }))
        return seconds(value.size() <= maxDigits ? value.toInt() : 999'999'999);
    QDateTime date = QLocale::c().toDateTime(QString::fromLatin1(value), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
    if (!date.isValid())
        return std::nullopt;
    date.setTimeZone(QTimeZone::utc());
    return seconds(std::max<qint64>(now.secsTo(date), 0));
}

QString UpgradeFault::text() const
{
    const auto shown = [this](const QString &field) {
        return value.isEmpty()
                   ? u"no %1 field"_s.arg(field)
                   : u"%1: %2"_s.arg(field, QString::fromLatin1(value.first(std::min(value.size(), qsizetype(80)))));
    };
    switch (kind) {
    case Kind::Version:
        return u"a WebSocket needs HTTP/1.1, the answer is %1"_s.arg(QString::fromLatin1(value));
    case Kind::Upgrade:
        return u"the upgrade was accepted with %1"_s.arg(shown(u"Upgrade"_s));
    case Kind::Connection:
        return u"the upgrade was accepted with %1"_s.arg(shown(u"Connection"_s));
    case Kind::MissingAccept:
        return u"the upgrade was accepted with no Sec-WebSocket-Accept field"_s;
    case Kind::WrongAccept:
        return u"Sec-WebSocket-Accept does not fit the request"_s;
    case Kind::Subprotocol:
        return u"the server chose a subprotocol that was not requested: %1"_s.arg(shown(u"Sec-WebSocket-Protocol"_s));
    }
    Q_UNREACHABLE();
}

std::optional<UpgradeFault> upgradeFault(const UpgradeResponse &response, const QByteArray &key,
                                         const QByteArrayList &subprotocols)
{
    if (response.version == "HTTP/1.0")
        return UpgradeFault{Kind::Version, response.version};
    if (const QByteArray upgrade = response.value("Upgrade"); upgrade.compare("websocket", Qt::CaseInsensitive) != 0)
        return UpgradeFault{Kind::Upgrade, upgrade};
    const QByteArray connection = response.value("Connection");
    const bool listsUpgrade = std::ranges::any_of(listItems(connection), [](const QByteArray &option) {
        return option.compare("upgrade", Qt::CaseInsensitive) == 0;
    });
    if (!listsUpgrade)
        return UpgradeFault{Kind::Connection, connection};
    const QByteArray accept = response.value("Sec-WebSocket-Accept");
    if (accept.isEmpty())
        return UpgradeFault{Kind::MissingAccept, {}};
    if (!key.isEmpty() && accept != upgradeAcceptFor(key))
        return UpgradeFault{Kind::WrongAccept, accept};
    const QByteArray protocol = response.value("Sec-WebSocket-Protocol");
    if (!protocol.isEmpty() && !subprotocols.contains(protocol))
        return UpgradeFault{Kind::Subprotocol, protocol};
    return std::nullopt;
}

QByteArray upgradeAcceptFor(const QByteArray &key)
{
    return QCryptographicHash::hash(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", QCryptographicHash::Sha1).toBase64();
}

QByteArrayList requestedSubprotocols(const HeaderList &request)
{
    QByteArrayList protocols;
    for (const HttpHeader &header : request) {
        if (header.name.compare("Sec-WebSocket-Protocol", Qt::CaseInsensitive) == 0)
            protocols += listItems(header.value);
    }
    return protocols;
}

} // namespace RelayCore
