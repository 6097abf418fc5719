// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/captureindex.h"
#include "inspector/analysis/decodeerrortext.h"
#include "inspector/analysis/diagnosis.h"
#include "inspector/analysis/shortname.h"
#include "relaycore/protocol/codec.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QTranslator>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace Inspector;
using namespace RelayCore;

Q_DECLARE_METATYPE(Inspector::ConnectionRow)

namespace {

const QUuid alpha = QUuid::fromString(u"a38fa5d1-f4b8-4a9b-8ddd-1d0255a1e74b");
const QUuid beta = QUuid::fromString(u"484c5196-7a4a-42b1-9179-2e1118fc7b11");

ConnectionRow connected()
{
    ConnectionRow row;
    row.id = 1;
    row.name = u"alpha"_s;
    row.uuid = alpha;
    row.upstream = u"wss://relay.example.org"_s;
    row.registered = true;
    row.response = HandshakeResponse{101, {}, {}, {}};
    return row;
}

MessageRow peerRow(MessageId id, const PeerConnection &message, Direction direction)
{
    MessageRow row;
    row.id = id;
    row.connection = 1;
    row.timeNs = qint64(id) * 38'000'000;
    row.direction = direction;
    row.source = message.sourceUuid;
    row.peer = message.peerUuid;
    row.payload = encode(message);
    row.kind = message.error                                       ? MessageKind::Returned
               : message.descriptionType == DescriptionType::Offer ? MessageKind::Offer
                                                                   : MessageKind::Answer;
    return row;
}

MessageRow textRow(MessageId id, MessageKind kind, const QByteArray &payload, Direction direction = Direction::Sent)
{
    MessageRow row;
    row.id = id;
    row.connection = 1;
    row.timeNs = qint64(id) * 38'000'000;
    row.kind = kind;
    row.direction = direction;
    row.payload = payload;
    return row;
}

/// Diagnoses message \a index of a conversation as the inspector would.
std::optional<Diagnosis> diagnosed(const std::vector<MessageRow> &rows, std::size_t index,
                                   const ConnectionRow &connection = connected())
{
    CaptureIndex capture;
    for (const MessageRow &row : rows)
        (void)capture.add(row);
    const std::optional<Exchange> exchange = capture.exchanges().find(rows.at(index).id);
    std::optional<MessageRow> counterpart;
    for (const MessageRow &row : rows) {
        if (exchange && row.id != rows.at(index).id && (row.id == exchange->request || row.id == exchange->reply))
            counterpart = row;
    }
    return diagnose(rows.at(index), connection, exchange ? &*exchange : nullptr, counterpart);
}

/// Messages with which the decoder finds something wrong, for each text that it has for that.
QByteArrayList brokenMessages()
{
    const QByteArray offer =
        R"({"message_type":"peer_connection","source_uuid":"a38fa5d1-f4b8-4a9b-8ddd-1d0255a1e74b",)";
    return {
        "",
        "{",
        "\xff",
        "[]",
        "1",
        "{}",
        R"({"message_type":1})",
        R"({"message_type":"other"})",
        R"({"message_type":"relay_registration"})",
        R"({"message_type":"relay_registration","name":1,"uuid":2})",
        R"({"message_type":"relay_registration","name":"a","uuid":"b"})",
        R"({"message_type":"relay_registration","name":"a","uuid":"b","more":1})",
        R"({"message_type":"relay_response","success":1})",
        R"({"message_type":"relay_response","message":1})",
        R"({"message_type":"relay_response","success":true,"message":1})",
        offer + R"("source_name":"a","peer_uuid":"b"})",
        offer + R"("source_name":"a","peer_uuid":"a38fa5d1-f4b8-4a9b-8ddd-1d0255a1e74b","description_type":"x"})",
    };
}

} // namespace

class tst_Diagnosis : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void strays();
    void registrations_data();
    void registrations();
    void others_data();
    void others();
    void closeFrames_data();
    void closeFrames();
    void connections_data();
    void connections();
    void silence();
    void decodeErrors();
    void decodeErrorsAreTranslated();
    void longNames();
};

void tst_Diagnosis::strays()
{
    PeerConnection message{alpha, u"alpha"_s, beta, DescriptionType::Answer, u"v=0\r\n"_s, {}};
    const auto answer = diagnosed({peerRow(1, message, Direction::Sent)}, 0);
    QVERIFY(answer);
    QCOMPARE(answer->sentence, u"The offer that this answers was not captured."_s);
    QVERIFY(answer->severity == Severity::Note);

    message.error = u"out of cheese"_s;
    const auto returned = diagnosed({peerRow(1, message, Direction::Received)}, 0);
    QVERIFY(returned);
    QVERIFY2(returned->sentence.contains(u"It said: “out of cheese”"_s), qPrintable(returned->sentence));
    QVERIFY(returned->severity == Severity::Problem);
}

