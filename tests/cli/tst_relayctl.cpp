// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/capturereader.h"
#include "relaycore/client/relayclient.h"
#include "relaycore/protocol/codec.h"
#include "relaycore/server/relayserver.h"
#include "tests/cli/relayctlprocess.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtNetwork/QTcpServer>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWebSockets/QWebSocket>
#include <QtWebSockets/QWebSocketServer>

#include <memory>

using namespace RelayCore;
using namespace Qt::StringLiterals;

namespace {

const QUuid alpha(0xa1fa0000, 0x0000, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 1);
const QUuid beta(0xbe7a0000, 0x0000, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 2);

constexpr int limitMs = 30'000; ///< For a busy machine; nothing waits this long by design.

QString idOf(const QUuid &uuid)
{
    return uuid.toString(QUuid::WithoutBraces);
}

PeerConnection offer(const QUuid &from, const QString &name, const QUuid &to)
{
    return {from, name, to, DescriptionType::Offer, u"v=0\r\n"_s, std::nullopt};
}

/// An offer as somebody types it, without its source.
QByteArray offerLine(const QUuid &to, const QByteArray &description = "v=0"_ba)
{
    return R"({"message_type":"peer_connection","peer_uuid":")" + to.toByteArray(QUuid::WithoutBraces)
           + R"(","description_type":"offer","description":")" + description + "\"}\n";
}

std::unique_ptr<RelayServer> relayOn(quint16 port)
{
    RelayServerOptions options;
    options.port = port;
    auto relay = std::make_unique<RelayServer>(options);
    if (const QString reason = relay->listen(); !reason.isEmpty())
        qFatal("%s", qPrintable(reason));
    return relay;
}

quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

QStringList stateNames(const RelayctlProcess &relayctl)
{
    QStringList names;
    for (const QJsonObject &event : relayctl.events(u"state"_s))
        names.append(event.value("state"_L1).toString());
    return names;
}

QStringList outcomes(const RelayctlProcess &relayctl)
{
    QStringList names;
    for (const QJsonObject &event : relayctl.events(u"send"_s))
        names.append(event.value("outcome"_L1).toString());
    return names;
}

} // namespace

#define TRY_END(relayctl, code)                                                                                        \
    do {                                                                                                               \
        QTRY_VERIFY_WITH_TIMEOUT(!(relayctl).isRunning(), limitMs);                                                    \
        QVERIFY2((relayctl).exitCode() == (code), ((relayctl).output() + (relayctl).errors()).constData());            \
        QCOMPARE((relayctl).malformed(), QByteArrayList());                                                            \
    } while (false)

#define TRY_SEE(relayctl, ...)                                                                                         \
    QTRY_VERIFY2_WITH_TIMEOUT(!(relayctl).events(__VA_ARGS__).isEmpty(),                                               \
                              ((relayctl).output() + (relayctl).errors()).constData(), limitMs)

class tst_Relayctl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void needsNoWindow();
    void registersAndLeavesInOrder_data();
    void registersAndLeavesInOrder();
    void receives();
    void sendsStandardInput();
    void invalidLinesDoNotEndTheSession();
    void unknownPeersAreReported();
    void longInputIsSentInOrder();
    void inputWaitsForTheRelay();
    void aRelayThatGoesAwayLosesNoOrder();
    void untilEofRegistersEvenWithoutInput();
    void forRunsOut_data();
    void forRunsOut();
    void refusedWithoutRetry();
    void retriesAndComesBack();
    void withoutReconnectItEndsWithItsInput();
    void theSameUuidElsewhereIsFatal();
    void invalidAddress_data();
    void invalidAddress();
    void wrongUsage();
    void sendsTheTokenAndKeepsItSecret();
    void findsARotatedToken_data();
    void findsARotatedToken();
    void aTokenFileThatGoesAwayIsFatal();
    void warnsOfUnencryptedTokens();
    void unusableFiles_data();
    void unusableFiles();
    void leavesWhenNobodyReads();
    void captures();
    void refusedBehindTheCapture();
    void proxies();
    void proxiesOnlyToRelays();
    void demonstrates();
    void serves();
    void servesNotTwiceOnOnePort();

