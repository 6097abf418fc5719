// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/check/probetest.h"

#include <QtNetwork/QTcpServer>

#include <vector>

using namespace ProbeTest;

Q_DECLARE_METATYPE(Serve)
Q_DECLARE_METATYPE(RelayCore::HostLookup)

class tst_Probe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allIsWell_data();
    void allIsWell();
    void fails_data();
    void fails();
    void hangsUp();
    void deadlines_data();
    void deadlines();
    void slowRoundTripsGiveFewerSamples();
    void lookupsFail_data();
    void lookupsFail();
    void nobodyListens();
    void addressesThatDropEverything();
    void someAddressesFail();
    void otherMessagesDoNotDisturb();
    void answersPings();
};

void tst_Probe::allIsWell_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<Outcome>("dns");
    QTest::addRow("by address") << u"127.0.0.1"_s << Outcome::NotNeeded;
    QTest::addRow("by name") << u"relay.test"_s << Outcome::Ok;
}

void tst_Probe::allIsWell()
{
    QFETCH(const QString, host);
    QFETCH(const Outcome, dns);
    RelayServer relay(anyPort());
    QVERIFY2(relay.listen(), qPrintable(relay.errorString()));
    QUrl url = relay.url();
    url.setHost(host);
    ProbeOptions options = to(url);
    options.lookup = finding({QHostAddress(QHostAddress::LocalHost)});
    Checked checked(options);
    TRY_END(checked);
    QCOMPARE(checked.failure(), QString());
    QCOMPARE(checked.reports.size(), qsizetype(checkSteps.size()));
    for (std::size_t index = 0; index < checkSteps.size(); ++index)
        QCOMPARE(checked.reports.at(qsizetype(index)).step, checkSteps.at(index));
    QCOMPARE(checked.at(CheckStep::Dns).outcome, dns);
    QCOMPARE(checked.at(CheckStep::Dns).took.has_value(), dns == Outcome::Ok);
    QCOMPARE(checked.at(CheckStep::Tls).outcome, Outcome::NotNeeded);
    for (const CheckStep step : {CheckStep::Tcp, CheckStep::Upgrade, CheckStep::Registration, CheckStep::Echo})
        QVERIFY(checked.at(step).took);
    QCOMPARE(checked.at(CheckStep::Upgrade).detail.value("status"_L1), QJsonValue(101));
    const QJsonObject trips = checked.at(CheckStep::RoundTrip).detail;
    for (const QString &kind : {u"ping"_s, u"echo"_s}) {
        const QJsonObject trip = trips.value(kind).toObject();
        QCOMPARE(trip.value("samples"_L1), QJsonValue(5));
        QVERIFY(trip.value("min_ms"_L1).toDouble() <= trip.value("median_ms"_L1).toDouble());
        QVERIFY(trip.value("median_ms"_L1).toDouble() <= trip.value("max_ms"_L1).toDouble());
    }
    QTRY_COMPARE(relay.clients().size(), 0);
}

