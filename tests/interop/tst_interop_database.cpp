// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/capture/postgresserver.h"
#include "tests/interop/process.h"
#include "tests/interop/referencerelay.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using CaptureTest::PostgresServer;

namespace {

constexpr int timeout = 120'000; ///< ms, for Python processes on a busy machine.

} // namespace

/// Endpoints of the reference, recorded into a PostgreSQL database by every command that records, with the roles of
/// docs/scale.md: alice may only write, robert may only read.
class tst_InteropDatabase : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void run();
    void proxy();
    void serve();
    void connectAsAClient();
    void replayOfTheDatabase();
    void twoHostsAreDiagnosedTogether();
    void allCapturesInEveryVerb();

private:
    [[nodiscard]] QString written(const QString &capture) const { return m_server->address(capture, u"alice"_s); }
    [[nodiscard]] QString readable(const QString &capture = {}) const
    {
        return m_server->address(capture, u"robert"_s);
    }
    /// Starts relayctl with \a arguments.
    void start(Process &process, const QStringList &arguments);
    /// Runs relayctl with \a arguments to its end, and has the test fail where that is no success.
    void finish(Process &process, const QStringList &arguments);
    /// Returns where \a process listens.
    void listens(Process &process, QString &url);
    void end(Process &process);
    /// Runs two PeerManagers that find each other at \a relay, in one process.
    void meetAt(const QString &relay);
    /// Returns the first attempt that `relayctl diagnose` finds in \a where.
    void diagnose(const QString &where, QJsonObject &attempt);

    std::unique_ptr<PostgresServer> m_server;
    ReferenceRelay m_relay;
    QTemporaryDir m_folder;
};

void tst_InteropDatabase::start(Process &process, const QStringList &arguments)
{
    QCOMPARE(process.startProgram(QStringLiteral(RELAYCTL), arguments), QString());
}

void tst_InteropDatabase::finish(Process &process, const QStringList &arguments)
{
    start(process, arguments);
    QTRY_VERIFY2_WITH_TIMEOUT(!process.isRunning(), qPrintable(process.transcript()), timeout);
    QVERIFY2(process.succeeded(), qPrintable(process.transcript()));
}

void tst_InteropDatabase::listens(Process &process, QString &url)
{
    QTRY_VERIFY2_WITH_TIMEOUT(!process.events(u"listening"_s).isEmpty(), qPrintable(process.transcript()), timeout);
    url = process.events(u"listening"_s).constFirst()[u"url"].toString();
}

void tst_InteropDatabase::end(Process &process)
{
    process.terminate();
    QTRY_VERIFY2_WITH_TIMEOUT(!process.isRunning(), qPrintable(process.transcript()), timeout);
}

void tst_InteropDatabase::meetAt(const QString &relay)
{
    Process peers;
    QCOMPARE(peers.startScript(u"failures.py"_s, {u"connects"_s, u"--address"_s, relay}), QString());
    QTRY_VERIFY2_WITH_TIMEOUT(!peers.isRunning(), qPrintable(peers.transcript()), timeout);
    QVERIFY2(peers.succeeded() && !peers.events(u"done"_s).isEmpty(), qPrintable(peers.transcript()));
}

void tst_InteropDatabase::diagnose(const QString &where, QJsonObject &attempt)
{
    Process process;
    finish(process, {u"diagnose"_s, where, u"--json"_s});
    QVERIFY2(!process.events(u"attempt"_s).isEmpty(), qPrintable(process.transcript()));
    attempt = process.events(u"attempt"_s).constFirst();
}

/// Fails the test function as the helper did.
#define PASSED(call)                                                                                                   \
    do {                                                                                                               \
        call;                                                                                                          \
        if (QTest::currentTestFailed())                                                                                \
            return;                                                                                                    \
    } while (false)

void tst_InteropDatabase::initTestCase()
{
    if (const QString reason = PostgresServer::missing(); !reason.isEmpty())
        QSKIP(qPrintable(reason));
    QVERIFY(m_folder.isValid());
    qputenv("XDG_STATE_HOME", m_folder.path().toLocal8Bit());
    m_server = std::make_unique<PostgresServer>();
    QVERIFY(m_server->initialize());
    Process init;
    PASSED(finish(init, {u"captures"_s, u"init"_s, m_server->address()}));
    QVERIFY(m_server->execute(u"GRANT relay_writer TO alice; GRANT relay_reader TO robert"_s));
    QCOMPARE(m_relay.start(), QString());
}

