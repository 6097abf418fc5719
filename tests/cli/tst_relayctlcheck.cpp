// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/server/relayserver.h"
#include "relaycore/testkit/scriptedrelay.h"
#include "tests/check/certificates.h"
#include "tests/cli/relayctlprocess.h"
#include "tests/support/rawserver.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QTemporaryDir>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QTest>
#include <QtWebSockets/QWebSocket>

#include <memory>

using namespace RelayCore;
using namespace Qt::StringLiterals;
using TestKit::ScriptedRelay;
using TestSupport::RawServer;

namespace {

constexpr int limitMs = 30'000; ///< For a busy machine; nothing waits this long by design.

QStringList outcomes(const RelayctlProcess &relayctl)
{
    QStringList names;
    for (const QJsonObject &event : relayctl.events(u"step"_s))
        names.append(event.value("outcome"_L1).toString());
    return names;
}

/// "tcp refused" of the step that failed.
QString failure(const RelayctlProcess &relayctl)
{
    const auto failed = relayctl.events(u"step"_s, u"ok"_s, false);
    if (failed.size() != 1)
        return u"%1 steps failed"_s.arg(failed.size());
    const QJsonObject step = failed.constFirst();
    return step.value("step"_L1).toString() + u' ' + step.value("problems"_L1).toVariant().toStringList().join(u'+');
}

} // namespace

#define TRY_END(relayctl, code)                                                                                        \
    do {                                                                                                               \
        QTRY_VERIFY_WITH_TIMEOUT(!(relayctl).isRunning(), limitMs);                                                    \
        QVERIFY2((relayctl).exitCode() == (code), ((relayctl).output() + (relayctl).errors()).constData());            \
        QCOMPARE((relayctl).malformed(), QByteArrayList());                                                            \
    } while (false)

/// `relayctl check` as a process.
class tst_RelayctlCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allIsWell();
    void refused();
    void staysWithinItsDeadline();
    void trustsTheGivenAuthority();
    void rejectsAnExpiredCertificate();
    void wrongUsage();
    void invalidAddress();
    void unusableFiles_data();
    void unusableFiles();
    void keepsTheTokenSecret();
    void warnsOfReadableTokens();
    void leavesInOrder_data();
    void leavesInOrder();
};

void tst_RelayctlCheck::allIsWell()
{
    RelayServerOptions options;
    options.port = 0;
    RelayServer relay(options);
    QVERIFY2(relay.listen(), qPrintable(relay.errorString()));
    RelayctlProcess relayctl({u"check"_s, relay.url().toString(), u"--name"_s, u"alpha"_s});
    TRY_END(relayctl, 0);
    QCOMPARE(outcomes(relayctl), QStringList({u"ok"_s, u"not_needed"_s, u"not_needed"_s, u"ok"_s, u"not_needed"_s,
                                              u"ok"_s, u"ok"_s, u"ok"_s, u"ok"_s}));
    const auto verdicts = relayctl.events(u"verdict"_s);
    QCOMPARE(verdicts.size(), 1);
    QCOMPARE(verdicts.constFirst().value("ok"_L1), QJsonValue(true));
    const QJsonObject registration = relayctl.events(u"step"_s, u"step"_s, u"registration"_s).constFirst();
    QCOMPARE(registration.value("detail"_L1).toObject().value("name"_L1), QJsonValue(u"alpha"_s));
    QVERIFY(registration.value("ms"_L1).toDouble() > 0);
    QCOMPARE(relayctl.errors(), QByteArray());
}

void tst_RelayctlCheck::refused()
{
    const QString url = u"ws://127.0.0.1:%1"_s.arg(TestSupport::unusedPort());
    RelayctlProcess relayctl({u"check"_s, url});
    TRY_END(relayctl, 1);
    QCOMPARE(failure(relayctl), u"tcp refused"_s);
    QCOMPARE(outcomes(relayctl).count(u"not_tried"_s), 5);
    QVERIFY2(relayctl.errors().contains("Nothing listens on port"), relayctl.errors().constData());
    QCOMPARE(relayctl.events(u"verdict"_s).constFirst().value("failed"_L1), QJsonValue(u"tcp"_s));
}

void tst_RelayctlCheck::staysWithinItsDeadline()
{
    RawServer server([](QTcpSocket *, const QByteArray &) {});
    RelayctlProcess relayctl({u"check"_s, server.address().toString(), u"--timeout"_s, u"2"_s});
    TRY_END(relayctl, 1);
    QCOMPARE(failure(relayctl), u"upgrade upgrade_timeout"_s);
}

void tst_RelayctlCheck::trustsTheGivenAuthority()
{
    Certificates certificates;
    const QString error = certificates.make();
    QVERIFY2(error.isEmpty(), qPrintable(error));
    ScriptedRelay relay(certificates.server(u"IP:127.0.0.1"_s, 100));
    connect(&relay, &ScriptedRelay::textReceived, &relay, &ScriptedRelay::sendText);
    {
        RelayctlProcess relayctl(
            {u"check"_s, relay.address().toString(), u"--ca-file"_s, certificates.authorityFile()});
        TRY_END(relayctl, 0);
        const QJsonObject tls = relayctl.events(u"step"_s, u"step"_s, u"tls"_s).constFirst();
        QCOMPARE(tls.value("outcome"_L1), QJsonValue(u"ok"_s));
        QCOMPARE(tls.value("detail"_L1).toObject().value("verified"_L1), QJsonValue(true));
    }
    RelayctlProcess suspicious({u"check"_s, relay.address().toString()});
    TRY_END(suspicious, 1);
    QCOMPARE(failure(suspicious), u"tls unknown_authority"_s);
    RelayctlProcess careless({u"check"_s, relay.address().toString(), u"--insecure"_s});
    TRY_END(careless, 0);
    QCOMPARE(careless.events(u"verdict"_s).constFirst().value("warnings"_L1), QJsonValue(1));
    QVERIFY2(careless.errors().contains("warning: tls"), careless.errors().constData());
}

