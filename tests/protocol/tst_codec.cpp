// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/protocol/codec.h"
#include "relaycore/protocol/limits.h"

#include <QtCore/QFile>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtTest/QTest>

using namespace RelayCore;
using namespace Qt::StringLiterals;
using Kind = DecodeError::Kind;

namespace {

/// A decoded message as the JSON object its canonical form is, made without the encoder under test.
QJsonObject canonical(const RelayMessage &message)
{
    const auto text = [](const std::optional<QString> &value) { return value ? QJsonValue(*value) : QJsonValue(); };
    QJsonObject fields{{u"message_type"_s, QString(messageTypeName(message))}};
    if (const auto *registration = std::get_if<RelayRegistration>(&message)) {
        fields[u"name"_s] = registration->name;
        fields[u"uuid"_s] = registration->uuid.toString(QUuid::WithoutBraces);
    } else if (const auto *response = std::get_if<RelayResponse>(&message)) {
        fields[u"success"_s] = response->success;
        fields[u"message"_s] = text(response->message);
        fields[u"error"_s] = response->error;
    } else if (const auto *connection = std::get_if<PeerConnection>(&message)) {
        fields[u"source_uuid"_s] = connection->sourceUuid.toString(QUuid::WithoutBraces);
        fields[u"source_name"_s] = connection->sourceName;
        fields[u"peer_uuid"_s] = connection->peerUuid.toString(QUuid::WithoutBraces);
        fields[u"description_type"_s] = QString(descriptionTypeName(connection->descriptionType));
        fields[u"description"_s] = connection->description;
        fields[u"error"_s] = text(connection->error);
    }
    return fields;
}

QByteArray vectorFile(const QString &name)
{
    QFile file(QStringLiteral(RELAY_TEST_VECTORS) + u'/' + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s", qPrintable(file.errorString()));
    return file.readAll();
}

} // namespace

class tst_Codec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void vectors_data();
    void vectors();
    void vectorFileIsWhole();
    void errorsSayWhatAndWhere_data();
    void errorsSayWhatAndWhere();
    void errorsNeverHoldThePayload();
    void invalidUtf8();
    void aViewWithoutDataIsAnEmptyFrame();
    void tooLarge();
    void repeatedKeyKeepsItsLastValue();
    void encodesAscii_data();
    void encodesAscii();
    void unpairedSurrogates_data();
    void unpairedSurrogates();
    void encodesEveryCharacterInEveryPlace();
    void growsWhereEverythingIsEscaped();
    void offerIsReproducedToTheByte();
    void decoderIsReusable();
};

void tst_Codec::vectors_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<bool>("accepted");
    QTest::addColumn<QJsonObject>("fields");

    const QList<QByteArray> lines = vectorFile(u"relay-messages.ndjson"_s).split('\n');
    for (const QByteArray &line : lines) {
        if (line.isEmpty())
            continue;
        QJsonParseError error;
        const QJsonObject row = QJsonDocument::fromJson(line, &error).object();
        if (error.error != QJsonParseError::NoError)
            qFatal("%s", qPrintable(error.errorString()));
        QTest::newRow(qPrintable(row[u"id"_s].toString()))
            << row[u"input"_s].toString().toUtf8() << (row[u"expect"_s].toString() == u"accept"_s)
            << row[u"fields"_s].toObject();
    }
}

void tst_Codec::vectors()
{
    QFETCH(QByteArray, input);
    QFETCH(bool, accepted);
    QFETCH(QJsonObject, fields);

    const DecodeResult result = decode(input);
    if (!accepted) {
        QVERIFY(std::holds_alternative<DecodeError>(result));
        QVERIFY(!std::get<DecodeError>(result).text().isEmpty());
        return;
    }
    if (const auto *error = std::get_if<DecodeError>(&result))
        QFAIL(qPrintable(error->text()));
    const RelayMessage message = std::get<RelayMessage>(result);
    QCOMPARE(canonical(message), fields);

    const QByteArray encoded = encode(message);
    QCOMPARE(QJsonDocument::fromJson(encoded).object(), fields);
    QCOMPARE(std::get<RelayMessage>(decode(encoded)), message);
    QVERIFY(std::all_of(encoded.begin(), encoded.end(), [](char c) { return c >= ' ' && c <= '~'; }));
}

