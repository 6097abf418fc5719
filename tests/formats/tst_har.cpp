// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/captureimporter.h"
#include "inspector/formats/harreader.h"
#include "inspector/formats/harwriter.h"
#include "inspector/formats/interleavedharwriter.h"
#include "tests/formats/formatstest.h"
#include "tests/formats/harschema.h"
#include "tests/formats/randomcapture.h"

#include <QtCore/QBuffer>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace Inspector;
using namespace RelayCore;

class tst_Har : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    int m_files = 0;

    [[nodiscard]] QString newPath() { return m_folder.filePath(u"%1.relaycap"_s.arg(++m_files)); }
    [[nodiscard]] static QByteArray vector(const QString &name)
    {
        QFile file(QStringLiteral(VECTORS "/har/") + name);
        if (!file.open(QIODevice::ReadOnly))
            qFatal("%s", qPrintable(file.errorString()));
        return file.readAll();
    }
    [[nodiscard]] static auto read(const QByteArray &har, const QString &path)
    {
        return FormatsTest::read<HarReader>(har, u"talk.har"_s, path);
    }

    [[nodiscard]] static QString describe(const MessageRow &row)
    {
        QString text;
        QDebug(&text) << row.id << row.connection << row.timeNs << int(row.direction) << int(row.opcode)
                      << int(row.kind) << row.compressed << row.frames << row.wireBytes << row.source << row.peer
                      << row.payload << row.sourceName << row.inflatedBytes.value_or(-1) << row.truncated;
        return text;
    }

private Q_SLOTS:
    void theMessagesOfACaptureComeBack_data();
    void theMessagesOfACaptureComeBack();
    void whatIsWrittenKeepsToThePublishedSchema();
    void theSchemaIsAJudge();
    void otherProgramsAreRead_data();
    void otherProgramsAreRead();
    void whatTheFileDoesNotHoldIsAbsent();
    void whatIsWrittenInPiecesIsWhole();
    void connectionsMayAlternate_data();
    void connectionsMayAlternate();
    void theFileOfPartsCannotBeWritten();
    void credentialsDoNotReachTheCapture();
    void whatIsNoWebSocketIsCounted();
    void anErrorNamesTheByte_data();
    void anErrorNamesTheByte();
    void everyCutIsAnError();
    void aValueMayBeSplitAnywhere();
};

void tst_Har::theMessagesOfACaptureComeBack_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 10; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void tst_Har::theMessagesOfACaptureComeBack()
{
    QFETCH(quint32, seed);
    const QString original = newPath();
    RandomCapture::create(original, seed, 1, 200); // One connection: the order stays.
    const QString copy = newPath();
    const auto error = read(FormatsTest::written<HarWriter>(original, CaptureScan::Order::Connection), copy);
    QVERIFY2(!error, error ? qPrintable(error->text()) : "");

    const std::vector<MessageRow> before = FormatsTest::messages(original);
    std::vector<MessageRow> after = FormatsTest::messages(copy);
    QCOMPARE(after.size(), before.size());
    // HAR has data first, control frames behind them.
    std::vector<MessageRow> expected;
    for (const bool control : {false, true}) {
        for (MessageRow row : before) {
            if ((int(row.opcode) >= 8) != control)
                continue;
            row.id = MessageId(expected.size() + 1);
            expected.push_back(row);
        }
    }
    qint64 last = 0;
    for (size_t i = 0; i < expected.size(); ++i) {
        MessageRow &row = expected[i];
        if (int(row.opcode) >= 8 && i > 0 && int(expected[i - 1].opcode) < 8)
            last = 0;
        last = row.timeNs = std::max(last, row.timeNs);
        QVERIFY2(after[i] == row, qPrintable(describe(after[i]) + u'\n' + describe(row)));
    }
    const ConnectionRow from = FormatsTest::open(original)->connections().front();
    const ConnectionRow to = FormatsTest::open(copy)->connections().front();
    QCOMPARE(to.openedNs, from.openedNs);
    QCOMPARE(to.closedNs, from.closedNs);
    QCOMPARE(to.closed, from.closed);
    QCOMPARE(to.violation, from.violation);
}

void tst_Har::whatIsWrittenKeepsToThePublishedSchema()
{
    for (quint32 seed = 1; seed <= 5; ++seed) {
        const QString path = newPath();
        RandomCapture::create(path, seed);
        QJsonParseError error;
        const auto har =
            QJsonDocument::fromJson(FormatsTest::written<HarWriter>(path, CaptureScan::Order::Connection), &error);
        QCOMPARE(error.errorString(), QJsonParseError{}.errorString());
        QCOMPARE(HarSchema::problem(har.object()), QString());
        QCOMPARE(har.object()["log"_L1]["entries"_L1].toArray().size(), 12);
    }
}

