// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/check/probe.h"
#include "inspector/frames/framereader.h"
#include "relaycore/client/relayclient.h"
#include "relaycore/protocol/codec.h"
#include "relaycore/server/relayserver.h"
#include "relaycore/testkit/manualclock.h"
#include "relaycore/testkit/scriptedrelay.h"
#include "tests/check/certificates.h"
#include "tests/support/rawserver.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QPromise>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QTest>

#include <memory>
#include <vector>

using namespace Inspector;
using namespace RelayCore;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using TestKit::ManualClock;
using TestKit::ScriptedRelay;
using TestSupport::RawServer;
using Outcome = StepReport::Outcome;

namespace {

const QUuid self(0x5e1f0000, 0x0000, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 1);

constexpr int limitMs = 30'000; ///< For a busy machine; nothing waits this long by design.

using Steps = QList<StepReport>;
using Serve = RawServer::OnRequest;
using OnPayload = std::function<void(QTcpSocket *, const WirePayload &)>;

/// What a probe with \a options reports from start to end. Deadlines pass only when \a clock is advanced.
class Checked
{
public:
    explicit Checked(ProbeOptions options, const std::function<void(CheckProbe *)> &watch = {})
    {
        options.clock = clock;
        options.name = u"alpha"_s;
        options.uuid = self;
        probe = std::make_unique<CheckProbe>(options);
        QObject::connect(probe.get(), &CheckProbe::stepStarted, probe.get(),
                         [this](CheckStep step) { current = step; });
        QObject::connect(probe.get(), &CheckProbe::stepDone, probe.get(),
                         [this](const StepReport &report) { reports.append(report); });
        QObject::connect(probe.get(), &CheckProbe::finished, probe.get(), [this] { ++ends; });
        if (watch)
            watch(probe.get());
        probe->start();
    }

    [[nodiscard]] StepReport at(CheckStep step) const { return reports.value(int(step)); }
    /// "tcp refused", or empty when nothing failed.
    [[nodiscard]] QString failure() const
    {
        for (const StepReport &report : reports) {
            if (report.outcome == Outcome::Failed)
                return checkStepName(report.step) + u' ' + names(report);
        }
        return {};
    }
    [[nodiscard]] static QString names(const StepReport &report)
    {
        QStringList names;
        for (const Problem &problem : report.problems)
            names.append(problemName(problem.kind));
        return names.join(u'+');
    }

    std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>();
    std::unique_ptr<CheckProbe> probe;
    Steps reports;
    CheckStep current = CheckStep::Address;
    int ends = 0;
};

ProbeOptions to(const QUrl &address)
{
    ProbeOptions options;
    options.address = address;
    return options;
}

RelayServerOptions anyPort()
{
    RelayServerOptions options;
    options.port = 0;
    return options;
}

/// Finds the addresses that it was made with, at once.
RelayCore::HostLookup finding(const QList<QHostAddress> &addresses, QHostInfo::HostInfoError error = QHostInfo::NoError)
{
    return [addresses, error](const QString &) {
        QHostInfo info;
        info.setAddresses(addresses);
        info.setError(error);
        QPromise<QHostInfo> promise;
        promise.start();
        promise.addResult(info);
        promise.finish();
        return promise.future();
    };
}

Serve saying(const QByteArray &bytes)
{
    return [bytes](QTcpSocket *socket, const QByteArray &) {
        socket->write(bytes);
        socket->flush(); // It is there as soon as this returns.
    };
}

/// Answers and hangs up.
Serve ending(const QByteArray &bytes)
{
    return [bytes](QTcpSocket *socket, const QByteArray &) {
        socket->write(bytes);
        socket->disconnectFromHost();
    };
}

/// Accepts the upgrade and answers frames.
Serve speaking(const OnPayload &onPayload)
{
    return [onPayload](QTcpSocket *socket, const QByteArray &head) {
        socket->write(RawServer::acceptUpgrade(head));
        auto reader = std::make_shared<FrameReader>(Direction::Sent, FrameReader::Options{});
        QObject::connect(socket, &QIODevice::readyRead, socket, [socket, reader, onPayload] {
            QList<WirePayload> payloads;
            reader->read(socket->readAll(), payloads);
            for (const WirePayload &payload : std::as_const(payloads))
                onPayload(socket, payload);
        });
    };
}

QByteArray text(const RelayMessage &message)
{
    return RawServer::frame(0x1, encode(message));
}

/// A relay in a few lines, with a say in how it answers the message to ourselves.
Serve relayThat(const std::function<void(QTcpSocket *, PeerConnection)> &echo)
{
    return speaking([echo](QTcpSocket *socket, const WirePayload &payload) {
        const auto *message = std::get_if<WireMessage>(&payload);
        if (!message)
            return;
        const RelayMessage decoded = std::get<RelayMessage>(decode(message->payload));
        if (std::holds_alternative<RelayRegistration>(decoded))
            socket->write(text(RelayResponse{}));
        else if (const auto *connection = std::get_if<PeerConnection>(&decoded))
            echo(socket, *connection);
    });
}

/// Answers the registration with \a bytes.
Serve registering(const QByteArray &bytes)
{
    return speaking([bytes](QTcpSocket *socket, const WirePayload &payload) {
        if (std::holds_alternative<WireMessage>(payload))
            socket->write(bytes);
    });
}

} // namespace