void tst_Codec::vectorFileIsWhole()
{
    QCOMPARE(vectorFile(u"relay-messages.ndjson"_s).count('\n'), 145);
}

void tst_Codec::errorsSayWhatAndWhere_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("text");

    const auto row = [](const char *name, const char *input, Kind kind, const char *text) {
        QTest::newRow(name) << QByteArray(input) << kind << QString::fromUtf8(text);
    };
    row("an empty frame", "", Kind::InvalidJson, "not valid JSON at byte 0: the frame is empty");
    row("JSON that breaks off", R"({"message_type": )", Kind::InvalidJson, "not valid JSON at byte 17");
    row("an array", "[]", Kind::NotAnObject, "not a JSON object: object expected, array found");
    row("a number", "3", Kind::NotAnObject, "not a JSON object: object expected, number found");
    row("null", "null", Kind::NotAnObject, "not a JSON object: object expected, null found");
    row("no message type", R"({"name": "a"})", Kind::UnknownMessageType,
        R"(not a known message type in "message_type": missing)");
    row("a message type that is a number", R"({"message_type": 1})", Kind::UnknownMessageType,
        R"(not a known message type in "message_type": string expected, number found)");
    row("an unknown message type", R"({"message_type": "hello"})", Kind::UnknownMessageType,
        R"(not a known message type in "message_type": "relay_registration", "relay_response" or "peer_connection" expected)");
    row("a missing field", R"({"message_type": "relay_registration", "name": "a"})", Kind::MissingField,
        R"(missing field in "uuid": required)");
    row("a key nobody knows", R"({"message_type": "relay_response", "extra": 1})", Kind::UnknownField,
        R"(unknown field in "extra": not a field of relay_response)");
    row("an empty key", R"({"message_type": "relay_response", "": 1})", Kind::UnknownField,
        "unknown field: not a field of relay_response");
    row("a key of another message", R"({"message_type": "relay_response", "name": "a"})", Kind::UnknownField,
        R"(unknown field in "name": not a field of relay_response)");
    row("a name that is a list", R"({"message_type": "relay_registration", "name": [], "uuid": "x"})", Kind::WrongType,
        R"(wrong type in "name": string expected, array found)");
    row("success in quotes", R"({"message_type": "relay_response", "success": "true"})", Kind::WrongType,
        R"(wrong type in "success": boolean expected, string found)");
    row("a UUID that is none", R"({"message_type": "relay_registration", "name": "a", "uuid": "x"})", Kind::InvalidUuid,
        R"(not a UUID in "uuid": 32 hexadecimal digits expected)");
    row("a description type that is none",
        R"({"message_type": "peer_connection", "source_uuid": "00000000-0000-0000-0000-000000000001", "source_name": "a",)"
        R"( "peer_uuid": "00000000-0000-0000-0000-000000000002", "description_type": "pranswer", "description": ""})",
        Kind::InvalidDescription, R"(not a description type in "description_type": "offer" or "answer" expected)");
}

void tst_Codec::errorsSayWhatAndWhere()
{
    QFETCH(QByteArray, input);
    QFETCH(Kind, kind);
    QFETCH(QString, text);

    const DecodeResult result = decode(input);
    QVERIFY(std::holds_alternative<DecodeError>(result));
    QCOMPARE(std::get<DecodeError>(result).kind, kind);
    QCOMPARE(std::get<DecodeError>(result).text(), text);
}

void tst_Codec::errorsNeverHoldThePayload()
{
    const auto error = std::get<DecodeError>(
        decode(R"({"message_type": "relay_registration", "name": "swordfish", "uuid": "swordfish"})"));
    QVERIFY(!error.text().contains(u"swordfish"_s));
}

void tst_Codec::invalidUtf8()
{
    const auto error =
        std::get<DecodeError>(decode(QByteArray("{\"message_type\": \"relay_response\", \"message\": \"\xC3\x28\"}")));
    QCOMPARE(error.kind, Kind::InvalidUtf8);
    QVERIFY(error.offset.has_value());
}

