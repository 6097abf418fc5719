// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/logfile.h"
#include "inspector/cli/servelog.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QRegularExpression>
#include <QtCore/QTemporaryDir>
#include <QtCore/QTimeZone>
#include <QtTest/QTest>

using namespace Inspector;
using namespace Qt::StringLiterals;
using RelayCore::RegisteredClient;

namespace {

const QUuid alpha(0xa1fa0000, 0x0000, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 1);
const QUuid beta(0xbe7a0000, 0x0000, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 2);
constexpr qint64 noon = 1'777'888'800'000'000'000; // 2026-05-04T10:00:00Z

RegisteredClient client(const QString &name, const QUuid &uuid = alpha)
{
    return {.uuid = uuid,
            .name = name,
            .user = u"ann"_s,
            .address = u"127.0.0.1:4711"_s,
            .since = QDateTime(QDate(2026, 5, 4), QTime(9, 30), QTimeZone::utc()),
            .messages = 7};
}

} // namespace

class tst_ServeLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_lines.clear(); }

    void wordsLookLikeTheReferences();
    void messagesOfOtherRelays();
    void objects();
    void levelsKeepLinesOut();
    void countsAndNamesAFew();
    void strangersWriteNoLines_data();
    void strangersWriteNoLines();
    void timesGoOn();

    void fileIsSetAsideOnSundays();
    void fileOfLastMonthIsSetAside();
    void fileComplains();

private:
    ServeLog makeLog(LogLevel level, ServeLog::Format format)
    {
        return ServeLog(
            level, format, [this](const QByteArray &line, LogLevel) { m_lines.append(line); },
            [this] { return m_now; });
    }
    [[nodiscard]] QByteArray words(qsizetype index) const
    {
        const QByteArray line = m_lines.value(index);
        return line.sliced(line.indexOf(" :: ") + 4).chopped(1);
    }
    [[nodiscard]] QJsonObject object(qsizetype index) const
    {
        return QJsonDocument::fromJson(m_lines.value(index)).object();
    }

    QByteArrayList m_lines;
    qint64 m_now = noon + 123'456'789;
};

void tst_ServeLog::wordsLookLikeTheReferences()
{
    ServeLog log = makeLog(LogLevel::Debug, ServeLog::Format::Words);
    log.registered(client(u"one"_s));
    log.forwarded(client(u"one"_s), client(u"two"_s, beta));
    log.unregistered(client(u"one"_s), 1006);
    log.returned(client(u"one"_s), beta, u"No such peer."_s);
    log.clientRefused(u"[::1]:4711"_s, 4000, u"Unknown message type."_s);
    log.clientRefused(u"[::1]:4711"_s, 4004, u"Twice."_s);
    log.connectionRefused(u"[::1]:4711"_s, u"Too late."_s);
    log.connectionRefused({}, u"Too many open files"_s);
    log.note(LogLevel::Info, u"Relay server shutdown"_s);

    const QString local = QDateTime::fromMSecsSinceEpoch(noon / 1'000'000).toString(u"yyyy-MM-dd hh:mm:ss"_s);
    QCOMPARE(m_lines.at(0), "[" + local.toLatin1()
                                + ".123] INFO  (relay.server) :: Registered client: Client(name=one, "
                                  "uuid=a1fa0000-0000-4000-8000-000000000001, user=ann, address=127.0.0.1:4711, "
                                  "created=2026-05-04 09:30:00 UTC)\n");
    QCOMPARE(words(1), "Transmitting message from a1fa0000-0000-4000-8000-000000000001 (one) to "
                       "be7a0000-0000-4000-8000-000000000002 (two)"_ba);
    QCOMPARE(words(2), "Unregistering client a1fa0000-0000-4000-8000-000000000001 (one) with code 1006"_ba);
    QCOMPARE(words(3), "Returned message of a1fa0000-0000-4000-8000-000000000001 (one): No such peer."_ba);
    QCOMPARE(words(4), "Closed client at [::1]:4711 with code 4000: Unknown message type."_ba);
    QCOMPARE(words(6), "No connection from [::1]:4711: Too late."_ba);
    QCOMPARE(words(7), "No connection: Too many open files"_ba);
    QCOMPARE(words(8), "Relay server shutdown"_ba);
    const QByteArrayList levels{"INFO ", "INFO ", "INFO ", "WARNING", "ERROR", "INFO ", "WARNING", "WARNING", "INFO "};
    for (qsizetype i = 0; i < levels.size(); ++i)
        QVERIFY2(m_lines.at(i).contains("] " + levels.at(i) + " (relay.server) :: "), m_lines.at(i).constData());
}