void tst_InteropDatabase::run()
{
    Process process;
    PASSED(finish(process, QStringList{u"run"_s, u"--capture"_s, written(u"run"_s), u"--"_s}
                               + Process::scriptCommand(u"failures.py"_s)
                               + QStringList{u"connects"_s, u"--address"_s, m_relay.url().toString()}));
    QJsonObject attempt;
    PASSED(diagnose(readable(u"run"_s), attempt));
    QCOMPARE(attempt[u"verdict"].toString(), u"expected-to-connect"_s);
    QCOMPARE(attempt[u"from"][u"name"].toString(), u"alpha"_s);
    QCOMPARE(attempt[u"to"][u"name"].toString(), u"beta"_s);
}

void tst_InteropDatabase::proxy()
{
    Process process;
    PASSED(start(process, {u"proxy"_s, u"--upstream"_s, m_relay.url().toString(), u"--listen"_s, u"127.0.0.1:0"_s,
                           u"--capture"_s, written(u"proxy"_s)}));
    QString url;
    PASSED(listens(process, url));
    PASSED(meetAt(url));
    PASSED(end(process));
    QJsonObject attempt;
    PASSED(diagnose(readable(u"proxy"_s), attempt));
    QCOMPARE(attempt[u"verdict"].toString(), u"expected-to-connect"_s);
    QCOMPARE(m_server->value(u"SELECT ended_ns IS NOT NULL FROM relay.capture WHERE name = 'proxy'"_s), u"true"_s);
}

void tst_InteropDatabase::serve()
{
    Process process;
    PASSED(start(process, {u"serve"_s, u"--port"_s, u"0"_s, u"--capture"_s, written(u"serve"_s)}));
    QString url;
    PASSED(listens(process, url));
    // The server is killed and is back while they talk: the relay goes on, and nothing is missing.
    m_server->kill();
    PASSED(meetAt(url));
    QVERIFY(m_server->start());
    PASSED(meetAt(url));
    PASSED(end(process));
    Process drain;
    PASSED(finish(drain, {u"captures"_s, u"drain"_s, written({})}));
    Process offers;
    PASSED(finish(offers, {u"tail"_s, readable(u"serve"_s), u"kind:offer"_s}));
    // Two of them, each received by the relay and sent on.
    QCOMPARE(offers.events(u"message"_s).size(), 4);
    QCOMPARE(
        m_server->value(u"SELECT count(*) = max(m.id) AND count(*) = count(DISTINCT m.id) FROM relay.message m JOIN "
                        "relay.capture c ON c.id = m.capture WHERE c.name = 'serve'"_s),
        u"true"_s);
}

void tst_InteropDatabase::connectAsAClient()
{
    Process peer;
    QCOMPARE(peer.startScript(u"failures.py"_s, {u"silent"_s, u"--address"_s, m_relay.url().toString(), u"--callee"_s}),
             QString());
    QTRY_VERIFY2_WITH_TIMEOUT(!peer.events(u"registered"_s).isEmpty(), qPrintable(peer.transcript()), timeout);
    Process process;
    PASSED(start(process, {u"connect"_s, m_relay.url().toString(), u"--name"_s, u"by hand"_s, u"--until-eof"_s,
                           u"--capture"_s, written(u"connect"_s)}));
    process.writeLine(R"({"message_type":"peer_connection","peer_uuid":"be7a0000-0000-4000-8000-000000000002",)"
                      R"("description_type":"offer","description":"v=0"})");
    QTRY_VERIFY2_WITH_TIMEOUT(!peer.events(u"offered"_s).isEmpty(), qPrintable(peer.transcript()), timeout);
    process.closeInput();
    QTRY_VERIFY2_WITH_TIMEOUT(!process.isRunning(), qPrintable(process.transcript()), timeout);
    QVERIFY2(process.succeeded(), qPrintable(process.transcript()));
    Process tail;
    PASSED(finish(tail, {u"tail"_s, readable(u"connect"_s), u"kind:registration|offer"_s}));
    QCOMPARE(tail.events(u"message"_s).size(), 2);
    QVERIFY2(tail.transcript().contains(u"by hand"_s), qPrintable(tail.transcript()));
}

