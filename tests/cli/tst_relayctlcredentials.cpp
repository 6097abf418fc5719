// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/protocol/codec.h"
#include "tests/cli/relayctltest.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtWebSockets/QWebSocket>
#include <QtWebSockets/QWebSocketServer>

#include <memory>

using namespace RelayCore;
using namespace Qt::StringLiterals;

/// `relayctl connect` with tokens, and with files that cannot be used.
class tst_RelayctlCredentials : public RelayctlTest
{
    Q_OBJECT

private Q_SLOTS:
    void sendsTheTokenAndKeepsItSecret();
    void findsARotatedToken_data();
    void findsARotatedToken();
    void aTokenFileThatGoesAwayIsFatal();
    void warnsOfUnencryptedTokens();
    void unusableFiles_data();
    void unusableFiles();
};

void tst_RelayctlCredentials::sendsTheTokenAndKeepsItSecret()
{
    QTemporaryDir directory;
    QFile file(directory.filePath(u"token"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("sesame\n");
    file.close();

    QWebSocketServer gate(u"gate"_s, QWebSocketServer::NonSecureMode);
    QVERIFY(gate.listen(QHostAddress::LocalHost));
    RelayctlProcess relayctl(connectTo(
        gate.serverUrl(), {u"--token-file"_s, file.fileName(), u"--header"_s, u"X-Lab: 7"_s, u"--no-retry"_s}));
    QTRY_VERIFY_WITH_TIMEOUT(gate.hasPendingConnections(), limitMs);
    const std::unique_ptr<QWebSocket> socket(gate.nextPendingConnection());
    QCOMPARE(socket->request().rawHeader("Authorization"), "Bearer sesame"_ba);
    QCOMPARE(socket->request().rawHeader("X-Lab"), "7"_ba);
    socket->close(QWebSocketProtocol::CloseCode(4001), u"Not with this token."_s);
    TRY_END(relayctl, 1);
    QCOMPARE(relayctl.events(u"error"_s, u"category"_s, u"unauthorized"_s).size(), 1);
    QVERIFY(!relayctl.output().contains("sesame"));
    QVERIFY(!relayctl.errors().contains("sesame"));
    QVERIFY(!relayctl.errors().contains("unencrypted"));
}

void tst_RelayctlCredentials::findsARotatedToken_data()
{
    QTest::addColumn<bool>("captured");
    QTest::addRow("plain") << false;
    QTest::addRow("behind the capture") << true;
}

void tst_RelayctlCredentials::findsARotatedToken()
{
    QFETCH(const bool, captured);
    QTemporaryDir directory;
    const QString path = directory.filePath(u"token"_s);
    const auto write = [&path](const QByteArray &token) {
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(token) == token.size();
    };
    QVERIFY(write("sesame-old"));

    QWebSocketServer gate(u"gate"_s, QWebSocketServer::NonSecureMode);
    QVERIFY(gate.listen(QHostAddress::LocalHost));
    QStringList options{u"--token-file"_s, path};
    if (captured)
        options += {u"--capture"_s, directory.filePath(u"talk.relay"_s)};
    RelayctlProcess relayctl(connectTo(gate.serverUrl(), options));
    QTRY_VERIFY_WITH_TIMEOUT(gate.hasPendingConnections(), limitMs);
    const std::unique_ptr<QWebSocket> refused(gate.nextPendingConnection());
    QCOMPARE(refused->request().rawHeader("Authorization"), "Bearer sesame-old"_ba);
    QVERIFY(write("sesame-new"));
    refused->close(QWebSocketProtocol::CloseCode(4001), u"sesame-old is over"_s);

    QTRY_VERIFY_WITH_TIMEOUT(gate.hasPendingConnections(), limitMs);
    const std::unique_ptr<QWebSocket> accepted(gate.nextPendingConnection());
    QCOMPARE(accepted->request().rawHeader("Authorization"), "Bearer sesame-new"_ba);
    accepted->sendTextMessage(QString::fromUtf8(encode(RelayResponse{})));
    TRY_SEE(relayctl, u"registered"_s);
    QVERIFY(relayctl.isRunning());
    accepted->close(QWebSocketProtocol::CloseCode(4002), u"neither is sesame-new"_s);
    TRY_SEE(relayctl, u"error"_s, u"close_code"_s, 4002);
    relayctl.terminate();
    QTRY_VERIFY_WITH_TIMEOUT(!relayctl.isRunning(), limitMs);
    for (const QByteArray &said : {relayctl.output(), relayctl.errors()})
        QVERIFY2(!said.contains("sesame"), said.constData());
    QVERIFY(relayctl.output().contains("*** is over"));
}

void tst_RelayctlCredentials::aTokenFileThatGoesAwayIsFatal()
{
    QTemporaryDir directory;
    QFile file(directory.filePath(u"token"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("sesame");
    file.close();
    QWebSocketServer gate(u"gate"_s, QWebSocketServer::NonSecureMode);
    QVERIFY(gate.listen(QHostAddress::LocalHost));
    RelayctlProcess relayctl(connectTo(gate.serverUrl(), {u"--token-file"_s, file.fileName()}));
    QTRY_VERIFY_WITH_TIMEOUT(gate.hasPendingConnections(), limitMs);
    const std::unique_ptr<QWebSocket> socket(gate.nextPendingConnection());
    QVERIFY(file.remove());
    socket->close(QWebSocketProtocol::CloseCode(4001), u"no"_s);
    TRY_END(relayctl, 1);
    const auto errors = relayctl.events(u"error"_s, u"fatal"_s, true);
    QCOMPARE(errors.size(), 1);
    QCOMPARE(errors.constFirst().value("category"_L1), QJsonValue(u"unauthorized"_s));
    QVERIFY2(relayctl.errors().contains("Cannot read " + file.fileName().toUtf8()), relayctl.errors().constData());
}

void tst_RelayctlCredentials::warnsOfUnencryptedTokens()
{
    QTemporaryDir directory;
    QFile file(directory.filePath(u"token"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("sesame");
    file.close();
    // The wildcard address is no loopback address, and yet leads nowhere else.
    const QUrl url(u"ws://0.0.0.0:%1"_s.arg(freePort()));
    RelayctlProcess relayctl(connectTo(url, {u"--token-file"_s, file.fileName(), u"--no-retry"_s}));
    TRY_END(relayctl, 1);
    QVERIFY2(relayctl.errors().contains("unencrypted"), relayctl.errors().constData());
    QVERIFY(!relayctl.errors().contains("sesame"));
}

void tst_RelayctlCredentials::unusableFiles_data()
{
    QTest::addColumn<QString>("option");
    QTest::addRow("no token file") << u"--token-file"_s;
    QTest::addRow("no CA file") << u"--ca-file"_s;
    QTest::addRow("no directory for the capture") << u"--capture"_s;
}

void tst_RelayctlCredentials::unusableFiles()
{
    QFETCH(const QString, option);
    QTemporaryDir directory;
    RelayctlProcess relayctl(connectToRelay({option, directory.filePath(u"missing/file"_s)}));
    TRY_END(relayctl, 1);
    QCOMPARE(relayctl.events().size(), 1);
    const QJsonObject error = relayctl.events().constFirst();
    QCOMPARE(error.value("category"_L1), QJsonValue(u"usage"_s));
    QVERIFY2(error.value("text"_L1).toString().contains(u"missing/file"_s), relayctl.output().constData());
}

QTEST_GUILESS_MAIN(tst_RelayctlCredentials)
#include "tst_relayctlcredentials.moc"