void tst_ServeLog::messagesOfOtherRelays()
{
    ServeLog words = makeLog(LogLevel::Info, ServeLog::Format::Words);
    words.routed(client(u"one"_s), beta);
    words.arrived(beta, client(u"one"_s));
    QCOMPARE(this->words(0), "Transmitting message from a1fa0000-0000-4000-8000-000000000001 (one) to "
                             "be7a0000-0000-4000-8000-000000000002 at another relay"_ba);
    QCOMPARE(this->words(1), "Transmitting message from be7a0000-0000-4000-8000-000000000002 at another relay to "
                             "a1fa0000-0000-4000-8000-000000000001 (one)"_ba);
    m_lines.clear();
    ServeLog json = makeLog(LogLevel::Info, ServeLog::Format::Json);
    json.routed(client(u"one"_s), beta);
    json.arrived(beta, client(u"one"_s));
    QCOMPARE(object(0)["event"_L1].toString(), u"routed"_s);
    QCOMPARE(object(0)["peer"_L1].toString(), u"be7a0000-0000-4000-8000-000000000002"_s);
    QCOMPARE(object(0)["from"_L1]["name"_L1].toString(), u"one"_s);
    QCOMPARE(object(1)["event"_L1].toString(), u"arrived"_s);
    QCOMPARE(object(1)["source"_L1].toString(), u"be7a0000-0000-4000-8000-000000000002"_s);
    QCOMPARE(object(1)["to"_L1]["name"_L1].toString(), u"one"_s);
    m_lines.clear();
    ServeLog quiet = makeLog(LogLevel::Warning, ServeLog::Format::Json);
    quiet.routed(client(u"one"_s), beta);
    quiet.arrived(beta, client(u"one"_s));
    QVERIFY(m_lines.isEmpty());
}

void tst_ServeLog::objects()
{
    ServeLog log = makeLog(LogLevel::Debug, ServeLog::Format::Json);
    log.registered(client(u"one"_s));
    log.unregistered(client(u"one"_s), 1001);
    log.forwarded(client(u"one"_s), client(u"two"_s, beta));
    log.returned(client(u"one"_s), beta, u"No such peer."_s);
    log.clientRefused(u"[::1]:4711"_s, 4000, u"Unknown message type."_s);
    log.connectionRefused({}, u"Too many open files"_s);
    log.note(LogLevel::Error, u"text"_s);

    const QJsonObject one{{u"uuid"_s, u"a1fa0000-0000-4000-8000-000000000001"_s},
                          {u"name"_s, u"one"_s},
                          {u"user"_s, u"ann"_s},
                          {u"address"_s, u"127.0.0.1:4711"_s},
                          {u"since"_s, u"2026-05-04T09:30:00.000Z"_s},
                          {u"messages"_s, 7}};
    QCOMPARE(object(0), QJsonObject({{u"event"_s, u"registered"_s},
                                     {u"client"_s, one},
                                     {u"level"_s, u"info"_s},
                                     {u"time"_s, u"2026-05-04T10:00:00.123456Z"_s}}));
    QCOMPARE(object(1)[u"client"_s].toObject(), one);
    QCOMPARE(object(1)[u"close_code"_s].toInt(), 1001);
    QCOMPARE(object(2)[u"from"_s].toObject()[u"name"_s].toString(), u"one"_s);
    QCOMPARE(object(2)[u"to"_s].toObject()[u"uuid"_s].toString(), u"be7a0000-0000-4000-8000-000000000002"_s);
    QCOMPARE(object(3)[u"peer"_s].toString(), u"be7a0000-0000-4000-8000-000000000002"_s);
    QCOMPARE(object(3)[u"level"_s].toString(), u"warning"_s);
    QCOMPARE(object(4)[u"close_code"_s].toInt(), 4000);
    QVERIFY(object(5).contains(u"address"_s) && object(5)[u"address"_s].isNull());
    QCOMPARE(object(6)[u"event"_s].toString(), u"log"_s);
    QCOMPARE(object(6)[u"level"_s].toString(), u"error"_s);
}

