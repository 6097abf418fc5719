// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/server/upgraderequest.h"

#include <QtCore/QHash>
#include <QtCore/QList>

#include <algorithm>

namespace RelayCore {

using namespace Qt::StringLiterals;

namespace {

constexpr int nonceBytes = 16;

/// Whether one of the comma-separated words of \a value is \a word, in any case.
bool names(const QByteArray &value, const QByteArray &word)
{
    return std::ranges::any_of(value.split(','),
                               [&word](const QByteArray &part) { return part.trimmed().toLower() == word; });
}

/// RFC 9110 section 5.6.2.
bool isToken(QByteArrayView text)
{
    constexpr QByteArrayView marks("!#$%&'*+-.^_`|~");
    return !text.isEmpty() && std::ranges::all_of(text, [marks](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || marks.contains(c);
    });
}

/// RFC 9110 section 5.5, with what it calls obsolete text.
bool isFieldValue(QByteArrayView text)
{
    return std::ranges::none_of(text, [](char c) {
        const auto byte = static_cast<quint8>(c);
        return (byte < ' ' && byte != '\t') || byte == 0x7F;
    });
}

} // namespace

std::optional<HttpRefusal> refusalOf(const QByteArray &head)
{
    QList<QByteArray> lines = head.split('\n');
    if (!lines.takeFirst().startsWith("GET "))
        return HttpRefusal{"405 Method Not Allowed", u"This is a ProxyStore relay: a WebSocket is opened with GET."_s};
    QHash<QByteArray, QByteArray> headers;
    for (QByteArray &line : lines) {
        if (line.endsWith('\r'))
            line.chop(1);
        if (line.isEmpty())
            continue;
        const qsizetype colon = line.indexOf(':');
        const QByteArray value = line.sliced(colon + 1).trimmed();
        if (colon < 0 || !isToken(line.first(colon)) || !isFieldValue(value))
            return HttpRefusal{"400 Bad Request",
                               u"A header of the request has no colon, or characters that HTTP forbids (RFC 9110)."_s};
        headers.insert(line.first(colon).toLower(), value);
    }
    if (!names(headers.value("upgrade"), "websocket") || !names(headers.value("connection"), "upgrade"))
        return HttpRefusal{"426 Upgrade Required",
                           u"This is a ProxyStore relay. It speaks WebSocket: connect with ws:// or wss://."_s};
    if (headers.value("sec-websocket-version") != "13")
        return HttpRefusal{"426 Upgrade Required", u"This relay speaks version 13 of WebSocket only (RFC 6455)."_s};
    if (QByteArray::fromBase64(headers.value("sec-websocket-key")).size() != nonceBytes)
        return HttpRefusal{"400 Bad Request", u"Sec-WebSocket-Key must be 16 bytes in Base64 (RFC 6455)."_s};
    if (headers.value("host").isEmpty())
        return HttpRefusal{"400 Bad Request", u"The request has no Host header."_s};
    return std::nullopt;
}

QByteArray response(const HttpRefusal &refusal)
{
    const QByteArray body = refusal.reason.toUtf8() + '\n';
    QByteArray text = "HTTP/1.1 " + refusal.status + "\r\n";
    if (refusal.status.startsWith("426"))
        text += "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n";
    if (refusal.status.startsWith("405"))
        text += "Allow: GET\r\n";
    return text + "Connection: close\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: "
           + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

} // namespace RelayCore
