// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/captureimporter.h"
#include "inspector/capture/messageinterpretation.h"
#include "inspector/formats/captureexport.h"
#include "inspector/formats/conversion.h"
#include "inspector/formats/leftoversearch.h"
#include "inspector/formats/redactionpreview.h"
#include "relaycore/protocol/codec.h"
#include "tests/formats/formatstest.h"
#include "tests/formats/randomcapture.h"

#include <QtCore/QDir>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace Inspector;
using namespace RelayCore;

namespace {

constexpr qint64 startNs = 1'700'000'000'123'456'789;
const QUuid alpha = QUuid::fromString(u"a38fa5d1-f4b8-4a9b-8ddd-1d0255a1e74b");
const QUuid beta = QUuid::fromString(u"484c5196-7a4a-42b1-9179-2e1118fc7b11");

/// Hidden in the seeded capture. Each place is learned from one secret and repeats another one in some spelling.
constexpr int secretCount = 200;

QByteArray secretNumber(int i)
{
    return "Zq" + QByteArray::number(i * 7919 + 100'003) + (i % 3 == 0 ? "x+y/Z" : "tokenK") + QByteArray::number(i);
}

/// A secret in the spelling of another program.
QByteArray spelled(const QByteArray &secret, int way)
{
    switch (way % 5) {
    case 0:
        return secret;
    case 1:
        return secret.toPercentEncoding();
    case 2:
        return ("user:" + secret).toBase64();
    case 3:
        return QByteArray(secret).replace("/", "\\/");
    default:
        return (secret + "!").toBase64(QByteArray::Base64UrlEncoding);
    }
}

QString sdp(const QByteArray &ufrag, const QByteArray &pwd, const QString &setup)
{
    return u"v=0\r\no=- 42 1 IN IP4 192.168.7.23\r\ns=-\r\nt=0 0\r\nm=application 9 UDP/DTLS/SCTP "
           u"webrtc-datachannel\r\n"
           "c=IN IP4 203.0.113.77\r\na=mid:0\r\na=sctp-port:5000\r\na=ice-ufrag:%1\r\na=ice-pwd:%2\r\n"
           "a=fingerprint:sha-256 %3\r\na=setup:%4\r\n"
           "a=candidate:1 1 udp 2130706431 192.168.7.23 50000 typ host\r\n"
           "a=candidate:2 1 udp 1694498815 203.0.113.77 50001 typ srflx raddr 192.168.7.23 rport 50000\r\n"_s.arg(
               QString::fromLatin1(ufrag), QString::fromLatin1(pwd),
               QString::fromLatin1(QByteArray("ab:CD:").repeated(16).chopped(1).toUpper()), setup);
}

} // namespace

class tst_Export : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    int m_files = 0;

    [[nodiscard]] QString newPath(const QString &suffix = u".relaycap"_s)
    {
        return m_folder.filePath(QString::number(++m_files) + suffix);
    }

    /// Creates a capture with secrets in every place and spelling. Returns its path.
    [[nodiscard]] QString seeded();
    [[nodiscard]] static QByteArray content(const QString &path)
    {
        if (path.endsWith(u".relaycap"_s))
            return RandomCapture::dump(path);
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            qFatal("%s", qPrintable(file.errorString()));
        return file.readAll();
    }
    [[nodiscard]] static auto exported(const QString &from, const QString &to, RedactionProfile profile)
    {
        ExportOptions options;
        options.format = formatFromPath(to).value();
        options.redaction = profile;
        return exportCapture(from, to, options, {});
    }

private Q_SLOTS:
    void noSecretIsInTheOutput_data();
    void noSecretIsInTheOutput();
    void sharingReplacesWhatIdentifies();
    void anyNumberOfCredentialsIsReplaced();
    void redactedCapturesStillCorrelate();
    void withoutRedactionACaptureIsTheSame();
    void aFileIsNeverOverwritten();
    void aFileIsReplacedOnRequest();
    void anErrorOfACaptureIsOneText();
    void anErrorOfADatabaseIsOneText();
    void aPreviewWithoutRedactionOnlyCounts();
    void aCanceledExportLeavesNothing();
    void aFilterLeavesOutMessagesAndEmptyConnections();
    void leftoversAreFound_data();
    void leftoversAreFound();
    void aLeftoverIsAnErrorAndNoFile();
    void formatsAreTold();
};

