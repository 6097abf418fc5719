// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/sources/requestrewriter.h"

#include "inspector/frames/requestsplitter.h"
#include "inspector/transport/upgradehead.h"

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

QByteArrayView firstLine(QByteArrayView text)
{
    const qsizetype newline = text.indexOf('\n');
    return newline < 0 ? text : text.first(newline + 1);
}

// Empty lines may precede the request line.
qsizetype requestLineAt(QByteArrayView head)
{
    qsizetype at = 0;
    while (at < head.size() && (head.at(at) == '\r' || head.at(at) == '\n'))
        ++at;
    return at;
}

QByteArray withTarget(QByteArray head, const QByteArray &target)
{
    const qsizetype line = requestLineAt(head);
    const qsizetype begin = head.indexOf(' ', line) + 1;
    const qsizetype end = head.lastIndexOf(' ', line + firstLine(QByteArrayView(head).sliced(line)).size() - 1);
    return begin > 0 && end >= begin ? head.replace(begin, end - begin, target) : head;
}

QByteArray joinedTarget(const QByteArray &target, const QUrl &upstream)
{
    if (!target.startsWith('/'))
        return target;
    QByteArray base = upstream.path(QUrl::FullyEncoded).toLatin1();
    const QByteArray query = upstream.query(QUrl::FullyEncoded).toLatin1();
    if (base == "/" || base.isEmpty()) {
        base.clear();
        if (query.isEmpty())
            return target;
    }
    const qsizetype mark = target.indexOf('?');
    const QByteArray path = mark < 0 ? target : target.first(mark);
    QByteArray joined = base.endsWith('/') ? base.chopped(1) + path : base + path;
    // The address as it was given, where the client asks for nothing else.
    if (path == "/" && !base.isEmpty())
        joined = base;
    QByteArrayList queries;
    if (!query.isEmpty())
        queries.append(query);
    if (mark >= 0 && mark + 1 < target.size())
        queries.append(target.sliced(mark + 1));
    if (!queries.isEmpty())
        joined += '?' + queries.join('&');
    return joined;
}

bool isField(QByteArrayView line, QByteArrayView name)
{
    return line.size() > name.size() && line.at(name.size()) == ':'
           && line.first(name.size()).compare(name, Qt::CaseInsensitive) == 0;
}

// For the proxy itself, not for the host behind it.
QByteArray withoutProxyFields(QByteArrayView head, bool closes)
{
    QByteArray result;
    while (!head.isEmpty()) {
        const QByteArrayView line = firstLine(head);
        head = head.sliced(line.size());
        const bool isEnd = !result.isEmpty() && line.trimmed().isEmpty();
        if (isEnd && closes)
            result += "Connection: close\r\n";
        const bool drop = isField(line, "Proxy-Connection") || isField(line, "Proxy-Authorization")
                          || (closes && isField(line, "Connection"));
        if (!drop)
            result += line;
    }
    return result;
}

} // namespace

QByteArray reverseProxyHead(const HttpHead &request, const QUrl &upstream)
{
    const QByteArray target = request.target();
    const QByteArray joined = joinedTarget(target, upstream);
    const QByteArray head = joined == target ? request.raw() : withTarget(request.raw(), joined);
    return headForUpstream(head, upstream);
}

std::optional<QUrl> absoluteTarget(const HttpHead &request)
{
    QUrl url(QString::fromLatin1(request.target()), QUrl::StrictMode);
    const QString scheme = url.scheme();
    if (url.host().isEmpty())
        return std::nullopt;
    if (scheme == "http"_L1 || scheme == "ws"_L1)
        url.setScheme(u"ws"_s);
    else if (scheme == "https"_L1 || scheme == "wss"_L1)
        url.setScheme(u"wss"_s);
    else
        return std::nullopt;
    return url;
}

QByteArray forwardProxyHead(const HttpHead &request)
{
    const std::optional<QUrl> url = absoluteTarget(request);
    if (!url)
        return request.raw();
    const QByteArray target = request.target();
    const qsizetype path = target.indexOf('/', target.indexOf("://") + 3);
    const qsizetype query = target.indexOf('?');
    QByteArray origin = path < 0 || (query >= 0 && query < path) ? QByteArray("/") : target.sliced(path);
    if (origin == "/" && query >= 0)
        origin += target.sliced(query);
    QByteArray head = withTarget(request.raw(), origin);
    head = withoutProxyFields(head, !isUpgradeRequest(request));
    // Only Host: an Origin names the page that asks.
    const QByteArray authority = authorityOf(*url);
    QByteArray result;
    for (QByteArrayView rest = head; !rest.isEmpty();) {
        const QByteArrayView line = firstLine(rest);
        rest = rest.sliced(line.size());
        result += isField(line, "Host") ? "Host: " + authority + "\r\n" : line.toByteArray();
    }
    return result;
}

} // namespace Inspector
