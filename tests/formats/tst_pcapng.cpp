// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/formats/pcapngwriter.h"
#include "tests/formats/formatstest.h"
#include "tests/formats/randomcapture.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace Inspector;
using namespace RelayCore;

/// What tshark reads in the files that PcapngWriter writes.
class tst_Pcapng : public QObject
{
    Q_OBJECT

private:
    static constexpr qint64 startNs = 1'700'000'000'123'456'789;

    QTemporaryDir m_folder;
    int m_files = 0;

    [[nodiscard]] QString newPath() { return m_folder.filePath(u"%1.relaycap"_s.arg(++m_files)); }

    /// Writes the pcapng of the capture at \a path beside it, and returns its path.
    [[nodiscard]] static QString pcapngOf(const QString &path)
    {
        const QString name = path + u".pcapng"_s;
        QFile file(name);
        if (!file.open(QIODevice::WriteOnly))
            qFatal("%s", qPrintable(file.errorString()));
        file.write(FormatsTest::written<PcapngWriter>(path, CaptureScan::Order::Time));
        return name;
    }

    /// Returns what tshark prints for \a path with \a arguments.
    [[nodiscard]] static QByteArray tshark(const QString &path, const QStringList &arguments)
    {
        QProcess process;
        process.start(QStringLiteral(TSHARK), QStringList{u"-n"_s, u"-r"_s, path, u"-o"_s, u"ip.check_checksum:TRUE"_s,
                                                          u"-o"_s, u"tcp.check_checksum:TRUE"_s}
                                                  + arguments);
        if (!process.waitForFinished(60'000) || process.exitCode() != 0)
            qFatal("tshark: %s", process.readAllStandardError().constData());
        return process.readAllStandardOutput();
    }

    /// Returns the values of \a field in all packets that \a filter lets through.
    [[nodiscard]] static QStringList values(const QString &path, const QString &filter, const QString &field)
    {
        const QByteArray json = tshark(path, {u"-Y"_s, filter, u"-T"_s, u"json"_s, u"-e"_s, field});
        QStringList values;
        const QJsonArray packets = QJsonDocument::fromJson(json).array();
        for (const QJsonValue &packet : packets) {
            const QJsonObject layers = packet.toObject().value("_source"_L1).toObject().value("layers"_L1).toObject();
            const QJsonArray found = layers.value(field).toArray();
            for (const QJsonValue &value : found)
                values.append(value.toString());
        }
        return values;
    }

    [[nodiscard]] static QStringList texts(const QString &path)
    {
        return values(path, u"websocket.payload.text"_s, u"websocket.payload.text"_s);
    }

    static ConnectionRow connectionRow(ConnectionId id, const QString &client, const QString &upstream)
    {
        ConnectionRow row;
        row.id = id;
        row.source = 1;
        row.openedNs = startNs + id;
        row.clientAddress = client;
        row.upstream = upstream;
        row.request = {"GET / HTTP/1.1",
                       {{"Host", "relay.example.org"},
                        {"Upgrade", "websocket"},
                        {"Connection", "Upgrade"},
                        {"Sec-WebSocket-Key", "xt6RaI9qxE4W0BI10hDCHg=="},
                        {"Sec-WebSocket-Version", "13"},
                        {"Sec-WebSocket-Extensions", "permessage-deflate"}}};
        row.response = {101,
                        "HTTP/1.1 101 Switching Protocols",
                        {{"Upgrade", "websocket"},
                         {"Connection", "Upgrade"},
                         {"Sec-WebSocket-Accept", "mwIjpl1PtGFuCaLoCoDW4TQKnH0="},
                         {"Sec-WebSocket-Extensions", "permessage-deflate"}},
                        {}};
        return row;
    }

    static MessageRow text(ConnectionId connection, Direction direction, const QByteArray &payload)
    {
        MessageRow row;
        row.connection = connection;
        row.direction = direction;
        row.payload = payload;
        row.wireBytes = payload.size() + 6;
        return row;
    }

    /// Creates a capture with \a connections and \a messages, a millisecond between them.
    [[nodiscard]] QString capture(const QList<ConnectionRow> &connections, const QList<MessageRow> &messages)
    {
        const QString path = newPath();
        CaptureImporter importer(FormatsTest::emptyFile(path));
        qint64 timeNs = startNs + 1'000'000;
        for (const ConnectionRow &row : connections)
            importer.add(ConnectionRecord{row, 1});
        for (MessageRow row : messages) {
            row.timeNs = timeNs += 1'000'000;
            importer.add(row);
        }
        if (!importer.finish())
            qFatal("%s", qPrintable(importer.error()->text()));
        return path;
    }

private Q_SLOTS:
    void textsEqualTheMessages();
    void messagesOfEverySizeAreWhole_data();
    void messagesOfEverySizeAreWhole();
    void connectionsInterleave();
    void ipv6();
    void aHandshakeIsMadeUpWhereNoneWasRecorded();
    void controlFramesAndBinary();
    void theFileSaysWhatIsSynthetic();
    void randomCapturesAreWellFormed_data();
    void randomCapturesAreWellFormed();
};

void tst_Pcapng::textsEqualTheMessages()
{
    MessageRow compressed = text(1, Direction::Received, "{\"compressed\": \"\u00e4 \xC3\xA4\"}");
    compressed.compressed = true;
    compressed.inflatedBytes = compressed.payload.size();
    const QString path = capture({connectionRow(1, u"127.0.0.1:50000"_s, u"ws://127.0.0.1:8700"_s)},
                                 {text(1, Direction::Sent, R"({"message_type": "relay_registration"})"), compressed,
                                  text(1, Direction::Sent, "not JSON"), text(1, Direction::Received, "")});
    const QString file = pcapngOf(path);
    QCOMPARE(texts(file), QStringList({uR"({"message_type": "relay_registration"})"_s,
                                       QString::fromUtf8(compressed.payload), u"not JSON"_s}));
    QCOMPARE(
        values(file, u"websocket.opcode == 1"_s, u"frame.comment"_s),
        QStringList({u"message 1"_s, u"message 2: was compressed, %1 bytes on the wire"_s.arg(compressed.wireBytes),
                     u"message 3"_s, u"message 4"_s}));
    QCOMPARE(values(file, u"websocket"_s, u"frame.time_epoch"_s).front(), u"1700000000.125456789"_s);
    QCOMPARE(values(file, u"http.request"_s, u"http.host"_s), QStringList{u"relay.example.org"_s});
    QCOMPARE(values(file, u"http.response"_s, u"http.response.code"_s), QStringList{u"101"_s});
}

void tst_Pcapng::messagesOfEverySizeAreWhole_data()
{
    QTest::addColumn<int>("size");
    for (const int size : {125, 126, 59'992, 60'000, 65'536, 262'144, 262'145, 1'000'000})
        QTest::addRow("%d bytes", size) << size;
}

void tst_Pcapng::messagesOfEverySizeAreWhole()
{
    QFETCH(int, size);
    QByteArray payload(size, 'a');
    for (qsizetype i = 0; i < payload.size(); i += 7)
        payload[i] = char('a' + i % 26);
    const QString file = pcapngOf(capture(
        {connectionRow(1, u"127.0.0.1:50000"_s, u"ws://127.0.0.1:8700"_s)},
        {text(1, Direction::Sent, payload), text(1, Direction::Received, payload), text(1, Direction::Sent, "after")}));
    const QString expected = QString::fromUtf8(payload);
    QVERIFY(texts(file) == QStringList({expected, expected, u"after"_s}));
    QCOMPARE(
        values(file, u"tcp.analysis.flags || tcp.checksum.status == 0 || ip.checksum.status == 0"_s, u"frame.number"_s),
        QStringList());
}

void tst_Pcapng::connectionsInterleave()
{
    QList<ConnectionRow> connections;
    for (ConnectionId id = 1; id <= 4; ++id)
        connections.append(connectionRow(id, u"127.0.0.1:%1"_s.arg(50'000 + id), u"wss://relay.example.org"_s));
    QList<MessageRow> messages;
    QStringList expected;
    for (int i = 0; i < 40; ++i) {
        const QByteArray payload = "message " + QByteArray::number(i);
        messages.append(text(ConnectionId(1 + i * 3 % 4), i % 2 ? Direction::Sent : Direction::Received, payload));
        expected.append(QString::fromUtf8(payload));
    }
    const QString file = pcapngOf(capture(connections, messages));
    QCOMPARE(texts(file), expected);
    const QStringList streams = values(file, u"websocket"_s, u"tcp.stream"_s);
    QCOMPARE(QSet<QString>(streams.begin(), streams.end()).size(), 4);
    const QByteArray names = tshark(file, {u"-N"_s, u"n"_s, u"-q"_s, u"-z"_s, u"hosts"_s});
    QVERIFY2(names.contains("relay.example.org"), names.constData());
}

void tst_Pcapng::ipv6()
{
    const QString file = pcapngOf(capture({connectionRow(1, u"[::1]:50000"_s, u"ws://[::1]:8700"_s),
                                           connectionRow(2, u"192.0.2.7:50001"_s, u"ws://[2001:db8::5]:8700"_s)},
                                          {text(1, Direction::Sent, "one"), text(2, Direction::Received, "two")}));
    QCOMPARE(texts(file), QStringList({u"one"_s, u"two"_s}));
    QCOMPARE(values(file, u"websocket"_s, u"ipv6.src"_s), QStringList({u"::1"_s, u"2001:db8::5"_s}));
    QCOMPARE(values(file, u"websocket"_s, u"ipv6.dst"_s), QStringList({u"::1"_s, u"::ffff:192.0.2.7"_s}));
    QCOMPARE(values(file, u"tcp.analysis.flags || tcp.checksum.status == 0"_s, u"frame.number"_s), QStringList());
}

void tst_Pcapng::aHandshakeIsMadeUpWhereNoneWasRecorded()
{
    ConnectionRow row = connectionRow(1, {}, {});
    row.request.reset();
    row.response.reset();
    const QString file = pcapngOf(capture({row}, {text(1, Direction::Sent, "hello")}));
    QCOMPARE(texts(file), QStringList{u"hello"_s});
    QCOMPARE(values(file, u"http.request"_s, u"frame.comment"_s),
             QStringList{u"the handshake was not recorded; this one is made up"_s});
}

void tst_Pcapng::controlFramesAndBinary()
{
    QList<MessageRow> rows;
    for (const Opcode opcode : {Opcode::Ping, Opcode::Pong, Opcode::Binary, Opcode::Close}) {
        MessageRow row = text(1, Direction::Sent,
                              opcode == Opcode::Close ? "\x03\xe8"
                                                        "bye"
                                                      : "\x01\x02");
        row.opcode = opcode;
        rows.append(row);
    }
    ConnectionRow row = connectionRow(1, u"127.0.0.1:50000"_s, u"ws://127.0.0.1:8700"_s);
    row.closedNs = startNs + 1'000'000'000;
    const QString file = pcapngOf(capture({row}, rows));
    QCOMPARE(values(file, u"websocket"_s, u"websocket.opcode"_s), QStringList({u"9"_s, u"10"_s, u"2"_s, u"8"_s}));
    QCOMPARE(values(file, u"websocket"_s, u"websocket.payload.close.status_code"_s), QStringList{u"1000"_s});
    QCOMPARE(values(file, u"websocket"_s, u"websocket.payload.close.reason"_s), QStringList{u"bye"_s});
    QCOMPARE(values(file, u"tcp.flags.fin == 1"_s, u"frame.number"_s).size(), 2);
}

void tst_Pcapng::theFileSaysWhatIsSynthetic()
{
    const QString path = capture({}, {});
    const QByteArray file = FormatsTest::written<PcapngWriter>(path, CaptureScan::Order::Time);
    QVERIFY(file.contains("IP and TCP are synthetic"));
}

void tst_Pcapng::randomCapturesAreWellFormed_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 2; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void tst_Pcapng::randomCapturesAreWellFormed()
{
    QFETCH(quint32, seed);
    const QString path = newPath();
    RandomCapture::create(path, seed);
    const QString file = pcapngOf(path);
    QVERIFY(!values(file, u"frame"_s, u"frame.number"_s).isEmpty());
    QCOMPARE(values(file,
                    u"tcp.checksum.status == 0 || ip.checksum.status == 0 || _ws.malformed && !http && !websocket"_s,
                    u"frame.number"_s),
             QStringList());
}

QTEST_GUILESS_MAIN(tst_Pcapng)
#include "tst_pcapng.moc"