QString tst_Export::seeded()
{
    const QString path = newPath();
    CaptureImporter importer(FormatsTest::emptyFile(path));
    Decoder decoder;
    importer.add(
        SourceRow{1, SourceKind::Proxy, u"Proxy"_s, u"ws://127.0.0.1:9700"_s, u"wss://relay.lab.example"_s, {}, {}});
    qint64 timeNs = startNs;
    const auto add = [&](ConnectionRow &connection, Direction direction, const QByteArray &payload,
                         Opcode opcode = Opcode::Text) {
        MessageRow row;
        row.connection = connection.id;
        row.timeNs = timeNs += 1'000'000;
        row.direction = direction;
        row.opcode = opcode;
        row.kind = kindOfOpcode(opcode);
        row.payload = payload;
        row.wireBytes = payload.size() + 6;
        interpretMessage(row, connection, decoder);
        importer.add(row);
    };
    for (int i = 0; i < secretCount; i += 10) {
        const auto secret = [i](int n) { return secretNumber(i + n); };
        ConnectionRow row;
        row.id = ConnectionId(1 + i / 10);
        row.source = 1;
        row.openedNs = timeNs;
        row.clientAddress = u"192.168.7.23:%1"_s.arg(40'000 + i);
        row.upstream = QString::fromUtf8("wss://user:" + secret(0).toPercentEncoding()
                                         + "@relay.lab.example/?access_token=" + secret(1));
        row.request = {"GET /?api_key=" + secret(2) + "&x=1 HTTP/1.1",
                       {{"Host", "relay.lab.example"},
                        {"Authorization", "Bearer " + secret(3)},
                        {"Cookie", "session=" + secret(4)},
                        {"X-Echo", spelled(secret(0), i / 10)},
                        {"Sec-WebSocket-Protocol", "bearer, " + secret(5)}}};
        row.response = {101,
                        "HTTP/1.1 101 Switching Protocols",
                        {{"Set-Cookie", "id=" + secret(6) + "; Secure"}},
                        "echo " + spelled(secret(3), i / 10)};
        row.closeReason = QString::fromUtf8("rejected " + spelled(secret(3), i / 10));
        row.closed = {ConnectionClosed::By::Relay, CloseCategory::Handshake,
                      QString::fromUtf8("bad token " + spelled(secret(1), i / 10 + 1))};
        row.violation = QString::fromUtf8("not HTTP: " + spelled(secret(4), i / 10 + 2));
        row.closedNs = timeNs + 1'000'000'000;
        add(row, Direction::Sent, encode(RelayRegistration{u"alpha-lab"_s, alpha}));
        add(row, Direction::Received, encode(RelayResponse{false, QString::fromUtf8(spelled(secret(3), i)), true}));
        add(row, Direction::Sent,
            encode(PeerConnection{alpha,
                                  u"alpha-lab"_s,
                                  beta,
                                  DescriptionType::Offer,
                                  sdp("uf" + QByteArray::number(i), secret(7), u"actpass"_s),
                                  {}}));
        add(row, Direction::Received,
            encode(PeerConnection{beta,
                                  u"beta-lab"_s,
                                  alpha,
                                  DescriptionType::Answer,
                                  sdp("ug" + QByteArray::number(i), secret(8), u"active"_s),
                                  {}}));
        add(row, Direction::Sent, R"({"token":")" + secret(9) + R"(","echo":")" + spelled(secret(7), i / 10) + "\"}");
        add(row, Direction::Sent, "binary \x01\x02 " + spelled(secret(8), i / 10), Opcode::Binary);
        add(row, Direction::Sent, spelled(secret(9), i / 10 + 3), Opcode::Ping);
        add(row, Direction::Received, "\x03\xe8" + spelled(secret(2), i / 10), Opcode::Close);
        importer.add(ConnectionRecord{row, 1});
        importer.add(
            StateRow{1, timeNs, SourceState::Backoff, QString::fromUtf8("401: " + spelled(secret(3), i / 10))});
        importer.add(LostRow{1, row.id, timeNs, 1, QString::fromUtf8("while " + spelled(secret(7), i / 10 + 1))});
    }
    if (!importer.finish())
        qFatal("%s", qPrintable(importer.error()->text()));
    return path;
}

