// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/server/relayserver.h"
#include "tests/server/rawclient.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace RelayCore;
using namespace Qt::StringLiterals;

namespace {

constexpr int timeout = 20'000;

QByteArray request(const QByteArray &connection, const QByteArray &more = {}, const QByteArray &version = "HTTP/1.1")
{
    return "GET /a?b " + version + "\r\nHost: relay:8700\r\n" + connection
           + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + more + "\r\n";
}

} // namespace

/// Upgrade requests as proxies and old clients write them, sent to a RelayServer.
class tst_Upgrades : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answers_data();
    void answers();
    void leavingEarly();
};

void tst_Upgrades::answers_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("status");
    const QByteArray upgrade = "Upgrade: websocket\r\nConnection: Upgrade\r\n";
    const auto row = [](const char *name, const QByteArray &bytes, const QByteArray &status) {
        QTest::newRow(name) << bytes << status;
    };
    row("as a browser writes it", request(upgrade), "101");
    row("two Connection lines", request("Upgrade: websocket\r\nConnection: close\r\nConnection: upgrade\r\n"), "101");
    row("several protocols", request("Upgrade: h2c, websocket\r\nConnection: Upgrade\r\n"), "101");
    row("two hundred fields", request(upgrade, "X-Forwarded-For: 192.0.2.1\r\n"_ba.repeated(200)), "101");
    row("bare line feeds", request(upgrade).replace("\r\n", "\n"), "101");
    row("an empty line before it", "\r\n" + request(upgrade), "101");
    row("a compression that is not offered", request(upgrade, "Sec-WebSocket-Extensions: permessage-deflate\r\n"),
        "101");
    row("subprotocols", request(upgrade, "Sec-WebSocket-Protocol: a, b\r\n"), "101");
    row("HTTP/1.0, nginx's default", request(upgrade, {}, "HTTP/1.0"), "505");
    row("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "505");
    row("no version of HTTP", request(upgrade, {}, "websocket"), "400");
    row("a page", "GET / HTTP/1.1\r\nHost: relay\r\n\r\n", "426");
    row("another Host field", request(upgrade, "Host: other\r\n"), "400");
    row("a host that is none", request(upgrade).replace("relay:8700", "re lay"), "400");
    row("a body", request(upgrade, "Content-Length: 3\r\n") + "abc", "400");
}

void tst_Upgrades::answers()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, status);
    RelayServer server;
    QVERIFY2(server.listen(QHostAddress::LocalHost), qPrintable(server.errorString()));
    QSignalSpy refused(&server, &RelayServer::connectionRefused);
    RawClient client(server.url(), bytes);
    QTRY_VERIFY_WITH_TIMEOUT(client.answer.contains("\r\n\r\n"), timeout);
    QVERIFY2(client.answer.startsWith("HTTP/1.1 " + status + ' '), client.answer.constData());
    if (status == "101") {
        QCOMPARE(client.answer.count("\r\nConnection: Upgrade\r\n"), 1);
        QVERIFY(client.answer.contains("\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"));
        QCOMPARE(refused.count(), 0);
        return;
    }
    QTRY_VERIFY_WITH_TIMEOUT(client.gone, timeout);
    QCOMPARE(refused.count(), 1);
    const QString sentence = refused.first().at(1).toString();
    QVERIFY2(sentence.endsWith(u'.'), qPrintable(sentence));
    QVERIFY2(client.answer.endsWith(sentence.toUtf8() + '\n'), client.answer.constData());
}

void tst_Upgrades::leavingEarly()
{
    RelayServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QSignalSpy refused(&server, &RelayServer::connectionRefused);
    {
        RawClient check(server.url()); // As a load balancer checks.
        QTRY_VERIFY_WITH_TIMEOUT(check.port != 0, timeout);
    }
    RawClient client(server.url(), "GET / HTT");
    QTRY_VERIFY_WITH_TIMEOUT(client.port != 0 && client.socket.bytesToWrite() == 0, timeout);
    client.socket.disconnectFromHost();
    QTRY_COMPARE_WITH_TIMEOUT(refused.count(), 1, timeout);
    QCOMPARE(refused.first().at(0).toString(), u"127.0.0.1:%1"_s.arg(client.port));
    QCOMPARE(refused.first().at(1).toString(), u"It left before its upgrade request was complete."_s);
}

QTEST_GUILESS_MAIN(tst_Upgrades)
#include "tst_upgrades.moc"