void tst_Har::theSchemaIsAJudge()
{
    const QByteArray har = vector(u"proxyman.har"_s);
    QCOMPARE(HarSchema::problem(QJsonDocument::fromJson(har).object()), QString());
    for (const auto &[text, other] : {std::pair("\"startedDateTime\": \"2026"_ba, "\"startedDateTime\": \"26"_ba),
                                      {"\"bodySize\": 0"_ba, "\"bodySize\": \"0\""_ba},
                                      {"\"cache\": {}, "_ba, ""_ba},
                                      {"wss://relay.example.org/"_ba, "no address"_ba}}) {
        QVERIFY2(har.contains(text), text.constData());
        const auto broken = QJsonDocument::fromJson(QByteArray(har).replace(text, other));
        QVERIFY2(!HarSchema::problem(broken.object()).isEmpty(), text.constData());
    }
}

void tst_Har::otherProgramsAreRead_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("upstream");
    QTest::addColumn<QByteArray>("requestLine");
    QTest::addColumn<int>("status");
    QTest::addColumn<QStringList>("messages");

    const QStringList talk{u"1 > registration"_s, u"1 < response"_s, u"1 > offer"_s, u"1 < answer"_s};
    QTest::addRow("Chrome") << u"chrome.har"_s << u"WebInspector 537.36"_s << u"ws://127.0.0.1:8700"_s
                            << "GET / HTTP/1.1"_ba << 101 << talk + QStringList{u"2 > other"_s};
    QTest::addRow("Firefox") << u"firefox.har"_s << u"Firefox 140.0"_s << u"ws://127.0.0.1:8700"_s
                             << "GET / HTTP/1.1"_ba << 101 << talk;
    QTest::addRow("mitmproxy") << u"mitmproxy.har"_s << u"mitmproxy 11.0.2"_s << u"ws://127.0.0.1:8700"_s
                               << "GET / HTTP/1.1"_ba << 101 << talk;
    QTest::addRow("HTTP Toolkit") << u"httptoolkit.har"_s << u"HTTP Toolkit 1.0"_s << u"wss://relay.example.org"_s
                                  << "GET /relay?room=1 HTTP/1.1"_ba << 101 << talk;
    QTest::addRow("Proxyman") << u"proxyman.har"_s << u"Proxyman 5.10.0"_s << u"wss://relay.example.org"_s
                              << "GET / HTTP/1.1"_ba << 101 << talk;
}

void tst_Har::otherProgramsAreRead()
{
    QFETCH(QString, file);
    QFETCH(QString, title);
    QFETCH(QString, upstream);
    QFETCH(QByteArray, requestLine);
    QFETCH(int, status);
    QFETCH(QStringList, messages);
    const QString path = newPath();
    const auto error = read(vector(file), path);
    QVERIFY2(!error, error ? qPrintable(error->text()) : "");
    const auto reader = FormatsTest::open(path);
    QCOMPARE(reader->sources().front().title, title);
    const QList<ConnectionRow> connections = reader->connections();
    QCOMPARE(connections.size(), 1);
    QCOMPARE(connections.front().upstream, upstream);
    QVERIFY(connections.front().request);
    QCOMPARE(connections.front().request->requestLine, requestLine);
    QVERIFY(connections.front().response);
    QCOMPARE(connections.front().response->status, status);
    QCOMPARE(connections.front().name, u"alpha"_s);
    constexpr std::array kinds{"other"_L1, "registration"_L1, "response"_L1, "offer"_L1, "answer"_L1};
    QStringList seen;
    for (const MessageRow &row : FormatsTest::messages(path)) {
        seen.append(u"%1 %2 %3"_s.arg(int(row.opcode))
                        .arg(row.direction == Direction::Sent ? u">"_s : u"<"_s)
                        .arg(kinds.at(size_t(row.kind))));
    }
    QCOMPARE(seen, messages);
    QVERIFY(connections.front().registered);
}

void tst_Har::whatTheFileDoesNotHoldIsAbsent()
{
    const QString path = newPath();
    QVERIFY(!read(R"({"log":{"entries":[{"_resourceType":"websocket","_webSocketMessages":[)"
                  R"({"type":"send","time":1700000000.25,"opcode":1,"data":"a"}]}]}})",
                  path));
    const ConnectionRow connection = FormatsTest::open(path)->connections().front();
    ConnectionRow expected;
    expected.id = 1;
    expected.source = 1;
    expected.messages = 1;
    QCOMPARE(connection, expected);
    const std::vector<MessageRow> rows = FormatsTest::messages(path);
    QCOMPARE(rows.size(), size_t(1));
    QCOMPARE(rows.front().timeNs, 1'700'000'000'250'000'000);
    QCOMPARE(rows.front().wireBytes, 0);
}