private:
    /// `connect` to the relay as alpha, with \a more options.
    [[nodiscard]] QStringList connectTo(const QUrl &url, const QStringList &more = {}) const;
    [[nodiscard]] QStringList connectToRelay(const QStringList &more = {}) const;
    [[nodiscard]] std::unique_ptr<RelayClient> registeredClient(const QUuid &uuid, const QString &name);

    std::unique_ptr<RelayServer> m_relay;
};

void tst_Relayctl::init()
{
    m_relay = relayOn(0);
}

void tst_Relayctl::cleanup()
{
    m_relay.reset();
}

QStringList tst_Relayctl::connectTo(const QUrl &url, const QStringList &more) const
{
    return QStringList{u"connect"_s, url.toString(), u"--name"_s, u"alpha"_s, u"--uuid"_s, idOf(alpha)} + more;
}

QStringList tst_Relayctl::connectToRelay(const QStringList &more) const
{
    return connectTo(m_relay->url(), more);
}

std::unique_ptr<RelayClient> tst_Relayctl::registeredClient(const QUuid &uuid, const QString &name)
{
    RelayClientOptions options;
    options.address = m_relay->url();
    options.uuid = uuid;
    options.name = name;
    auto client = std::make_unique<RelayClient>(options);
    QSignalSpy registered(client.get(), &RelayClient::registered);
    client->connectToRelay();
    return registered.wait(limitMs) ? std::move(client) : nullptr;
}

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

void tst_Relayctl::registersAndLeavesInOrder_data()
{
    QTest::addColumn<bool>("interrupted");
    QTest::addRow("after SIGTERM") << false;
    QTest::addRow("after SIGINT") << true;
}

void tst_Relayctl::registersAndLeavesInOrder()
{
    QFETCH(const bool, interrupted);
    QSignalSpy left(m_relay.get(), &RelayServer::clientUnregistered);
    RelayctlProcess relayctl(connectToRelay());
    TRY_SEE(relayctl, u"registered"_s);
    const QJsonObject event = relayctl.events(u"registered"_s).constFirst();
    QCOMPARE(event.value("name"_L1), QJsonValue(u"alpha"_s));
    QCOMPARE(event.value("uuid"_L1), QJsonValue(idOf(alpha)));
    QCOMPARE(event.value("reconnect"_L1), QJsonValue(false));
    QCOMPARE(m_relay->clients().size(), 1);

    if (interrupted)
        relayctl.interrupt();
    else
        relayctl.terminate();
    TRY_END(relayctl, 0);
    QCOMPARE(stateNames(relayctl),
             QStringList({u"connecting"_s, u"registering"_s, u"ready"_s, u"closing"_s, u"closed"_s}));
    QTRY_COMPARE(left.size(), 1);
    QCOMPARE(left.at(0).at(1), QVariant(quint16(1000)));
    QVERIFY(relayctl.events(u"error"_s).isEmpty());
}

void tst_Relayctl::receives()
{
    const auto friendly = registeredClient(beta, u"beta"_s);
    QVERIFY(friendly);
    RelayctlProcess relayctl(connectToRelay({u"--count"_s, u"2"_s}));
    TRY_SEE(relayctl, u"registered"_s);

    friendly->send(offer(beta, u"β"_s, alpha));
    TRY_SEE(relayctl, u"message"_s, u"direction"_s, u"received"_s);
    QVERIFY(relayctl.isRunning());
    const QJsonObject message = relayctl.events(u"message"_s).constFirst().value("message"_L1).toObject();
    QCOMPARE(message.value("source_uuid"_L1), QJsonValue(idOf(beta)));
    QCOMPARE(message.value("source_name"_L1), QJsonValue(u"β"_s));
    QCOMPARE(message.value("description"_L1), QJsonValue(u"v=0\r\n"_s));
    QVERIFY(message.value("error"_L1).isNull());

    friendly->send(offer(beta, u"beta"_s, alpha));
    TRY_END(relayctl, 0);
    QCOMPARE(relayctl.events(u"message"_s, u"direction"_s, u"received"_s).size(), 2);
}

