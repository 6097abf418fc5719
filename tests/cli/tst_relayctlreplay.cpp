// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/protocol/codec.h"
#include "tests/capture/damagedcapture.h"
#include "tests/cli/relayctltest.h"
#include "tests/replay/talkcapture.h"
#include "tests/support/certificates.h"

#include <QtCore/QJsonArray>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

#include <sys/stat.h>

using namespace Qt::Literals::StringLiterals;

/// `relayctl replay`: its events, its text and its exit codes.
class tst_RelayctlReplay : public RelayctlTest
{
    Q_OBJECT

private:
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;

private Q_SLOTS:
    void initTestCase();
    void anEqualReplayEndsWithZero();
    void aDifferenceEndsWithOne();
    void otherFormats();
    void aDamagedCaptureIsNotReplayed_data();
    void aDamagedCaptureIsNotReplayed();
    void overTls();
    void overTlsWithAnotherAuthority();
    void aSignalEndsTheImport();
    void unknownMembersAreKept();
    void forRunsOut();
    void anUnreachableRelayEndsWithOne();
    void tokensAreSentAndNotPrinted();
    void wrongUsage_data();
    void wrongUsage();
};

void tst_RelayctlReplay::initTestCase()
{
    QVERIFY(m_folder.isValid());
    TalkCapture talk(path(u"talk.relaycap"_s));
    talk.handshake();
    talk.close(1, true, 1000);
    talk.finish();
    TalkCapture words(path(u"words.relaycap"_s));
    words.join(1, TalkCapture::alpha, u"alpha"_s);
    RelayCore::PeerConnection offer = TalkCapture::offer(TalkCapture::alpha, TalkCapture::beta);
    words.sent(1, offer);
    offer.error = u"other words"_s;
    words.received(1, offer);
    words.finish();
    TalkCapture late(path(u"late.relaycap"_s));
    late.join(1, TalkCapture::alpha, u"alpha"_s);
    late.wait(std::chrono::hours(1));
    late.sent(1, "late"_ba);
    late.finish();
}

void tst_RelayctlReplay::anEqualReplayEndsWithZero()
{
    RelayctlProcess relayctl({u"replay"_s, path(u"talk.relaycap"_s), m_relay->url().toString()});
    TRY_END(relayctl, 0);
    QCOMPARE(relayctl.events().size(), 1);
    const QJsonObject summary = relayctl.events(u"summary"_s).constFirst();
    QCOMPARE(summary[u"equal"].toBool(), true);
    QCOMPARE(summary[u"connections"].toInt(), 2);
    QCOMPARE(summary[u"sent"].toInt(), 4);
    QCOMPARE(summary[u"received"].toInt(), 4);
    QCOMPARE(summary[u"as_captured"].toInt(), 4);
    QCOMPARE(summary[u"differences"].toInt(-1), 0);
}

void tst_RelayctlReplay::aDifferenceEndsWithOne()
{
    RelayctlProcess relayctl({u"replay"_s, path(u"words.relaycap"_s), m_relay->url().toString()});
    TRY_END(relayctl, 1);
    const QJsonObject difference = relayctl.events(u"difference"_s).value(0);
    QCOMPARE(difference[u"kind"].toString(), u"changed"_s);
    QCOMPARE(difference[u"connection"].toInt(), 1);
    QCOMPARE(difference[u"client"].toString(), u"alpha"_s);
    QCOMPARE(difference[u"message"].toInt(), 4);
    const QJsonObject field = difference[u"fields"].toArray().at(0).toObject();
    QCOMPARE(field[u"field"].toString(), u"error"_s);
    QCOMPARE(field[u"captured"].toString(), u"other words"_s);
    QVERIFY(!field[u"received"].toString().isEmpty());
    // The whole messages stand beside each other, too, with the UUIDs of the capture.
    QCOMPARE(difference[u"captured"][u"error"].toString(), u"other words"_s);
    QCOMPARE(difference[u"received"][u"source_uuid"].toString(), idOf(TalkCapture::alpha));
    QCOMPARE(relayctl.events(u"summary"_s).value(0)[u"equal"].toBool(true), false);

    // For people, where standard output is a terminal.
    QProcess script;
    script.start(u"script"_s, {u"-qec"_s,
                               u"'%1' replay '%2' %3"_s.arg(QStringLiteral(RELAYCTL), path(u"words.relaycap"_s),
                                                            m_relay->url().toString()),
                               u"/dev/null"_s});
    QTRY_VERIFY_WITH_TIMEOUT(script.state() == QProcess::NotRunning, limitMs);
    QCOMPARE(script.exitCode(), 1);
    const QByteArray shown = script.readAllStandardOutput();
    QVERIFY2(shown.contains("alpha (connection 1), #4: the returned offer differs"), shown.constData());
    QVERIFY2(shown.contains("\n  error  captured: other words\r\n         now:      "), shown.constData());
    QVERIFY2(shown.contains("1 connection, 2 messages sent, 2 received: 1 difference"), shown.constData());
}