void tst_Probe::fails_data()
{
    QTest::addColumn<Serve>("serve");
    QTest::addColumn<QString>("failure");
    QTest::addColumn<QString>("words"); // in the summary or the notes
    const auto row = [](const char *name, const Serve &serve, const char *failure, const QString &words = {}) {
        QTest::addRow("%s", name) << serve << QString::fromLatin1(failure) << words;
    };
    row("a web page", saying("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"), "upgrade no_upgrade", u"text: hi"_s);
    row("a web page without an end", ending("HTTP/1.1 200 OK\r\n\r\nhello"), "upgrade no_upgrade", u"hello"_s);
    row("a redirect", saying("HTTP/1.1 301 Moved\r\nLocation: https://h/\r\nContent-Length: 0\r\n\r\n"),
        "upgrade redirected", u"https://h/"_s);
    row("401", saying("HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n"), "upgrade token_refused");
    row("404 of a named server", saying("HTTP/1.1 404 Not Found\r\nServer: nginx\r\nContent-Length: 0\r\n\r\n"),
        "upgrade nothing_there", u"server: nginx"_s);
    row("503", ending("HTTP/1.1 503 Busy\r\n\r\n"), "upgrade no_relay_behind_proxy", u"Busy"_s);
    row("429 with Retry-After", saying("HTTP/1.1 429 Slow\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n"),
        "upgrade too_many_requests", u"wait 120 s (Retry-After)"_s);
    row("a compressed body",
        saying(
            "HTTP/1.1 503 Busy\r\nContent-Encoding: gzip\r\nContent-Length: 46\r\n\r\n"
            + QByteArray::fromHex("1f8b08000000000002032bc94855284acd49ac54c82c56484acdcc4b07728b4b128b4a525300043a3448"
                                  "1c000000")),
        "upgrade no_relay_behind_proxy", u"text: the relay is being restarted"_s);
    row("SSH", saying("SSH-2.0-OpenSSH_9.2\r\n"), "upgrade not_http");
    row("a TLS alert", saying(QByteArray::fromHex("15030100020246")), "upgrade server_speaks_tls");
    row("another's accept",
        saying("HTTP/1.1 101 Yes\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: AA\r\n\r\n"),
        "upgrade wrong_accept");
    row("101 for nothing", saying("HTTP/1.1 101 Yes\r\n\r\n"), "upgrade incomplete_upgrade");

    row("registration refused", registering(text(RelayResponse{false, u"The relay is full."_s, true})),
        "registration registration_refused", u"The relay is full."_s);
    row("registration answered with nonsense", registering(RawServer::frame(0x1, "hello")), "registration not_a_relay");
    row("registration answered in binary", registering(RawServer::frame(0x2, "hello")), "registration not_a_relay",
        u"binary message of 5 bytes"_s);
    row(
        "a welcome before the registration",
        [](QTcpSocket *socket, const QByteArray &head) {
            socket->write(RawServer::acceptUpgrade(head) + RawServer::frame(0x1, "welcome"));
        },
        "registration not_a_relay");
    row("4001", registering(RawServer::closeFrame(4001, "who are you")), "registration closed_unauthorized",
        u"who are you"_s);
    row("4002", registering(RawServer::closeFrame(4002)), "registration closed_forbidden");
    row("4004", registering(RawServer::closeFrame(4004)), "registration closed_duplicate");
    row("1013", registering(RawServer::closeFrame(1013)), "registration closed_for_now");
    row("a reserved opcode", registering(RawServer::frame(0x3, "x")), "registration broken_frames");
    row("dropped", speaking([](QTcpSocket *socket, const WirePayload &) { socket->abort(); }),
        "registration connection_lost");

    row("echo returned", relayThat([](QTcpSocket *socket, PeerConnection message) {
            message.error = u"nobody by that name"_s;
            socket->write(text(message));
        }),
        "echo echo_returned", u"nobody by that name"_s);
    row("echo altered", relayThat([](QTcpSocket *socket, PeerConnection message) {
            message.sourceName = u"beta"_s;
            socket->write(text(message));
        }),
        "echo echo_altered");
    row("4003 for the echo", relayThat([](QTcpSocket *socket, const PeerConnection &) {
            socket->write(RawServer::closeFrame(4003, "too long"));
        }),
        "echo closed_too_large", u"too long"_s);
}

void tst_Probe::fails()
{
    QFETCH(const Serve, serve);
    QFETCH(const QString, failure);
    QFETCH(const QString, words);
    RawServer server(serve);
    Checked checked(to(server.address()));
    TRY_END(checked);
    QCOMPARE(checked.failure(), failure);
    QCOMPARE(checked.reports.size(), qsizetype(checkSteps.size()));
    const StepReport &report = checked.at(checked.current);
    QCOMPARE(report.outcome, Outcome::Failed);
    QVERIFY(report.took);
    const QString said = (QStringList{report.summary} + report.notes).join(u'\n');
    QVERIFY2(said.contains(words), qPrintable(said));
    for (const StepReport &later : checked.reports)
        QCOMPARE(later.outcome == Outcome::NotTried, later.step > checked.current);
}

void tst_Probe::hangsUp()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    int connections = 0;
    connect(&server, &QTcpServer::newConnection, this, [&] {
        ++connections;
        QTcpSocket *socket = server.nextPendingConnection();
        connect(socket, &QIODevice::readyRead, socket, [socket] {
            socket->readAll();
            socket->disconnectFromHost();
        });
    });
    Checked checked(to(QUrl(u"ws://127.0.0.1:%1"_s.arg(server.serverPort()))));
    TRY_END(checked);
    QCOMPARE(checked.failure(), u"upgrade upgrade_closed"_s);
    QCOMPARE(connections, 2); // It was asked whether it speaks TLS.
}