void tst_Export::noSecretIsInTheOutput_data()
{
    QTest::addColumn<QString>("suffix");
    QTest::addColumn<bool>("share");
    for (const char *const suffix : {".ndjson", ".har", ".pcapng", ".relaycap"}) {
        for (const bool share : {false, true})
            QTest::addRow("%s, %s", suffix + 1, share ? "share" : "secrets") << QString::fromLatin1(suffix) << share;
    }
}

void tst_Export::noSecretIsInTheOutput()
{
    QFETCH(QString, suffix);
    QFETCH(bool, share);
    const QString original = seeded();
    const QByteArray before = content(original);
    for (int i = 0; i < secretCount; ++i) {
        const QByteArray secret = secretNumber(i);
        QVERIFY2(before.contains(secret) || before.contains(secret.toPercentEncoding()), secret.constData());
    }
    const QString path = newPath(suffix);
    const auto result = exported(original, path, share ? RedactionProfile::Share : RedactionProfile::Secrets);
    if (const auto *error = std::get_if<FormatError>(&result))
        QFAIL(qPrintable(error->text()));
    QCOMPARE(std::get<ExportSummary>(result).messages, quint64(8 * secretCount / 10));
    const QByteArray after = content(path);
    for (int i = 0; i < secretCount; ++i) {
        const QByteArray secret = secretNumber(i);
        for (int way = 0; way < 5; ++way)
            QVERIFY2(!after.contains(spelled(secret, way)), spelled(secret, way).constData());
        // In base64 it may begin at any of three places.
        for (int begin = 0; begin < 3; ++begin) {
            const QByteArray inner = (QByteArray(begin, ' ') + secret).toBase64().mid(4, 12);
            QVERIFY2(!after.contains(inner), inner.constData());
        }
    }
}

void tst_Export::sharingReplacesWhatIdentifies()
{
    const QString path = newPath(u".ndjson"_s);
    const auto result = exported(seeded(), path, RedactionProfile::Share);
    if (const auto *error = std::get_if<FormatError>(&result))
        QFAIL(qPrintable(error->text()));
    const QByteArray after = content(path);
    for (const char *const value : {"192.168.7.23", "203.0.113.77", "relay.lab.example", "alpha-lab", "beta-lab",
                                    "a38fa5d1-f4b8", "484c5196-7a4a", "AB:CD:AB:CD"})
        QVERIFY2(!after.contains(value), value);
    QVERIFY(after.contains("127.0.0.1")); // It identifies no machine.
    QVERIFY(after.contains("\"name\":\"peer-1\""));
    QVERIFY(after.contains("typ srflx"));
}