void tst_Codec::aViewWithoutDataIsAnEmptyFrame()
{
    const auto error = std::get<DecodeError>(decode(QByteArrayView()));
    QCOMPARE(error.text(), u"not valid JSON at byte 0: the frame is empty"_s);
}

void tst_Codec::tooLarge()
{
    const QByteArray frame(ProtocolLimits::maxDecodableBytes + 1, ' ');
    QCOMPARE(std::get<DecodeError>(decode(frame)).kind, Kind::TooLarge);
}

void tst_Codec::repeatedKeyKeepsItsLastValue()
{
    const auto message =
        std::get<RelayMessage>(decode(R"({"message_type": "relay_response", "success": [], "success": false})"));
    QCOMPARE(std::get<RelayResponse>(message).success, false);
}

void tst_Codec::encodesAscii_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("plain") << u"alpha"_s << QByteArray("\"alpha\"");
    QTest::newRow("empty") << u""_s << QByteArray("\"\"");
    QTest::newRow("quote and backslash") << u"a\"b\\c"_s << QByteArray(R"("a\"b\\c")");
    QTest::newRow("short escapes") << u"\b\f\n\r\t"_s << QByteArray(R"("\b\f\n\r\t")");
    QTest::newRow("control characters") << u"\u0001\u001f\u007f"_s << QByteArray(R"("\u0001\u001f\u007f")");
    QTest::newRow("beyond ASCII") << u"na\u00efve"_s << QByteArray(R"("na\u00efve")");
    QTest::newRow("beyond the basic plane") << u"\U0001F600"_s << QByteArray(R"("\ud83d\ude00")");
    const QString high(QChar(0xd83d));
    const QString low(QChar(0xdc11));
    QTest::newRow("a high surrogate alone") << u"a"_s + high + u"b"_s << QByteArray(R"("a\ud83db")");
    QTest::newRow("a low surrogate alone") << low + u"b"_s << QByteArray(R"("\udc11b")");
    QTest::newRow("a high surrogate at the end") << high << QByteArray(R"("\ud83d")");
    QTest::newRow("surrogates in the wrong order") << low + high << QByteArray(R"("\udc11\ud83d")");
    QTest::newRow("a high surrogate before a pair") << high + high + low << QByteArray(R"("\ud83d\ud83d\udc11")");
    QTest::newRow("a surrogate beside what looks like one") << high + u"\\ud83d"_s << QByteArray(R"("\ud83d\\ud83d")");
    QTest::newRow("a surrogate beside characters that are none, and of private use")
        << u"\U0010ffff\ue03d"_s + high + u"\U0010ffff\ue800"_s
        << QByteArray(R"("\udbff\udfff\ue03d\ud83d\udbff\udfff\ue800")");
    QTest::newRow("a NUL in the middle") << u"a\0b"_s << QByteArray(R"("a\u0000b")");
}

void tst_Codec::encodesAscii()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, json);
    const QByteArray expected = R"({"message_type": "relay_registration", "name": )" + json
                                + R"(, "uuid": "00000000-0000-0000-0000-000000000000"})";
    QCOMPARE(encode(RelayRegistration{name, QUuid()}), expected);
    QCOMPARE(std::get<RelayRegistration>(std::get<RelayMessage>(decode(expected))).name, name);
}

void tst_Codec::unpairedSurrogates_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("text"); ///< Null: no JSON.
    const QString high(QChar(0xd83d));
    QTest::newRow("capital digits") << QByteArray(R"(\uD83D)") << high;
    QTest::newRow("the raw bytes of U+10FFFF beside it")
        << QByteArray("\xf4\x8f\xbf\xbf\\ud83d\xf4\x8f\xbf\xbf") << u"\U0010ffff"_s + high + u"\U0010ffff"_s;
    QTest::newRow("an escaped letter behind it") << QByteArray(R"(\ud83d\u0041)") << high + u'A';
    QTest::newRow("another escape behind it") << QByteArray(R"(\ud83d\n\"\\)") << high + u"\n\"\\"_s;
    QTest::newRow("an escape that is none behind it") << QByteArray(R"(\ud83d\x)") << QString();
    QTest::newRow("cut off behind it") << QByteArray(R"(\ud83d\)") << QString();
    QTest::newRow("no digits") << QByteArray(R"(\ud83g)") << QString();
}