void tst_Probe::deadlines_data()
{
    QTest::addColumn<Serve>("serve");
    QTest::addColumn<CheckStep>("step");
    QTest::addColumn<int>("seconds");
    QTest::addColumn<QString>("failure");
    QTest::addRow("a drip of the head") << saying("HTTP/1.1 101") << CheckStep::Upgrade << 10
                                        << u"upgrade upgrade_timeout"_s;
    QTest::addRow("a body that does not end") << saying("HTTP/1.1 404 No\r\nContent-Length: 99\r\n\r\nhi")
                                              << CheckStep::Upgrade << 10 << u"upgrade nothing_there"_s;
    QTest::addRow("silence to the registration")
        << speaking([](QTcpSocket *, const WirePayload &) {}) << CheckStep::Registration << 15
        << u"registration registration_timeout"_s;
    QTest::addRow("no echo") << relayThat([](QTcpSocket *, const PeerConnection &) {}) << CheckStep::Echo << 10
                             << u"echo echo_timeout"_s;
    QTest::addRow("no pong") << relayThat(
        [](QTcpSocket *socket, const PeerConnection &message) { socket->write(text(message)); })
                             << CheckStep::RoundTrip << 10 << u"round_trip pong_timeout"_s;
}

void tst_Probe::deadlines()
{
    QFETCH(const Serve, serve);
    QFETCH(const CheckStep, step);
    QFETCH(const int, seconds);
    QFETCH(const QString, failure);
    bool served = false;
    RawServer server([&](QTcpSocket *socket, const QByteArray &head) {
        serve(socket, head);
        served = true;
    });
    Checked checked(to(server.address()));
    QTRY_VERIFY_WITH_TIMEOUT(served && checked.current == step, limitMs);
    for (int pass = 0; pass < 3; ++pass)
        QCoreApplication::processEvents(); // What was sent is read.
    checked.clock->advance(std::chrono::seconds(seconds) - 1ms);
    QCoreApplication::processEvents();
    QCOMPARE(checked.ends, 0);
    QCOMPARE(checked.failure(), QString());
    checked.clock->advance(1ms);
    QTRY_COMPARE_WITH_TIMEOUT(checked.failure(), failure, limitMs);
    TRY_END(checked);
}

void tst_Probe::slowRoundTripsGiveFewerSamples()
{
    int pongs = 0;
    RawServer server(speaking([&pongs](QTcpSocket *socket, const WirePayload &payload) {
        if (const auto *message = std::get_if<WireMessage>(&payload)) {
            const RelayMessage decoded = std::get<RelayMessage>(decode(message->payload));
            socket->write(std::holds_alternative<RelayRegistration>(decoded) ? text(RelayResponse{}) : text(decoded));
        } else if (const auto *frame = std::get_if<ControlFrame>(&payload); frame->opcode == Opcode::Ping) {
            if (++pongs <= 2)
                socket->write(RawServer::frame(0xA, frame->payload));
        }
    }));
    Checked checked(to(server.address()));
    QTRY_COMPARE_WITH_TIMEOUT(pongs, 3, limitMs);
    checked.clock->advance(10s);
    TRY_END(checked);
    QCOMPARE(checked.failure(), QString());
    const QJsonObject detail = checked.at(CheckStep::RoundTrip).detail;
    QCOMPARE(detail.value("ping"_L1).toObject().value("samples"_L1), QJsonValue(2));
    QVERIFY(!detail.contains("echo"_L1));
}

void tst_Probe::lookupsFail_data()
{
    QTest::addColumn<RelayCore::HostLookup>("lookup");
    QTest::addColumn<QString>("failure");
    QTest::addRow("not found") << finding({}, QHostInfo::HostNotFound) << u"dns host_not_found"_s;
    QTest::addRow("no addresses") << finding({}) << u"dns host_not_found"_s;
    QTest::addRow("failed") << finding({}, QHostInfo::UnknownError) << u"dns dns_failed"_s;
    auto never = std::make_shared<QPromise<QHostInfo>>();
    never->start();
    QTest::addRow("silent") << RelayCore::HostLookup([never](const QString &) { return never->future(); })
                            << u"dns dns_timeout"_s;
}

void tst_Probe::lookupsFail()
{
    QFETCH(const RelayCore::HostLookup, lookup);
    QFETCH(const QString, failure);
    ProbeOptions options = to(QUrl(u"ws://relay.test:8700"_s));
    options.lookup = lookup;
    Checked checked(options);
    QTRY_COMPARE(checked.current, CheckStep::Dns);
    if (failure.endsWith("timeout"_L1))
        checked.clock->advance(10s);
    TRY_END(checked);
    QCOMPARE(checked.failure(), failure);
    QVERIFY(advice(checked.at(CheckStep::Dns).problems).size() > 20);
}