void tst_Diagnosis::registrations_data()
{
    QTest::addColumn<QByteArray>("response");
    QTest::addColumn<quint16>("closeCode");
    QTest::addColumn<bool>("closed");
    QTest::addColumn<Severity>("severity");
    QTest::addColumn<QString>("part");
    QTest::addRow("accepted") << encode(RelayResponse{}) << quint16(0) << false << Severity::Good
                              << u"alpha was registered after 38 ms."_s;
    QTest::addRow("refused with a reason")
        << encode(RelayResponse{false, u"RelayServerError: no"_s, true}) << quint16(0) << false << Severity::Problem
        << u"refused to register alpha after 38 ms. Nobody can reach it until it registers. It said: "
           u"“RelayServerError: "
           "no”"_s;
    QTest::addRow("open") << QByteArray() << quint16(0) << false << Severity::Note << u"has not been answered"_s;
    QTest::addRow("never answered") << QByteArray() << quint16(0) << true << Severity::Problem
                                    << u"was never answered"_s;
    QTest::addRow("closed for its token")
        << QByteArray() << quint16(4001) << true << Severity::Problem << u"Authorization: Bearer"_s;
}

void tst_Diagnosis::registrations()
{
    QFETCH(const QByteArray, response);
    QFETCH(const quint16, closeCode);
    QFETCH(const bool, closed);
    QFETCH(const Severity, severity);
    QFETCH(const QString, part);
    std::vector<MessageRow> rows{textRow(1, MessageKind::Registration, encode(RelayRegistration{u"alpha"_s, alpha}))};
    if (!response.isEmpty())
        rows.push_back(textRow(2, MessageKind::Response, response, Direction::Received));
    ConnectionRow connection = connected();
    if (closed)
        connection.closedNs = 99;
    if (closeCode != 0)
        connection.closeCode = closeCode;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::optional<Diagnosis> diagnosis = diagnosed(rows, i, connection);
        QVERIFY(diagnosis);
        QVERIFY2(diagnosis->sentence.contains(part), qPrintable(diagnosis->sentence));
        QCOMPARE(int(diagnosis->severity), int(severity));
    }
}

void tst_Diagnosis::others_data()
{
    QTest::addColumn<Opcode>("opcode");
    QTest::addColumn<bool>("compressed");
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QString>("part");
    QTest::addRow("text that is no JSON")
        << Opcode::Text << false << "{"_ba << u"What alpha sent is no relay message"_s;
    QTest::addRow("binary") << Opcode::Binary << false << "{}"_ba << u"relay messages are text"_s;
    QTest::addRow("compressed") << Opcode::Text << true << "{}"_ba << u"still compressed"_s;
}

void tst_Diagnosis::others()
{
    QFETCH(const Opcode, opcode);
    QFETCH(const bool, compressed);
    QFETCH(const QByteArray, payload);
    QFETCH(const QString, part);
    MessageRow row = textRow(1, MessageKind::Other, payload);
    row.opcode = opcode;
    row.compressed = compressed;
    const std::optional<Diagnosis> diagnosis = diagnosed({row}, 0);
    QVERIFY(diagnosis);
    QVERIFY2(diagnosis->sentence.contains(part), qPrintable(diagnosis->sentence));
}

void tst_Diagnosis::closeFrames_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<Severity>("severity");
    QTest::addColumn<QString>("part");
    const auto close = [](quint16 code, const QByteArray &reason = {}) {
        return QByteArray(1, char(code >> 8)) + char(code & 0xFF) + reason;
    };
    QTest::addRow("in order") << close(1000) << Severity::Note << u"in order (1000)"_s;
    QTest::addRow("no code") << ""_ba << Severity::Note << u"(1005)"_s;
    QTest::addRow("too big") << close(1009) << Severity::Problem << u"1 MiB"_s;
    QTest::addRow("undecodable") << close(4000) << Severity::Problem << u"could not read a message of alpha (4000)"_s;
    QTest::addRow("unauthorized") << close(4001, "no token") << Severity::Problem << u"It said: “no token”"_s;
    QTest::addRow("forbidden") << close(4002) << Severity::Problem << u"Renew the token"_s;
    QTest::addRow("message too long") << close(4003) << Severity::Problem << u"max_message_bytes"_s;
    QTest::addRow("registered twice") << close(4004) << Severity::Problem << u"the same endpoint runs twice"_s;
    QTest::addRow("a code nobody knows") << close(4999) << Severity::Problem << u"4999"_s;
}

