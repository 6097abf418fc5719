// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/server/upgraderequest.h"

#include <QtTest/QTest>

using namespace RelayCore;
using namespace Qt::StringLiterals;

namespace {

const QByteArray good = "GET / HTTP/1.1\r\nHost: relay\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

QByteArray with(QByteArray from, const QByteArray &what, const QByteArray &instead)
{
    return from.replace(what, instead);
}

} // namespace

class tst_UpgradeRequest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judges_data();
    void judges();
    void sizes();
    void canonical();
    void responses();
};

void tst_UpgradeRequest::judges_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("status"); // Empty: it opens a WebSocket.

    QTest::addRow("as RFC 6455 has it") << good << ""_ba;
    QTest::addRow("as Firefox writes it")
        << with(good, "Connection: Upgrade", "Connection: keep-alive, Upgrade") << ""_ba;
    QTest::addRow("names and words in any case")
        << with(with(good, "Upgrade: websocket", "UPGRADE: WebSocket"), "Connection", "connection") << ""_ba;
    QTest::addRow("no space after the colon") << with(good, ": ", ":") << ""_ba;
    QTest::addRow("a browser") << "GET / HTTP/1.1\r\nHost: relay\r\n\r\n"_ba
                               << "426 Upgrade Required"_ba;
    QTest::addRow("an upgrade to something else") << with(good, "websocket", "h2c") << "426 Upgrade Required"_ba;
    QTest::addRow("a connection that is kept")
        << with(good, "Connection: Upgrade", "Connection: close") << "426 Upgrade Required"_ba;
    QTest::addRow("an old version") << with(good, "Version: 13", "Version: 8") << "426 Upgrade Required"_ba;
    QTest::addRow("no version") << with(good, "Sec-WebSocket-Version: 13\r\n", "") << "426 Upgrade Required"_ba;
    QTest::addRow("a short key") << with(good, "dGhlIHNhbXBsZSBub25jZQ==", "dGhl") << "400 Bad Request"_ba;
    QTest::addRow("no host") << with(good, "Host: relay\r\n", "") << "400 Bad Request"_ba;
    const auto header = [](const QByteArray &line) { return with(good, "Host: relay", "Host: relay\r\n" + line); };
    QTest::addRow("a header with Latin-1, a tab and all marks") << header("X!#$%&'*+-.^_`|~9: \xe4\t\"(),/:;") << ""_ba;
    QTest::addRow("an empty header") << header("X:") << ""_ba;
    QTest::addRow("a header without a colon") << header("Authorization Bearer abc") << "400 Bad Request"_ba;
    QTest::addRow("a header without a name") << header(": x") << "400 Bad Request"_ba;
    QTest::addRow("a space before the colon") << header("X : x") << "400 Bad Request"_ba;
    QTest::addRow("a folded header") << header("X: x\r\n y: z") << "400 Bad Request"_ba;
    QTest::addRow("a header with NUL") << header("X: a\0b"_ba) << "400 Bad Request"_ba;
    QTest::addRow("a header with DEL") << header("X: a\x7f") << "400 Bad Request"_ba;
    QTest::addRow("a carriage return inside a header") << header("X: a\rb") << "400 Bad Request"_ba;
    QTest::addRow("two headers for one list, as nginx writes them") << header("Connection: close") << ""_ba;
    QTest::addRow("the upgrade in the second of two")
        << with(good, "Connection: Upgrade", "Connection: close\r\nConnection: upgrade") << ""_ba;
    QTest::addRow("several protocols") << with(good, "Upgrade: websocket", "Upgrade: h2c, WebSocket/13") << ""_ba;
    QTest::addRow("several protocols in two headers")
        << with(good, "Upgrade: websocket", "Upgrade: h2c\r\nUpgrade: websocket") << ""_ba;
    QTest::addRow("two hundred headers") << header("X: y\r\n"_ba.repeated(200) + "X: y") << ""_ba;
    QTest::addRow("bare line feeds") << with(good, "\r\n", "\n") << ""_ba;
    QTest::addRow("an empty line before it") << "\r\n" + good << ""_ba;
    QTest::addRow("a whole address") << with(good, "GET /", "GET http://relay:8700/x?y") << ""_ba;
    QTest::addRow("HTTP/1.0, nginx's default")
        << with(good, "HTTP/1.1", "HTTP/1.0") << "505 HTTP Version Not Supported"_ba;
    QTest::addRow("the preface of HTTP/2") << "PRI * HTTP/2.0\r\n\r\n"_ba
                                           << "505 HTTP Version Not Supported"_ba;
    QTest::addRow("a request line without a version") << "GET /\r\n\r\n"_ba
                                                      << "400 Bad Request"_ba;
    QTest::addRow("a space in the address") << with(good, "GET /", "GET /a b") << "400 Bad Request"_ba;
    const auto host = [](const QByteArray &value) { return with(good, "Host: relay", "Host: " + value); };
    QTest::addRow("an empty host") << host("") << ""_ba;
    QTest::addRow("a host with a port") << host("relay.example.org:8700") << ""_ba;
    QTest::addRow("an IPv6 address") << host("[::1]:8700") << ""_ba;
    QTest::addRow("an underscore") << host("my_relay") << ""_ba;
    QTest::addRow("a host beyond ASCII") << host("r\xc3\xa9lais") << ""_ba;
    QTest::addRow("a port of letters") << host("relay:http") << ""_ba;
    QTest::addRow("a host with a path") << host("relay/x") << "400 Bad Request"_ba;
    QTest::addRow("a host with a user") << host("me@relay") << "400 Bad Request"_ba;
    QTest::addRow("two hosts in one header") << host("a, b") << "400 Bad Request"_ba;
    QTest::addRow("two hosts") << host("a\r\nHost: b") << "400 Bad Request"_ba;
    QTest::addRow("two keys") << header("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==") << "400 Bad Request"_ba;
    QTest::addRow("two tokens") << header("Authorization: Bearer a\r\nAuthorization: Bearer b") << "400 Bad Request"_ba;
    QTest::addRow("a body") << header("Content-Length: 5") << "400 Bad Request"_ba;
    QTest::addRow("an empty body") << header("Content-Length: 0") << ""_ba;
    QTest::addRow("a body in chunks") << header("Transfer-Encoding: chunked") << "400 Bad Request"_ba;
    QTest::addRow("another method") << with(good, "GET", "POST") << "405 Method Not Allowed"_ba;
    QTest::addRow("no HTTP") << "\r\n\r\n"_ba
                             << "405 Method Not Allowed"_ba;
    QTest::addRow("lines without colons") << "GET\r\n:\r\n\r\n\r\n"_ba
                                          << "400 Bad Request"_ba;
}