/// More than are looked for in every spelling: they are replaced where they stand.
void tst_Export::anyNumberOfCredentialsIsReplaced()
{
    constexpr int count = 2'000;
    const QString original = newPath();
    CaptureImporter importer(FormatsTest::emptyFile(original));
    importer.add(SourceRow{1, SourceKind::Proxy, u"Proxy"_s, {}, {}, {}, {}});
    ConnectionRow connection;
    connection.id = 1;
    connection.source = 1;
    connection.openedNs = startNs;
    for (int i = 0; i < count; ++i) {
        MessageRow row;
        row.connection = 1;
        row.timeNs = startNs + i;
        row.opcode = Opcode::Text;
        row.payload = R"({"event":{"user":"a","password":"one-)" + QByteArray::number(i) + R"("},"text":"token=two-)"
                      + QByteArray::number(i) + "\"}";
        importer.add(row);
    }
    importer.add(ConnectionRecord{connection, 1});
    QVERIFY(importer.finish());
    const QString path = newPath(u".ndjson"_s);
    const auto result = exported(original, path, RedactionProfile::Secrets);
    if (const auto *error = std::get_if<FormatError>(&result))
        QFAIL(qPrintable(error->text()));
    const QByteArray after = content(path);
    QCOMPARE(after.count("\"user\""), 0); // JSON in JSON.
    QCOMPARE(after.count("user"), count);
    QCOMPARE(after.count("one-"), 0);
    QCOMPARE(after.count("two-"), 0);
}

void tst_Export::redactedCapturesStillCorrelate()
{
    const QString original = seeded();
    const QString path = newPath();
    const auto result = exported(original, path, RedactionProfile::Share);
    if (const auto *error = std::get_if<FormatError>(&result))
        QFAIL(qPrintable(error->text()));
    const std::vector<MessageRow> before = FormatsTest::messages(original);
    const std::vector<MessageRow> after = FormatsTest::messages(path);
    QCOMPARE(after.size(), before.size());
    QHash<QUuid, QUuid> uuids;
    for (size_t i = 0; i < before.size(); ++i) {
        QCOMPARE(after[i].kind, before[i].kind);
        QCOMPARE(after[i].timeNs, before[i].timeNs);
        QCOMPARE(after[i].wireBytes, before[i].wireBytes);
        for (const auto &[from, to] : {std::pair(before[i].source, after[i].source), {before[i].peer, after[i].peer}}) {
            QCOMPARE(from.isNull(), to.isNull());
            QCOMPARE(uuids.value(from, to), to);
            uuids.insert(from, to);
        }
        if (after[i].kind == MessageKind::Offer) {
            const DecodeResult decoded = decode(after[i].payload);
            const auto *const message = std::get_if<RelayMessage>(&decoded);
            QVERIFY(message);
            const auto &peer = std::get<PeerConnection>(*message);
            QCOMPARE(peer.sourceUuid, after[i].source);
            QCOMPARE(peer.sourceName, after[i].sourceName);
            QVERIFY(peer.description.contains(u"a=setup:actpass"_s));
        }
    }
    QCOMPARE(uuids.size(), 3); // Two and the null UUID.
}

void tst_Export::withoutRedactionACaptureIsTheSame()
{
    const QString original = newPath();
    RandomCapture::create(original, 99);
    const QString path = newPath();
    const auto result = exported(original, path, RedactionProfile::None);
    QVERIFY(std::holds_alternative<ExportSummary>(result));
    QCOMPARE(RandomCapture::difference(path, original), QByteArray());
}

