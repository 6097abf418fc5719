// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/capturereader.h"
#include "tests/cli/relayctltest.h"

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

} // namespace

/// `relayctl run`: a program in the foreground whose connections are captured.
class tst_RelayctlRun : public RelayctlTest
{
    Q_OBJECT

private Q_SLOTS:
    void exitCodes_data();
    void exitCodes();
    void theStreamsAreTheProgramsOwn();
    void signalsAreHandedOn();
    void connectionsAreCaptured();
};

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

void tst_RelayctlRun::theStreamsAreTheProgramsOwn()
{
    RelayctlProcess relayctl({u"run"_s, u"--"_s, u"sh"_s, u"-c"_s, u"cat; echo $wss_proxy"_s});
    relayctl.write("one\n");
    relayctl.closeInput();
    QTRY_VERIFY_WITH_TIMEOUT(!relayctl.isRunning(), limitMs);
    QCOMPARE(relayctl.exitCode(), 0);
    QVERIFY2(relayctl.output().startsWith("one\nhttp://127.0.0.1:"), relayctl.output().constData());
}

void tst_RelayctlRun::signalsAreHandedOn()
{
    QTemporaryDir directory;
    const QString ready = directory.filePath(u"ready"_s);
    RelayctlProcess relayctl({u"run"_s, u"--"_s, u"sh"_s, u"-c"_s,
                              u"trap 'exit 7' INT; : > \"$1\"; while :; do sleep 0.01; done"_s, u"sh"_s, ready});
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(ready), limitMs);
    relayctl.interrupt();
    TRY_END(relayctl, 7);
}

void tst_RelayctlRun::connectionsAreCaptured()
{
    QTemporaryDir directory;
    const QString capture = directory.filePath(u"talk.relaycap"_s);
    const QString events = directory.filePath(u"events"_s);
    const QString proxy = directory.filePath(u"proxy"_s);
    RelayctlProcess relayctl({u"run"_s, u"--capture"_s, capture, u"--events"_s, events, u"--"_s, u"sh"_s, u"-c"_s,
                              u"echo $ws_proxy > \"$1.part\"; mv \"$1.part\" \"$1\"; read line"_s, u"sh"_s, proxy});
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(proxy), limitMs);
    const QUrl url(QString::fromLatin1(contentOf(proxy).trimmed()));
    RelayClientOptions options;
    options.address = m_relay->url();
    options.name = u"alpha"_s;
    options.proxy = QNetworkProxy(QNetworkProxy::HttpProxy, url.host(), quint16(url.port()));
    RelayClient client(options);
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

QTEST_GUILESS_MAIN(tst_RelayctlRun)
#include "tst_relayctlrun.moc"
