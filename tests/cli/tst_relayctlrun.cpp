// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/capturereader.h"
#include "tests/cli/relayctltest.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtNetwork/QTcpSocket>

#include <csignal>

using namespace RelayCore;
using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Returns the arguments that record a program, which writes its proxy to the file \a proxy and ends with a line of
/// input.
QStringList runUntilInput(const QString &capture, const QString &events, const QString &proxy)
{
    return {u"run"_s,      u"--capture"_s, capture,
            u"--events"_s, events,         u"--"_s,
            u"sh"_s,       u"-c"_s,        u"echo $ws_proxy > \"$1.part\"; mv \"$1.part\" \"$1\"; read line"_s,
            u"sh"_s,       proxy};
}

} // namespace

/// `relayctl run`: a program in the foreground whose connections are captured.
class tst_RelayctlRun : public RelayctlTest
{
    Q_OBJECT

private:
    /// Returns the options of a client of the relay behind \a proxy, as in the environment.
    [[nodiscard]] RelayClientOptions throughProxy(const QByteArray &proxy) const;

private Q_SLOTS:
    void exitCodes_data();
    void exitCodes();
    void whatDidNotBeginLeavesNoFiles_data();
    void whatDidNotBeginLeavesNoFiles();
    void theStreamsAreTheProgramsOwn();
    void signalsAreHandedOn_data();
    void signalsAreHandedOn();
    void connectionsAreCaptured();
    void whatDidNotReachARelayIsReported();
    void aDaemonIsFollowedUntilItsLastConnectionHasClosed();
    void followingEnds_data();
    void followingEnds();
};

RelayClientOptions tst_RelayctlRun::throughProxy(const QByteArray &proxy) const
{
    const QUrl url(QString::fromLatin1(proxy.trimmed()));
    RelayClientOptions options;
    options.address = m_relay->url();
    options.name = u"alpha"_s;
    options.proxy = QNetworkProxy(QNetworkProxy::HttpProxy, url.host(), quint16(url.port()));
    return options;
}

void tst_RelayctlRun::exitCodes_data()
{
    QTest::addColumn<QStringList>("command");
    QTest::addColumn<int>("expected");
    QTest::addRow("done") << QStringList{u"true"_s} << 0;
    QTest::addRow("its own") << QStringList{u"sh"_s, u"-c"_s, u"exit 42"_s} << 42;
    QTest::addRow("a signal") << QStringList{u"sh"_s, u"-c"_s, u"kill -TERM $$"_s} << 143;
    QTest::addRow("no such program") << QStringList{u"no-such-program"_s} << 127;
    QTest::addRow("options of its own") << QStringList{u"sh"_s, u"-c"_s, u"exit $#"_s, u"--help"_s, u"--"_s, u"--all"_s}
                                        << 2;
}

void tst_RelayctlRun::exitCodes()
{
    QFETCH(const QStringList, command);
    QFETCH(const int, expected);
    RelayctlProcess relayctl(QStringList{u"run"_s, u"--"_s} + command);
    TRY_END(relayctl, expected);
    QVERIFY2(relayctl.errors().contains("nothing is recorded"), relayctl.errors().constData());
}

void tst_RelayctlRun::whatDidNotBeginLeavesNoFiles_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("advice");
    QTest::addRow("a program that does not exist")
        << QStringList{u"run"_s, u"--events"_s, u"EVENTS"_s, u"--capture"_s, u"FILE"_s, u"--"_s, u"no-such-program"_s}
        << 127 << "There is no program no-such-program"_ba;
    QTest::addRow("a proxy whose port is taken")
        << QStringList{u"proxy"_s,     u"--listen"_s, u"127.0.0.1:PORT"_s, u"--upstream"_s, u"ws://h"_s,
                       u"--capture"_s, u"FILE"_s}
        << 1 << "is free, and with port 0 the system chooses one."_ba;
    QTest::addRow("a relay whose port is taken")
        << QStringList{u"serve"_s, u"--port"_s, u"PORT"_s, u"--capture"_s, u"FILE"_s} << 1
        << "is free, and with port 0 the system chooses one."_ba;
    QTest::addRow("a relay without a capture whose port is taken")
        << QStringList{u"serve"_s, u"--port"_s, u"PORT"_s} << 1
        << "is free, and with port 0 the system chooses one."_ba;
}

