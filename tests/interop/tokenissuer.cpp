// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/interop/tokenissuer.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QUrlQuery>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

using namespace Qt::StringLiterals;

TokenIssuer::TokenIssuer()
    : m_server(new QTcpServer(this))
{
    connect(m_server, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *socket = m_server->nextPendingConnection()) {
            connect(socket, &QAbstractSocket::disconnected, socket, &QObject::deleteLater);
            connect(socket, &QIODevice::readyRead, this, [this, socket, request = QByteArray()]() mutable {
                request += socket->readAll();
                const auto answer = answerTo(request);
                if (!answer)
                    return;
                socket->write(*answer);
                socket->disconnectFromHost();
            });
        }
    });
    m_server->listen(QHostAddress::LocalHost);
}

QUrl TokenIssuer::url() const
{
    return QUrl(u"http://127.0.0.1:%1/"_s.arg(m_server->serverPort()));
}

QByteArray TokenIssuer::relayConfig()
{
    return "[auth]\nmethod = \"globus\"\n[auth.kwargs]\nclient_id = \"relay\"\nclient_secret = \"none\"\n"
           "audience = \"tests\"\n";
}

std::optional<QByteArray> TokenIssuer::answerTo(const QByteArray &request) const
{
    const auto headEnd = request.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return std::nullopt;
    const QByteArray head = request.first(headEnd).toLower();
    const QByteArray name = "content-length:";
    const auto start = head.indexOf(name);
    const auto length = start < 0 ? 0 : head.mid(start + name.size()).split('\r').constFirst().trimmed().toLongLong();
    const QByteArray form = request.mid(headEnd + 4);
    if (form.size() < length)
        return std::nullopt;

    const QByteArray token = QUrlQuery(QString::fromLatin1(form)).queryItemValue(u"token"_s).toLatin1();
    QJsonObject answer{{u"active"_s, m_users.contains(token)}};
    if (m_users.contains(token)) {
        answer.insert(u"aud"_s, QJsonArray{u"tests"_s});
        answer.insert(u"sub"_s, m_users.value(token).toString(QUuid::WithoutBraces));
        answer.insert(u"username"_s, QString::fromLatin1(token));
    }
    const QByteArray body = QJsonDocument(answer).toJson(QJsonDocument::Compact);
    return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
           + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}
