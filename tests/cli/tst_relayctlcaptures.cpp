// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/captureaddress.h"
#include "tests/capture/postgresserver.h"
#include "tests/models/samplecapture.h"

#include <QtCore/QDir>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QProcess>
#include <QtCore/QRegularExpression>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace CaptureTest;

/// `relayctl captures`, and addresses of captures in a database where a file may stand, with a real server.
class tst_RelayctlCaptures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void wrongUsage_data();
    void wrongUsage();
    void initIsNeededAndRepeatable();
    void convertedThereAndBack();
    void verbsReadTheSame_data();
    void verbsReadTheSame();
    void anExistingCaptureIsNotOverwritten();
    void listAndRemove();
    void pruneKeepsWhatIsNew();
    void whatTheDatabaseMissedIsDrained();

private:
    struct Outcome
    {
        int code = -1;
        QByteArray output;
        QByteArray errors;
    };
    [[nodiscard]] static Outcome run(const QStringList &arguments)
    {
        QProcess process;
        process.start(QStringLiteral(RELAYCTL), arguments);
        process.closeWriteChannel();
        if (!process.waitForFinished(60'000))
            qFatal("relayctl does not end");
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2, process.readAllStandardOutput(),
                process.readAllStandardError()};
    }
    [[nodiscard]] static QJsonObject event(const QByteArray &line)
    {
        return QJsonDocument::fromJson(line.trimmed()).object();
    }
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
    std::unique_ptr<PostgresServer> m_server;
};

void tst_RelayctlCaptures::initTestCase()
{
    if (const QString reason = PostgresServer::missing(); !reason.isEmpty())
        QSKIP(qPrintable(reason));
    m_server = std::make_unique<PostgresServer>();
    QVERIFY(m_server->initialize());
    qputenv("XDG_STATE_HOME", path(u"state"_s).toLocal8Bit());
    SampleCapture sample(path(u"sample.relaycap"_s));
    sample.writeAll();
}

void tst_RelayctlCaptures::wrongUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("words");

    const QString url = u"postgresql://127.0.0.1/x"_s;
    QTest::addRow("nothing") << QStringList{} << "action is required"_ba;
    QTest::addRow("no url") << QStringList{u"list"_s} << "url: is required"_ba;
    QTest::addRow("unknown action") << QStringList{u"destroy"_s, url} << "must be list, init, rm, prune or drain"_ba;
    QTest::addRow("rm without a name") << QStringList{u"rm"_s, url} << "?capture=NAME"_ba;
    QTest::addRow("prune without an age") << QStringList{u"prune"_s, url} << "--older"_ba;
    QTest::addRow("strange age") << QStringList{u"prune"_s, url, u"--older"_s, u"3w"_s} << "30d"_ba;
    QTest::addRow("password") << QStringList{u"postgresql://a:geheim@127.0.0.1/x"_s} << "PGPASSWORD"_ba;
}

void tst_RelayctlCaptures::wrongUsage()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QByteArray, words);
    const Outcome outcome = run(QStringList{u"captures"_s} + arguments);
    QCOMPARE(outcome.code, 2);
    QVERIFY2(outcome.errors.contains(words), outcome.errors.constData());
    QVERIFY(!outcome.errors.contains("geheim"));
}

void tst_RelayctlCaptures::initIsNeededAndRepeatable()
{
    const Outcome before = run({u"captures"_s, m_server->address()});
    QCOMPARE(before.code, 1);
    QVERIFY2(before.errors.contains("captures init"), before.errors.constData());
    QCOMPARE(event(before.output).value("event"_L1), u"error"_s);
    // An owner who may not create roles.
    QVERIFY(m_server->execute(u"CREATE DATABASE plain OWNER alice"_s));
    const Outcome plain =
        run({u"captures"_s, u"init"_s, m_server->address({}, u"alice"_s).replace(u"/captures"_s, u"/plain"_s)});
    QCOMPARE(plain.code, 1);
    QVERIFY2(plain.errors.contains("CREATEROLE"), plain.errors.constData());
    for (int i = 0; i < 2; ++i) {
        const Outcome init = run({u"captures"_s, u"init"_s, m_server->address(), u"--writer"_s, u"team writers"_s});
        QVERIFY2(init.code == 0, init.errors.constData());
    }
    QVERIFY(m_server->execute(u"GRANT \"team writers\" TO alice; GRANT relay_reader TO robert"_s));
    const Outcome after = run({u"captures"_s, u"list"_s, m_server->address({}, u"robert"_s)});
    QCOMPARE(after.code, 0);
    QCOMPARE(after.output, QByteArray());
}