/// A connection whose beginning fills the buffer of the writer, so that its messages begin in an empty one.
void tst_Har::whatIsWrittenInPiecesIsWhole()
{
    ConnectionRecord record;
    record.row.id = 1;
    record.row.request = HandshakeRequest{"GET / HTTP/1.1", {{"Host", "h"}, {"Cookie", QByteArray(600'000, 'c')}}};
    MessageRow message;
    message.id = 1;
    message.connection = 1;
    message.payload = "first";
    const auto write = [&](RecordSink &writer) {
        return writer.opened(record) && writer.message(message) && writer.message(message) && writer.ended(record)
               && writer.finish();
    };
    QBuffer buffer;
    QBuffer other;
    buffer.open(QIODevice::WriteOnly);
    other.open(QIODevice::WriteOnly);
    HarWriter writer(buffer);
    InterleavedHarWriter interleaved(other, newPath(), 0);
    QVERIFY(write(writer));
    QVERIFY(write(interleaved));
    QVERIFY(buffer.data() == other.data());
    QJsonParseError error;
    const QJsonDocument json = QJsonDocument::fromJson(buffer.data(), &error);
    QCOMPARE(error.errorString(), QJsonParseError().errorString());
    QCOMPARE(json[u"log"][u"entries"][0][u"_webSocketMessages"].toArray().size(), 2);
}

void tst_Har::connectionsMayAlternate_data()
{
    QTest::addColumn<quint32>("seed");
    QTest::addColumn<qsizetype>("collectedBytes");
    for (quint32 seed = 1; seed <= 6; ++seed) {
        for (const qsizetype bytes : {0, 3'000, 100'000, 32 * 1024 * 1024})
            QTest::addRow("seed %u, %lld bytes", seed, qlonglong(bytes)) << seed << bytes;
    }
}

/// The two writers, and the two orders of a capture, make the same file.
void tst_Har::connectionsMayAlternate()
{
    QFETCH(quint32, seed);
    QFETCH(qsizetype, collectedBytes);
    const QString path = newPath();
    RandomCapture::create(path, seed, 7, 400);
    const QByteArray expected = FormatsTest::written<HarWriter>(path, CaptureScan::Order::Connection);
    const QString parts = newPath();
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    {
        InterleavedHarWriter writer(buffer, parts, collectedBytes);
        const auto error = CaptureScan(*FormatsTest::open(path), CaptureScan::Order::Time).run(writer);
        QVERIFY2(!error, error ? qPrintable(error->text()) : "");
        QVERIFY2(writer.finish(), qPrintable(writer.error()));
        QCOMPARE(QFileInfo::exists(parts), expected.size() > collectedBytes);
    }
    QVERIFY(buffer.data() == expected);
    QVERIFY(!QFileInfo::exists(parts));
}

void tst_Har::theFileOfPartsCannotBeWritten()
{
    const QString path = newPath();
    RandomCapture::create(path, 1, 3, 100);
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    InterleavedHarWriter writer(buffer, newPath() + u"/no/such/folder"_s, 100);
    const auto error = CaptureScan(*FormatsTest::open(path), CaptureScan::Order::Time).run(writer);
    QVERIFY(error);
    QVERIFY(!error->text().isEmpty());
    QVERIFY(!writer.error().isEmpty());
}

void tst_Har::credentialsDoNotReachTheCapture()
{
    const QString path = newPath();
    const QByteArray messages =
        R"("_webSocketMessages":[{"type":"send","time":1,"opcode":1,"data":"my-first-secret"}])";
    const QByteArray request = R"("request":{"method":"GET","url":"ws://u:my-password@h/?access_token=my-token-123",)"
                               R"("headers":[{"name":"Authorization","value":"Bearer my-first-secret"}]})";
    QVERIFY(!read("{\"log\":{\"entries\":[{" + request + ',' + messages + "}]}}", path));
    const QByteArray dump = RandomCapture::dump(path);
    for (const char *const secret : {"my-first-secret", "my-password", "my-token-123"})
        QVERIFY2(!dump.contains(secret), secret);
    QCOMPARE(FormatsTest::messages(path).front().payload, "***");

    // Where messages stand before the handshake, needsSecondPass() is true: they have to be redacted.
    QByteArray har = "{\"log\":{\"entries\":[{" + messages + ',' + request + "}]}}";
    QBuffer buffer(&har);
    buffer.open(QIODevice::ReadOnly);
    CaptureImporter importer(FormatsTest::emptyFile(newPath()));
    HarReader reader(buffer, u"talk.har"_s, importer);
    QVERIFY(!reader.read({}));
    QVERIFY(reader.needsSecondPass());
    QCOMPARE(reader.redactor(1).redacted("my-first-secret"_ba), "***");
}

void tst_Har::whatIsNoWebSocketIsCounted()
{
    QByteArray har = R"({"log":{"entries":[{"request":{"url":"http://a/","method":"GET","headers":[]}},
        {"response":{"status":200}}]}})";
    QBuffer buffer(&har);
    buffer.open(QIODevice::ReadOnly);
    CaptureImporter importer(FormatsTest::emptyFile(newPath()));
    HarReader reader(buffer, u"talk.har"_s, importer);
    QVERIFY(!reader.read({}));
    QCOMPARE(reader.otherEntries(), quint64(2));
}