void tst_Relayctl::sendsStandardInput()
{
    const auto friendly = registeredClient(beta, u"beta"_s);
    QVERIFY(friendly);
    QSignalSpy received(friendly.get(), &RelayClient::messageReceived);
    RelayctlProcess relayctl(connectToRelay({u"--until-eof"_s}));
    relayctl.write(offerLine(beta));
    QTRY_COMPARE_WITH_TIMEOUT(received.size(), 1, limitMs);
    const auto message = std::get<PeerConnection>(received.at(0).at(0).value<RelayMessage>());
    QCOMPARE(message.sourceUuid, alpha);
    QCOMPARE(message.sourceName, u"alpha"_s);
    QVERIFY(relayctl.isRunning());

    relayctl.write("\n" + offerLine(beta).chopped(1));
    relayctl.closeInput();
    TRY_END(relayctl, 0);
    QTRY_COMPARE(received.size(), 2);
    QCOMPARE(relayctl.events(u"message"_s, u"direction"_s, u"sent"_s).size(), 2);
    QCOMPARE(outcomes(relayctl), QStringList({u"written"_s, u"written"_s}));
    QCOMPARE(relayctl.events(u"send"_s, u"id"_s, 2).size(), 1);
}

void tst_Relayctl::invalidLinesDoNotEndTheSession()
{
    RelayctlProcess relayctl(connectToRelay({u"--until-eof"_s}));
    relayctl.write(offerLine(alpha) + "\nno message\n" + offerLine(alpha));
    relayctl.closeInput();
    TRY_END(relayctl, 0);
    const auto errors = relayctl.events(u"error"_s);
    QCOMPARE(errors.size(), 1);
    QCOMPARE(errors.constFirst().value("category"_L1), QJsonValue(u"usage"_s));
    QCOMPARE(errors.constFirst().value("fatal"_L1), QJsonValue(false));
    QVERIFY(errors.constFirst().value("text"_L1).toString().contains(u"line 3"_s));
    QCOMPARE(outcomes(relayctl), QStringList({u"written"_s, u"written"_s}));
}

void tst_Relayctl::unknownPeersAreReported()
{
    RelayctlProcess relayctl(connectToRelay({u"--count"_s, u"1"_s}));
    relayctl.write(offerLine(beta));
    TRY_END(relayctl, 0);
    const auto received = relayctl.events(u"message"_s, u"direction"_s, u"received"_s);
    QCOMPARE(received.size(), 1);
    const QJsonObject message = received.constFirst().value("message"_L1).toObject();
    QVERIFY(message.value("error"_L1).toString().contains(idOf(beta)));
}

