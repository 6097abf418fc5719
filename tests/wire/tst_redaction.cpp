// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/wire/redaction.h"

#include <QtTest/QTest>

using namespace RelayCore;

class tst_Redaction : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void values_data();
    void values();
    void headers_data();
    void headers();
    void addresses_data();
    void addresses();
};

void tst_Redaction::values_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("shown");
    const QByteArray bullets = "\u2022\u2022\u2022";
    QTest::newRow("the scheme stays") << QByteArray("Bearer abc") << "Bearer " + bullets + " (3 bytes)";
    QTest::newRow("spaces around do not matter") << QByteArray("  Bearer   abc ") << "Bearer " + bullets + " (3 bytes)";
    QTest::newRow("no scheme, nothing stays") << QByteArray("abcdef") << bullets + " (6 bytes)";
    QTest::newRow("a cookie has no scheme") << QByteArray("sid=secret; b=c") << bullets + " (15 bytes)";
    QTest::newRow("empty") << QByteArray() << bullets + " (0 bytes)";
}

void tst_Redaction::values()
{
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, shown);
    QCOMPARE(redactedHeaderValue(value), shown);
}

void tst_Redaction::headers_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("shown");
    const QByteArray bullets = "\u2022\u2022\u2022";
    const auto secret = [&bullets](const char *name) {
        QTest::newRow(name) << QByteArray(name) << QByteArray("hunter22") << bullets + " (8 bytes)";
    };
    const auto kept = [](const char *name, const QByteArray &value = "hunter22") {
        QTest::newRow(name) << QByteArray(name) << value << value;
    };
    for (const char *name : {"Authorization",
                             "AUTHORIZATION",
                             "proxy-authorization",
                             "Cookie",
                             "Set-Cookie",
                             "set-cookie",
                             "X-Api-Key",
                             "Api-Key",
                             "ApiKey",
                             "X-Auth-Token",
                             "X-Access-Token",
                             "X-Amz-Security-Token",
                             "X-CSRF-Token",
                             "X-XSRF-TOKEN",
                             "Private-Token",
                             "X-Goog-Api-Key",
                             "X-Vault-Token",
                             "Cf-Access-Jwt-Assertion",
                             "CF-Access-Client-Secret",
                             "Ocp-Apim-Subscription-Key",
                             "X-Password",
                             "X-Session-Id",
                             "X-Token",
                             "X-Token2",
                             "DbPassword",
                             "X-Csrftoken"})
        secret(name);
    for (const char *name : {"Host", "Sec-WebSocket-Key", "Sec-WebSocket-Accept", "Sec-WebSocket-Extensions", "Origin",
                             "User-Agent", "X-Request-Id", "Authority", "X-Keyboard", "Content-Type", "Retry-After"})
        kept(name);
    kept("WWW-Authenticate", "Bearer realm=\"relay\", error=\"invalid_token\"");
    kept("Access-Control-Allow-Credentials", "false");
    kept("access-control-allow-headers", "authorization");
    QTest::newRow("a token in an address")
        << QByteArray("Location") << QByteArray("https://h/x?access_token=hunter22&a=b#c")
        << QByteArray("https://h/x?access_token=***&a=b#c");
    QTest::newRow("user information in an address")
        << QByteArray("Location") << QByteArray("wss://alice:hunter22@h/x@y") << QByteArray("wss://h/x@y");
}

void tst_Redaction::headers()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, shown);
    const HeaderList after = redacted({{"Host", "relay"}, {name, value}, {"Host", "relay"}});
    QCOMPARE(after, (HeaderList{{"Host", "relay"}, {name, shown}, {"Host", "relay"}}));
}

void tst_Redaction::addresses_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char *name, const char *address, const char *shown) {
        QTest::newRow(name) << QString::fromUtf8(address) << QString::fromUtf8(shown);
    };
    row("nothing to hide", "wss://relay.example.org:8700/ws?room=7", "wss://relay.example.org:8700/ws?room=7");
    row("user and password", "wss://alice:hunter22@relay.example.org/", "wss://relay.example.org/");
    row("user alone", "wss://hunter22@relay.example.org", "wss://relay.example.org");
    row("an at sign in the password", "ws://alice:hunter@22@h", "ws://h");
    row("token", "ws://h/?access_token=hunter22", "ws://h/?access_token=***");
    row("token between others", "ws://h/?a=1&token=hunter22&b=2", "ws://h/?a=1&token=***&b=2");
    row("token in the fragment", "ws://h/#id_token=hunter22", "ws://h/#id_token=***");
    row("signature", "ws://h/?X-Amz-Signature=hunter22&sig=hunter22", "ws://h/?X-Amz-Signature=***&sig=***");
    row("a port is no password", "ws://h:8700", "ws://h:8700");
    row("empty value", "ws://h/?token=&a=1", "ws://h/?token=&a=1");
    row("a word that ends like one", "ws://h/?monkey=1&tokens_used=2&keyboard=x",
        "ws://h/?monkey=1&tokens_used=2&keyboard=x");
}

void tst_Redaction::addresses()
{
    QFETCH(QString, address);
    QFETCH(QString, shown);
    QCOMPARE(redactedAddress(address), shown);
}

QTEST_GUILESS_MAIN(tst_Redaction)
#include "tst_redaction.moc"