void tst_RelayctlCaptures::convertedThereAndBack()
{
    const QString address = m_server->address(u"sample"_s, u"alice"_s);
    const Outcome there = run({u"convert"_s, path(u"sample.relaycap"_s), address});
    QVERIFY2(there.code == 0, there.errors.constData());
    const QString readable = m_server->address(u"sample"_s, u"robert"_s);
    const Outcome back = run({u"convert"_s, readable, path(u"back.relaycap"_s)});
    QVERIFY2(back.code == 0, back.errors.constData());
    // As a format that has every row, and none of what differs between files.
    for (const QString &name : {u"sample"_s, u"back"_s})
        QCOMPARE(
            run({u"convert"_s, path(name + u".relaycap"_s), path(name + u".ndjson"_s), u"--redact"_s, u"none"_s}).code,
            0);
    QCOMPARE(run({u"convert"_s, readable, path(u"database.ndjson"_s), u"--redact"_s, u"none"_s}).code, 0);
    const auto content = [this](const QString &name) {
        QFile file(path(name));
        if (!file.open(QIODevice::ReadOnly))
            return "not there"_ba;
        // The numbers of the transactions are those of the database.
        return QString::fromUtf8(file.readAll()).remove(QRegularExpression(u",\"revision\":[0-9]+"_s)).toUtf8();
    };
    QVERIFY(content(u"sample.ndjson"_s).size() > 1000);
    QCOMPARE(content(u"back.ndjson"_s), content(u"sample.ndjson"_s));
    QCOMPARE(content(u"database.ndjson"_s), content(u"sample.ndjson"_s));
    // From another format straight into the database.
    const Outcome imported =
        run({u"convert"_s, path(u"sample.ndjson"_s), m_server->address(u"imported"_s, u"alice"_s)});
    QVERIFY2(imported.code == 0, imported.errors.constData());
    QCOMPARE(run({u"convert"_s, m_server->address(u"imported"_s), path(u"imported.ndjson"_s), u"--redact"_s, u"none"_s})
                 .code,
             0);
    QCOMPARE(content(u"imported.ndjson"_s).count('\n'), content(u"sample.ndjson"_s).count('\n'));
}

void tst_RelayctlCaptures::verbsReadTheSame_data()
{
    QTest::addColumn<QStringList>("before");
    QTest::addColumn<QStringList>("after");

    QTest::addRow("tail") << QStringList{u"tail"_s} << QStringList{};
    QTest::addRow("tail with a filter") << QStringList{u"tail"_s} << QStringList{u"kind:offer"_s};
    QTest::addRow("tail --last") << QStringList{u"tail"_s} << QStringList{u"--last"_s, u"3"_s};
    QTest::addRow("diagnose") << QStringList{u"diagnose"_s} << QStringList{u"--json"_s};
    QTest::addRow("stats") << QStringList{u"stats"_s} << QStringList{};
}

void tst_RelayctlCaptures::verbsReadTheSame()
{
    QFETCH(const QStringList, before);
    QFETCH(const QStringList, after);
    const auto events = [&](const QString &where) {
        const Outcome outcome = run(before + QStringList{where} + after);
        QList<QJsonObject> list;
        for (const QByteArray &line : outcome.output.split('\n')) {
            QJsonObject object = event(line);
            for (const auto name : {"time"_L1, "file"_L1, "file_bytes"_L1}) {
                if (before.first() != "tail"_L1)
                    object.remove(name);
            }
            list.append(object);
        }
        return std::pair(outcome.code, list);
    };
    const auto expected = events(path(u"sample.relaycap"_s));
    QCOMPARE(expected.first, 0);
    QVERIFY(expected.second.size() > 1);
    const auto found = events(m_server->address(u"sample"_s, u"robert"_s));
    QCOMPARE(found.first, 0);
    QCOMPARE(found.second, expected.second);
}

void tst_RelayctlCaptures::anExistingCaptureIsNotOverwritten()
{
    const Outcome again = run({u"convert"_s, path(u"sample.relaycap"_s), m_server->address(u"sample"_s)});
    QCOMPARE(again.code, 1);
    QCOMPARE(
        QString::fromUtf8(again.errors).trimmed(),
        u"relayctl: The capture “%1” could not be started: there is a capture with this name. Choose another name."_s
            .arg(m_server->address(u"sample"_s)));
}

