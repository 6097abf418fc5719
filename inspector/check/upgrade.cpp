// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/check/upgrade.h"

#include "inspector/transport/upgradehead.h"

#include <QtCore/QCryptographicHash>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

using Kind = Problem::Kind;

Kind kindOf(int status)
{
    switch (status) {
    case 400:
        return Kind::BadRequest;
    case 401:
        return Kind::TokenRefused;
    case 403:
        return Kind::AccessRefused;
    case 404:
    case 405:
    case 410:
        return Kind::NothingThere;
    case 407:
        return Kind::ProxyWantsLogin;
    case 426:
        return Kind::UpgradeRequired;
    case 429:
        return Kind::TooManyRequests;
    case 502:
    case 503:
    case 504:
        return Kind::NoRelayBehindProxy;
    }
    if (status >= 200 && status < 300)
        return Kind::NoUpgrade;
    if (status >= 300 && status < 400)
        return Kind::Redirected;
    return status >= 500 && status < 600 ? Kind::ServerFailed : Kind::UnexpectedStatus;
}

/// "HTTP/1.1 404 Not Found" → "Not Found"
QByteArray reasonPhrase(const QByteArray &statusLine)
{
    const qsizetype status = statusLine.indexOf(' ');
    const qsizetype phrase = status < 0 ? -1 : statusLine.indexOf(' ', status + 1);
    return phrase < 0 ? QByteArray() : statusLine.sliced(phrase + 1).trimmed();
}

bool holdsToken(const QByteArray &list, QByteArrayView token)
{
    const QByteArrayList items = list.split(',');
    return std::ranges::any_of(
        items, [token](const QByteArray &item) { return item.trimmed().compare(token, Qt::CaseInsensitive) == 0; });
}

Problem problem(Kind kind, int number = 0, const QByteArray &text = {})
{
    Problem found;
    found.kind = kind;
    found.number = number;
    found.text = QString::fromUtf8(text);
    return found;
}

} // namespace

QByteArray upgradeRequest(const QUrl &url, const QByteArray &key, const RelayCore::HeaderList &extraHeaders)
{
    QByteArray target = url.path(QUrl::FullyEncoded).toLatin1();
    if (target.isEmpty())
        target = "/";
    if (url.hasQuery())
        target += '?' + url.query(QUrl::FullyEncoded).toLatin1();
    QByteArray request = "GET " + target + " HTTP/1.1\r\nHost: " + authorityOf(url)
                         + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: " + key
                         + "\r\nSec-WebSocket-Version: 13\r\n";
    for (const RelayCore::Header &header : extraHeaders)
        request += header.name + ": " + header.value + "\r\n";
    return request + "\r\n";
}

QByteArray acceptFor(const QByteArray &key)
{
    return QCryptographicHash::hash(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", QCryptographicHash::Sha1).toBase64();
}

std::optional<Problem> validateUpgrade(const HttpHead &response, const QByteArray &key)
{
    const int status = response.status();
    if (status != 101) {
        const Kind kind = kindOf(status);
        QByteArray text = reasonPhrase(response.startLine());
        if (kind == Kind::Redirected && !response.value("Location").isEmpty()) {
            // Queries of redirects often hold one-time credentials.
            const QUrl location = QUrl::fromEncoded(response.value("Location"));
            text += " to " + location.toEncoded(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
        }
        return problem(kind, status, text);
    }
    if (!holdsToken(response.value("Upgrade"), "websocket"))
        return problem(Kind::IncompleteUpgrade, status, "Upgrade");
    if (!holdsToken(response.value("Connection"), "upgrade"))
        return problem(Kind::IncompleteUpgrade, status, "Connection");
    const QByteArray accept = response.value("Sec-WebSocket-Accept");
    if (accept.isEmpty())
        return problem(Kind::IncompleteUpgrade, status, "Sec-WebSocket-Accept");
    if (accept.trimmed() != acceptFor(key))
        return problem(Kind::WrongAccept, status);
    for (const QByteArrayView name : {"Sec-WebSocket-Extensions", "Sec-WebSocket-Protocol"}) {
        if (const QByteArray chosen = response.value(name); !chosen.isEmpty())
            return problem(Kind::UnaskedExtension, status, name.toByteArray() + " " + chosen);
    }
    return std::nullopt;
}

} // namespace Inspector