void tst_Export::aFileIsNeverOverwritten()
{
    const QString path = newPath(u".har"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("mine");
    file.close();
    const auto result = exported(seeded(), path, RedactionProfile::None);
    QVERIFY(std::holds_alternative<FormatError>(result));
    QCOMPARE(content(path), "mine");
}

void tst_Export::aFileIsReplacedOnRequest()
{
    const QString path = newPath(u".har"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("mine");
    file.close();
    ExportOptions options;
    options.format = FileFormat::Har;
    options.overwrite = true;
    // The older one stays until the new one is complete.
    const auto canceled = exportCapture(seeded(), path, options, [&](quint64 done, quint64 total) {
        return content(path) != "mine" || done < total / 2;
    });
    QVERIFY(std::holds_alternative<FormatError>(canceled));
    QCOMPARE(content(path), "mine");
    const auto result = exportCapture(seeded(), path, options, {});
    QVERIFY(std::holds_alternative<ExportSummary>(result));
    QVERIFY(content(path).startsWith("{"));
    QVERIFY(!(QFile(path).permissions() & (QFile::ReadGroup | QFile::ReadOther)));
}

void tst_Export::anErrorOfACaptureIsOneText()
{
    const QString missing = newPath();
    const auto result = exportCapture(missing, newPath(u".har"_s), {}, {});
    const auto *error = std::get_if<FormatError>(&result);
    QVERIFY(error);
    auto opened = CaptureReader::open(missing);
    QCOMPARE(error->text(), std::get<CaptureError>(opened).text());
}

void tst_Export::anErrorOfADatabaseIsOneText()
{
    const QString address = u"postgresql://owner@127.0.0.1:1/captures?capture=talk"_s; // There is no listener.
    ExportOptions options;
    options.format = FileFormat::Capture;
    const auto exported = exportCapture(seeded(), address, options, {});
    const auto *error = std::get_if<FormatError>(&exported);
    QVERIFY(error);
    const QString sentence = u"The capture “%1” could not be started: "_s.arg(address);
    QVERIFY2(error->text().startsWith(sentence), qPrintable(error->text()));
    QVERIFY2(!error->text().endsWith(u".."_s), qPrintable(error->text()));

    OpenedCapture opened;
    opened.path = seeded();
    const auto adopted = adoptCapture(opened, address);
    error = std::get_if<FormatError>(&adopted);
    QVERIFY(error);
    QVERIFY2(error->text().startsWith(sentence), qPrintable(error->text()));
    QVERIFY2(!error->text().endsWith(u".."_s), qPrintable(error->text()));
}

void tst_Export::aPreviewWithoutRedactionOnlyCounts()
{
    const QString capture = seeded();
    auto opened = CaptureReader::open(capture);
    const CaptureReader &reader = *std::get<0>(opened);
    QVERIFY(reader.messageCount() > 0);
    int calls = 0;
    const auto result = previewRedaction(capture, RedactionProfile::None, [&calls](quint64, quint64) {
        ++calls;
        return true;
    });
    const auto *preview = std::get_if<RedactionPreview>(&result);
    QVERIFY(preview);
    QCOMPARE(preview->messages, quint64(reader.messageCount()));
    QCOMPARE(preview->connections, reader.connectionCount());
    QCOMPARE(preview->changedMessages, quint64(0));
    QVERIFY(preview->values.isEmpty());
    QCOMPARE(calls, 0);
}

void tst_Export::aCanceledExportLeavesNothing()
{
    const QString original = newPath();
    RandomCapture::create(original, 7, 4, 2'000);
    QTemporaryDir folder;
    ExportOptions options;
    options.redaction = RedactionProfile::None;
    const auto result = exportCapture(original, folder.filePath(u"out.ndjson"_s), options,
                                      [](quint64 done, quint64) { return done < 600; });
    const auto *const error = std::get_if<FormatError>(&result);
    QVERIFY(error);
    QVERIFY(error->isCanceled);
    QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden), QStringList());
}

void tst_Export::aFilterLeavesOutMessagesAndEmptyConnections()
{
    const QString original = seeded();
    for (const FileFormat format : {FileFormat::Ndjson, FileFormat::Capture}) {
        const QString path = newPath();
        ExportOptions options;
        options.format = format;
        options.redaction = RedactionProfile::None;
        options.accept = [](const MessageRow &row, const ConnectionRecord &record) {
            return record.row.id == 3 && row.kind == MessageKind::Offer;
        };
        const auto result = exportCapture(original, path, options, {});
        QVERIFY(std::holds_alternative<ExportSummary>(result));
        QCOMPARE(std::get<ExportSummary>(result).messages, quint64(1));
        QCOMPARE(std::get<ExportSummary>(result).connections, quint64(1));
        if (format == FileFormat::Capture) {
            QCOMPARE(FormatsTest::open(path)->connections().size(), 1);
            QCOMPARE(FormatsTest::open(path)->connections().front().messages, quint64(1));
        }
    }
}

void tst_Export::leftoversAreFound_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("found");
    const QByteArray secret = "p\xC3\xA4ss/word\"1";
    QTest::addRow("plain") << secret << true;
    QTest::addRow("JSON") << "p\xC3\xA4ss/word\\\"1"_ba << true;
    QTest::addRow("JSON in JSON") << "p\xC3\xA4ss/word\\\\\\\"1"_ba << true;
    QTest::addRow("percent") << secret.toPercentEncoding() << true;
    QTest::addRow("base64") << secret.toBase64() << true;
    QTest::addRow("base64 behind one byte") << ("a" + secret + "bc").toBase64() << true;
    QTest::addRow("base64 behind two bytes") << ("ab" + secret).toBase64(QByteArray::Base64UrlEncoding) << true;
    QTest::addRow("a part") << secret.chopped(2) << false;
    QTest::addRow("an address") << "10.20.30.40 "_ba << true;
    QTest::addRow("a longer address") << "10.20.30.401"_ba << false;
}

