// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/formats/randomcapture.h"

#include "inspector/capture/captureimporter.h"
#include "inspector/capture/messageinterpretation.h"
#include "relaycore/protocol/codec.h"

#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QRandomGenerator>
#include <QtCore/QTimeZone>

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;
using namespace Inspector;
using namespace RelayCore;

namespace RandomCapture {

namespace {

constexpr qint64 startNs = 1'700'000'000'123'456'789;

/// Draws values for the columns of a capture.
class Dice
{
public:
    explicit Dice(quint32 seed)
        : m_random(seed)
    {}

    int below(int limit) { return int(m_random.bounded(limit)); }
    bool chance(int of) { return below(of) == 0; }

    QString text()
    {
        static const QStringList pieces{u"alpha"_s,
                                        u"\u00e4\u00f6\u00fc"_s,
                                        u"\"quoted\""_s,
                                        u"back\\slash"_s,
                                        u"line\nfeed\r\ttab"_s,
                                        u"\u0001\u001f\u007f"_s,
                                        QString(QChar(QChar::ByteOrderMark)),
                                        u"\u2028\u2029"_s,
                                        u"\U0001F600"_s,
                                        u"'; DROP TABLE message; --"_s,
                                        u"{\"k\":\"msg\"}"_s,
                                        u" "_s};
        QString text;
        for (int i = below(4); i > 0; --i)
            text += pieces.at(below(int(pieces.size())));
        return text;
    }

    QByteArray bytes(int limit)
    {
        QByteArray bytes(below(limit), Qt::Uninitialized);
        for (char &byte : bytes)
            byte = char(below(256));
        return bytes;
    }

    QByteArray textOrBytes()
    {
        return chance(4) ? bytes(40) : chance(10) ? "\xEF\xBB\xBF" + text().toUtf8() : text().toUtf8();
    }

    QUuid uuid()
    {
        std::array<quint32, 4> words{};
        for (quint32 &word : words)
            word = m_random.generate();
        return QUuid::fromRfc4122(QByteArrayView(reinterpret_cast<const char *>(words.data()), 16));
    }

    HeaderList headers()
    {
        HeaderList headers;
        for (int i = below(5); i > 0; --i)
            headers.append({textOrBytes(), textOrBytes()});
        return headers;
    }