void tst_Diagnosis::closeFrames()
{
    QFETCH(const QByteArray, payload);
    QFETCH(const Severity, severity);
    QFETCH(const QString, part);
    const std::optional<Diagnosis> diagnosis = diagnosed({textRow(1, MessageKind::Close, payload)}, 0);
    QVERIFY(diagnosis);
    QVERIFY2(diagnosis->sentence.contains(part), qPrintable(diagnosis->sentence));
    QCOMPARE(int(diagnosis->severity), int(severity));
}

void tst_Diagnosis::connections_data()
{
    QTest::addColumn<ConnectionRow>("row");
    QTest::addColumn<Severity>("severity");
    QTest::addColumn<QString>("part");
    const auto ended = [](CloseCategory category, ConnectionClosed::By by = ConnectionClosed::By::Upstream) {
        ConnectionRow row = connected();
        row.registered = false;
        row.response.reset();
        row.closedNs = 99;
        row.closed = ConnectionClosed{by, category, u"in its own words"_s};
        return row;
    };
    const auto status = [](int code) {
        ConnectionRow row = connected();
        row.response->status = code;
        row.closedNs = 99;
        row.closed = ConnectionClosed{ConnectionClosed::By::Upstream, CloseCategory::Handshake, QString()};
        return row;
    };
    QTest::addRow("registered") << connected() << Severity::Good << u"alpha is registered"_s;
    QTest::addRow("refused") << ended(CloseCategory::Refused) << Severity::Problem
                             << u"Start the relay or correct the port."_s;
    QTest::addRow("no such name") << ended(CloseCategory::Dns) << Severity::Problem
                                  << u"of this computer. (in its own words"_s;
    QTest::addRow("timeout") << ended(CloseCategory::Timeout) << Severity::Problem << u"firewall"_s;
    QTest::addRow("TLS") << ended(CloseCategory::Tls) << Severity::Problem << u"certificate"_s;
    QTest::addRow("handshake") << ended(CloseCategory::Handshake) << Severity::Problem << u"did not complete"_s;
    QTest::addRow("reset") << ended(CloseCategory::Reset) << Severity::Problem << u"(1006)"_s;
    QTest::addRow("a category of later") << ended(CloseCategory::Other) << Severity::Problem << u"in its own words"_s;
    QTest::addRow("no close frame") << ended(CloseCategory::None, ConnectionClosed::By::Relay) << Severity::Problem
                                    << u"(1006)"_s;
    const auto unanswered = [&ended](CloseCategory category, ConnectionClosed::By by) {
        ConnectionRow row = ended(category, by);
        row.request = HandshakeRequest{"GET / HTTP/1.1", {}};
        return row;
    };
    QTest::addRow("the client gave up before the upgrade was answered")
        << unanswered(CloseCategory::None, ConnectionClosed::By::Client) << Severity::Problem
        << u"gave up before wss://relay.example.org answered its upgrade request"_s;
    QTest::addRow("the relay ended instead of answering the upgrade")
        << unanswered(CloseCategory::None, ConnectionClosed::By::Relay) << Severity::Problem
        << u"without an answer to the upgrade request"_s;
    QTest::addRow("the relay was never reached")
        << unanswered(CloseCategory::Timeout, ConnectionClosed::By::Upstream) << Severity::Problem << u"firewall"_s;
    ConnectionRow stopped = unanswered(CloseCategory::None, ConnectionClosed::By::Source);
    QTest::addRow("stopped at once, the upgrade not answered yet") << stopped << Severity::Note << u"ended here"_s;
    stopped.closedNs = stopped.openedNs + 31'500'000'000;
    QTest::addRow("stopped, the upgrade not answered for long")
        << stopped << Severity::Problem
        << u"wss://relay.example.org had not answered the upgrade request of alpha for 32 s when the source"_s;
    QTest::addRow("stopped here") << ended(CloseCategory::None, ConnectionClosed::By::Source) << Severity::Note
                                  << u"ended here"_s;
    QTest::addRow("401") << status(401) << Severity::Problem << u"Authorization: Bearer"_s;
    QTest::addRow("403") << status(403) << Severity::Problem << u"HTTP 403"_s;
    QTest::addRow("404") << status(404) << Severity::Problem << u"no relay under this path"_s;
    QTest::addRow("302") << status(302) << Severity::Problem << u"Location"_s;
    QTest::addRow("426") << status(426) << Severity::Problem << u"Upgrade"_s;
    QTest::addRow("429") << status(429) << Severity::Problem << u"too many requests"_s;
    QTest::addRow("502") << status(502) << Severity::Problem << u"gateway"_s;
    QTest::addRow("200") << status(200) << Severity::Problem << u"not a WebSocket server"_s;
    ConnectionRow row = connected();
    row.closeCode = 4004;
    row.closeDirection = Direction::Received;
    row.closedNs = 99;
    row.closed = ConnectionClosed{};
    QTest::addRow("registered twice") << row << Severity::Problem << u"(4004)"_s;
    row.closeCode = 1000;
    QTest::addRow("closed in order") << row << Severity::Note << u"in order"_s;
    row.closeCode.reset();
    QTest::addRow("closed without a code") << row << Severity::Note << u"(1005)"_s;
    row = connected();
    row.violation = u"reserved bits"_s;
    QTest::addRow("a violation") << row << Severity::Problem << u"stopped being a WebSocket (reserved bits)"_s;
    row = connected();
    row.registered = false;
    row.registrationError = u"no"_s;
    QTest::addRow("refused to register") << row << Severity::Problem << u"refused to register alpha"_s;
    row.registrationError.clear();
    QTest::addRow("registration open") << row << Severity::Note << u"has not been answered"_s;
    row.uuid = QUuid();
    QTest::addRow("not registered") << row << Severity::Note << u"has not registered"_s;
}

