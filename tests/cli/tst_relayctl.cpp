// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/capturereader.h"
#include "tests/cli/relayctltest.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>

#include <algorithm>
#include <memory>

using namespace RelayCore;
using namespace Qt::StringLiterals;

/// The verbs of relayctl, from the outside.
class tst_Relayctl : public RelayctlTest
{
    Q_OBJECT

private Q_SLOTS:
    void needsNoWindow();
    void invalidAddress_data();
    void invalidAddress();
    void wrongUsage();
    void leavesWhenNobodyReads();
    void captures();
    void refusedBehindTheCapture();
    void proxies();
    void proxiesOnlyToRelays();
    void demonstrates();
    void serves();
    void servesNotTwiceOnOnePort();
};

void tst_Relayctl::needsNoWindow()
{
#ifndef Q_OS_LINUX
    QSKIP("ldd is a tool of Linux");
#else
    QProcess ldd;
    ldd.start(u"ldd"_s, {QStringLiteral(RELAYCTL)});
    QVERIFY(ldd.waitForFinished());
    const QByteArray libraries = ldd.readAllStandardOutput();
    QVERIFY2(libraries.contains("libQt6Core"), libraries.constData());
    for (const char *unwanted : {"Qt6Gui", "Qt6Widgets", "Qt6Qml", "Qt6Quick"})
        QVERIFY2(!libraries.contains(unwanted), libraries.constData());
#endif
}

void tst_Relayctl::invalidAddress_data()
{
    QTest::addColumn<QString>("address");
    QTest::addRow("another scheme") << u"http://127.0.0.1"_s;
    QTest::addRow("no host") << u"ws://"_s;
    QTest::addRow("words") << u"not an address"_s;
}

void tst_Relayctl::invalidAddress()
{
    QFETCH(const QString, address);
    RelayctlProcess relayctl({u"connect"_s, address});
    TRY_END(relayctl, 1);
    const auto errors = relayctl.events(u"error"_s);
    QCOMPARE(errors.size(), 1);
    QCOMPARE(errors.constFirst().value("category"_L1), QJsonValue(u"invalid_address"_s));
    QCOMPARE(errors.constFirst().value("phase"_L1), QJsonValue(u"configuration"_s));
    QCOMPARE(errors.constFirst().value("fatal"_L1), QJsonValue(true));
}

void tst_Relayctl::wrongUsage()
{
    RelayctlProcess relayctl({u"connect"_s});
    TRY_END(relayctl, 2);
    QCOMPARE(relayctl.output(), QByteArray());
    QVERIFY2(relayctl.errors().contains("URL is required"), relayctl.errors().constData());
}

void tst_Relayctl::leavesWhenNobodyReads()
{
    QProcess shell;
    shell.start(u"sh"_s, {u"-c"_s, u"\"$0\" connect \"$1\" </dev/null | head -n 1"_s, QStringLiteral(RELAYCTL),
                          m_relay->url().toString()});
    QTRY_COMPARE_WITH_TIMEOUT(shell.state(), QProcess::NotRunning, limitMs);
    QVERIFY(shell.readAllStandardOutput().startsWith(R"({"event":"state")"));
}

void tst_Relayctl::captures()
{
    QTemporaryDir directory;
    QFile token(directory.filePath(u"token"_s));
    QVERIFY(token.open(QIODevice::WriteOnly));
    token.write("sesame");
    token.close();
    const QString path = directory.filePath(u"talk.relay"_s);
    {
        RelayctlProcess relayctl(
            connectToRelay({u"--capture"_s, path, u"--count"_s, u"1"_s, u"--token-file"_s, token.fileName()}));
        relayctl.write(offerLine(alpha));
        TRY_END(relayctl, 0);
    }
    auto opened = Inspector::CaptureReader::open(path);
    const auto *reader = std::get_if<std::unique_ptr<Inspector::CaptureReader>>(&opened);
    QVERIFY(reader);
    const auto connections = (*reader)->connections();
    QCOMPARE(connections.size(), 1);
    const Inspector::ConnectionRow &connection = connections.constFirst();
    QCOMPARE(connection.name, u"alpha"_s);
    QVERIFY(connection.registered);
    QVERIFY(connection.response);
    QCOMPARE(connection.response->status, 101);
    QVERIFY(connection.closed);
    QVERIFY((*reader)->messageCount() >= 4); // registration, response, sent, received
    QVERIFY(!QFile::exists(path + u"-wal"_s));

    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray content = file.readAll();
    QVERIFY(!content.contains("sesame"));

    RelayctlProcess again(connectToRelay({u"--capture"_s, path}));
    TRY_END(again, 1);
    QVERIFY(file.seek(0));
    QCOMPARE(file.readAll(), content);
}