void tst_Codec::unpairedSurrogates()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, text);
    // The limit of the parser is that of frames, although such texts become longer in between.
    for (const QByteArray &before : {QByteArray(), QByteArray("\xf4\x8f\xbf\xbf").repeated(200'000)}) {
        const QByteArray frame = R"({"message_type": "relay_response", "success": true, "error": false, "message": ")"
                                 + before + json + "\"}";
        const DecodeResult result = decode(frame);
        if (text.isNull()) {
            QCOMPARE(std::get<DecodeError>(result).kind, Kind::InvalidJson);
        } else {
            const auto message = std::get<RelayResponse>(std::get<RelayMessage>(result)).message;
            QCOMPARE(message, QString::fromUtf8(before) + text);
            QCOMPARE(decode(encode(std::get<RelayMessage>(result))), result);
        }
    }
}

void tst_Codec::encodesEveryCharacterInEveryPlace()
{
    // The encoder looks at 16 characters at a time; none may be taken for another wherever it stands.
    const QByteArray around = "0123456789abcdefghijklmnopqrstuv";
    const auto escaped = [](char16_t c) {
        static const QHash<char16_t, QByteArray> brief{{u'"', R"(\")"},  {u'\\', R"(\\)"}, {u'\b', R"(\b)"},
                                                       {u'\f', R"(\f)"}, {u'\n', R"(\n)"}, {u'\r', R"(\r)"},
                                                       {u'\t', R"(\t)"}};
        if (brief.contains(c))
            return brief.value(c);
        if (c >= 0x20 && c < 0x7f)
            return QByteArray(1, static_cast<char>(c));
        return QByteArray("\\u") + QByteArray::number(c, 16).rightJustified(4, '0');
    };
    for (int c = 0; c <= 0xffff; ++c) {
        const auto character = static_cast<char16_t>(c);
        const auto place = c % 33;
        const QString name =
            QString::fromLatin1(around.first(place)) + QChar(character) + QString::fromLatin1(around.sliced(place));
        const QByteArray expected = R"({"message_type": "relay_registration", "name": ")" + around.first(place)
                                    + escaped(character) + around.sliced(place)
                                    + R"(", "uuid": "00000000-0000-0000-0000-000000000000"})";
        const RelayRegistration message{name, QUuid()};
        if (encode(message) != expected || encodeText(message) != QString::fromLatin1(expected))
            QFAIL(qPrintable(QStringLiteral("U+%1 at %2").arg(c, 4, 16).arg(place)));
    }
}

void tst_Codec::growsWhereEverythingIsEscaped()
{
    // There is room for few escapes at first; names grow six-fold here, in steps that begin at every place of a block.
    for (int length = 0; length < 1000; length += 1 + length / 10) {
        const QString name(length, u'\u00fc');
        const QByteArray expected = R"({"message_type": "relay_response", "success": true, "message": "q)"
                                    + QByteArray("\\u00fc").repeated(length) + R"(", "error": false})";
        const RelayResponse message{true, u'q' + name, false};
        QCOMPARE(encode(message), expected);
        QCOMPARE(encodeText(message), QString::fromLatin1(expected));
    }
}

void tst_Codec::offerIsReproducedToTheByte()
{
    const QByteArray offer = vectorFile(u"offer.json"_s).trimmed();
    QCOMPARE(encode(std::get<RelayMessage>(decode(offer))), offer);
}

void tst_Codec::decoderIsReusable()
{
    Decoder decoder;
    const QByteArray good = encode(RelayResponse{});
    for (int i = 0; i < 3; ++i) {
        QVERIFY(std::holds_alternative<DecodeError>(decoder.decode("{")));
        QVERIFY(std::holds_alternative<RelayMessage>(decoder.decode(good)));
    }
    Decoder moved = std::move(decoder);
    QVERIFY(std::holds_alternative<RelayMessage>(moved.decode(good)));
}

QTEST_GUILESS_MAIN(tst_Codec)
#include "tst_codec.moc"