void tst_Relayctl::longInputIsSentInOrder()
{
    constexpr int count = 1'000; // of 10 kB: more messages and more bytes than the client's queue takes
    RelayctlProcess relayctl(connectToRelay({u"--until-eof"_s, u"--count"_s, QString::number(count)}));
    for (int number = 0; number < count; ++number)
        relayctl.write(offerLine(alpha, QByteArray::number(number) + ' ' + QByteArray(10'000, 'x')));
    relayctl.closeInput();
    TRY_END(relayctl, 0);
    QCOMPARE(relayctl.events(u"send"_s, u"outcome"_s, u"written"_s).size(), count);
    const auto received = relayctl.events(u"message"_s, u"direction"_s, u"received"_s);
    QCOMPARE(received.size(), count);
    for (int number = 0; number < count; ++number) {
        const QString text = received.at(number).value("message"_L1).toObject().value("description"_L1).toString();
        QCOMPARE(text.section(u' ', 0, 0), QString::number(number));
    }
}

void tst_Relayctl::inputWaitsForTheRelay()
{
    constexpr int count = 400;
    const QUrl url = m_relay->url();
    m_relay.reset();
    RelayctlProcess relayctl(
        connectTo(url, {u"--until-eof"_s, u"--backoff-initial"_s, u"0.1"_s, u"--backoff-max"_s, u"0.2"_s}));
    for (int number = 0; number < count; ++number)
        relayctl.write(offerLine(alpha, QByteArray(20'000, 'x')));
    relayctl.closeInput();
    TRY_SEE(relayctl, u"retry"_s, u"attempt"_s, 2);
    QVERIFY(relayctl.events(u"send"_s).isEmpty());
    m_relay = relayOn(quint16(url.port()));
    TRY_END(relayctl, 0);
    QCOMPARE(relayctl.events(u"send"_s, u"outcome"_s, u"written"_s).size(), count);
}

void tst_Relayctl::aRelayThatGoesAwayLosesNoOrder()
{
    constexpr int count = 3'000;
    const QUrl url = m_relay->url();
    RelayctlProcess relayctl(
        connectTo(url, {u"--until-eof"_s, u"--backoff-initial"_s, u"0.1"_s, u"--backoff-max"_s, u"0.2"_s}));
    const auto write = [&](int from, int to) {
        for (int number = from; number < to; ++number)
            relayctl.write(offerLine(alpha, QByteArray::number(number) + ' ' + QByteArray(2'000, 'x')));
    };
    write(0, count / 2);
    QTRY_VERIFY_WITH_TIMEOUT(relayctl.events(u"send"_s).size() > count / 4, limitMs);
    m_relay.reset();
    write(count / 2, count);
    relayctl.closeInput();
    TRY_SEE(relayctl, u"retry"_s);
    m_relay = relayOn(quint16(url.port()));
    TRY_END(relayctl, 0);

    QSet<int> ids;
    for (const QJsonObject &event : relayctl.events(u"send"_s))
        ids.insert(event.value("id"_L1).toInt());
    QCOMPARE(ids.size(), count);                        // Every line ended, and
    QCOMPARE(relayctl.events(u"send"_s).size(), count); // only once.
    for (const QString &outcome : outcomes(relayctl))
        QVERIFY2(outcome == u"written"_s || outcome == u"uncertain"_s, qPrintable(outcome));
    int last = -1;
    for (const QJsonObject &event : relayctl.events(u"message"_s, u"direction"_s, u"received"_s)) {
        const QString text = event.value("message"_L1).toObject().value("description"_L1).toString();
        const int number = text.section(u' ', 0, 0).toInt();
        QVERIFY2(number > last, qPrintable(u"%1 after %2"_s.arg(number).arg(last)));
        last = number;
    }
    QVERIFY(last >= count / 2);
}

void tst_Relayctl::untilEofRegistersEvenWithoutInput()
{
    RelayctlProcess relayctl(connectToRelay({u"--until-eof"_s}));
    relayctl.closeInput();
    TRY_END(relayctl, 0);
    QCOMPARE(relayctl.events(u"registered"_s).size(), 1);
}

void tst_Relayctl::forRunsOut_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<bool>("relayRuns");
    QTest::addColumn<int>("exitCode");
    QTest::addRow("nothing else was asked for") << QStringList{} << true << 0;
    QTest::addRow("a message was asked for") << QStringList{u"--count"_s, u"1"_s} << true << 3;
    QTest::addRow("the end of input was asked for") << QStringList{u"--until-eof"_s} << true << 3;
    QTest::addRow("not even registered") << QStringList{} << false << 3;
}

void tst_Relayctl::forRunsOut()
{
    QFETCH(const QStringList, options);
    QFETCH(const bool, relayRuns);
    QFETCH(const int, exitCode);
    const QUrl url = m_relay->url();
    if (!relayRuns)
        m_relay.reset();
    RelayctlProcess relayctl(connectTo(url, QStringList{u"--for"_s, u"1.5"_s} + options));
    TRY_END(relayctl, exitCode);
    QCOMPARE(relayctl.errors().contains("--for is over"), exitCode == 3);
}

void tst_Relayctl::refusedWithoutRetry()
{
    const QUrl url = m_relay->url();
    m_relay.reset();
    RelayctlProcess relayctl(connectTo(url, {u"--no-retry"_s}));
    TRY_END(relayctl, 1);
    const auto errors = relayctl.events(u"error"_s);
    QCOMPARE(errors.size(), 1);
    QCOMPARE(errors.constFirst().value("category"_L1), QJsonValue(u"refused"_s));
    QCOMPARE(errors.constFirst().value("phase"_L1), QJsonValue(u"opening"_s));
    QVERIFY(errors.constFirst().value("close_code"_L1).isNull());
    QVERIFY(relayctl.events(u"retry"_s).isEmpty());
    QVERIFY(relayctl.errors().startsWith("relayctl: "));
}

void tst_Relayctl::retriesAndComesBack()
{
    RelayctlProcess relayctl(
        connectToRelay({u"--no-jitter"_s, u"--backoff-initial"_s, u"0.1"_s, u"--backoff-max"_s, u"0.4"_s}));
    TRY_SEE(relayctl, u"registered"_s);
    const QUrl url = m_relay->url();
    m_relay.reset();
    TRY_SEE(relayctl, u"retry"_s, u"attempt"_s, 2);
    const QJsonObject retry = relayctl.events(u"retry"_s, u"attempt"_s, 2).constFirst();
    QCOMPARE(retry.value("delay_ms"_L1), QJsonValue(200));
    const QJsonObject cause = retry.value("error"_L1).toObject();
    QCOMPARE(cause.value("category"_L1), QJsonValue(u"refused"_s));
    QCOMPARE(cause.value("fatal"_L1), QJsonValue(false));

    m_relay = relayOn(quint16(url.port()));
    TRY_SEE(relayctl, u"registered"_s, u"reconnect"_s, true);
    QVERIFY(stateNames(relayctl).contains(u"backoff"_s));
    relayctl.terminate();
    TRY_END(relayctl, 0);
}

void tst_Relayctl::withoutReconnectItEndsWithItsInput()
{
    RelayctlProcess relayctl(connectToRelay({u"--no-reconnect"_s}));
    relayctl.closeInput();
    TRY_SEE(relayctl, u"registered"_s);
    QVERIFY(relayctl.isRunning());
    m_relay.reset();
    TRY_END(relayctl, 1);
    QCOMPARE(stateNames(relayctl).filter(u"connecting"_s).size(), 1);
}

void tst_Relayctl::theSameUuidElsewhereIsFatal()
{
    RelayctlProcess relayctl(connectToRelay());
    TRY_SEE(relayctl, u"registered"_s);
    const auto usurper = registeredClient(alpha, u"usurper"_s);
    QVERIFY(usurper);
    TRY_END(relayctl, 1);
    const auto errors = relayctl.events(u"error"_s);
    QCOMPARE(errors.size(), 1);
    QCOMPARE(errors.constFirst().value("category"_L1), QJsonValue(u"duplicate"_s));
    QCOMPARE(errors.constFirst().value("close_code"_L1), QJsonValue(4004));
    QCOMPARE(errors.constFirst().value("fatal"_L1), QJsonValue(true));
    QCOMPARE(stateNames(relayctl).constLast(), u"failed"_s);
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

void tst_Relayctl::sendsTheTokenAndKeepsItSecret()
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

void tst_Relayctl::findsARotatedToken_data()
{
    QTest::addColumn<bool>("captured");
    QTest::addRow("plain") << false;
    QTest::addRow("behind the capture") << true;
}

void tst_Relayctl::findsARotatedToken()
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

void tst_Relayctl::aTokenFileThatGoesAwayIsFatal()
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

void tst_Relayctl::warnsOfUnencryptedTokens()
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

void tst_Relayctl::unusableFiles_data()
{
    QTest::addColumn<QString>("option");
    QTest::addRow("no token file") << u"--token-file"_s;
    QTest::addRow("no CA file") << u"--ca-file"_s;
    QTest::addRow("no directory for the capture") << u"--capture"_s;
}

void tst_Relayctl::unusableFiles()
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