// The same command can be repeated once its mistake is mended: an existing capture would be refused.
void tst_RelayctlRun::whatDidNotBeginLeavesNoFiles()
{
    QFETCH(QStringList, arguments);
    QFETCH(const int, exitCode);
    QFETCH(const QByteArray, advice);
    QTemporaryDir directory;
    arguments.replaceInStrings(u"PORT"_s, QString::number(m_relay->url().port()));
    arguments.replaceInStrings(u"FILE"_s, directory.filePath(u"talk.relaycap"_s));
    arguments.replaceInStrings(u"EVENTS"_s, directory.filePath(u"events"_s));
    RelayctlProcess relayctl(arguments);
    TRY_END(relayctl, exitCode);
    QVERIFY2(relayctl.errors().contains(advice), relayctl.errors().constData());
    QCOMPARE(QDir(directory.path()).entryList(QDir::Files), QStringList());
}

void tst_RelayctlRun::theStreamsAreTheProgramsOwn()
{
    RelayctlProcess relayctl({u"run"_s, u"--"_s, u"sh"_s, u"-c"_s, u"cat; echo $wss_proxy"_s});
    relayctl.write("one\n");
    relayctl.closeInput();
    QTRY_VERIFY_WITH_TIMEOUT(!relayctl.isRunning(), limitMs);
    QCOMPARE(relayctl.exitCode(), 0);
    QVERIFY2(relayctl.output().startsWith("one\nhttp://127.0.0.1:"), relayctl.output().constData());
}

void tst_RelayctlRun::signalsAreHandedOn_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<QString>("name");
    QTest::addRow("SIGINT") << SIGINT << u"INT"_s;
    QTest::addRow("SIGTERM") << SIGTERM << u"TERM"_s;
    QTest::addRow("SIGHUP") << SIGHUP << u"HUP"_s;
    QTest::addRow("SIGQUIT") << SIGQUIT << u"QUIT"_s;
}

void tst_RelayctlRun::signalsAreHandedOn()
{
    QFETCH(const int, number);
    QFETCH(const QString, name);
    QTemporaryDir directory;
    const QString ready = directory.filePath(u"ready"_s);
    const QString twice = directory.filePath(u"twice"_s);
    // The first signal is not the end of relayctl: the program decides what to do about it.
    RelayctlProcess relayctl(
        {u"run"_s, u"--"_s, u"sh"_s, u"-c"_s,
         u"trap '[ -e \"$2\" ] && exit 7; : > \"$2\"' %1; : > \"$1\"; while :; do sleep 0.01; done"_s.arg(name),
         u"sh"_s, ready, twice});
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(ready), limitMs);
    relayctl.sendSignal(number);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(twice), limitMs);
    relayctl.sendSignal(number);
    TRY_END(relayctl, 7);
}

void tst_RelayctlRun::connectionsAreCaptured()
{
    QTemporaryDir directory;
    const QString capture = directory.filePath(u"talk.relaycap"_s);
    const QString events = directory.filePath(u"events"_s);
    const QString proxy = directory.filePath(u"proxy"_s);
    RelayctlProcess relayctl(runUntilInput(capture, events, proxy));
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(proxy), limitMs);
    RelayClient client(throughProxy(contentOf(proxy)));
    client.connectToRelay();
    QTRY_COMPARE_WITH_TIMEOUT(client.state(), RelayClient::State::Ready, limitMs);
    relayctl.write("end\n");
    QTRY_VERIFY_WITH_TIMEOUT(contentOf(events).contains(R"("event":"message")"), limitMs);
    QVERIFY(relayctl.isRunning()); // A connection is still open.
    client.close();
    TRY_END(relayctl, 0);
    auto opened = Inspector::CaptureReader::open(capture);
    const auto *reader = std::get_if<std::unique_ptr<Inspector::CaptureReader>>(&opened);
    QVERIFY(reader);
    QCOMPARE((*reader)->connections().size(), 1);
    QCOMPARE((*reader)->connections().constFirst().name, u"alpha"_s);
}