void tst_RelayctlCaptures::listAndRemove()
{
    const auto names = [this] {
        QStringList list;
        for (const QByteArray &line : run({u"captures"_s, m_server->address({}, u"robert"_s)}).output.split('\n')) {
            if (!line.isEmpty())
                list.append(event(line).value("name"_L1).toString());
        }
        return list;
    };
    QCOMPARE(names(), QStringList({u"sample"_s, u"imported"_s}));
    const QJsonObject first = event(run({u"captures"_s, m_server->address()}).output.split('\n').constFirst());
    QCOMPARE(first.value("started_by"_L1), u"alice"_s);
    QVERIFY(first.value("messages"_L1).toInt() > 0);
    QVERIFY(first.value("bytes"_L1).toInt() > 0);

    const Outcome denied = run({u"captures"_s, u"rm"_s, m_server->address(u"imported"_s, u"robert"_s)});
    QCOMPARE(denied.code, 1);
    QVERIFY2(denied.errors.contains("permission denied"), denied.errors.constData());
    QCOMPARE(run({u"captures"_s, u"rm"_s, m_server->address(u"imported"_s)}).code, 0);
    QCOMPARE(names(), QStringList(u"sample"_s));
    const Outcome gone = run({u"tail"_s, m_server->address(u"imported"_s)});
    QCOMPARE(gone.code, 1);
    QVERIFY(gone.errors.contains("there is no capture with this name"));
    QCOMPARE(run({u"captures"_s, u"rm"_s, m_server->address(u"imported"_s)}).code, 1);
}

void tst_RelayctlCaptures::pruneKeepsWhatIsNew()
{
    QCOMPARE(run({u"convert"_s, path(u"sample.relaycap"_s), m_server->address(u"old"_s)}).code, 0);
    QVERIFY(m_server->execute(u"UPDATE relay.capture SET last_ns = last_ns - 86400000000000 WHERE name = 'old'"_s));
    QCOMPARE(run({u"captures"_s, u"prune"_s, m_server->address(), u"--older"_s, u"2d"_s}).errors.trimmed(),
             "relayctl: 0 captures removed"_ba);
    const Outcome pruned = run({u"captures"_s, u"prune"_s, m_server->address(), u"--older"_s, u"23h"_s});
    QVERIFY2(pruned.errors.contains("removed old") && pruned.errors.contains("1 capture removed"),
             pruned.errors.constData());
    QCOMPARE(m_server->value(u"SELECT string_agg(name, ',') FROM relay.capture"_s), u"sample"_s);
}

void tst_RelayctlCaptures::whatTheDatabaseMissedIsDrained()
{
    QCOMPARE(run({u"captures"_s, u"drain"_s}).errors.contains("nothing is kept"), true);
    const QByteArray ofAnother = run({u"captures"_s, u"drain"_s, u"postgresql://127.0.0.1/other"_s}).errors;
    QVERIFY2(ofAnother.contains("nothing is kept for postgresql://127.0.0.1/other in "), ofAnother.constData());
    QProcess serve;
    serve.start(QStringLiteral(RELAYCTL),
                {u"serve"_s, u"--port"_s, u"0"_s, u"--capture"_s, m_server->address(u"served"_s, u"alice"_s)});
    QByteArray log;
    QString url;
    while (url.isEmpty() && serve.waitForReadyRead(30'000)) {
        for (const QByteArray &line : serve.readAllStandardOutput().split('\n')) {
            log += line;
            if (event(line).value("event"_L1) == "listening"_L1)
                url = event(line).value("url"_L1).toString();
        }
    }
    QVERIFY2(!url.isEmpty(), (log + serve.readAllStandardError()).constData());
    QTRY_COMPARE(m_server->value(u"SELECT count(*) FROM relay.source s JOIN relay.capture c ON c.id = s.capture WHERE "
                                 "c.name = 'served'"_s),
                 u"1"_s);
    m_server->kill();
    const Outcome client = run({u"connect"_s, url, u"--name"_s, u"alpha"_s, u"--until-eof"_s});
    QCOMPARE(client.code, 0);
    serve.terminate();
    QVERIFY(serve.waitForFinished(60'000));
    const QByteArray errors = serve.readAllStandardError();
    QVERIFY2(errors.contains("captures drain"), errors.constData());

    QVERIFY(m_server->start());
    const Outcome drained = run({u"captures"_s, u"drain"_s, m_server->address({}, u"alice"_s)});
    QVERIFY2(drained.code == 0 && drained.errors.contains("brought into the capture served"),
             drained.errors.constData());
    const QByteArray tail = run({u"tail"_s, m_server->address(u"served"_s), u"kind:registration"_s}).output;
    QVERIFY2(tail.contains("alpha"), tail.constData());
    QVERIFY(QDir(path(u"state"_s)).entryList({u"*.relayspool"_s}, QDir::Files).isEmpty());
}

QTEST_GUILESS_MAIN(tst_RelayctlCaptures)
#include "tst_relayctlcaptures.moc"
