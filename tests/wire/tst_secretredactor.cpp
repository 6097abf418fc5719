// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/wire/secretredactor.h"
#include "tests/support/secretspellings.h"

#include <QtTest/QTest>

#include <functional>

using namespace RelayCore;
using namespace Qt::StringLiterals;

namespace {

using SecretSpellings::secret;
using SecretSpellings::Spelling;
using SecretSpellings::spellings;

/// A field of an event that holds \a text, and what it holds afterwards.
struct Field
{
    const char *name;
    std::function<WirePayload(const QByteArray &text)> make;
    std::function<QByteArray(const WirePayload &payload)> read;
};

template<typename Payload>
Field text(const char *name, QString Payload::*member)
{
    return {name,
            [member](const QByteArray &value) {
                Payload payload;
                payload.*member = QString::fromUtf8(value);
                return WirePayload(payload);
            },
            [member](const WirePayload &payload) { return (std::get<Payload>(payload).*member).toUtf8(); }};
}

template<typename Payload>
Field bytes(const char *name, QByteArray Payload::*member)
{
    return {name,
            [member](const QByteArray &value) {
                Payload payload;
                payload.*member = value;
                return WirePayload(payload);
            },
            [member](const WirePayload &payload) { return std::get<Payload>(payload).*member; }};
}

template<typename Payload>
Field header(const char *name, bool inName)
{
    return {name,
            [inName](const QByteArray &value) {
                Payload payload;
                payload.headers = {inName ? HttpHeader{value, "x"} : HttpHeader{"X-Comment", value}};
                return WirePayload(payload);
            },
            [inName](const WirePayload &payload) {
                const HttpHeader header = std::get<Payload>(payload).headers.constFirst();
                return inName ? header.name : header.value;
            }};
}

QList<Field> fields()
{
    return {text("title", &SourceStarted::title),
            text("listen", &SourceStarted::listen),
            text("source's upstream", &SourceStarted::upstream),
            text("state's detail", &StateChanged::detail),
            text("client address", &ConnectionOpened::clientAddress),
            text("upstream", &ConnectionOpened::upstream),
            text("TLS protocol", &TlsEstablished::protocol),
            text("TLS cipher", &TlsEstablished::cipher),
            text("subject", &TlsEstablished::subject),
            text("issuer", &TlsEstablished::issuer),
            {"TLS errors",
             [](const QByteArray &value) {
                 TlsEstablished tls;
                 tls.errors = {u"other"_s, QString::fromUtf8(value)};
                 return WirePayload(tls);
             },
             [](const WirePayload &payload) { return std::get<TlsEstablished>(payload).errors.last().toUtf8(); }},
            bytes("request line", &HandshakeRequest::requestLine),
            header<HandshakeRequest>("request header", false),
            header<HandshakeRequest>("name of a request header", true),
            bytes("status line", &HandshakeResponse::statusLine),
            header<HandshakeResponse>("response header", false),
            header<HandshakeResponse>("name of a response header", true),
            bytes("body", &HandshakeResponse::body),
            bytes("message", &WireMessage::payload),
            bytes("control frame", &ControlFrame::payload),
            text("close reason", &ControlFrame::closeReason),
            text("violation", &ProtocolViolation::reason),
            text("closed", &ConnectionClosed::text),
            text("lost", &EventsLost::reason)};
}

// A new kind of event, or a new field, needs its row above.
static_assert(std::variant_size_v<WirePayload> == 11);

SecretRedactor knowing(const QByteArray &value)
{
    SecretRedactor redactor;
    redactor.addSecret(value);
    return redactor;
}

} // namespace

class tst_SecretRedactor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFieldInEverySpelling_data();
    void everyFieldInEverySpelling();
    void texts_data();
    void texts();
    void innocentTextIsNotCopied();
    void cutAtTheEnd_data();
    void cutAtTheEnd();
    void learns_data();
    void learns();
    void copiesLearnOnTheirOwn();
    void secretsAreListed();
    void expensiveTextEnds();
};

void tst_SecretRedactor::everyFieldInEverySpelling_data()
{
    QTest::addColumn<int>("field");
    QTest::addColumn<int>("spelling");
    const QList<Field> all = fields();
    const QList<Spelling> ways = spellings();
    for (int field = 0; field < all.size(); ++field) {
        for (int spelling = 0; spelling < ways.size(); ++spelling)
            QTest::addRow("%s: %s", all[field].name, ways[spelling].name) << field << spelling;
    }
}