void tst_Probe::nobodyListens()
{
    Checked checked(to(QUrl(u"ws://127.0.0.1:%1"_s.arg(TestSupport::unusedPort()))));
    TRY_END(checked);
    QCOMPARE(checked.failure(), u"tcp refused"_s);
    QVERIFY(advice(checked.at(CheckStep::Tcp).problems).startsWith(u"Nothing listens on port "_s));
}

void tst_Probe::addressesThatDropEverything()
{
#ifndef Q_OS_LINUX
    QSKIP("what a full backlog does differs between systems");
#else
    // Once its backlog is full, Linux drops what else arrives: to a client, silence.
    QTcpServer server;
    server.setListenBacklogSize(1);
    QVERIFY(server.listen(QHostAddress::LocalHost));
    server.pauseAccepting();
    std::vector<std::unique_ptr<QTcpSocket>> fillers;
    for (int count = 0; count < 8; ++count) {
        fillers.push_back(std::make_unique<QTcpSocket>());
        fillers.back()->connectToHost(QHostAddress::LocalHost, server.serverPort());
        if (count < 2)
            QVERIFY(fillers.back()->waitForConnected(limitMs));
    }
    Checked checked(to(QUrl(u"ws://127.0.0.1:%1"_s.arg(server.serverPort()))));
    QTRY_COMPARE(checked.current, CheckStep::Tcp);
    checked.clock->advance(10s);
    TRY_END(checked);
    QCOMPARE(checked.failure(), u"tcp connect_timeout"_s);
    QVERIFY2(checked.at(CheckStep::Tcp).summary.contains(u"within 10 s"_s),
             qPrintable(checked.at(CheckStep::Tcp).summary));
#endif
}

void tst_Probe::someAddressesFail()
{
    RelayServer relay(anyPort()); // on 127.0.0.1 alone
    QVERIFY2(relay.listen(), qPrintable(relay.errorString()));
    QUrl url = relay.url();
    url.setHost(u"relay.test"_s);
    ProbeOptions options = to(url);
    options.lookup = finding({QHostAddress(u"127.0.0.2"_s), QHostAddress(QHostAddress::LocalHost)});
    Checked checked(options);
    TRY_END(checked);
    QCOMPARE(checked.failure(), QString());
    const StepReport tcp = checked.at(CheckStep::Tcp);
    QCOMPARE(tcp.outcome, Outcome::Warning);
    QCOMPARE(Checked::names(tcp), u"some_addresses_fail"_s);
    QCOMPARE(tcp.detail.value("address"_L1), QJsonValue(u"127.0.0.1"_s));
    QVERIFY2(tcp.notes.contains(u"127.0.0.2 refused the connection"_s), qPrintable(tcp.notes.join(u'\n')));
}

void tst_Probe::otherMessagesDoNotDisturb()
{
    RawServer server(relayThat([](QTcpSocket *socket, const PeerConnection &message) {
        const PeerConnection other{QUuid::createUuid(),    u"beta"_s, self,
                                   DescriptionType::Offer, u"v=0"_s,  std::nullopt};
        socket->write(text(other) + text(message));
    }));
    Checked checked(to(server.address()));
    QTRY_COMPARE_WITH_TIMEOUT(checked.current, CheckStep::RoundTrip, limitMs);
    QCOMPARE(checked.at(CheckStep::Echo).outcome, Outcome::Ok);
    QCOMPARE(checked.at(CheckStep::Echo).detail.value("other_messages"_L1), QJsonValue(1));
}

void tst_Probe::answersPings()
{
    QByteArray pong;
    RawServer server(speaking([&pong](QTcpSocket *socket, const WirePayload &payload) {
        if (const auto *frame = std::get_if<ControlFrame>(&payload); frame && frame->opcode == Opcode::Pong)
            pong = frame->payload;
        else if (std::holds_alternative<WireMessage>(payload))
            socket->write(RawServer::frame(0x9, "are you there"));
    }));
    const Checked checked(to(server.address()));
    QTRY_COMPARE_WITH_TIMEOUT(pong, "are you there"_ba, limitMs);
}

QTEST_GUILESS_MAIN(tst_Probe)
#include "tst_probe.moc"