void tst_ServeLog::levelsKeepLinesOut()
{
    for (const auto format : {ServeLog::Format::Words, ServeLog::Format::Json}) {
        m_lines.clear();
        ServeLog log = makeLog(LogLevel::Error, format);
        log.registered(client(u"one"_s));
        log.unregistered(client(u"one"_s), 1000);
        log.forwarded(client(u"one"_s), client(u"one"_s));
        log.returned(client(u"one"_s), beta, u"x"_s);
        log.clientRefused(u"x"_s, 4001, u"x"_s);
        log.connectionRefused(u"x"_s, u"x"_s);
        log.count({}, 5);
        log.note(LogLevel::Warning, u"x"_s);
        QVERIFY(m_lines.isEmpty());
        log.clientRefused(u"x"_s, 4000, u"x"_s);
        log.note(LogLevel::Critical, u"x"_s);
        QCOMPARE(m_lines.size(), 2);
    }
}

void tst_ServeLog::countsAndNamesAFew()
{
    ServeLog log = makeLog(LogLevel::Info, ServeLog::Format::Words);
    log.count({client(u"zoe"_s, beta), client(u"abe"_s)}, 3);
    QVERIFY2(words(0).startsWith("Connected clients: 2\nClient(name=abe, "), words(0).constData());
    QVERIFY(words(0).contains("\nClient(name=zoe, "));
    log.count({client(u"zoe"_s, beta), client(u"abe"_s)}, 2);
    QCOMPARE(words(1), "Connected clients: 2"_ba);
    log.count({}, 2);
    QCOMPARE(words(2), "Connected clients: 0"_ba);

    ServeLog json = makeLog(LogLevel::Info, ServeLog::Format::Json);
    json.count({client(u"zoe"_s, beta), client(u"abe"_s)}, 3);
    QCOMPARE(object(3)[u"count"_s].toInt(), 2);
    QCOMPARE(object(3)[u"clients"_s].toArray().first().toObject()[u"name"_s].toString(), u"abe"_s);
    json.count({client(u"zoe"_s, beta), client(u"abe"_s)}, 2);
    QVERIFY(object(4)[u"clients"_s].isNull());
}

void tst_ServeLog::strangersWriteNoLines_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("shown");

    QTest::addRow("a line break") << u"a\n[2026] INFO"_s << R"(a\n[2026] INFO)"_ba;
    QTest::addRow("an escape sequence") << u"\x1b[31mred"_s << R"(\u001b[31mred)"_ba;
    QTest::addRow("a line separator") << u"a\u2028b"_s << R"(a\u2028b)"_ba;
    QTest::addRow("text turned around") << u"a\u202eb"_s << R"(a\u202eb)"_ba;
    QTest::addRow("letters of other languages") << u"Z\u00fcrich \u2192"_s << "Z\xc3\xbcrich \xe2\x86\x92"_ba;
    QTest::addRow("delete") << u"a\u007f"_s << R"(a\u007f)"_ba;
}