Q_DECLARE_METATYPE(Serve)
Q_DECLARE_METATYPE(RelayCore::HostLookup)

#define TRY_CLOSED(checked) QTRY_COMPARE_WITH_TIMEOUT((checked).ends, 1, limitMs)

// Most servers here do not answer close frames, so the deadline for that has to pass.
#define TRY_END(checked)                                                                                               \
    do {                                                                                                               \
        QTRY_COMPARE_WITH_TIMEOUT((checked).reports.size(), qsizetype(checkSteps.size()), limitMs);                    \
        (checked).clock->advance(2s);                                                                                  \
        TRY_CLOSED(checked);                                                                                           \
    } while (false)

class tst_Probe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

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
    void validatesCertificates_data();
    void validatesCertificates();
    void acceptsCertificatesWhenAsked();
    void recognizesTheOtherScheme_data();
    void recognizesTheOtherScheme();
    void recognizesAPlainRelay();
    void recognizesAPlainServerThatWaits();
    void tellsProxies();
    void goesThroughTheProxy_data();
    void goesThroughTheProxy();
    void clientsMeetTheSameProxy();
    void keepsTheTokenSecret();
    void sendsTheCredentialsOfTheAddress();
    void closesInOrder();
    void stops_data();
    void stops();
    void stopsFromASlot_data();
    void stopsFromASlot();

private:
    Certificates m_certificates;
};

void tst_Probe::initTestCase()
{
    const QString error = m_certificates.make();
    QVERIFY2(error.isEmpty(), qPrintable(error));
}

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
    row("a web page", saying("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"), "upgrade no_upgrade", u"says: hi"_s);
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
        "upgrade no_relay_behind_proxy", u"says: the relay is being restarted"_s);
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
    QVERIFY(advice(checked.at(CheckStep::Tcp).problems).startsWith(u"Nobody listens on port "_s));
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

void tst_Probe::validatesCertificates_data()
{
    QTest::addColumn<QString>("names");
    QTest::addColumn<int>("days");
    QTest::addColumn<bool>("selfSigned");
    QTest::addColumn<bool>("trusted");
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<QString>("problems");
    const QString good = u"DNS:relay.test,IP:127.0.0.1"_s;
    QTest::addRow("good") << good << 100 << false << true << Outcome::Ok << QString();
    QTest::addRow("good, for the address") << u"IP:127.0.0.1"_s << 100 << false << true << Outcome::Ok << QString();
    QTest::addRow("only a common name") << QString() << 100 << false << true << Outcome::Warning
                                        << u"certificate_without_names"_s;
    QTest::addRow("soon over") << good << 5 << false << true << Outcome::Warning << u"certificate_expires_soon"_s;
    QTest::addRow("unknown authority") << good << 100 << false << false << Outcome::Failed << u"unknown_authority"_s;
    QTest::addRow("self-signed") << good << 100 << true << false << Outcome::Failed << u"self_signed"_s;
    QTest::addRow("expired") << good << -1 << false << true << Outcome::Failed << u"certificate_expired"_s;
    QTest::addRow("another host") << u"DNS:other.test"_s << 100 << false << true << Outcome::Failed
                                  << u"host_name_mismatch"_s;
    QTest::addRow("expired and another host")
        << u"DNS:other.test"_s << -1 << false << true << Outcome::Failed << u"certificate_expired+host_name_mismatch"_s;
}