void tst_SecretRedactor::everyFieldInEverySpelling()
{
    QFETCH(int, field);
    QFETCH(int, spelling);
    const Field place = fields()[field];
    const Spelling way = spellings()[spelling];
    WirePayload payload = place.make("bad token <" + way.text + "> again <" + way.text + ">, bye");
    knowing(secret).redact(payload);
    QCOMPARE(place.read(payload), "bad token <" + way.shown + "> again <" + way.shown + ">, bye");
}

void tst_SecretRedactor::texts_data()
{
    QTest::addColumn<QByteArray>("known");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("shown");
    const auto row = [](const char *name, const QByteArray &known, const QByteArray &text, const QByteArray &shown) {
        QTest::newRow(name) << known << text << shown;
    };
    row("alone", "hunter22", "hunter22", "***");
    row("at the beginning", "hunter22", "hunter22 is it", "*** is it");
    row("at the end", "hunter22", "it is hunter22", "it is ***");
    row("within a word", "hunter22", "xhunter22y", "x***y");
    row("twice without a gap", "hunter22", "hunter22hunter22", "******");
    row("nearly", "hunter22", "hunter2 hunter23 Hunter22 end", "hunter2 hunter23 Hunter22 end");
    row("the shortest that is searched for", "abcd", "xx abcd yy", "xx *** yy");
    row("too short", "abc", "xx abc yy", "xx abc yy");
    row("a percent sign of its own", "100%25off", "use 100%25off now", "use *** now");
    row("a percent sign of its own, encoded", "100%25off", "use 100%2525off now", "use *** now");
    row("a backslash of its own", "a\\b\\c\\d", "use a\\b\\c\\d now", "use *** now");
    row("a backslash of its own, escaped", "a\\b\\c\\d", R"(use a\\b\\c\\d now)", "use *** now");
    row("a space as plus", "two words", "q=two+words&", "q=***&");
    row("a quote, escaped", "say\"it\"", R"({"error":"say\"it\""})", R"({"error":"***"})");
    row("a character beyond the plane", "key-\U0001F511-x", R"("key-\ud83d\udd11-x")", R"("***")");
    row("half a character", "key-\U0001F511-x", R"("key-\ud83dx")", R"("key-\ud83dx")");
    row("what surrounds it in base64 goes too", "hunter22", "Basic " + QByteArray("alice:hunter22").toBase64() + ".",
        "Basic ***.");
    row("empty text", "hunter22", "", "");
}

void tst_SecretRedactor::texts()
{
    QFETCH(QByteArray, known);
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, shown);
    QCOMPARE(knowing(known).redacted(text), shown);
    QCOMPARE(knowing(known).redacted(QString::fromUtf8(text)), QString::fromUtf8(shown));
    // Long text before and behind it moves it to every place relative to the search window.
    for (int before = 0; before < 40; ++before) {
        const QByteArray around = QByteArray(before, '-') + ' ';
        QCOMPARE(knowing(known).redacted(around + text + ' ' + around), around + shown + ' ' + around);
    }
}

void tst_SecretRedactor::innocentTextIsNotCopied()
{
    const QByteArray text("v=0\\r\\no=- 1 2 IN IP4 0.0.0.0\\r\\na=ice-pwd:abcdefghijklmnop");
    QVERIFY(knowing(secret).redacted(text).constData() == text.constData());
    QVERIFY(SecretRedactor().redacted(text).constData() == text.constData());
}

void tst_SecretRedactor::cutAtTheEnd_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("shown");
    QTest::addRow("all but one byte") << QByteArray("bad hunter2-and-mor") << QByteArray("bad ***");
    QTest::addRow("six bytes") << QByteArray("bad hunter") << QByteArray("bad ***");
    QTest::addRow("five bytes could be anything") << QByteArray("bad hunte") << QByteArray("bad hunte");
    QTest::addRow("within an escape") << QByteArray("bad hunter2%2") << QByteArray("bad ***");
    QTest::addRow("base64") << "bad " + QByteArray("hunter2-and-more").toBase64().first(9) << QByteArray("bad ***");
    QTest::addRow("not at the end") << QByteArray("bad hunter2 ") << QByteArray("bad hunter2 ");
}

void tst_SecretRedactor::cutAtTheEnd()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, shown);
    QCOMPARE(knowing("hunter2-and-more").redacted(text), shown);
}

