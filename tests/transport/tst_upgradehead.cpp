// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/transport/upgradehead.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;

/// The request lines that name a server.
class tst_UpgradeHead : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rewrittenHeads_data();
    void rewrittenHeads();
};

void tst_UpgradeHead::rewrittenHeads_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QUrl>("upstream");
    QTest::addColumn<QByteArray>("expected");
    const QUrl example(u"wss://relay.example.org"_s);
    QTest::newRow("the host is replaced, the rest stays")
        << QByteArray("GET /a?b HTTP/1.1\r\nX: 1\r\nHost: 127.0.0.1:9700\r\nY:2\r\n\r\n") << example
        << QByteArray("GET /a?b HTTP/1.1\r\nX: 1\r\nHost: relay.example.org\r\nY:2\r\n\r\n");
    QTest::newRow("spelling, spacing and line ends stay")
        << QByteArray("GET / HTTP/1.1\nhOsT:\t localhost \n\n") << example
        << QByteArray("GET / HTTP/1.1\nhOsT:\t relay.example.org \n\n");
    QTest::newRow("an origin names the upstream, too")
        << QByteArray("GET / HTTP/1.1\r\nOrigin: http://localhost:9700\r\nHost: x\r\n\r\n") << example
        << QByteArray("GET / HTTP/1.1\r\nOrigin: https://relay.example.org\r\nHost: relay.example.org\r\n\r\n");
    QTest::newRow("the origin null stays") << QByteArray("GET / HTTP/1.1\r\nOrigin: null\r\n\r\n") << example
                                           << QByteArray("GET / HTTP/1.1\r\nOrigin: null\r\n\r\n");
    QTest::newRow("a port that is not the default is named")
        << QByteArray("GET / HTTP/1.1\r\nHost:x\r\n\r\n") << QUrl(u"wss://h:8700"_s)
        << QByteArray("GET / HTTP/1.1\r\nHost:h:8700\r\n\r\n");
    QTest::newRow("a port that is the default is not named")
        << QByteArray("GET / HTTP/1.1\r\nHost:x\r\n\r\n") << QUrl(u"ws://h:80"_s)
        << QByteArray("GET / HTTP/1.1\r\nHost:h\r\n\r\n");
    QTest::newRow("an IPv6 address stands in brackets")
        << QByteArray("GET / HTTP/1.1\r\nHost:x\r\n\r\n") << QUrl(u"ws://[::1]:81"_s)
        << QByteArray("GET / HTTP/1.1\r\nHost:[::1]:81\r\n\r\n");
    QTest::newRow("the zone id of an IPv6 address stays on this machine")
        << QByteArray("GET / HTTP/1.1\r\nHost:x\r\n\r\n") << QUrl(u"ws://[fe80::1%25eth0]:81"_s)
        << QByteArray("GET / HTTP/1.1\r\nHost:[fe80::1]:81\r\n\r\n");
    QTest::newRow("other names that begin alike stay")
        << QByteArray("GET / HTTP/1.1\r\nHostess: x\r\nHost\r\nX-Host: y\r\n\r\n") << example
        << QByteArray("GET / HTTP/1.1\r\nHostess: x\r\nHost\r\nX-Host: y\r\n\r\n");
}

void tst_UpgradeHead::rewrittenHeads()
{
    QFETCH(QByteArray, head);
    QFETCH(QUrl, upstream);
    QFETCH(QByteArray, expected);
    QCOMPARE(Inspector::headForUpstream(head, upstream), expected);
}

QTEST_APPLESS_MAIN(tst_UpgradeHead)
#include "tst_upgradehead.moc"