void tst_RelayctlReplay::otherFormats()
{
    for (const QString &name : {u"talk.ndjson"_s, u"talk.har"_s}) {
        RelayctlProcess convert({u"convert"_s, path(u"talk.relaycap"_s), path(name), u"--redact"_s, u"none"_s});
        TRY_END(convert, 0);
        RelayctlProcess relayctl({u"replay"_s, path(name), m_relay->url().toString()});
        TRY_END(relayctl, 0);
        QCOMPARE(relayctl.events(u"summary"_s).value(0)[u"as_captured"].toInt(), 4);
    }
}

void tst_RelayctlReplay::aDamagedCaptureIsNotReplayed_data()
{
    QTest::addColumn<bool>("atEnd");
    QTest::newRow("in the middle") << false;
    QTest::newRow("at the end") << true;
}

void tst_RelayctlReplay::aDamagedCaptureIsNotReplayed()
{
    QFETCH(bool, atEnd);
    QTemporaryDir folder;
    const QString damaged = folder.filePath(u"damaged.relaycap"_s);
    DamagedCapture::write(damaged);
    atEnd ? DamagedCapture::damageEnd(damaged) : DamagedCapture::damageMiddle(damaged);
    RelayctlProcess relayctl({u"replay"_s, damaged, m_relay->url().toString()});
    TRY_END(relayctl, 1);
    QVERIFY2(relayctl.errors().contains("damaged.relaycap” is damaged: "), relayctl.errors().constData());
    QCOMPARE(relayctl.events(u"summary"_s).size(), 0);
}

void tst_RelayctlReplay::overTls()
{
    TestSupport::Certificates certificates;
    QCOMPARE(certificates.create(), QString());
    RelayCore::RelayServerOptions options;
    options.port = 0;
    options.tls = certificates.server(TestSupport::Defect::None);
    RelayCore::RelayServer relay(options);
    QVERIFY(relay.listen());
    QCOMPARE(relay.url().scheme(), u"wss"_s);
    RelayctlProcess relayctl(
        {u"replay"_s, path(u"talk.relaycap"_s), relay.url().toString(), u"--ca-file"_s, certificates.authorityFile()});
    TRY_END(relayctl, 0);
    QCOMPARE(relayctl.events().size(), 1);
    const QJsonObject summary = relayctl.events(u"summary"_s).constFirst();
    QCOMPARE(summary[u"equal"].toBool(), true);
    QCOMPARE(summary[u"as_captured"].toInt(), 4);
    // A token does not leave in the clear.
    QVERIFY2(!relayctl.errors().contains("unencrypted"), relayctl.errors().constData());
}

void tst_RelayctlReplay::overTlsWithAnotherAuthority()
{
    TestSupport::Certificates certificates;
    QCOMPARE(certificates.create(), QString());
    RelayCore::RelayServerOptions options;
    options.port = 0;
    options.tls = certificates.server(TestSupport::Defect::None);
    RelayCore::RelayServer relay(options);
    QVERIFY(relay.listen());
    const QStringList arguments{u"replay"_s, path(u"talk.relaycap"_s), relay.url().toString()};
    RelayctlProcess relayctl(arguments);
    TRY_END(relayctl, 1);
    const QJsonObject difference = relayctl.events(u"difference"_s, u"kind"_s, u"handshake"_s).value(0);
    const QString now = difference[u"fields"].toArray().at(0).toObject()[u"received"].toString();
    QVERIFY2(now.contains(u"certificate"_s), qPrintable(now));
    RelayctlProcess insecure(arguments + QStringList{u"--insecure"_s});
    TRY_END(insecure, 0);
}

void tst_RelayctlReplay::aSignalEndsTheImport()
{
    // A file that never ends, of which more is taken than the pipe holds: so the import is under way.
    const QString fifo = path(u"endless.ndjson"_s);
    QCOMPARE(mkfifo(QFile::encodeName(fifo).constData(), S_IRUSR | S_IWUSR), 0);
    QProcess writer;
    writer.start(u"/bin/sh"_s, {u"-c"_s, u"{ yes \"$1\" | head -n 40000; echo taken >&2; yes \"$1\"; } > \"$2\""_s,
                                u"sh"_s, uR"({"v":1,"k":"msg","c":1,"t":"1","dir":"sent","text":"a"})"_s, fifo});
    RelayctlProcess relayctl({u"replay"_s, fifo, m_relay->url().toString()});
    QByteArray words;
    QTRY_VERIFY2_WITH_TIMEOUT((words += writer.readAllStandardError()).contains("taken"),
                              (words + relayctl.errors()).constData(), limitMs);
    relayctl.interrupt();
    TRY_END(relayctl, 1);
    QCOMPARE(relayctl.events().size(), 0);
    QTRY_COMPARE_WITH_TIMEOUT(writer.state(), QProcess::NotRunning, limitMs); // Nothing reads the pipe any more.
}