void tst_Probe::validatesCertificates()
{
    QFETCH(const QString, names);
    QFETCH(const int, days);
    QFETCH(const bool, selfSigned);
    QFETCH(const bool, trusted);
    QFETCH(const Outcome, outcome);
    QFETCH(const QString, problems);
    ScriptedRelay relay(selfSigned ? m_certificates.selfSigned(names, days) : m_certificates.server(names, days));
    ProbeOptions options = to(relay.address());
    if (trusted)
        options.tls = m_certificates.trusting();
    Checked checked(options);
    QTRY_VERIFY_WITH_TIMEOUT(checked.reports.size() > qsizetype(CheckStep::Tls), limitMs);
    const StepReport tls = checked.at(CheckStep::Tls);
    QCOMPARE(Checked::names(tls), problems);
    QCOMPARE(tls.outcome, outcome);
    QVERIFY(tls.took);
    const QJsonObject detail = tls.detail;
    QVERIFY(detail.value("protocol"_L1).toString().startsWith(u"TLSv1."_s));
    QCOMPARE(detail.value("verified"_L1), QJsonValue(outcome != Outcome::Failed));
    const QJsonObject leaf = detail.value("chain"_L1).toArray().first().toObject();
    QCOMPARE(leaf.value("subject"_L1), QJsonValue(names.isEmpty() ? u"127.0.0.1"_s : u"Test Relay"_s));
    QCOMPARE(leaf.value("self_signed"_L1), QJsonValue(selfSigned));
    QCOMPARE(leaf.value("days_left"_L1).toInt() < 0, days < 0);
    QCOMPARE(leaf.value("sha256"_L1).toString().size(), 64);
    if (outcome == Outcome::Failed) {
        TRY_END(checked);
        QCOMPARE(relay.peer(), nullptr); // Nothing was asked of a server that cannot be trusted.
    }
}

void tst_Probe::acceptsCertificatesWhenAsked()
{
    ScriptedRelay relay(m_certificates.selfSigned(u"DNS:other.test"_s, 100));
    ProbeOptions options = to(relay.address());
    options.verifyCertificate = false;
    Checked checked(options);
    QTRY_COMPARE_WITH_TIMEOUT(checked.current, CheckStep::Echo, limitMs);
    const StepReport tls = checked.at(CheckStep::Tls);
    QCOMPARE(tls.outcome, Outcome::Warning);
    QCOMPARE(tls.detail.value("verified"_L1), QJsonValue(false));
    QVERIFY(tls.notes.first().contains(u"--insecure"_s));
}

void tst_Probe::recognizesTheOtherScheme_data()
{
    QTest::addColumn<bool>("serverSpeaksTls");
    QTest::addColumn<QString>("failure");
    QTest::addRow("ws:// to a TLS relay") << true << u"upgrade server_speaks_tls"_s;
    QTest::addRow("wss:// to a plain web server") << false << u"tls server_speaks_plain"_s;
}

