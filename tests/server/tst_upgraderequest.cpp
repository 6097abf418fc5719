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
    QTest::addRow("another method") << with(good, "GET", "POST") << "405 Method Not Allowed"_ba;
    QTest::addRow("no HTTP") << "\r\n\r\n"_ba
                             << "405 Method Not Allowed"_ba;
    QTest::addRow("lines without colons") << "GET\r\n:\r\n\r\n\r\n"_ba
                                          << "405 Method Not Allowed"_ba;
}

void tst_UpgradeRequest::judges()
{
    QFETCH(QByteArray, head);
    QFETCH(QByteArray, status);
    const auto refusal = refusalOf(head);
    QCOMPARE(refusal ? refusal->status : QByteArray(), status);
    QVERIFY(!refusal || refusal->reason.endsWith(u'.'));
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
