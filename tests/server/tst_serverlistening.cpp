// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/server/relayserver.h"
#include "tests/server/servertest.h"

#include <QtNetwork/QTcpServer>
#include <QtTest/QSignalSpy>

#include <memory>

using namespace RelayCore;
using namespace Qt::StringLiterals;
using namespace ServerTest;

class tst_ServerListening : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void clientsAreListed();
    void stopSaysGoingAway();
    void listensAgainAfterStop();
    void portInUseIsReported();
    void severalAddresses();
    void addresses_data();
    void addresses();
    void serverMayBeDeletedInASlot_data();
    void serverMayBeDeletedInASlot();

private:
    std::unique_ptr<TestClient> open() { return std::make_unique<TestClient>(m_server->url()); }

    std::unique_ptr<RelayServer> m_server;
};

void tst_ServerListening::init()
{
    m_server = std::make_unique<RelayServer>(RelayServerOptions{.port = 0});
    QVERIFY2(m_server->listen(), qPrintable(m_server->errorString()));
}

void tst_ServerListening::cleanup()
{
    m_server.reset();
}

void tst_ServerListening::clientsAreListed()
{
    QVERIFY(m_server->clients().isEmpty());
    const QDateTime before = QDateTime::currentDateTimeUtc();
    const auto a = open();
    REGISTER(a, alpha, u"alpha"_s);
    const auto b = open();
    REGISTER(b, beta, u"beta"_s);
    a->send(offer(alpha, beta));
    QTRY_COMPARE(b->received.size(), 1);

    const QList<RegisteredClient> clients = m_server->clients();
    QCOMPARE(clients.size(), 2);
    QCOMPARE(clients.at(0).uuid, alpha);
    QCOMPARE(clients.at(0).messages, quint64(2));
    QCOMPARE(clients.at(0).address, u"127.0.0.1:%1"_s.arg(a->socket.localPort()));
    QCOMPARE(clients.at(0).since.timeSpec(), Qt::UTC);
    QVERIFY(clients.at(0).since >= before && clients.at(0).since <= QDateTime::currentDateTimeUtc());
    QCOMPARE(clients.at(1).uuid, beta);
    QCOMPARE(clients.at(1).name, u"beta"_s);
    QCOMPARE(clients.at(1).messages, quint64(1));
}

void tst_ServerListening::stopSaysGoingAway()
{
    QSignalSpy unregistered(m_server.get(), &RelayServer::clientUnregistered);
    const auto registered = open();
    REGISTER(registered, alpha, u"alpha"_s);
    const auto silent = open();
    QTRY_VERIFY(silent->isOpen());
    const QUrl url = m_server->url();
    m_server->close();
    QVERIFY(!m_server->isListening());
    QVERIFY(m_server->url().isEmpty());
    QVERIFY(m_server->clients().isEmpty());
    QCOMPARE(unregistered.size(), 1);
    QCOMPARE(unregistered.first().at(1).toInt(), 1001);
    QTRY_VERIFY(registered->closed);
    QCOMPARE(registered->closeCode(), 1001);

    TestClient late(url);
    QTRY_VERIFY(late.closed || late.socket.error() == QAbstractSocket::ConnectionRefusedError);
    QVERIFY(!late.isOpen());
}

void tst_ServerListening::listensAgainAfterStop()
{
    m_server->close();
    QVERIFY2(m_server->listen(), qPrintable(m_server->errorString()));
    QVERIFY(m_server->isListening());
    const auto client = open();
    REGISTER(client, alpha, u"alpha"_s);
}

void tst_ServerListening::portInUseIsReported()
{
    QTcpServer occupant;
    QVERIFY(occupant.listen(QHostAddress::LocalHost));
    RelayServer server({.port = occupant.serverPort()});
    QVERIFY(!server.listen());
    const QString reason = server.errorString();
    QVERIFY2(reason.startsWith(u"Cannot listen on 127.0.0.1, port %1: "_s.arg(occupant.serverPort())),
             qPrintable(reason));
    QVERIFY(!server.isListening());
    QVERIFY(server.url().isEmpty());
    QCOMPARE(server.serverPort(), 0);
    QVERIFY(server.serverAddress().isNull());

    // Another address, chosen by the call.
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QVERIFY(server.serverPort() != 0);
    QCOMPARE(server.serverAddress(), QHostAddress(QHostAddress::LocalHost));
    QCOMPARE(server.errorString(), QString());
    QVERIFY(!server.listen());
    QCOMPARE(server.errorString(), u"The relay listens already."_s);
    server.close();
    QVERIFY(!server.isListening());
}

