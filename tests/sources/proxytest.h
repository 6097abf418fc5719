// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QFile>
#include <QtCore/QPointer>
#include <QtCore/QUrl>
#include <QtNetwork/QSslConfiguration>
#include <QtNetwork/QSslKey>
#include <QtNetwork/QSslServer>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

#include <memory>

/// What the tests of proxies share.
namespace ProxyTest {

using namespace Qt::Literals::StringLiterals;

[[nodiscard]] inline QByteArray fileContent(const char *name)
{
    QFile file(QLatin1StringView(RELAY_TEST_TLS) + u'/' + QLatin1StringView(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

[[nodiscard]] inline QSslConfiguration trusting(const char *authority)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setCaCertificates({QSslCertificate(fileContent(authority))});
    return configuration;
}

/// The upstream: keeps what it receives, and sends what a test writes to its socket.
class Upstream
{
public:
    enum class Tls { No, Yes };

    explicit Upstream(Tls tls = Tls::No, const QHostAddress &address = QHostAddress(QHostAddress::LocalHost))
    {
        if (tls == Tls::Yes) {
            auto server = std::make_unique<QSslServer>();
            QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
            configuration.setLocalCertificate(QSslCertificate(fileContent("localhost.pem")));
            configuration.setPrivateKey(QSslKey(fileContent("localhost.key"), QSsl::Ec));
            configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
            server->setSslConfiguration(configuration);
            m_server = std::move(server);
        } else {
            m_server = std::make_unique<QTcpServer>();
        }
        QObject::connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, m_server.get(), [this] {
            socket = m_server->nextPendingConnection();
            if (readBufferBytes > 0)
                socket->setReadBufferSize(readBufferBytes);
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [this] { read(); });
            QObject::connect(socket, &QTcpSocket::disconnected, socket, [this] { read(); });
        });
        m_secure = tls == Tls::Yes;
        if (!m_server->listen(address))
            qFatal("cannot listen");
    }

    // A socket that is being destroyed says disconnected() once more.
    ~Upstream()
    {
        if (socket)
            socket->disconnect();
    }
    Q_DISABLE_COPY_MOVE(Upstream)

    [[nodiscard]] QUrl url() const
    {
        return QUrl(u"%1://127.0.0.1:%2/"_s.arg(m_secure ? u"wss"_s : u"ws"_s).arg(m_server->serverPort()));
    }

    [[nodiscard]] QByteArray authority() const { return "127.0.0.1:" + QByteArray::number(m_server->serverPort()); }

    void read()
    {
        if (reading && socket && socket->isOpen())
            received += socket->readAll();
    }

    QPointer<QTcpSocket> socket;
    QByteArray received;
    qint64 readBufferBytes = 0;
    bool reading = true;

private:
    std::unique_ptr<QTcpServer> m_server;
    bool m_secure = false;
};

} // namespace ProxyTest