void tst_InteropDatabase::replayOfTheDatabase()
{
    Process process;
    PASSED(finish(process, {u"replay"_s, readable(u"run"_s), m_relay.url().toString()}));
    QCOMPARE(process.events(u"summary"_s).size(), 1);
    QVERIFY2(process.events(u"summary"_s).constFirst()[u"equal"].toBool(), qPrintable(process.transcript()));
}

void tst_InteropDatabase::twoHostsAreDiagnosedTogether()
{
    const auto endpoint = [this](const QString &capture, const QString &scenario) {
        return QStringList{u"run"_s, u"--capture"_s, written(capture), u"--"_s}
               + Process::scriptCommand(u"failures.py"_s)
               + QStringList{scenario, u"--address"_s, m_relay.url().toString()};
    };
    // As docs/scale.md has it: each records itself, and each capture alone has one side of the attempt.
    Process beta;
    PASSED(start(beta, endpoint(u"host-b"_s, u"serve"_s)));
    QTRY_VERIFY2_WITH_TIMEOUT(!beta.events(u"registered"_s).isEmpty(), qPrintable(beta.transcript()), timeout);
    Process alpha;
    PASSED(start(alpha, endpoint(u"host-a"_s, u"call"_s)));
    QTRY_VERIFY2_WITH_TIMEOUT(!alpha.isRunning(), qPrintable(alpha.transcript()), timeout);
    QVERIFY2(alpha.transcript().contains(u"the peers met"_s), qPrintable(alpha.transcript()));
    PASSED(end(beta));
    QVERIFY(m_server->execute(u"UPDATE relay.capture SET host = 'berlin' WHERE name = 'host-a'; "
                              "UPDATE relay.capture SET host = 'lisbon' WHERE name = 'host-b'; "
                              "DELETE FROM relay.capture WHERE name NOT LIKE 'host-_'"_s));
    QJsonObject attempt;
    PASSED(diagnose(readable(), attempt));
    QCOMPARE(attempt[u"verdict"].toString(), u"expected-to-connect"_s);
    QCOMPARE(attempt[u"from"][u"name"].toString(), u"alpha"_s);
    QCOMPARE(attempt[u"to"][u"name"].toString(), u"beta"_s);
}

void tst_InteropDatabase::allCapturesInEveryVerb()
{
    const QString total = m_server->value(u"SELECT sum(messages) FROM relay.capture"_s);
    QVERIFY(total.toInt() > 0);
    Process tail;
    PASSED(finish(tail, {u"tail"_s, readable(), u"--count"_s}));
    QCOMPARE(tail.lines(), QStringList(total));
    Process stats;
    PASSED(finish(stats, {u"stats"_s, readable()}));
    QVERIFY2(stats.transcript().contains(u"berlin/host-a: "_s), qPrintable(stats.transcript()));
    Process convert;
    const QString copy = m_folder.filePath(u"all.relaycap"_s);
    PASSED(finish(convert, {u"convert"_s, readable(), copy}));
    Process again;
    PASSED(finish(again, {u"tail"_s, copy, u"--count"_s}));
    QCOMPARE(again.lines(), QStringList(total));
    // What a filter selects is what the table of the database has: its index and what is written are of one copy.
    Process offers;
    PASSED(finish(offers,
                  {u"convert"_s, readable(), m_folder.filePath(u"offers.relaycap"_s), u"--filter"_s, u"kind:offer"_s}));
    Process counted;
    PASSED(finish(counted, {u"tail"_s, m_folder.filePath(u"offers.relaycap"_s), u"--count"_s}));
    const QString inDatabase = m_server->value(u"SELECT count(*) FROM relay.message WHERE kind = 3 AND capture IN "
                                               "(SELECT id FROM relay.capture)"_s);
    QVERIFY(inDatabase.toInt() > 0);
    QCOMPARE(counted.lines(), QStringList(inDatabase));

    // Live: another capture begins while it is followed.
    Process follow;
    PASSED(start(follow, {u"tail"_s, u"--follow"_s, readable(), u"kind:offer"_s}));
    QTRY_VERIFY2_WITH_TIMEOUT(follow.events(u"message"_s).size() >= 2, qPrintable(follow.transcript()), timeout);
    const qsizetype before = follow.events(u"message"_s).size();
    PASSED(run());
    QTRY_VERIFY2_WITH_TIMEOUT(follow.events(u"message"_s).size() > before, qPrintable(follow.transcript()), timeout);
    PASSED(end(follow));
}

QTEST_GUILESS_MAIN(tst_InteropDatabase)
#include "tst_interop_database.moc"