void tst_Probe::recognizesTheOtherScheme()
{
    QFETCH(const bool, serverSpeaksTls);
    QFETCH(const QString, failure);
    ScriptedRelay relay(m_certificates.selfSigned(u"IP:127.0.0.1"_s, 100));
    // As web servers do with what is no request line.
    QTcpServer plain;
    QVERIFY(plain.listen(QHostAddress::LocalHost));
    connect(&plain, &QTcpServer::newConnection, this, [&plain] {
        QTcpSocket *socket = plain.nextPendingConnection();
        connect(socket, &QIODevice::readyRead, socket, [socket] {
            socket->readAll();
            socket->write("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
            socket->disconnectFromHost();
        });
    });
    QUrl url(u"wss://127.0.0.1:%1"_s.arg(plain.serverPort()));
    if (serverSpeaksTls) {
        url = relay.address();
        url.setScheme(u"ws"_s);
    }
    Checked checked(to(url));
    TRY_END(checked);
    QCOMPARE(checked.failure(), failure);
}

void tst_Probe::recognizesAPlainRelay()
{
    RelayServer relay(anyPort()); // It hangs up on TLS.
    QVERIFY2(relay.listen(), qPrintable(relay.errorString()));
    QUrl url = relay.url();
    url.setScheme(u"wss"_s);
    Checked checked(to(url));
    TRY_END(checked);
    QCOMPARE(checked.failure(), u"tls server_speaks_plain"_s);
}

void tst_Probe::recognizesAPlainServerThatWaits()
{
    QTcpServer plain; // It takes the handshake for a request that is not over.
    QVERIFY(plain.listen(QHostAddress::LocalHost));
    connect(&plain, &QTcpServer::newConnection, &plain, [&plain] {
        QTcpSocket *socket = plain.nextPendingConnection();
        connect(socket, &QIODevice::readyRead, socket, [socket] {
            if (socket->readAll().startsWith("GET "))
                socket->write("HTTP/1.1 101 Switching Protocols\r\n\r\n");
        });
    });
    Checked checked(to(QUrl(u"wss://127.0.0.1:%1"_s.arg(plain.serverPort()))));
    QTRY_COMPARE(checked.current, CheckStep::Tls);
    checked.clock->advance(10s);
    TRY_END(checked);
    QCOMPARE(checked.failure(), u"tls server_speaks_plain"_s);
}

void tst_Probe::tellsProxies()
{
    RawServer server(
        saying("HTTP/1.1 502 Bad Gateway\r\nVia: 1.1 lab-proxy\r\nServer: squid\r\nContent-Length: 0\r\n\r\n"));
    Checked checked(to(server.address()));
    TRY_END(checked);
    const StepReport upgrade = checked.at(CheckStep::Upgrade);
    QCOMPARE(upgrade.detail.value("via"_L1), QJsonValue(u"1.1 lab-proxy"_s));
    QCOMPARE(upgrade.detail.value("server"_L1), QJsonValue(u"squid"_s));
    QVERIFY(upgrade.notes.contains(u"via the proxy 1.1 lab-proxy"_s));
}

void tst_Probe::goesThroughTheProxy_data()
{
    QTest::addColumn<QByteArray>("answer"); // empty: a tunnel
    QTest::addColumn<bool>("listens");
    QTest::addColumn<QString>("failure");
    QTest::addColumn<QString>("words");
    const auto refusal = [](const QByteArray &line) { return "HTTP/1.1 " + line + "\r\nContent-Length: 0\r\n\r\n"; };
    QTest::addRow("a tunnel") << QByteArray() << true << QString() << QString();
    QTest::addRow("nothing listens") << QByteArray() << false << u"proxy proxy_unreachable"_s << QString();
    QTest::addRow("407") << refusal("407 Who Are You\r\nProxy-Authenticate: Basic realm=\"r\"") << true
                         << u"proxy proxy_wants_credentials"_s << u"HTTP 407"_s;
    QTest::addRow("401, as tinyproxy for a wrong password")
        << refusal("401 Unauthorized") << true << u"proxy proxy_wants_credentials"_s << u"HTTP 401"_s;
    QTest::addRow("403") << refusal("403 Not This Port") << true << u"proxy proxy_refused"_s << u"Not This Port"_s;
    QTest::addRow("404") << refusal("404 No Such Host") << true << u"proxy proxy_refused"_s << u"No Such Host"_s;
    QTest::addRow("503") << refusal("503 Busy") << true << u"proxy proxy_refused"_s << u"HTTP 503: Busy"_s;
    QTest::addRow("504") << refusal("504 Too Slow") << true << u"proxy proxy_refused"_s << u"HTTP 504: Too Slow"_s;
    QTest::addRow("no HTTP") << "SSH-2.0-OpenSSH\r\n\r\n"_ba << true << u"proxy proxy_failed"_s << QString();
}

namespace {

/// An HTTP proxy that answers CONNECT with \a answer, or, if that is empty, with a tunnel to \a port.
Serve proxyThat(const QByteArray &answer, quint16 port)
{
    return [answer, port](QTcpSocket *socket, const QByteArray &) {
        if (!answer.isEmpty()) {
            socket->write(answer);
            return;
        }
        auto *there = new QTcpSocket(socket);
        there->setProxy(QNetworkProxy::NoProxy);
        QObject::connect(there, &QAbstractSocket::connected, socket, [socket, there] {
            socket->write("HTTP/1.1 200 Connection established\r\n\r\n");
            QObject::connect(socket, &QIODevice::readyRead, there, [=] { there->write(socket->readAll()); });
            QObject::connect(there, &QIODevice::readyRead, socket, [=] { socket->write(there->readAll()); });
        });
        there->connectToHost(QHostAddress::LocalHost, port);
    };
}

QNetworkProxy httpProxy(quint16 port)
{
    return {QNetworkProxy::HttpProxy, u"127.0.0.1"_s, port};
}

} // namespace

void tst_Probe::goesThroughTheProxy()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const bool, listens);
    QFETCH(const QString, failure);
    QFETCH(const QString, words);
    RelayServer relay(anyPort());
    QVERIFY2(relay.listen(), qPrintable(relay.errorString()));
    RawServer proxy(proxyThat(answer, quint16(relay.url().port())));
    QUrl url = relay.url();
    url.setHost(u"only-the-proxy-knows.test"_s);
    ProbeOptions options = to(url);
    const quint16 port = listens ? quint16(proxy.address().port()) : TestSupport::unusedPort();
    options.proxy = httpProxy(port);
    options.lookup = finding({}, QHostInfo::HostNotFound);
    Checked checked(options);
    TRY_END(checked);
    QCOMPARE(checked.failure(), failure);
    const StepReport report = checked.at(CheckStep::Proxy);
    QVERIFY2(report.summary.contains(u"127.0.0.1:%1"_s.arg(port)), qPrintable(report.summary));
    QVERIFY2(report.summary.contains(words), qPrintable(report.summary));
    if (!failure.isEmpty())
        return;
    QCOMPARE(report.outcome, Outcome::Ok);
    QCOMPARE(checked.at(CheckStep::Dns).outcome, Outcome::NotNeeded);
    QCOMPARE(checked.at(CheckStep::Tcp).outcome, Outcome::NotNeeded);
}