void tst_ServerListening::severalAddresses()
{
    RelayServer server;
    const QHostAddress missing(u"192.0.2.1"_s); // Reserved for documentation: no machine has it.
    const QHostAddress other(u"127.0.0.2"_s);
    QVERIFY2(server.listen({QHostAddress(QHostAddress::LocalHost), missing, other}), qPrintable(server.errorString()));
    QCOMPARE(server.serverAddresses(), (QList<QHostAddress>{QHostAddress(QHostAddress::LocalHost), other}));
    for (const QHostAddress &address : server.serverAddresses()) {
        QTcpSocket client;
        client.connectToHost(address, server.serverPort());
        QVERIFY2(client.waitForConnected(), qPrintable(address.toString()));
    }
    RelayServer second;
    QVERIFY(!second.listen({QHostAddress(u"127.0.0.3"_s), other}, server.serverPort()));
    QVERIFY(!second.listen({missing}, 0));
}

void tst_ServerListening::addresses_data()
{
    QTest::addColumn<QHostAddress>("host");
    QTest::addColumn<QString>("connectable");

    QTest::addRow("loopback is itself") << QHostAddress(QHostAddress::LocalHost) << u"127.0.0.1"_s;
    QTest::addRow("every IPv4 address is reached over loopback")
        << QHostAddress(QHostAddress::AnyIPv4) << u"127.0.0.1"_s;
}

void tst_ServerListening::addresses()
{
    QFETCH(QHostAddress, host);
    QFETCH(QString, connectable);

    m_server = std::make_unique<RelayServer>(RelayServerOptions{.host = host, .port = 0});
    QVERIFY2(m_server->listen(), qPrintable(m_server->errorString()));
    QCOMPARE(m_server->url().scheme(), u"ws"_s);
    QCOMPARE(m_server->url().host(), connectable);
    QVERIFY(m_server->url().port() > 0);
    const auto client = open();
    REGISTER(client, alpha, u"alpha"_s);
}

void tst_ServerListening::serverMayBeDeletedInASlot_data()
{
    QTest::addColumn<QString>("occasion");

    QTest::addRow("while a client registers") << u"registered"_s;
    QTest::addRow("while a client takes over a UUID") << u"takenover"_s;
    QTest::addRow("while a client is refused") << u"refused"_s;
    QTest::addRow("while a client leaves") << u"left"_s;
    QTest::addRow("while a message is forwarded") << u"forwarded"_s;
    QTest::addRow("while the server stops") << u"stopped"_s;
}

void tst_ServerListening::serverMayBeDeletedInASlot()
{
    QFETCH(QString, occasion);

    const auto remove = [this] { m_server.reset(); };
    const auto a = open();
    QTRY_VERIFY(a->isOpen());
    if (occasion == u"registered") {
        connect(m_server.get(), &RelayServer::clientRegistered, this, remove);
        a->send(RelayRegistration{u"alpha"_s, alpha});
    } else {
        REGISTER(a, alpha, u"alpha"_s);
        connect(m_server.get(), &RelayServer::clientUnregistered, this, remove);
        connect(m_server.get(), &RelayServer::messageForwarded, this, remove);
    }
    const auto b = occasion == u"takenover" ? open() : nullptr;
    if (b) {
        QTRY_VERIFY(b->isOpen());
        b->send(RelayRegistration{u"again"_s, alpha});
    }
    if (occasion == u"refused")
        a->sendText(u"nonsense"_s);
    if (occasion == u"left")
        a->socket.close();
    if (occasion == u"forwarded")
        a->send(offer(alpha, alpha));
    if (occasion == u"stopped")
        m_server->close();
    QTRY_VERIFY(!m_server);
    QTRY_VERIFY(a->closed);
}

QTEST_GUILESS_MAIN(tst_ServerListening)
#include "tst_serverlistening.moc"