    qint64 wait() { return chance(5) ? 0 : qint64(m_random.bounded(quint32(50'000'000))); }

private:
    QRandomGenerator m_random;
};

TlsEstablished tls(Dice &dice)
{
    TlsEstablished tls;
    tls.protocol = u"TLSv1.3"_s;
    // Qt's JSON parser drops a byte order mark at the beginning of a text.
    const auto text = [&dice] { return u'x' + dice.text(); };
    tls.cipher = text();
    tls.subject = text();
    tls.issuer = text();
    tls.notBefore = QDateTime::fromMSecsSinceEpoch(1'600'000'000'123, QTimeZone::utc());
    if (dice.chance(2))
        tls.notAfter = QDateTime::fromMSecsSinceEpoch(1'800'000'000'456, QTimeZone::utc());
    tls.sha256 = "00ff17";
    tls.errors = {text(), text()};
    return tls;
}

ConnectionRow connectionRow(ConnectionId id, Dice &dice)
{
    ConnectionRow row;
    row.id = id;
    row.source = SourceId(1 + dice.below(3));
    row.openedNs = startNs + dice.wait() * 20;
    row.clientAddress = dice.chance(3) ? dice.text() : u"127.0.0.1:%1"_s.arg(40'000 + id);
    row.upstream = dice.chance(3) ? dice.text() : u"wss://relay.example.org:8700/path?x=1"_s;
    row.name = dice.text();
    if (!dice.chance(3))
        row.uuid = dice.uuid();
    row.registered = dice.chance(2);
    row.registrationError = dice.text();
    if (!dice.chance(4))
        row.request = {dice.textOrBytes(), dice.headers()};
    if (!dice.chance(4))
        row.response = {100 + dice.below(500), dice.textOrBytes(), dice.headers(), dice.textOrBytes()};
    if (dice.chance(2))
        row.tls = tls(dice);
    if (dice.chance(3)) {
        row.clientTls = tls(dice);
        row.clientTls->half = TlsEstablished::Half::Client;
    }
    if (dice.chance(2))
        row.closeCode = quint16(dice.below(65'536));
    row.closeReason = dice.text();
    if (dice.chance(2))
        row.closeDirection = dice.chance(2) ? Direction::Sent : Direction::Received;
    row.violation = dice.text();
    if (!dice.chance(3))
        row.closedNs = row.openedNs + dice.wait() * 10;
    if (dice.chance(2))
        row.closed = {ConnectionClosed::By(dice.below(4)), CloseCategory(dice.below(9)), dice.text()};
    return row;
}

MessageRow messageRow(ConnectionId connection, qint64 timeNs, Dice &dice)
{
    MessageRow row;
    row.connection = connection;
    row.timeNs = timeNs;
    row.direction = dice.chance(2) ? Direction::Sent : Direction::Received;
    constexpr std::array opcodes{Opcode::Text,   Opcode::Text, Opcode::Text, Opcode::Text,
                                 Opcode::Binary, Opcode::Ping, Opcode::Pong, Opcode::Close};
    row.opcode = opcodes[size_t(dice.below(int(opcodes.size())))];
    row.kind = kindOfOpcode(row.opcode);
    row.wireBytes = dice.below(1'000'000);
    row.frames = quint32(1 + dice.below(3));
    if (row.opcode == Opcode::Text && !dice.chance(3)) {
        const PeerConnection peer{dice.uuid(), dice.text(),
                                  dice.uuid(), dice.chance(2) ? DescriptionType::Offer : DescriptionType::Answer,
                                  dice.text(), {}};
        row.payload = dice.chance(4) ? encode(RelayRegistration{dice.text(), dice.uuid()}) : encode(peer);
    } else {
        row.payload = dice.textOrBytes();
    }
    if (row.opcode == Opcode::Text && dice.chance(3)) {
        row.compressed = true;
        if (!dice.chance(3))
            row.inflatedBytes = row.payload.size() + dice.below(3);
        row.truncated = dice.chance(4);
    }
    ConnectionRow ignored;
    Decoder decoder;
    interpretMessage(row, ignored, decoder);
    return row;
}

} // namespace

void create(const QString &path, quint32 seed, int connections, int messages)
{
    Dice dice(seed);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        qFatal("%s", qPrintable(file.errorString()));
    file.close();
    CaptureImporter importer(path);
    bool added = true;
    for (SourceId id = 1; id <= 3; ++id) {
        SourceRow row{id, SourceKind(dice.below(4)), dice.text(), dice.text(), dice.text(), {}, dice.text()};
        if (!dice.chance(3))
            row.state = SourceState(dice.below(12));
        added = importer.add(row) && added;
    }
    for (ConnectionId id = 1; id <= ConnectionId(connections); ++id)
        added = importer.add(ConnectionRecord{connectionRow(id, dice), quint64(1 + dice.below(1000))}) && added;
    qint64 timeNs = startNs;
    for (int i = 0; i < messages; ++i) {
        timeNs += dice.wait();
        const qint64 skew = dice.chance(10) ? 1'000'000 : 0;
        added = importer.add(messageRow(ConnectionId(1 + dice.below(connections)), timeNs - skew, dice)) && added;
        if (dice.chance(20))
            added =
                importer.add(StateRow{SourceId(1 + dice.below(3)), timeNs, SourceState(dice.below(12)), dice.text()})
                && added;
        if (dice.chance(40))
            added = importer.add(LostRow{1, ConnectionId(dice.below(3)), timeNs, quint64(dice.below(100)), dice.text()})
                    && added;
    }
    if (!importer.finish() || !added)
        qFatal("%s", qPrintable(importer.error()->text()));
}

QByteArray dump(const QString &path)
{
    QProcess shell;
    shell.start(QStringLiteral(SQLITE3), {u"-readonly"_s, path, u".dump"_s});
    if (!shell.waitForFinished(60'000) || shell.exitCode() != 0)
        qFatal("sqlite3: %s", shell.readAllStandardError().constData());
    return shell.readAllStandardOutput();
}

QByteArray difference(const QString &path, const QString &otherPath)
{
    const QByteArrayList lines = dump(path).split('\n');
    const QByteArrayList otherLines = dump(otherPath).split('\n');
    for (qsizetype i = 0; i < std::max(lines.size(), otherLines.size()); ++i) {
        const QByteArray line = lines.value(i);
        const QByteArray other = otherLines.value(i);
        if (line == other)
            continue;
        const auto [at, otherAt] = std::ranges::mismatch(line, other);
        const qsizetype from = std::max<qsizetype>(at - line.begin() - 20, 0);
        return line.left(30) + " [" + line.mid(from, 60) + "] [" + other.mid(from, 60) + ']';
    }
    return {};
}

} // namespace RandomCapture