void tst_UpgradeRequest::judges()
{
    QFETCH(QByteArray, head);
    QFETCH(QByteArray, status);
    const auto request = readUpgradeRequest(head);
    const auto *refusal = std::get_if<HttpRefusal>(&request);
    QCOMPARE(refusal ? refusal->status : QByteArray(), status);
    QVERIFY(!refusal || refusal->reason.endsWith(u'.'));
}

void tst_UpgradeRequest::sizes()
{
    QCOMPARE(requestSize(good), good.size());
    QCOMPARE(requestSize(good + "\x81\x05hello"), good.size());
    QCOMPARE(requestSize("\r\n\n" + good), good.size() + 3);
    QCOMPARE(requestSize(with(good, "\r\n", "\n")), with(good, "\r\n", "\n").size());
    QCOMPARE(requestSize(good.chopped(1)), -1);
    QCOMPARE(requestSize("GET / HTTP/1.1\r\n"), -1);
    QCOMPARE(requestSize("\r\n\r\n"), -1);
    QCOMPARE(requestSize({}), -1);
}

void tst_UpgradeRequest::canonical()
{
    UpgradeRequest request{"dGhlIHNhbXBsZSBub25jZQ==", "Bearer abc"_ba};
    QVERIFY(canonicalRequest(request).contains("\r\nAuthorization: Bearer abc\r\n"));
    QVERIFY(std::holds_alternative<UpgradeRequest>(readUpgradeRequest(canonicalRequest(request))));
    request.authorization.reset();
    QVERIFY(!canonicalRequest(request).contains("Authorization"));
    request.authorization = ""_ba; // Malformed, which is not the same as missing.
    QVERIFY(canonicalRequest(request).contains("\r\nAuthorization: \r\n"));
}

void tst_UpgradeRequest::responses()
{
    QCOMPARE(response({"503 Service Unavailable", u"No.\u00e4"_s}),
             "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n"
             "Content-Length: 6\r\n\r\nNo.\xc3\xa4\n"_ba);
    QVERIFY(response({"426 Upgrade Required", u"x"_s}).contains("\r\nSec-WebSocket-Version: 13\r\n"));
    QVERIFY(response({"405 Method Not Allowed", u"x"_s}).contains("\r\nAllow: GET\r\n"));
}

QTEST_GUILESS_MAIN(tst_UpgradeRequest)
#include "tst_upgraderequest.moc"