void tst_Export::leftoversAreFound()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, found);
    const QByteArray whole = QByteArray(1'000, '-') + text + QByteArray(1'000, '-');
    for (const qsizetype piece : {whole.size(), qsizetype(1), qsizetype(7)}) {
        LeftoverSearch search({"p\xC3\xA4ss/word\"1"}, {"10.20.30.40"});
        for (qsizetype at = 0; at < whole.size(); at += piece)
            search.write(whole.mid(at, piece));
        QCOMPARE(search.found().has_value(), found);
    }
}

void tst_Export::aLeftoverIsAnErrorAndNoFile()
{
    // A payload that holds a UUID in base64, which is replaced nowhere.
    const QString original = newPath();
    CaptureImporter importer(FormatsTest::emptyFile(original));
    MessageRow row;
    row.connection = 1;
    row.payload = "{\"a\":\"" + alpha.toByteArray(QUuid::WithoutBraces) + "\",\"b\":\""
                  + alpha.toByteArray(QUuid::WithoutBraces).toBase64() + "\"}";
    importer.add(row);
    QVERIFY(importer.finish());
    for (const char *const suffix : {".ndjson", ".har", ".pcapng", ".relaycap"}) {
        const QString path = newPath(QString::fromLatin1(suffix));
        // HAR has no place for a message without a connection.
        if (path.endsWith(u".har"_s) || path.endsWith(u".pcapng"_s))
            continue;
        const auto result = exported(original, path, RedactionProfile::Share);
        const auto *const error = std::get_if<FormatError>(&result);
        QVERIFY2(error, suffix);
        QVERIFY2(error->problem.startsWith(u"a value that was replaced is still in it"_s), qPrintable(error->problem));
        QVERIFY(!QFile::exists(path));
    }
}

void tst_Export::formatsAreTold()
{
    QCOMPARE(formatFromPath(u"a.b/talk.RELAYCAP"_s), FileFormat::Capture);
    QCOMPARE(formatFromPath(u"talk.jsonl"_s), FileFormat::Ndjson);
    QCOMPARE(formatFromPath(u"talk"_s), std::nullopt);
    QCOMPARE(formatFromContent("SQLite format 3\0....."_ba), FileFormat::Capture);
    QCOMPARE(formatFromContent("\xEF\xBB\xBF {\n \"log\": {"), FileFormat::Har);
    QCOMPARE(formatFromContent("{\"v\":1,\"k\":\"open\""), FileFormat::Ndjson);
    QCOMPARE(formatFromContent("GET / HTTP/1.1"), std::nullopt);
}

QTEST_GUILESS_MAIN(tst_Export)
#include "tst_export.moc"