void tst_RelayctlReplay::unknownMembersAreKept()
{
    const QString file = path(u"members.relaycap"_s);
    TalkCapture talk(file);
    talk.join(1, TalkCapture::alpha, u"alpha"_s);
    RelayCore::PeerConnection offer = TalkCapture::offer(TalkCapture::alpha, TalkCapture::beta);
    talk.sent(1, offer);
    offer.error = u"other words"_s;
    QByteArray returned = RelayCore::encode(offer);
    talk.received(1, returned.insert(1, R"("hint":"a new\nrelease",)"
                                        "\n"));
    talk.finish();
    RelayctlProcess relayctl({u"replay"_s, file, m_relay->url().toString()});
    TRY_END(relayctl, 1);
    const QJsonObject difference = relayctl.events(u"difference"_s).value(0);
    QCOMPARE(difference[u"captured"][u"hint"].toString(), u"a new\nrelease"_s);
    QCOMPARE(difference[u"captured"][u"error"].toString(), u"other words"_s);
}

void tst_RelayctlReplay::forRunsOut()
{
    RelayctlProcess relayctl({u"replay"_s, path(u"late.relaycap"_s), m_relay->url().toString(), u"--timing"_s,
                              u"original"_s, u"--for"_s, u"0.5"_s});
    TRY_END(relayctl, 3);
    QCOMPARE(relayctl.events(u"summary"_s).value(0)[u"equal"].toBool(true), false);
    QVERIFY(relayctl.errors().contains("--for is over"));
    RelayctlProcess canceled(
        {u"replay"_s, path(u"late.relaycap"_s), m_relay->url().toString(), u"--timing"_s, u"original"_s});
    QTRY_VERIFY_WITH_TIMEOUT(!m_relay->clients().isEmpty(), limitMs);
    canceled.terminate();
    TRY_END(canceled, 1);
}

void tst_RelayctlReplay::anUnreachableRelayEndsWithOne()
{
    RelayctlProcess relayctl({u"replay"_s, path(u"talk.relaycap"_s), u"ws://127.0.0.1:%1"_s.arg(freePort())});
    TRY_END(relayctl, 1);
    QCOMPARE(relayctl.events(u"difference"_s, u"kind"_s, u"handshake"_s).size(), 2);
    RelayctlProcess nothing({u"replay"_s, path(u"no such file"_s), m_relay->url().toString()});
    TRY_END(nothing, 1);
    QVERIFY(nothing.errors().contains("no such file"));
}

void tst_RelayctlReplay::tokensAreSentAndNotPrinted()
{
    const QByteArray token = "sesame-open-the-relay";
    QFile file(path(u"token"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(token);
    file.close();
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QByteArray head;
    connect(&server, &QTcpServer::newConnection, &server, [&server, &head] {
        QTcpSocket *socket = server.nextPendingConnection();
        connect(socket, &QIODevice::readyRead, socket, [socket, &head] {
            head += socket->readAll();
            if (head.endsWith("\r\n\r\n"))
                socket->write("HTTP/1.1 401 sesame-open-the-relay is wrong\r\nContent-Length: 0\r\n\r\n");
        });
    });
    RelayctlProcess relayctl({u"replay"_s, path(u"words.relaycap"_s), u"ws://127.0.0.1:%1"_s.arg(server.serverPort()),
                              u"--token-file"_s, path(u"token"_s)});
    TRY_END(relayctl, 1);
    QVERIFY(head.contains("Authorization: Bearer " + token));
    QVERIFY(relayctl.output().contains("401"));
    QVERIFY(!relayctl.output().contains(token));
    QVERIFY(!relayctl.errors().contains(token));
}

void tst_RelayctlReplay::wrongUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("words");
    const QStringList both{u"a.relaycap"_s, u"ws://h"_s};
    QTest::newRow("no file") << QStringList{} << "file is required"_ba;
    QTest::newRow("no relay") << QStringList{u"a"_s} << "URL is required"_ba;
    QTest::newRow("timing") << both + QStringList{u"--timing"_s, u"slow"_s} << "must be original, fast or lockstep"_ba;
    QTest::newRow("speed alone") << both + QStringList{u"--speed"_s, u"2"_s} << "needs --timing original"_ba;
    QTest::newRow("speed") << both + QStringList{u"--timing"_s, u"original"_s, u"--speed"_s, u"0"_s}
                           << "must be a number"_ba;
    QTest::newRow("connection") << both + QStringList{u"--connection"_s, u"0"_s} << "--connection"_ba;
    QTest::newRow("uuids") << both + QStringList{u"--uuids"_s, u"old"_s} << "must be keep or new"_ba;
}

void tst_RelayctlReplay::wrongUsage()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, words);
    RelayctlProcess relayctl(QStringList{u"replay"_s} + arguments);
    TRY_END(relayctl, 2);
    QVERIFY2(relayctl.errors().contains(words), relayctl.errors().constData());
}

QTEST_GUILESS_MAIN(tst_RelayctlReplay)
#include "tst_relayctlreplay.moc"