void tst_Har::anErrorNamesTheByte_data()
{
    QTest::addColumn<QByteArray>("har");
    QTest::addColumn<QString>("problem");
    QTest::addColumn<quint64>("offset");

    QTest::addRow("empty") << ""_ba << u"the file ends too early"_s << quint64(0);
    QTest::addRow("no object") << "[]"_ba << u"an object is expected"_s << quint64(0);
    QTest::addRow("no log") << "{\"a\":1}"_ba << u"there is no \"log\", so it is no HAR file"_s << quint64(7);
    QTest::addRow("no comma") << R"({"log":{} "b":1})"_ba << u"a comma or } is expected"_s << quint64(10);
    QTest::addRow("more behind it") << R"({"log":{}} x)"_ba << u"something follows behind the end"_s << quint64(11);
    const QByteArray head = R"({"log":{"entries":[{"_webSocketMessages":[)";
    QTest::addRow("a message that is a text") << head + R"("a"]}]}})" << u"an object is expected"_s << quint64(42);
    QTest::addRow("no type") << head + R"({"time":1,"opcode":1,"data":"a"}]}]}})"
                             << u"message 1 of connection 1: \"type\" must be a text"_s << quint64(74);
    QTest::addRow("no base64") << head + R"({"type":"send","time":1,"opcode":2,"data":"*"}]}]}})"
                               << u"message 1 of connection 1: \"data\" must be base64"_s << quint64(88);
    QTest::addRow("broken inside a message")
        << head + R"({"type":send}]}]}})" << u"it is not valid JSON"_s << quint64(55);
}

void tst_Har::anErrorNamesTheByte()
{
    QFETCH(QByteArray, har);
    QFETCH(QString, problem);
    QFETCH(quint64, offset);
    const auto error = read(har, newPath());
    QVERIFY(error);
    QVERIFY2(error->problem.startsWith(problem), qPrintable(error->problem));
    QCOMPARE(error->offset, offset);
    QVERIFY2(error->text().startsWith(u"talk.har, byte %1: "_s.arg(offset)), qPrintable(error->text()));
}

void tst_Har::everyCutIsAnError()
{
    const QByteArray har = vector(u"proxyman.har"_s).trimmed();
    for (qsizetype size = 0; size < har.size(); size += 61) {
        const auto error = read(har.first(size), newPath());
        QVERIFY2(error, qPrintable(QString::number(size)));
    }
}

void tst_Har::aValueMayBeSplitAnywhere()
{
    // A pipe that gives one byte at a time.
    class Trickle : public QIODevice
    {
    public:
        explicit Trickle(QByteArray bytes)
            : m_bytes(std::move(bytes))
        {
            open(QIODevice::ReadOnly | QIODevice::Unbuffered);
        }
        bool isSequential() const override { return true; }
        bool atEnd() const override { return m_at == m_bytes.size(); }

    protected:
        qint64 readData(char *data, qint64 size) override
        {
            if (size == 0 || atEnd())
                return 0;
            *data = m_bytes.at(m_at++);
            return 1;
        }
        qint64 writeData(const char *, qint64) override { return -1; }

    private:
        QByteArray m_bytes;
        qsizetype m_at = 0;
    };

    const QString whole = newPath();
    QVERIFY(!read(vector(u"chrome.har"_s), whole));
    Trickle device(vector(u"chrome.har"_s));
    const QString split = newPath();
    CaptureImporter importer(FormatsTest::emptyFile(split));
    const auto error = HarReader(device, u"talk.har"_s, importer).read({});
    QVERIFY2(!error, error ? qPrintable(error->text()) : "");
    QVERIFY(importer.finish());
    QCOMPARE(RandomCapture::difference(split, whole), QByteArray());
}

QTEST_GUILESS_MAIN(tst_Har)
#include "tst_har.moc"
