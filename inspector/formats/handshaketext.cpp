// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/formats/handshaketext.h"

#include "inspector/capture/headervalue.h"

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

RequestLine requestLineOf(const ConnectionRow &row)
{
    RequestLine line;
    if (!row.request)
        return line;
    const QString text = QString::fromUtf8(row.request->requestLine);
    line.method = text.section(u' ', 0, 0);
    line.target = text.section(u' ', 1, 1);
    line.version = text.section(u' ', 2);
    return line;
}

StatusLine statusLineOf(const RelayCore::HandshakeResponse &response)
{
    const QString text = QString::fromUtf8(response.statusLine);
    return {text.section(u' ', 0, 0), text.section(u' ', 2)};
}

QByteArray mimeTypeOf(const RelayCore::HandshakeResponse &response)
{
    const QByteArray type = headerValue(response.headers, "content-type");
    return type.first(type.indexOf(';') < 0 ? type.size() : type.indexOf(';')).trimmed();
}

QUrl addressOf(const ConnectionRow &row)
{
    QUrl url(row.upstream, QUrl::TolerantMode);
    const RequestLine line = requestLineOf(row);
    if (!url.isValid() || url.host().isEmpty()) {
        const QByteArray host = row.request ? headerValue(row.request->headers, "host") : QByteArray();
        url = QUrl(u"ws://"_s + QString::fromUtf8(host), QUrl::TolerantMode);
    }
    // A request through a forward proxy names the whole address.
    const QUrl target(line.target, QUrl::TolerantMode);
    if (target.isValid() && !line.target.isEmpty()) {
        url.setPath(target.path(QUrl::FullyEncoded), QUrl::TolerantMode);
        url.setQuery(target.query(QUrl::FullyEncoded), QUrl::TolerantMode);
        if (!target.hasQuery())
            url.setQuery(QString());
    }
    if (url.path().isEmpty())
        url.setPath(u"/"_s);
    return url;
}

} // namespace Inspector
