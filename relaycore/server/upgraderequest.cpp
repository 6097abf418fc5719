// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/server/upgraderequest.h"

#include <QtCore/QByteArrayList>
#include <QtCore/QHash>

#include <algorithm>

namespace RelayCore {

using namespace Qt::StringLiterals;

namespace {

constexpr int nonceBytes = 16;

using Fields = QHash<QByteArray, QByteArrayList>;

/// Whether one of the comma-separated words in \a values is \a word, in any case. A protocol may have a version:
/// `websocket/13`.
bool names(const QByteArrayList &values, const QByteArray &word)
{
    const QByteArrayList words = values.join(',').split(',');
    return std::ranges::any_of(words, [&word](const QByteArray &part) {
        const QByteArray name = part.trimmed().toLower();
        return name == word || name.startsWith(word + '/');
    });
}

HttpRefusal badRequest(const QString &reason)
{
    return {"400 Bad Request", reason};
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
        const auto byte = quint8(c);
        return (byte < ' ' && byte != '\t') || byte == 0x7F;
    });
}

/// A host with or without a port, as far as it matters: no other part of an address, no white space.
bool isHost(QByteArrayView text)
{
    return std::ranges::none_of(text, [](char c) { return QByteArrayView(" \t/?#@,\\\"<>").contains(c); });
}

std::optional<HttpRefusal> refusalOfRequestLine(const QByteArray &line)
{
    const QByteArrayList words = line.split(' ');
    if (words.size() != 3 || !words.at(2).startsWith("HTTP/") || words.at(1).isEmpty()) {
        if (words.constFirst() != "GET")
            return HttpRefusal{"405 Method Not Allowed",
                               u"This is a ProxyStore relay: a WebSocket is opened with GET."_s};
        return badRequest(u"The request line is not as HTTP/1.1 has it: GET, an address, HTTP/1.1."_s);
    }
    if (words.at(2) == "HTTP/1.0" || words.at(2) == "HTTP/0.9")
        return HttpRefusal{"505 HTTP Version Not Supported",
                           u"WebSockets need HTTP/1.1. A proxy before this relay may need a setting for that: "
                           "proxy_http_version 1.1; in nginx."_s};
    if (!words.at(2).startsWith("HTTP/1."))
        return HttpRefusal{"505 HTTP Version Not Supported", u"This relay speaks HTTP/1.1."_s};
    if (words.constFirst() != "GET")
        return HttpRefusal{"405 Method Not Allowed", u"This is a ProxyStore relay: a WebSocket is opened with GET."_s};
    return std::nullopt;
}

std::variant<Fields, HttpRefusal> readFields(const QByteArrayList &lines)
{
    Fields fields;
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        const QByteArray value = line.sliced(colon + 1).trimmed();
        if (colon < 0 || !isToken(QByteArrayView(line).first(colon)) || !isFieldValue(value))
            return badRequest(u"A header of the request has no colon, or characters that HTTP forbids (RFC 9110)."_s);
        fields[line.first(colon).toLower()].append(value);
    }
    for (const char *single : {"host", "sec-websocket-key", "sec-websocket-version", "authorization"}) {
        if (fields.value(single).size() > 1)
            return badRequest(u"The request has more than one %1 header."_s.arg(QLatin1StringView(single)));
    }
    return fields;
}

} // namespace

qsizetype requestSize(QByteArrayView bytes)
{
    qsizetype line = 0;
    bool isEmpty = true; // Nothing but empty lines so far.
    for (qsizetype end = bytes.indexOf('\n'); end >= 0; end = bytes.indexOf('\n', line)) {
        const QByteArrayView text = bytes.sliced(line, end - line);
        line = end + 1;
        if (!text.isEmpty() && text != QByteArrayView("\r"))
            isEmpty = false;
        else if (!isEmpty)
            return line;
    }
    return -1;
}

std::variant<UpgradeRequest, HttpRefusal> readUpgradeRequest(const QByteArray &head)
{
    QByteArrayList lines = head.split('\n');
    for (QByteArray &line : lines) {
        if (line.endsWith('\r'))
            line.chop(1);
    }
    lines.removeAll({});
    const QByteArray requestLine = lines.isEmpty() ? QByteArray() : lines.takeFirst();
    if (const auto refusal = refusalOfRequestLine(requestLine))
        return *refusal;
    const auto read = readFields(lines);
    if (const auto *refusal = std::get_if<HttpRefusal>(&read))
        return *refusal;
    const auto &fields = std::get<Fields>(read);
    const auto value = [&fields](const char *name) { return fields.value(name).value(0); };
    if (!names(fields.value("upgrade"), "websocket") || !names(fields.value("connection"), "upgrade"))
        return HttpRefusal{"426 Upgrade Required",
                           u"This is a ProxyStore relay. It speaks WebSocket: connect with ws:// or wss://."_s};
    if (value("sec-websocket-version") != "13")
        return HttpRefusal{"426 Upgrade Required", u"This relay speaks version 13 of WebSocket only (RFC 6455)."_s};
    if (QByteArray::fromBase64(value("sec-websocket-key")).size() != nonceBytes)
        return badRequest(u"Sec-WebSocket-Key must be 16 bytes in Base64 (RFC 6455)."_s);
    if (!fields.contains("host"))
        return badRequest(u"The request has no Host header."_s);
    if (!isHost(value("host")))
        return badRequest(u"The Host header names no host."_s);
    if (fields.contains("transfer-encoding") || (fields.contains("content-length") && value("content-length") != "0"))
        return badRequest(u"An upgrade request has no body."_s);
    UpgradeRequest request{value("sec-websocket-key"), std::nullopt};
    if (fields.contains("authorization"))
        request.authorization = value("authorization");
    return request;
}

QByteArray canonicalRequest(const UpgradeRequest &request)
{
    QByteArray text = "GET / HTTP/1.1\r\nHost: relay\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                      + request.key + "\r\n";
    if (request.authorization)
        text += "Authorization: " + *request.authorization + "\r\n";
    return text + "\r\n";
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
