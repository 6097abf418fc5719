// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/frames/extensions.h"
#include "inspector/frames/wirereader.h"
#include "tests/support/wirebytes.h"

#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace RelayCore;
using Inspector::Extension;
using Inspector::Inflater;
using Inspector::negotiatedExtensions;
using Inspector::NegotiatedExtensions;
using Inspector::parseExtensions;
using Inspector::WireReader;

using Extensions = QList<Extension>;
using Deflate = NegotiatedExtensions::Deflate;

Q_DECLARE_METATYPE(Extensions)
Q_DECLARE_METATYPE(Deflate)

/// Sec-WebSocket-Extensions: its grammar, and what a response makes of a request.
class tst_Extensions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void grammar_data();
    void grammar();
    void brokenGrammar_data();
    void brokenGrammar();
    void parameters_data();
    void parameters();
    void problems_data();
    void problems();
    void unknownExtensionsLeaveTheConnectionReadable();
    void responseInSeveralFields();
};

void tst_Extensions::grammar_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<Extensions>("expected");
    const Extension plain{"permessage-deflate", {}};
    const Extension bits{"permessage-deflate", {{"client_max_window_bits", "12"}}};
    QTest::newRow("nothing") << QByteArray() << Extensions();
    QTest::newRow("a name") << QByteArray("permessage-deflate") << Extensions{plain};
    QTest::newRow("names in any case") << QByteArray("PerMessage-Deflate; Client_Max_Window_Bits=12")
                                       << Extensions{bits};
    QTest::newRow("no white space") << QByteArray("permessage-deflate;client_max_window_bits=12") << Extensions{bits};
    QTest::newRow("white space everywhere")
        << QByteArray("  permessage-deflate \t;\tclient_max_window_bits  =  12 ") << Extensions{bits};
    QTest::newRow("a quoted value") << QByteArray("permessage-deflate; client_max_window_bits=\"12\"")
                                    << Extensions{bits};
    QTest::newRow("a quoted value with escapes")
        << QByteArray("permessage-deflate; client_max_window_bits=\"\\1\\2\"") << Extensions{bits};
    QTest::newRow("separators in a quoted value")
        << QByteArray("a; b=\"x, y; z=\\\"w\\\"\", c") << Extensions{{"a", {{"b", "x, y; z=\"w\""}}}, {"c", {}}};
    QTest::newRow("a parameter without a value")
        << QByteArray("permessage-deflate; client_max_window_bits")
        << Extensions{{"permessage-deflate", {{"client_max_window_bits", std::nullopt}}}};
    QTest::newRow("several offers of one extension")
        << QByteArray("permessage-deflate; client_max_window_bits=12, permessage-deflate") << Extensions{bits, plain};
    QTest::newRow("empty list elements") << QByteArray(", ,permessage-deflate,, ,") << Extensions{plain};
}

void tst_Extensions::grammar()
{
    QFETCH(QByteArray, field);
    QFETCH(Extensions, expected);
    const auto parsed = parseExtensions(field);
    QVERIFY(parsed);
    QVERIFY(*parsed == expected);
}

void tst_Extensions::brokenGrammar_data()
{
    QTest::addColumn<QByteArray>("field");
    for (const char *field : {";", "=", "a b", "a;", "a; ;b", "a; b=", "a; =c", "a; b=\"", "a; b=\"c", "a; b=\"c\\",
                              "a/b", "a; b=c d", "\"a\"", "a; b=c=d", "a;; b", "\xc3\xa4"})
        QTest::newRow(field) << QByteArray(field);
}

void tst_Extensions::brokenGrammar()
{
    QFETCH(QByteArray, field);
    QVERIFY(!parseExtensions(field));
    const NegotiatedExtensions result = negotiatedExtensions("permessage-deflate", field);
    QCOMPARE(result.problem, u"the relay's Sec-WebSocket-Extensions field cannot be read"_s);
    QVERIFY(!result.deflate);
}

void tst_Extensions::parameters_data()
{
    QTest::addColumn<QByteArray>("accepted");
    QTest::addColumn<Deflate>("expected");
    QTest::newRow("no parameters") << QByteArray() << Deflate{{15, true}, {15, true}};
    QTest::newRow("the relay's window") << QByteArray("; server_max_window_bits=8") << Deflate{{15, true}, {8, true}};
    QTest::newRow("the client's window") << QByteArray("; client_max_window_bits=9") << Deflate{{9, true}, {15, true}};
    QTest::newRow("the relay keeps no context")
        << QByteArray("; server_no_context_takeover") << Deflate{{15, true}, {15, false}};
    QTest::newRow("the client keeps no context")
        << QByteArray("; client_no_context_takeover") << Deflate{{15, false}, {15, true}};
    QTest::newRow("everything at once, quoted")
        << QByteArray("; client_no_context_takeover; server_max_window_bits=\"11\"; server_no_context_takeover ;"
                      "client_max_window_bits=\"10\"")
        << Deflate{{10, false}, {11, false}};
}

void tst_Extensions::parameters()
{
    QFETCH(QByteArray, accepted);
    QFETCH(Deflate, expected);
    const NegotiatedExtensions result = negotiatedExtensions(
        "x-other, permessage-deflate; server_no_context_takeover, permessage-deflate; client_max_window_bits",
        "permessage-deflate" + accepted);
    QCOMPARE(result.problem, QString());
    QVERIFY(result.deflate);
    QVERIFY(*result.deflate == expected);
}