void tst_Diagnosis::connections()
{
    QFETCH(const ConnectionRow, row);
    QFETCH(const Severity, severity);
    QFETCH(const QString, part);
    const std::optional<Diagnosis> diagnosis = diagnose(row);
    QVERIFY(diagnosis);
    QVERIFY2(diagnosis->sentence.contains(part), qPrintable(diagnosis->sentence));
    QVERIFY2(!diagnosis->sentence.contains(u'%'), qPrintable(diagnosis->sentence));
    QCOMPARE(int(diagnosis->severity), int(severity));
}

void tst_Diagnosis::silence()
{
    QVERIFY(!diagnose(ConnectionRow())); // Nothing happened yet.
    QVERIFY(!diagnosed({textRow(1, MessageKind::Ping, "beat")}, 0));
    QVERIFY(!diagnosed({textRow(1, MessageKind::Pong, "beat")}, 0));
}

void tst_Diagnosis::decodeErrors()
{
    // Without a translation they are those of the library.
    for (const QByteArray &payload : brokenMessages()) {
        const DecodeResult decoded = decode(payload);
        const auto *error = std::get_if<DecodeError>(&decoded);
        QVERIFY2(error, payload.constData());
        QCOMPARE(decodeErrorText(*error), error->text());
    }
}

void tst_Diagnosis::decodeErrorsAreTranslated()
{
    /// Puts what it translates between angle brackets.
    class Marker : public QTranslator
    {
    public:
        [[nodiscard]] bool isEmpty() const override { return false; }
        QString translate(const char *, const char *source, const char *, int) const override
        {
            return u'<' + QString::fromUtf8(source) + u'>';
        }
    };
    Marker marker;
    QVERIFY(QCoreApplication::installTranslator(&marker));
    for (const QByteArray &payload : brokenMessages()) {
        const DecodeResult decoded = decode(payload);
        const QString text = decodeErrorText(std::get<DecodeError>(decoded));
        QVERIFY2(text.startsWith(u'<') && text.endsWith(u'>'), qPrintable(text));
    }
    QCoreApplication::removeTranslator(&marker);
}

void tst_Diagnosis::longNames()
{
    QCOMPARE(shortName(QString(40, u'n')), QString(40, u'n'));
    QCOMPARE(shortName(QString(41, u'n')), QString(24, u'n') + u'…' + QString(15, u'n'));
    // A pair of surrogates stays whole, or goes.
    const QString faces = u"\U0001F600"_s.repeated(100);
    for (const QString &name : {faces, u'a' + faces, faces + u'a'}) {
        QVERIFY(shortName(name).size() <= 40);
        QVERIFY(shortName(name).isValidUtf16());
    }
}

QTEST_GUILESS_MAIN(tst_Diagnosis)
#include "tst_diagnosis.moc"
