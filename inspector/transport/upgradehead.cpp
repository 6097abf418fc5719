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

} // namespace Inspector