void tst_RelayctlRun::whatDidNotReachARelayIsReported()
{
    QTemporaryDir directory;
    const QString capture = directory.filePath(u"talk.relaycap"_s);
    const QString events = directory.filePath(u"events"_s);
    const QString proxy = directory.filePath(u"proxy"_s);
    RelayctlProcess relayctl(runUntilInput(capture, events, proxy));
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(proxy), limitMs);
    RelayClientOptions options = throughProxy(contentOf(proxy));
    options.address = QUrl(u"ws://127.0.0.1:1"_s);
    RelayClient client(options);
    client.connectToRelay();
    QTRY_VERIFY_WITH_TIMEOUT(contentOf(events).contains(R"("by":"upstream")"), limitMs);
    client.close();
    relayctl.write("end\n");
    TRY_END(relayctl, 0);
    const QByteArray errors = relayctl.errors();
    QVERIFY2(errors.contains("did not reach a relay: ") && errors.contains("127.0.0.1:1"), errors.constData());
    QVERIFY2(errors.contains(". relayctl diagnose " + capture.toLocal8Bit() + " has advice\n"), errors.constData());
}

// The program ends with 3 at once. Its daemon runs until the file "end" exists, and writes the proxy to the file
// "proxy" as soon as it was adopted, which is when the program has ended.
class Daemon
{
public:
    explicit Daemon(const QStringList &options = {})
        : relayctl(QStringList{u"run"_s} + options
                   + QStringList{u"--"_s, u"sh"_s, u"-c"_s, QString::fromUtf16(script), u"sh"_s, m_directory.path()})
    {}
    ~Daemon() { end(); }
    Q_DISABLE_COPY_MOVE(Daemon)

    [[nodiscard]] bool isAdopted() const { return QFile::exists(m_directory.filePath(u"proxy"_s)); }
    [[nodiscard]] bool hasEnded() const { return QFile::exists(m_directory.filePath(u"ended"_s)); }
    [[nodiscard]] QByteArray proxy() const { return contentOf(m_directory.filePath(u"proxy"_s)); }
    void end() const { (void)QFile(m_directory.filePath(u"end"_s)).open(QIODevice::WriteOnly); }

private:
    static constexpr auto script = uR"sh(
cd "$1"
parent() { read -r _ _ _ parent _ < "/proc/$1/stat"; echo "$parent"; }
{
    read -r self _ < /proc/self/stat
    while [ "$(parent "$self")" = $$ ]; do sleep 0.01; done
    echo "$ws_proxy" > part; mv part proxy
    while [ -d "$1" ] && ! [ -e end ]; do sleep 0.01; done
    : > ended
} < /dev/null > /dev/null 2>&1 &
exit 3)sh";

    QTemporaryDir m_directory;

public:
    RelayctlProcess relayctl;
};

void tst_RelayctlRun::aDaemonIsFollowedUntilItsLastConnectionHasClosed()
{
    Daemon daemon;
    QTRY_VERIFY_WITH_TIMEOUT(daemon.isAdopted(), limitMs);
    RelayClient client(throughProxy(daemon.proxy()));
    client.connectToRelay();
    QTRY_COMPARE_WITH_TIMEOUT(client.state(), RelayClient::State::Ready, limitMs);
    QVERIFY(daemon.relayctl.isRunning());
    client.close();
    TRY_END(daemon.relayctl, 3);
    QVERIFY(!daemon.hasEnded());
}

void tst_RelayctlRun::followingEnds_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<int>("number");
    QTest::addRow("with the daemon") << QStringList() << 0;
    QTest::addRow("after --for") << QStringList{u"--for"_s, u"0.5"_s} << 0;
    QTest::addRow("with a signal") << QStringList() << SIGTERM;
}

void tst_RelayctlRun::followingEnds()
{
    QFETCH(const QStringList, options);
    QFETCH(const int, number);
    Daemon daemon(options);
    QTRY_VERIFY_WITH_TIMEOUT(daemon.isAdopted(), limitMs);
    if (number != 0)
        daemon.relayctl.sendSignal(number);
    else if (options.isEmpty())
        daemon.end();
    TRY_END(daemon.relayctl, 3);
    QCOMPARE(daemon.hasEnded(), number == 0 && options.isEmpty());
}

QTEST_GUILESS_MAIN(tst_RelayctlRun)
#include "tst_relayctlrun.moc"