void tst_Extensions::problems_data()
{
    QTest::addColumn<QByteArray>("offered");
    QTest::addColumn<QByteArray>("accepted");
    QTest::addColumn<QString>("problem");
    QTest::addColumn<bool>("deflates");
    const QByteArray offered("permessage-deflate; client_max_window_bits");
    const QString accepted = u"the relay accepted permessage-deflate with "_s;
    QTest::newRow("not offered")
        << QByteArray() << QByteArray("permessage-deflate")
        << u"the relay accepted the extension permessage-deflate, which the client did not offer"_s << true;
    QTest::newRow("offered in a field that cannot be read")
        << QByteArray("permessage-deflate; ;") << QByteArray("permessage-deflate")
        << u"the relay accepted the extension permessage-deflate, which the client did not offer"_s << true;
    QTest::newRow("another one than offered")
        << offered << QByteArray("x-zip") << u"the relay accepted the extension x-zip, which the client did not offer"_s
        << false;
    QTest::newRow("offered, but not known here")
        << QByteArray("x-zip") << QByteArray("x-zip")
        << u"the extension x-zip is not known: messages that it changed cannot be read"_s << false;
    QTest::newRow("accepted twice") << offered << QByteArray("permessage-deflate, permessage-deflate")
                                    << u"the relay accepted permessage-deflate twice"_s << true;
    QTest::newRow("an unknown parameter")
        << offered << QByteArray("permessage-deflate; level=9")
        << u"the relay accepted permessage-deflate with the unknown parameter level"_s << true;
    QTest::newRow("a parameter twice")
        << offered << QByteArray("permessage-deflate; server_no_context_takeover; server_no_context_takeover")
        << accepted + u"server_no_context_takeover twice"_s << true;
    QTest::newRow("a client window that was not offered")
        << QByteArray("permessage-deflate") << QByteArray("permessage-deflate; client_max_window_bits=12")
        << u"the relay accepted client_max_window_bits, which the client did not offer"_s << true;
    QTest::newRow("a window without a size") << offered << QByteArray("permessage-deflate; server_max_window_bits")
                                             << accepted + u"server_max_window_bits without a value"_s << true;
    for (const char *bits : {"7", "16", "08", "+9", "-9", "9.0", "1e1", "x"})
        QTest::addRow("a window of %s bits", bits)
            << offered << QByteArray("permessage-deflate; server_max_window_bits=\"") + bits + '"'
            << accepted + u"an invalid server_max_window_bits=%1"_s.arg(QLatin1StringView(bits)) << true;
    QTest::newRow("a flag with a value") << offered << QByteArray("permessage-deflate; server_no_context_takeover=1")
                                         << accepted + u"an invalid server_no_context_takeover=1"_s << true;
}

void tst_Extensions::problems()
{
    QFETCH(QByteArray, offered);
    QFETCH(QByteArray, accepted);
    QFETCH(QString, problem);
    QFETCH(bool, deflates);
    const NegotiatedExtensions result = negotiatedExtensions(offered, accepted);
    QCOMPARE(result.problem, problem);
    QCOMPARE(result.deflate.has_value(), deflates);
}

void tst_Extensions::unknownExtensionsLeaveTheConnectionReadable()
{
    WireReader reader;
    QList<WirePayload> out = reader.read(Direction::Sent, WireBytes::request("x-zip"));
    WireBytes::FrameSpec zipped;
    zipped.reserved = 0x20;
    zipped.payload = "zipped";
    out += reader.read(Direction::Received,
                       WireBytes::accepted("x-zip") + WireBytes::frame(zipped) + WireBytes::relayText("plain"));
    QCOMPARE(out.size(), 6);
    QCOMPARE(std::get<HandshakeResponse>(out.at(1)).status, 101);
    QCOMPARE(std::get<ProtocolViolation>(out.at(2)).reason,
             u"the extension x-zip is not known: messages that it changed cannot be read"_s);
    QCOMPARE(std::get<ProtocolViolation>(out.at(3)).direction, Direction::Received);
    QVERIFY(out.at(4) == WirePayload(WireMessage{Direction::Received, Opcode::Text, true, 1, 8, "zipped"}));
    QVERIFY(out.at(5) == WirePayload(WireMessage{Direction::Received, Opcode::Text, false, 1, 7, "plain"}));
}

void tst_Extensions::responseInSeveralFields()
{
    WireReader reader;
    QByteArray response = WireBytes::accepted("permessage-deflate; server_max_window_bits=10");
    response.replace("Upgrade: websocket\r\n", "sec-websocket-extensions: ,\r\nUpgrade: websocket\r\n");
    QList<WirePayload> out = reader.read(Direction::Sent, WireBytes::request("permessage-deflate"));
    out += reader.read(Direction::Received, response + QByteArray::fromHex("c107f248cdc9c90700"));
    QCOMPARE(out.size(), 3);
    QCOMPARE(std::get<WireMessage>(out.at(2)).payload, QByteArray("Hello"));
}

QTEST_APPLESS_MAIN(tst_Extensions)
#include "tst_extensions.moc"
