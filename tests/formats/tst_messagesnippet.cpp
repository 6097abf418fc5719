// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/formats/messagesnippet.h"
#include "tests/interop/snippets/snippetsample.h"

#include <QtTest/QTest>

using namespace Inspector;
using namespace Qt::Literals::StringLiterals;

/// What is copied from a message as a command or a program. tests/interop runs the results.
class tst_MessageSnippet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noSecrets_data();
    void noSecrets();
    void aTokenIsReadFromTheEnvironment();
    void whatCannotBeSent();
    void binaryMessages();
};

void tst_MessageSnippet::noSecrets_data()
{
    QTest::addColumn<int>("language");
    QTest::newRow("relayctl") << int(SnippetLanguage::Relayctl);
    QTest::newRow("Python") << int(SnippetLanguage::Python);
    QTest::newRow("C++") << int(SnippetLanguage::Cpp);
}

void tst_MessageSnippet::noSecrets()
{
    QFETCH(int, language);
    RelayCore::PeerConnection offer = SnippetSample::offer();
    offer.description += u"a=x-note:Authorization: Bearer "_s + QLatin1StringView(SnippetSample::token) + u"\r\n"_s;
    ConnectionRow connection = SnippetSample::connection(true);
    connection.upstream = u"ws://someone:pass-word@127.0.0.1:1/?access_token=query-secret"_s;
    const QString text =
        messageSnippet(SnippetLanguage(language), SnippetSample::message(RelayCore::encode(offer)), connection);
    QVERIFY(!text.isEmpty());
    for (const QString &secret : {QString::fromLatin1(SnippetSample::password),
                                  QString::fromLatin1(SnippetSample::token), u"pass-word"_s, u"query-secret"_s})
        QVERIFY2(!text.contains(secret), qPrintable(text));
    QVERIFY2(text.contains(u"127.0.0.1:1"_s), qPrintable(text));
}

void tst_MessageSnippet::aTokenIsReadFromTheEnvironment()
{
    const MessageRow message = SnippetSample::message(RelayCore::encode(SnippetSample::offer()));
    for (const bool hasToken : {false, true}) {
        const ConnectionRow connection = SnippetSample::connection(hasToken);
        QCOMPARE(messageSnippet(SnippetLanguage::Relayctl, message, connection)
                     .contains(u"--token-file \"$RELAY_TOKEN_FILE\""_s),
                 hasToken);
        QCOMPARE(messageSnippet(SnippetLanguage::Python, message, connection).contains(u"os.environ['RELAY_TOKEN']"_s),
                 hasToken);
        QCOMPARE(messageSnippet(SnippetLanguage::Cpp, message, connection).contains(u"qgetenv(\"RELAY_TOKEN\")"_s),
                 hasToken);
    }
}

void tst_MessageSnippet::whatCannotBeSent()
{
    const ConnectionRow connection = SnippetSample::connection(false);
    QCOMPARE(messageSnippet(SnippetLanguage::Relayctl, SnippetSample::message("no relay message"), connection),
             QString());
    MessageRow truncated = SnippetSample::message(RelayCore::encode(SnippetSample::offer()));
    truncated.truncated = true;
    MessageRow opaque = SnippetSample::message("\x01\x02");
    opaque.compressed = true;
    const MessageRow ping = SnippetSample::message("ping", RelayCore::Opcode::Ping);
    for (const MessageRow &row : {truncated, opaque, ping}) {
        for (const auto language : {SnippetLanguage::Relayctl, SnippetLanguage::Python, SnippetLanguage::Cpp})
            QCOMPARE(messageSnippet(language, row, connection), QString());
    }
}

void tst_MessageSnippet::binaryMessages()
{
    const MessageRow row = SnippetSample::message(QByteArray("\x00\xff", 2), RelayCore::Opcode::Binary);
    const ConnectionRow connection = SnippetSample::connection(false);
    QVERIFY(messageSnippet(SnippetLanguage::Python, row, connection).contains(u"bytes.fromhex('00ff')"_s));
    QVERIFY(messageSnippet(SnippetLanguage::Cpp, row, connection)
                .contains(u"sendBinaryMessage(QByteArray::fromHex(\"00ff\"))"_s));
}

QTEST_APPLESS_MAIN(tst_MessageSnippet)
#include "tst_messagesnippet.moc"