void tst_SecretRedactor::learns_data()
{
    QTest::addColumn<QByteArray>("requestLine");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("quoted"); ///< Replaced afterwards.
    QTest::addColumn<QByteArray>("stays");  ///< In what is shown of the request.
    const auto row = [](const char *name, const QByteArray &header, const QByteArray &value, const QByteArray &quoted,
                        const QByteArray &stays = "GET / HTTP/1.1") {
        QTest::newRow(name) << QByteArray("GET / HTTP/1.1") << header << value << quoted << stays;
    };
    row("a bearer token", "Authorization", "Bearer hunter22", "hunter22", "Bearer ");
    row("a token without a scheme", "Authorization", "hunter22", "hunter22");
    row("credentials of Basic", "authorization", "Basic YWxpY2U6aHVudGVyMjI=", "YWxpY2U6aHVudGVyMjI=", "Basic ");
    row("the password of Basic", "Authorization", "Basic YWxpY2U6aHVudGVyMjI=", "hunter22");
    row("the password of Basic for a proxy", "Proxy-Authorization", "Basic YWxpY2U6aHVudGVyMjI=", "hunter22");
    row("an API key", "X-Api-Key", "hunter22", "hunter22");
    row("an auth token", "X-Auth-Token", "hunter22", "hunter22");
    row("a cookie", "Cookie", "lang=en; sid=hunter22", "hunter22");
    row("a token among the subprotocols", "Sec-WebSocket-Protocol", "relay, bearer, hunter22", "hunter22",
        "relay, bearer, ***");
    row("a token in one subprotocol", "Sec-WebSocket-Protocol", "base64url.bearer.authorization.k8s.io.hunter22",
        "hunter22", "base64url.bearer.authorization.k8s.io.***");
    const auto query = [](const char *name, const QByteArray &target, const QByteArray &quoted,
                          const QByteArray &stays) {
        QTest::newRow(name) << "GET " + target + " HTTP/1.1" << QByteArray("Host") << QByteArray("h") << quoted
                            << stays;
    };
    query("a token in the query", "/ws?room=7&access_token=hunter22", "hunter22",
          "/ws?room=7&access_token=*** HTTP/1.1");
    query("a token in the query, first", "/?token=hunter22&v=1", "hunter22", "/?token=***&v=1 ");
    query("a key in the query", "/?apiKey=hunter22", "hunter22", "/?apiKey=*** ");
    query("percent-encoded", "/?api_key=hunter%2F22", "hunter/22", "/?api_key=*** ");
    query("the name percent-encoded", "/?access%5Ftoken=hunter22", "hunter22", "/?access%5Ftoken=*** ");
}

void tst_SecretRedactor::learns()
{
    QFETCH(QByteArray, requestLine);
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, quoted);
    QFETCH(QByteArray, stays);
    const HandshakeRequest request{requestLine, {{"Host", "h"}, {name, value}}};
    SecretRedactor redactor;
    redactor.addRequest(request);
    WirePayload shown = request;
    redactor.redact(shown);
    const auto &after = std::get<HandshakeRequest>(shown);
    const QByteArray all = after.requestLine + '\n' + after.headers.last().name + ": " + after.headers.last().value;
    QVERIFY2(!all.contains(quoted), all.constData());
    QVERIFY2(all.contains(stays), all.constData());
    QCOMPARE(redactor.redacted("the token " + quoted + " is bad"), QByteArray("the token *** is bad"));
}

void tst_SecretRedactor::copiesLearnOnTheirOwn()
{
    const SecretRedactor source = knowing("common-secret");
    SecretRedactor connection = source;
    connection.addSecret("of-this-connection");
    const QByteArray text("common-secret of-this-connection");
    QCOMPARE(source.redacted(text), QByteArray("*** of-this-connection"));
    QCOMPARE(connection.redacted(text), QByteArray("*** ***"));
}

void tst_SecretRedactor::secretsAreListed()
{
    SecretRedactor redactor;
    QCOMPARE(redactor.secrets(), QByteArrayList());
    redactor.addHeaders({{"Host", "relay.example"}});
    QCOMPARE(redactor.secrets(), QByteArrayList());
    redactor.addHeaders({{"Authorization", "Bearer common-secret"}});
    QCOMPARE(redactor.secrets(), QByteArrayList{"common-secret"});
}

void tst_SecretRedactor::expensiveTextEnds()
{
    // Each backslash may be an escape or itself; nothing else here bounds the combinations.
    const QByteArray known(1'000, '\\');
    const QByteArray text = QByteArray(900, '\\') + 'x';
    QCOMPARE(knowing(known).redacted(text), text);
}

QTEST_GUILESS_MAIN(tst_SecretRedactor)
#include "tst_secretredactor.moc"
