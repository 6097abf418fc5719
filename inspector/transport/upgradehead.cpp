// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/transport/upgradehead.h"

namespace Inspector {

namespace {

bool isSecure(const QUrl &url)
{
    return url.scheme() == QLatin1StringView("wss");
}

// Replaces the value of a header line and keeps its name, spacing and line end. Empty: not that field.
QByteArray withValue(QByteArrayView line, QByteArrayView name, const QByteArray &value)
{
    if (line.size() <= name.size() || line.at(name.size()) != ':'
        || line.first(name.size()).compare(name, Qt::CaseInsensitive) != 0)
        return {};
    qsizetype begin = name.size() + 1;
    while (begin < line.size() && (line.at(begin) == ' ' || line.at(begin) == '\t'))
        ++begin;
    qsizetype end = line.size();
    while (end > begin && (line.at(end - 1) == '\n' || line.at(end - 1) == '\r' || line.at(end - 1) == ' '))
        --end;
    if (name == QByteArrayView("Origin") && line.sliced(begin, end - begin) == QByteArrayView("null"))
        return {};
    return line.first(begin).toByteArray() + value + line.sliced(end).toByteArray();
}

bool isHost(const RelayCore::HttpHeader &header)
{
    return header.name.compare("Host", Qt::CaseInsensitive) == 0;
}

} // namespace

quint16 portOf(const QUrl &url)
{
    return quint16(url.port(isSecure(url) ? 443 : 80));
}

QByteArray authorityOf(const QUrl &url)
{
    QByteArray host = url.host(QUrl::FullyEncoded).toLatin1();
    if (host.contains(':')) // The zone id means something on this machine only (RFC 6874 section 4).
        host = '[' + certificateNameOf(url).toLatin1() + ']';
    const quint16 port = portOf(url);
    return port == (isSecure(url) ? 443 : 80) ? host : host + ':' + QByteArray::number(port);
}

QString certificateNameOf(const QUrl &url)
{
    const QString host = url.host();
    return host.contains(u':') ? host.section(u'%', 0, 0) : host;
}

QByteArray headForUpstream(QByteArrayView head, const QUrl &upstream)
{
    const QByteArray authority = authorityOf(upstream);
    const QByteArray origin = (isSecure(upstream) ? "https://" : "http://") + authority;
    QByteArray result;
    result.reserve(head.size() + 2 * authority.size() + 16);
    while (!head.isEmpty()) {
        const qsizetype newline = head.indexOf('\n');
        const QByteArrayView line = newline < 0 ? head : head.first(newline + 1);
        head = head.sliced(line.size());
        QByteArray changed = withValue(line, "Host", authority);
        if (changed.isEmpty())
            changed = withValue(line, "Origin", origin);
        if (changed.isEmpty())
            result.append(line);
        else
            result.append(changed);
    }
    return result;
}

QByteArray upgradeRequest(const QUrl &url, const QByteArray &key, const RelayCore::HeaderList &extraHeaders)
{
    QByteArray target = url.path(QUrl::FullyEncoded).toLatin1();
    if (target.isEmpty())
        target = "/";
    if (url.hasQuery())
        target += '?' + url.query(QUrl::FullyEncoded).toLatin1();
    QByteArray host = authorityOf(url);
    for (const RelayCore::HttpHeader &header : extraHeaders) {
        if (isHost(header))
            host = header.value;
    }
    QByteArray request = "GET " + target + " HTTP/1.1\r\nHost: " + host
                         + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: " + key
                         + "\r\nSec-WebSocket-Version: 13\r\n";
    for (const RelayCore::HttpHeader &header : extraHeaders) {
        if (isHost(header))
            continue;
        request += header.name + ": " + header.value + "\r\n";
    }
    return request + "\r\n";
}

} // namespace Inspector
