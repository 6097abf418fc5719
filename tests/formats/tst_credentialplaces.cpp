// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/formats/credentialplaces.h"

#include <QtTest/QTest>

using namespace Inspector;

class tst_CredentialPlaces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void places_data();
    void places();
    void anythingIsRead();
};

void tst_CredentialPlaces::places_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArrayList>("values");
    QTest::addColumn<QByteArray>("replaced");
    const auto row = [](const char *name, const QByteArray &text, const QByteArrayList &values,
                        const QByteArray &replaced) { QTest::newRow(name) << text << values << replaced; };
    /// Nothing is found.
    const auto kept = [&row](const char *name, const QByteArray &text) { row(name, text, {}, text); };
    /// Replaced where it stands, but not looked for elsewhere.
    const auto here = [&row](const char *name, const QByteArray &text, const QByteArray &replaced) {
        row(name, text, {}, replaced);
    };

    row("member", R"({"password": "hunter22"})", {"hunter22"}, R"({"password": "***"})");
    row("member with a number in its name", R"({"password2":"hunter22"})", {"hunter22"}, R"({"password2":"***"})");
    row("member in a member", R"({"a":{"b":[{"apiKey":"hunter22"}]}})", {"hunter22"},
        R"({"a":{"b":[{"apiKey":"***"}]}})");
    row("two members", R"({"token":"hunter22","x":1,"pwd":"hunter23"})", {"hunter22", "hunter23"},
        R"({"token":"***","x":1,"pwd":"***"})");
    row("escaped quote in the value", R"({"token":"hunter\"22","x":1})", {"hunter\"22"}, R"({"token":"***","x":1})");
    row("backslash at the end of the value", R"({"token":"hunter22\\","x":1})", {"hunter22\\"},
        R"({"token":"***","x":1})");
    row("JSON in JSON", R"({"text":"{\"password\": \"hunter22\", \"x\": 1}"})", {"hunter22"},
        R"({"text":"{\"password\": \"***\", \"x\": 1}"})");
    row("JSON in JSON, with a quote in the value", R"({"text":"{\"token\":\"hunter\\\"22\",\"x\":1}"})", {"hunter\"22"},
        R"({"text":"{\"token\":\"***\",\"x\":1}"})");
    row("JSON in JSON in JSON", R"("{\"text\":\"{\\\"token\\\":\\\"hunter22\\\",\\\"x\\\":1}\"}")", {"hunter22"},
        R"("{\"text\":\"{\\\"token\\\":\\\"***\\\",\\\"x\\\":1}\"}")");
    row("as Python writes it", "{'token': 'hunter22', 'x': 1}", {"hunter22"}, "{'token': '***', 'x': 1}");
    row("cut", R"({"token":"hunter22)", {"hunter22"}, R"({"token":"***)");
    here("number", R"({"password":12345678,"x":1})", R"({"password":0,"x":1})");
    here("word behind a common name", R"({"code":"ENOENT"})", R"({"code":"***"})");
    row("token behind a common name", R"({"code":"SplxlOBeZQQYbYS6WxSbIA"})", {"SplxlOBeZQQYbYS6WxSbIA"},
        R"({"code":"***"})");
    kept("empty member", R"({"password":"","token":null})");
    kept("replaced already", R"({"password":"***"})");
    kept("names that only look like it", R"({"keyboard":"hunter22","tokens_used":"12"})");

    row("query", "GET /?access_token=hunter22&x=1 HTTP/1.1", {"hunter22"}, "GET /?access_token=***&x=1 HTTP/1.1");
    row("query, encoded", "/?token=a%2Bhunter22", {"a%2Bhunter22", "a+hunter22"}, "/?token=***");
    row("common name in a query", "/?a=1&sig=hunter22&b", {"hunter22"}, "/?a=1&sig=***&b");
    row("form", "password=hunter22&x=1", {"hunter22"}, "password=***&x=1");
    row("form in JSON", R"({"body":"a=1\npassword=hunter22\nb=2"})", {"hunter22"},
        R"({"body":"a=1\npassword=***\nb=2"})");
    row("ampersand as JSON escapes it", R"({"body":"a=1\u0026token=hunter22\u0026b=2"})", {"hunter22"},
        R"({"body":"a=1\u0026token=***\u0026b=2"})");
    row("in quotes", "export TOKEN=\"hunter 22\" x", {"hunter 22"}, "export TOKEN=\"***\" x");
    row("in bytes that are no text", QByteArray("\x00\x01password=hunter22\x02x", 20), {"hunter22"},
        QByteArray("\x00\x01password=***\x02x", 15));
    here("word of a sentence", "rejected: token=expired, try again", "rejected: token=***, try again");
    kept("code of a sentence", "closed with code=4001 key=value");
    kept("description", "a=setup:actpass\r\na=mid:0\r\nc=IN IP4 192.168.7.23\r\nk=prompt\r\n");
    row("key of SDES", "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9|2^20|1:4\r\n",
        {"WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9"}, "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:***|2^20|1:4\r\n");
    row("key of a description", "t=0 0\r\nk=base64:aHVudGVyMjI=\r\nm=x", {"aHVudGVyMjI="},
        "t=0 0\r\nk=base64:***\r\nm=x");

    row("field of a head", "GET / HTTP/1.1\r\nX-Api-Key: hunter22\r\nHost: h\r\n", {"hunter22"},
        "GET / HTTP/1.1\r\nX-Api-Key: ***\r\nHost: h\r\n");
    row("field of a head in JSON", R"({"head":"Host: h\r\nAuthorization: Bearer hunter22\r\n"})", {"hunter22"},
        R"({"head":"Host: h\r\nAuthorization: Bearer ***\r\n"})");
    row("cookies", "Cookie: sid=hunter22; b=2\r\n", {"sid=hunter22; b=2"}, "Cookie: ***\r\n");
    row("scheme in a sentence", "the header was Bearer hunter22.", {"hunter22."}, "the header was Bearer ***");
    kept("words of a sentence", "bearer tokens are secret: Authorization: required");

    row("password of an address", "connect to wss://u:hunter22@h/x", {"hunter22"}, "connect to wss://u:***@h/x");
    row("password of an address in JSON", R"({"url":"wss:\/\/u:hunter22@h\/x"})", {"hunter22"},
        R"({"url":"wss:\/\/u:***@h\/x"})");
    kept("port of an address", "ws://127.0.0.1:8700/x@y");

    const QByteArray jwt =
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U";
    row("JSON web token", "got " + jwt + ", sent it", {jwt}, "got ***, sent it");
    row("token of a service", R"(["ghp_0123456789abcdefghijABCDEFGHIJ456789"])",
        {"ghp_0123456789abcdefghijABCDEFGHIJ456789"}, R"(["***"])");
    here("private key", R"({"x":"-----BEGIN PRIVATE KEY-----\nMIGHAgEA\n-----END PRIVATE KEY-----\n"})",
         R"({"x":"-----BEGIN PRIVATE KEY-----***-----END PRIVATE KEY-----\n"})");
    kept("certificate", "-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIUQ\n-----END CERTIFICATE-----\n");
    kept("UUID and name", R"({"uuid":"a38fa5d1-f4b8-4a9b-8ddd-1d0255a1e74b","name":"sk-1"})");

    const QByteArray encoded = QByteArray(R"({"password":"hunter22"})").toBase64();
    row("JSON in base64", R"({"data":")" + encoded + "\"}", {"hunter22"}, R"({"data":")" + encoded + "\"}");
    row("JSON in a query", "/?data=%7B%22token%22%3A%22hunter22%22%7D", {"hunter22"},
        "/?data=%7B%22token%22%3A%22hunter22%22%7D");
}