void tst_RelayctlCheck::rejectsAnExpiredCertificate()
{
    Certificates certificates;
    const QString error = certificates.make();
    QVERIFY2(error.isEmpty(), qPrintable(error));
    ScriptedRelay relay(certificates.server(u"IP:127.0.0.1"_s, -1));
    RelayctlProcess relayctl({u"check"_s, relay.address().toString(), u"--ca-file"_s, certificates.authorityFile()});
    TRY_END(relayctl, 1);
    QCOMPARE(failure(relayctl), u"tls certificate_expired"_s);
    QVERIFY2(relayctl.errors().contains("Renew the certificate"), relayctl.errors().constData());
}

void tst_RelayctlCheck::wrongUsage()
{
    RelayctlProcess relayctl({u"check"_s});
    TRY_END(relayctl, 2);
    QCOMPARE(relayctl.output(), QByteArray());
    QVERIFY2(relayctl.errors().contains("URL is required"), relayctl.errors().constData());
}

void tst_RelayctlCheck::invalidAddress()
{
    RelayctlProcess relayctl({u"check"_s, u"http://127.0.0.1:8700"_s});
    TRY_END(relayctl, 1);
    QCOMPARE(failure(relayctl), u"address invalid_address"_s);
    QCOMPARE(outcomes(relayctl).size(), qsizetype(9));
}

void tst_RelayctlCheck::unusableFiles_data()
{
    QTest::addColumn<QString>("option");
    QTest::addRow("no token file") << u"--token-file"_s;
    QTest::addRow("no CA file") << u"--ca-file"_s;
}

void tst_RelayctlCheck::unusableFiles()
{
    QFETCH(const QString, option);
    QTemporaryDir directory;
    RelayctlProcess relayctl({u"check"_s, u"ws://127.0.0.1:1"_s, option, directory.filePath(u"missing"_s)});
    TRY_END(relayctl, 1);
    QCOMPARE(relayctl.events().size(), 1);
    QCOMPARE(relayctl.events().constFirst().value("category"_L1), QJsonValue(u"usage"_s));
}

void tst_RelayctlCheck::keepsTheTokenSecret()
{
    QTemporaryDir directory;
    QFile file(directory.filePath(u"token"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("sesame\n");
    file.close();
    QByteArray request;
    RawServer server([&request](QTcpSocket *socket, const QByteArray &head) {
        request = head;
        socket->write("HTTP/1.1 401 sesame is not enough\r\nContent-Length: 6\r\n\r\nsesame");
    });
    RelayctlProcess relayctl({u"check"_s, server.address().toString(), u"--token-file"_s, file.fileName()});
    TRY_END(relayctl, 1);
    QVERIFY(request.contains("Authorization: Bearer sesame\r\n"));
    QCOMPARE(failure(relayctl), u"upgrade token_refused"_s);
    QVERIFY(!relayctl.output().contains("sesame"));
    QVERIFY(!relayctl.errors().contains("sesame"));
    QVERIFY2(relayctl.errors().contains("Get a new one"), relayctl.errors().constData());
}

void tst_RelayctlCheck::warnsOfReadableTokens()
{
    // The wildcard address is no loopback address, and yet leads nowhere else.
    const QString url = u"ws://0.0.0.0:%1"_s.arg(TestSupport::unusedPort());
    RelayctlProcess relayctl({u"check"_s, url, u"--header"_s, u"Authorization: Bearer sesame"_s});
    TRY_END(relayctl, 1);
    QCOMPARE(relayctl.events(u"step"_s, u"outcome"_s, u"warning"_s).size(), 1);
    QVERIFY2(relayctl.errors().contains("warning: address"), relayctl.errors().constData());
    QVERIFY(!relayctl.errors().contains("sesame"));
}

void tst_RelayctlCheck::leavesInOrder_data()
{
    QTest::addColumn<bool>("interrupted");
    QTest::addRow("after SIGTERM") << false;
    QTest::addRow("after SIGINT") << true;
}

void tst_RelayctlCheck::leavesInOrder()
{
    QFETCH(const bool, interrupted);
    ScriptedRelay relay;
    relay.setReply([](QWebSocket *, const QString &) {}); // It never answers a registration.
    RelayctlProcess relayctl({u"check"_s, relay.address().toString()});
    QTRY_VERIFY_WITH_TIMEOUT(!relayctl.events(u"step"_s, u"step"_s, u"upgrade"_s).isEmpty(), limitMs);
    QTRY_VERIFY(relay.peer());
    QWebSocket *peer = relay.peer();
    std::optional<int> closeCode;
    connect(peer, &QWebSocket::disconnected, this, [&] { closeCode = peer->closeCode(); });
    if (interrupted)
        relayctl.interrupt();
    else
        relayctl.terminate();
    TRY_END(relayctl, 0);
    QVERIFY(relayctl.events(u"verdict"_s).constFirst().value("ok"_L1).isNull());
    QTRY_COMPARE(closeCode, std::optional<int>(1000));
}

QTEST_GUILESS_MAIN(tst_RelayctlCheck)
#include "tst_relayctlcheck.moc"