void tst_Probe::clientsMeetTheSameProxy()
{
    for (const char *line : {"407 Who Are You\r\nProxy-Authenticate: Basic realm=\"r\"", "403 No", "503 Busy"}) {
        RawServer proxy(proxyThat("HTTP/1.1 "_ba + line + "\r\nContent-Length: 0\r\n\r\n", 0));
        RelayClientOptions options;
        options.address = QUrl(u"ws://only-the-proxy-knows.test:8700"_s);
        options.clock = std::make_shared<ManualClock>();
        options.proxy = httpProxy(quint16(proxy.address().port()));
        RelayClient client(options);
        client.connectToRelay();
        QTRY_COMPARE_WITH_TIMEOUT(client.state(), RelayClient::State::Backoff, limitMs);
        const RelayError error = client.lastError();
        QCOMPARE(error.category, RelayError::Category::Network);
        QVERIFY2(error.text.startsWith(u"The proxy 127.0.0.1:%1 "_s.arg(proxy.address().port())),
                 qPrintable(error.text));
    }
}

void tst_Probe::keepsTheTokenSecret()
{
    QByteArray request;
    RawServer server([&request](QTcpSocket *socket, const QByteArray &head) {
        request = head;
        socket->write("HTTP/1.1 403 not with sesame\r\nServer: sesame\r\nContent-Type: text/plain\r\n"
                      "Content-Length: 21\r\n\r\nyou sent Bearer sesam");
        socket->write("e");
    });
    ProbeOptions options = to(server.address());
    options.headers = {{"Authorization"_ba, "Bearer sesame"_ba}};
    options.warnOfReadableToken = true;
    Checked checked(options);
    TRY_END(checked);
    QVERIFY(request.contains("Authorization: Bearer sesame\r\n"));
    QCOMPARE(checked.failure(), u"upgrade access_refused"_s);
    QCOMPARE(Checked::names(checked.at(CheckStep::Address)), u"token_unencrypted"_s);
    QCOMPARE(checked.at(CheckStep::Address).outcome, Outcome::Warning);
    for (const StepReport &report : std::as_const(checked.reports)) {
        const QString said = report.summary + report.notes.join(u' ') + advice(report.problems)
                             + QString::fromUtf8(QJsonDocument(report.detail).toJson());
        QVERIFY2(!said.contains(u"sesame"_s), qPrintable(said));
    }
}