void tst_Relayctl::refusedBehindTheCapture()
{
    QTemporaryDir directory;
    const QUrl url = m_relay->url();
    m_relay.reset();
    RelayctlProcess relayctl(connectTo(url, {u"--no-retry"_s, u"--capture"_s, directory.filePath(u"talk.relay"_s)}));
    TRY_END(relayctl, 1);
    const auto errors = relayctl.events(u"error"_s);
    QCOMPARE(errors.size(), 1);
    QCOMPARE(errors.constFirst().value("category"_L1), QJsonValue(u"refused"_s));
    QVERIFY(errors.constFirst().value("http_status"_L1).isNull());
    QVERIFY(relayctl.events(u"retry"_s).isEmpty());
}

void tst_Relayctl::proxies()
{
    QTemporaryDir directory;
    const QString path = directory.filePath(u"talk.relay"_s);
    RelayctlProcess proxy({u"proxy"_s, u"--listen"_s, u"127.0.0.1:0"_s, u"--upstream"_s, m_relay->url().toString(),
                           u"--print"_s, u"--capture"_s, path});
    TRY_SEE(proxy, u"listening"_s);
    const QUrl url(proxy.events(u"listening"_s).constFirst().value("url"_L1).toString());

    RelayctlProcess client(connectTo(url, {u"--count"_s, u"1"_s, u"--header"_s, u"Authorization: Bearer sesame"_s}));
    client.write(offerLine(alpha));
    TRY_END(client, 0);
    TRY_SEE(proxy, u"closed"_s);
    proxy.terminate();
    TRY_END(proxy, 0);

    QCOMPARE(proxy.events(u"response"_s, u"status"_s, 101).size(), 1);
    QCOMPARE(proxy.events(u"message"_s, u"direction"_s, u"sent"_s).size(), 2);
    QCOMPARE(proxy.events(u"message"_s, u"direction"_s, u"received"_s).size(), 2);
    QVERIFY(!proxy.output().contains("sesame"));
    auto opened = Inspector::CaptureReader::open(path);
    const auto *reader = std::get_if<std::unique_ptr<Inspector::CaptureReader>>(&opened);
    QVERIFY(reader);
    QCOMPARE((*reader)->connections().size(), 1);
}

void tst_Relayctl::proxiesOnlyToRelays()
{
    RelayctlProcess proxy({u"proxy"_s, u"--listen"_s, u"127.0.0.1:0"_s, u"--upstream"_s, u"http://127.0.0.1"_s});
    TRY_END(proxy, 1);
    QCOMPARE(proxy.events(u"error"_s, u"category"_s, u"invalid_address"_s).size(), 1);
}

void tst_Relayctl::demonstrates()
{
    RelayctlProcess demo({u"demo"_s});
    TRY_SEE(demo, u"listening"_s);
    TRY_SEE(demo, u"message"_s, u"direction"_s, u"received"_s);
    const auto isOffer = [](const QJsonObject &event) {
        return event.value("message"_L1).toObject().value("description_type"_L1) == u"offer"_s;
    };
    QTRY_VERIFY_WITH_TIMEOUT(std::ranges::any_of(demo.events(u"message"_s), isOffer), limitMs);
    demo.terminate();
    TRY_END(demo, 0);
}

void tst_Relayctl::serves()
{
    RelayctlProcess relayctl({u"serve"_s, u"--port"_s, u"0"_s});
    TRY_SEE(relayctl, u"listening"_s);
    const QUrl url(relayctl.events(u"listening"_s).constFirst().value("url"_L1).toString());
    QCOMPARE(url.host(), u"127.0.0.1"_s);

    RelayctlProcess client(connectTo(url, {u"--count"_s, u"1"_s}));
    client.write(offerLine(alpha));
    TRY_END(client, 0);

    RelayctlProcess guest(connectTo(url, {u"--no-retry"_s}));
    TRY_SEE(guest, u"registered"_s);
    relayctl.terminate();
    TRY_END(relayctl, 0);
    TRY_END(guest, 1);
    QCOMPARE(guest.events(u"error"_s).constLast().value("close_code"_L1), QJsonValue(1001));
}

void tst_Relayctl::servesNotTwiceOnOnePort()
{
    RelayctlProcess relayctl({u"serve"_s, u"--port"_s, QString::number(m_relay->url().port())});
    TRY_END(relayctl, 1);
    QCOMPARE(relayctl.events(u"error"_s, u"category"_s, u"usage"_s).size(), 1);
    QVERIFY2(relayctl.errors().startsWith("relayctl: "), relayctl.errors().constData());
}

QTEST_GUILESS_MAIN(tst_Relayctl)
#include "tst_relayctl.moc"
