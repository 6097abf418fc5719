// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/relayclient.h"
#include "relaycore/testkit/manualclock.h"
#include "relaycore/testkit/scriptedrelay.h"

#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslKey>
#include <QtNetwork/QSslSocket>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace RelayCore;
using TestKit::ManualClock;
using TestKit::ScriptedRelay;
using Category = RelayError::Category;
using Retry = RelayClient::Retry;

/// Against a relay with a certificate made for this run: for 127.0.0.1, signed by itself.
class RelayClientTlsTest : public QObject
{
    Q_OBJECT

private:
    RelayClientOptions optionsFor(const QUrl &address) const
    {
        RelayClientOptions options;
        options.address = address;
        options.clock = std::make_shared<ManualClock>();
        return options;
    }

    QTemporaryDir m_directory;
    QSslConfiguration m_serverTls;
    QSslCertificate m_certificate;

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(QSslSocket::supportsSsl());
        const auto key = m_directory.filePath(u"key.pem"_s);
        const auto certificate = m_directory.filePath(u"certificate.pem"_s);
        QProcess openssl;
        openssl.start(u"openssl"_s, {u"req"_s, u"-x509"_s, u"-newkey"_s, u"rsa:2048"_s, u"-nodes"_s, u"-days"_s, u"2"_s,
                                     u"-subj"_s, u"/CN=127.0.0.1"_s, u"-addext"_s, u"subjectAltName=IP:127.0.0.1"_s,
                                     u"-keyout"_s, key, u"-out"_s, certificate});
        QVERIFY2(openssl.waitForFinished(60'000) && openssl.exitCode() == 0,
                 openssl.readAllStandardError().constData());
        m_certificate = QSslCertificate::fromPath(certificate).constFirst();
        QFile keyFile(key);
        QVERIFY(keyFile.open(QIODevice::ReadOnly));
        m_serverTls = QSslConfiguration::defaultConfiguration();
        m_serverTls.setLocalCertificate(m_certificate);
        m_serverTls.setPrivateKey(QSslKey(&keyFile, QSsl::Rsa));
        m_serverTls.setPeerVerifyMode(QSslSocket::VerifyNone);
    }

    void anUnknownAuthorityIsFatal()
    {
        ScriptedRelay relay(m_serverTls);
        RelayClient client(optionsFor(relay.address()));
        const auto ready = client.connectToRelay();
        QTRY_VERIFY(ready.isFinished());
        QCOMPARE(ready.result().error.category, Category::Tls);
        QVERIFY(ready.result().error.fatal);
        QVERIFY(!ready.result().error.tlsErrors.isEmpty());
        QCOMPARE(client.state(), RelayClient::State::Failed);
    }

    void aGivenAuthorityIsTrusted()
    {
        ScriptedRelay relay(m_serverTls);
        auto options = optionsFor(relay.address());
        auto tls = QSslConfiguration::defaultConfiguration();
        tls.setCaCertificates({m_certificate});
        options.tls = tls;
        RelayClient client(options);
        const auto ready = client.connectToRelay();
        QTRY_VERIFY(ready.isFinished());
        QVERIFY2(ready.result().registered, qPrintable(ready.result().error.text));
    }

    void verificationCanBeSwitchedOff()
    {
        ScriptedRelay relay(m_serverTls);
        auto options = optionsFor(relay.address());
        options.verifyCertificate = false;
        RelayClient client(options);
        const auto ready = client.connectToRelay();
        QTRY_VERIFY(ready.isFinished());
        QVERIFY2(ready.result().registered, qPrintable(ready.result().error.text));
    }

    void aRelayWithoutTlsIsATransientTlsFailure()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        connect(&server, &QTcpServer::newConnection, this,
                [&] { server.nextPendingConnection()->write("HTTP/1.1 400 Bad Request\r\n\r\n"); });
        RelayClient client(optionsFor(QUrl(u"wss://127.0.0.1:%1"_s.arg(server.serverPort()))));
        const auto ready = client.connectToRelay(Retry::No);
        QTRY_VERIFY(ready.isFinished());
        QVERIFY(!ready.result().registered);
        QCOMPARE(ready.result().error.category, Category::Tls);
        QVERIFY(!ready.result().error.fatal);
    }
};

QTEST_GUILESS_MAIN(RelayClientTlsTest)
#include "tst_relayclienttls.moc"
