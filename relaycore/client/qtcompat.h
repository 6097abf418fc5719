// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/wire/wireevent.h"

#include <QtNetwork/QNetworkRequest>
#include <QtWebSockets/QWebSocket>

#include <algorithm>
#include <iterator>

/// Differences between the Qt versions this library builds with. Internal to this module.
namespace RelayCore::Compat {

#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
inline constexpr auto webSocketError = &QWebSocket::errorOccurred;
#else
inline constexpr auto webSocketError = qOverload<QAbstractSocket::SocketError>(&QWebSocket::error);
#endif

/// Adds \a headers, validated before, to \a request: all of them, in their order, also several of one name.
inline void setHeaders(QNetworkRequest &request, const HeaderList &headers)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    QHttpHeaders all;
    for (const HttpHeader &header : headers)
        all.append(header.name, header.value);
    request.setHeaders(all);
#else
    // A request holds one value for each name, which QWebSocket writes as it is: the other lines go with the first.
    for (auto header = headers.cbegin(); header != headers.cend(); ++header) {
        const auto isSame = [&](const HttpHeader &other) {
            return other.name.compare(header->name, Qt::CaseInsensitive) == 0;
        };
        if (std::any_of(headers.cbegin(), header, isSame))
            continue;
        QByteArray value = header->value;
        for (auto next = std::next(header); next != headers.cend(); ++next) {
            if (isSame(*next))
                value += "\r\n" + next->name + ": " + next->value;
        }
        request.setRawHeader(header->name, value);
    }
#endif
}

} // namespace RelayCore::Compat
