// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/setup/addresses.h"

#include <QtTest/QTest>

using namespace Inspector;
using namespace Qt::StringLiterals;

class tst_Addresses : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void relays_data();
    void relays();
    void notRelays_data();
    void notRelays();
    void plainRelays();
    void hostAndPort_data();
    void hostAndPort();
    void notHostAndPort_data();
    void notHostAndPort();
    void loopback_data();
    void loopback();
    void interfaces();
};

void tst_Addresses::relays_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QUrl>("expected");
    QTest::addRow("plain") << u"ws://h"_s << QUrl(u"ws://h"_s);
    QTest::addRow("with everything") << u"wss://h:1/path?query"_s << QUrl(u"wss://h:1/path?query"_s);
    QTest::addRow("capitals in the scheme") << u"WS://h"_s << QUrl(u"ws://h"_s);
    QTest::addRow("IPv6") << u"ws://[::1]:8700"_s << QUrl(u"ws://[::1]:8700"_s);
    QTest::addRow("blanks around it") << u"  ws://host:8700 "_s << QUrl(u"ws://host:8700"_s);
    QTest::addRow("no scheme means ws") << u"localhost:8700"_s << QUrl(u"ws://localhost:8700"_s);
    QTest::addRow("a user and a password") << u"ws://me:secret@h"_s << QUrl(u"ws://me:secret@h"_s);
}

void tst_Addresses::relays()
{
    QFETCH(const QString, text);
    const auto read = readRelayAddress(text);
    QVERIFY2(std::holds_alternative<QUrl>(read), qPrintable(text));
    QTEST(std::get<QUrl>(read), "expected");
}

void tst_Addresses::notRelays_data()
{
    const QString noHost = u"The relay's address names no host; write ws://host:port."_s;
    const QString noName = u"The host in the relay's address holds characters that a host name cannot have: "_s;
    const QString noPort = u"The port \"%1\" in the relay's address is not a number from 1 to 65535."_s;
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::addRow("nothing") << QString() << u"Enter the address of a relay."_s;
    QTest::addRow("blanks") << u"  "_s << u"Enter the address of a relay."_s;
    QTest::addRow("the web") << u"https://relay.example.org"_s
                             << u"A relay address begins with ws:// or wss://, not with https://."_s;
    QTest::addRow("the web, and no URL") << u"HTTP://secret@a b"_s
                                         << u"A relay address begins with ws:// or wss://, not with http://."_s;
    QTest::addRow("no host") << u"ws://"_s << noHost;
    QTest::addRow("a path alone") << u"ws:///path"_s << noHost;
    QTest::addRow("a port out of range") << u"ws://h:99999"_s << noPort.arg(99999);
    QTest::addRow("port 0") << u"ws://h:0"_s << u"The port 0 in the relay's address is not a number from 1 to 65535."_s;
    QTest::addRow("a space") << u"ws://a b"_s << noName + u"a b"_s;
    QTest::addRow("words") << u"not an address"_s << noName + u"not an address"_s;
    QTest::addRow("a fragment") << u"ws://h/#part"_s
                                << u"A relay address has no fragment: write %23 instead of # in a path or query."_s;
}

void tst_Addresses::notRelays()
{
    QFETCH(const QString, text);
    const auto read = readRelayAddress(text);
    QVERIFY(std::holds_alternative<QString>(read));
    QTEST(std::get<QString>(read), "expected");
}

void tst_Addresses::plainRelays()
{
    QCOMPARE(std::get<QUrl>(readPlainRelayAddress(u"wss://h"_s)), QUrl(u"wss://h"_s));
    for (const QString &text : {u"ws://me:secret@h"_s, u"ws://me@h"_s, u"me@h"_s})
        QCOMPARE(std::get<QString>(readPlainRelayAddress(text)),
                 u"Leave user names and passwords out of the address."_s);
    QCOMPARE(std::get<QString>(readPlainRelayAddress(QString())), u"Enter the address of a relay."_s);
}

void tst_Addresses::hostAndPort_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    QTest::addRow("IPv4") << u"127.0.0.1:9700"_s << u"127.0.0.1"_s << 9700;
    QTest::addRow("a name") << u"localhost:0"_s << u"localhost"_s << 0;
    QTest::addRow("IPv6") << u"[::1]:1"_s << u"::1"_s << 1;
}

void tst_Addresses::hostAndPort()
{
    QFETCH(const QString, text);
    QFETCH(const QString, host);
    QFETCH(const int, port);
    const auto read = readHostPort(text);
    QVERIFY(std::holds_alternative<HostPort>(read));
    QCOMPARE(std::get<HostPort>(read), (HostPort{host, quint16(port)}));
}

void tst_Addresses::notHostAndPort_data()
{
    QTest::addColumn<QString>("text");
    QTest::addRow("IPv6 without brackets") << u"::1:1"_s;
    QTest::addRow("no port") << u"localhost"_s;
    QTest::addRow("a colon without a port") << u"localhost:"_s;
    QTest::addRow("no host") << u":1"_s;
    QTest::addRow("an empty host") << u"[]:1"_s;
    QTest::addRow("a port out of range") << u"h:65536"_s;
    QTest::addRow("a port below zero") << u"h:-1"_s;
    QTest::addRow("nothing") << QString();
}

void tst_Addresses::notHostAndPort()
{
    QFETCH(const QString, text);
    const auto read = readHostPort(text);
    QVERIFY(std::holds_alternative<QString>(read));
    QCOMPARE(std::get<QString>(read), text + u" is not HOST:PORT, such as 127.0.0.1:9700 or [::1]:9700."_s);
}

void tst_Addresses::loopback_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("expected");
    QTest::addRow("IPv4") << u"ws://127.0.0.1:1"_s << true;
    QTest::addRow("the whole network of it") << u"ws://127.9.9.9"_s << true;
    QTest::addRow("IPv6") << u"ws://[::1]"_s << true;
    QTest::addRow("the name") << u"ws://LOCALHOST"_s << true;
    QTest::addRow("a name below it") << u"ws://relay.localhost"_s << true;
    QTest::addRow("a name that looks like it") << u"ws://notlocalhost"_s << false;
    QTest::addRow("another host") << u"ws://relay.example.org"_s << false;
    QTest::addRow("another address") << u"ws://192.0.2.1"_s << false;
}

void tst_Addresses::loopback()
{
    QFETCH(const QString, url);
    QTEST(isLoopback(QUrl(url)), "expected");
}

void tst_Addresses::interfaces()
{
    // And its IPv6 address, where the machine has one.
    QCOMPARE(interfacesOf(u"localhost"_s).value(0), QHostAddress(QHostAddress::LocalHost));
    QCOMPARE(interfacesOf(u"::1"_s), QList{QHostAddress(QHostAddress::LocalHostIPv6)});
    QCOMPARE(interfacesOf(u"0.0.0.0"_s), QList{QHostAddress(QHostAddress::AnyIPv4)});
    QCOMPARE(interfacesOf(u"::"_s), QList{QHostAddress(QHostAddress::Any)}); // Both families.
    QVERIFY(interfacesOf(u"no such name"_s).isEmpty());
}

QTEST_GUILESS_MAIN(tst_Addresses)
#include "tst_addresses.moc"