void tst_Probe::sendsTheCredentialsOfTheAddress()
{
    QByteArray request;
    RawServer server([&request](QTcpSocket *socket, const QByteArray &head) {
        request = head;
        socket->write("HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n");
    });
    QUrl url = server.address();
    url.setUserInfo(u"alice:open sesame"_s);
    Checked checked(to(url));
    TRY_END(checked);
    QVERIFY2(request.contains("\r\nAuthorization: Basic YWxpY2U6b3BlbiBzZXNhbWU=\r\n"), request.constData());
}

void tst_Probe::closesInOrder()
{
    std::optional<quint16> code;
    RawServer server(speaking([&code](QTcpSocket *socket, const WirePayload &payload) {
        if (const auto *frame = std::get_if<ControlFrame>(&payload); frame && frame->opcode == Opcode::Close) {
            code = frame->closeCode;
            socket->write(RawServer::closeFrame(1000));
        } else {
            socket->write(text(RelayResponse{false, u"no"_s, true}));
        }
    }));
    Checked checked(to(server.address()));
    TRY_CLOSED(checked);
    QCOMPARE(checked.failure(), u"registration registration_refused"_s);
    QCOMPARE(code, std::optional<quint16>(quint16(1000)));
}

void tst_Probe::stops_data()
{
    QTest::addColumn<CheckStep>("step");
    QTest::addRow("while looking up") << CheckStep::Dns;
    QTest::addRow("while upgrading") << CheckStep::Upgrade;
    QTest::addRow("while registering") << CheckStep::Registration;
}

void tst_Probe::stops()
{
    QFETCH(const CheckStep, step);
    bool requested = false;
    RawServer server([&](QTcpSocket *socket, const QByteArray &head) {
        requested = true;
        if (step == CheckStep::Registration)
            speaking([](QTcpSocket *peer, const WirePayload &payload) {
                if (const auto *frame = std::get_if<ControlFrame>(&payload); frame && frame->opcode == Opcode::Close)
                    peer->write(RawServer::closeFrame(1000));
            })(socket, head);
    });
    ProbeOptions options = to(server.address());
    auto never = std::make_shared<QPromise<QHostInfo>>();
    never->start();
    if (step == CheckStep::Dns) {
        options.address.setHost(u"relay.test"_s);
        options.lookup = [never](const QString &) { return never->future(); };
    }
    Checked checked(options);
    QTRY_VERIFY_WITH_TIMEOUT(checked.current == step && (requested || step == CheckStep::Dns), limitMs);
    checked.probe->stop();
    checked.probe->stop();
    TRY_CLOSED(checked);
    QCOMPARE(checked.reports.size(), qsizetype(step)); // Only what had been decided.
    QCOMPARE(checked.failure(), QString());
    QCOMPARE(checked.clock->runningTimers(), 0);
}

void tst_Probe::stopsFromASlot_data()
{
    QTest::addColumn<CheckStep>("step");
    QTest::addColumn<bool>("whenDone");
    for (const CheckStep step : checkSteps) {
        QTest::addRow("when %s starts", checkStepName(step).data()) << step << false;
        QTest::addRow("when %s is done", checkStepName(step).data()) << step << true;
    }
}

void tst_Probe::stopsFromASlot()
{
    QFETCH(const CheckStep, step);
    QFETCH(const bool, whenDone);
    RelayServer relay(anyPort());
    QVERIFY2(relay.listen(), qPrintable(relay.errorString()));
    Checked checked(to(relay.url()), [&](CheckProbe *probe) {
        connect(probe, &CheckProbe::stepStarted, probe, [=](CheckStep started) {
            if (!whenDone && started == step)
                probe->stop();
        });
        connect(probe, &CheckProbe::stepDone, probe, [=](const StepReport &report) {
            if (whenDone && report.step == step)
                probe->stop();
        });
    });
    TRY_CLOSED(checked);
    QCOMPARE(checked.reports.size(), qsizetype(step) + (whenDone ? 1 : 0));
    QCOMPARE(checked.failure(), QString());
    QCOMPARE(checked.clock->runningTimers(), 0);
}

QTEST_GUILESS_MAIN(tst_Probe)
#include "tst_probe.moc"
