// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QUrl>
#include <QtNetwork/QTcpSocket>

namespace TestSupport {

/// Returns what the HTTP server at \a url, on this machine, answers to \a request, to the end of the connection.
inline QByteArray answerTo(const QUrl &url, const QByteArray &request, int limitMs = 30'000)
{
    QTcpSocket socket;
    socket.connectToHost(url.host(), quint16(url.port()));
    if (!socket.waitForConnected(limitMs))
        return {};
    socket.write(request);
    if (!socket.waitForDisconnected(limitMs))
        qWarning("%s does not end its answer.", qPrintable(url.toString()));
    return socket.readAll();
}

/// Returns the answer of the server at \a url to a GET request for \a path with the header fields \a fields. Of
/// HTTP/1.0, so that the body is not in chunks.
inline QByteArray get(const QUrl &url, const QByteArray &path, const QByteArray &fields = {})
{
    return answerTo(url, "GET " + path + " HTTP/1.0\r\nHost: x\r\n" + fields + "\r\n");
}

/// Returns the body of \a answer.
inline QByteArray bodyOf(const QByteArray &answer)
{
    const qsizetype end = answer.indexOf("\r\n\r\n");
    return end < 0 ? QByteArray() : answer.sliced(end + 4);
}

} // namespace TestSupport