void tst_CredentialPlaces::places()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArrayList, values);
    QFETCH(QByteArray, replaced);
    QCOMPARE(CredentialPlaces::credentialsIn(text), values);
    QCOMPARE(CredentialPlaces::withoutCredentials(text), replaced);
    QCOMPARE(CredentialPlaces::withoutCredentials(replaced), replaced); // Once is enough.
}

/// Every beginning and every end of the texts above, as limits cut them, is read without leaving its bounds.
void tst_CredentialPlaces::anythingIsRead()
{
    const QByteArray text = "\\\"token\\\": \\\"a\\\\\\\"b\\\", Bearer \\u0026pwd=\"x y\" wss:\\/\\/u:p@h k=base64:x "
                            "-----BEGIN PRIVATE KEY-----\\n 'key':'1' inline: eyJ..";
    for (qsizetype begin = 0; begin <= text.size(); ++begin) {
        for (qsizetype size = 0; size <= text.size() - begin; ++size) {
            // A copy of its own, so that a sanitizer sees its end.
            const QByteArray part(text.constData() + begin, size);
            const QByteArray replaced = CredentialPlaces::withoutCredentials(part);
            QCOMPARE(CredentialPlaces::withoutCredentials(replaced), replaced);
            (void)CredentialPlaces::credentialsIn(part);
        }
    }
}

QTEST_GUILESS_MAIN(tst_CredentialPlaces)
#include "tst_credentialplaces.moc"