void tst_ServeLog::strangersWriteNoLines()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, shown);
    ServeLog log = makeLog(LogLevel::Info, ServeLog::Format::Words);
    log.registered(client(name));
    QVERIFY2(m_lines.at(0).contains("(name=" + shown + ", uuid="), m_lines.at(0).constData());
    QCOMPARE(m_lines.at(0).count('\n'), 1);
    ServeLog json = makeLog(LogLevel::Info, ServeLog::Format::Json);
    json.registered(client(name));
    QCOMPARE(object(1)[u"client"_s].toObject()[u"name"_s].toString(), name);
    QCOMPARE(m_lines.at(1).count('\n'), 1);
}

void tst_ServeLog::timesGoOn()
{
    ServeLog log = makeLog(LogLevel::Info, ServeLog::Format::Words);
    const qint64 second = 1'000'000'000;
    for (const qint64 step : {qint64(0), second - 200'000'000, second, 61 * second}) {
        m_now = noon + 123'000'000 + step;
        log.note(LogLevel::Info, u"x"_s);
        const QString expected =
            QDateTime::fromMSecsSinceEpoch(m_now / 1'000'000).toString(u"[yyyy-MM-dd hh:mm:ss.zzz]"_s);
        QVERIFY2(m_lines.constLast().startsWith(expected.toLatin1()), m_lines.constLast().constData());
    }
}

void tst_ServeLog::fileIsSetAsideOnSundays()
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(u"new/log"_s);
    LogFile file(path);
    const QDateTime friday(QDate(2026, 11, 20), QTime(12, 0));
    QCOMPARE(file.open(friday), QString());
    QCOMPARE(file.write("friday\n", friday), QString());
    QCOMPARE(file.write("saturday\n", QDateTime(QDate(2026, 11, 21), QTime(23, 59, 59))), QString());
    QCOMPARE(file.write("sunday\n", QDateTime(QDate(2026, 11, 22), QTime(0, 0))), QString());
    QCOMPARE(file.write("later\n", QDateTime(QDate(2026, 11, 28), QTime(23, 0))), QString());
    QCOMPARE(QDir(path).entryList(QDir::Files), (QStringList{u"server.log"_s, u"server.log.2026-11-15"_s}));
    const auto content = [&](const QString &name) {
        QFile one(path + u'/' + name);
        return one.open(QIODevice::ReadOnly) ? one.readAll() : QByteArray();
    };
    QCOMPARE(content(u"server.log.2026-11-15"_s), "friday\nsaturday\n"_ba);
    QCOMPARE(content(u"server.log"_s), "sunday\nlater\n"_ba);
}

void tst_ServeLog::fileOfLastMonthIsSetAside()
{
    const QTemporaryDir directory;
    const QDateTime now = QDateTime::currentDateTime();
    {
        QFile former(directory.filePath(u"server.log"_s));
        QVERIFY(former.open(QIODevice::WriteOnly));
        former.write("old\n");
        former.flush();
        QVERIFY(former.setFileTime(now.addDays(-30), QFileDevice::FileModificationTime));
    }
    LogFile file(directory.path());
    QCOMPARE(file.open(now), QString());
    QCOMPARE(file.write("new\n", now), QString());
    QCOMPARE(QDir(directory.path()).entryList(QDir::Files).size(), 2);
    QCOMPARE(file.write("newer\n", now), QString());
    QCOMPARE(QFileInfo(directory.filePath(u"server.log"_s)).size(), 10);
}

void tst_ServeLog::fileComplains()
{
    const QTemporaryDir directory;
    QFile inTheWay(directory.filePath(u"file"_s));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    LogFile below(directory.filePath(u"file/log"_s));
    QVERIFY(below.open(QDateTime::currentDateTime()).contains(u"file/log"));
    QVERIFY(QDir(directory.path()).mkpath(u"log/server.log"_s));
    LogFile taken(directory.filePath(u"log"_s));
    QVERIFY(taken.open(QDateTime::currentDateTime()).contains(u"server.log"));
}

QTEST_GUILESS_MAIN(tst_ServeLog)
#include "tst_servelog.moc"
