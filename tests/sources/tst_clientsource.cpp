// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/sources/clientsource.h"
#include "relaycore/protocol/codec.h"
#include "relaycore/server/relayserver.h"
#include "relaycore/testkit/scriptedrelay.h"
#include "relaycore/wire/wirenames.h"
#include "tests/sources/recordingobserver.h"

#include <QtCore/QFile>
#include <QtNetwork/QSslConfiguration>
#include <QtNetwork/QSslKey>
#include <QtNetwork/QSslServer>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace RelayCore;
using namespace std::chrono_literals;
using Inspector::ClientSource;

namespace {

constexpr int timeout = 20'000;

QByteArray fileContent(const char *name)
{
    QFile file(QLatin1StringView(RELAY_TEST_TLS) + u'/' + QLatin1StringView(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

RelayClientOptions optionsFor(const QUrl &address)
{
    RelayClientOptions options;
    options.address = address;
    options.name = u"alpha"_s;
    options.backoff.initial = 10ms;
    options.backoff.floor = 10ms;
    options.backoff.maximum = 20ms;
    return options;
}

QStringList states(const RecordingObserver &observer)
{
    QStringList names;
    for (const StateChanged &change : observer.all<StateChanged>())
        names.append(RelayCore::sourceStateName(change.state));
    return names;
}

} // namespace

class tst_ClientSource : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void registersAndSends();
    void pathAndQueryReachTheRelay();
    void refusedUpstreamIsNamed();
    void lostConnectionNamesTheRelay();
    void untrustedCertificateEndsTheAttempts();
    void refusalOfTheRelayStaysARefusal();
    void invalidAddressFails();
};

void tst_ClientSource::registersAndSends()
{
    RelayServerOptions serverOptions;
    serverOptions.port = 0;
    RelayServer server(serverOptions);
    QVERIFY2(server.listen(), qPrintable(server.errorString()));
    RecordingObserver observer;
    ClientSource source(optionsFor(server.url()), observer);
    QSignalSpy listening(&source, &ClientSource::listening);
    QSignalSpy stopped(&source, &ClientSource::stopped);
    source.start();
    QCOMPARE(listening.count(), 1);
    QVERIFY(listening.first().first().toUrl().isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(source.client()->state(), RelayClient::State::Ready, timeout);
    QCOMPARE(observer.all<SourceStarted>(),
             (QList<SourceStarted>{{SourceKind::Client, u"alpha"_s, QString(), server.url().toString()}}));
    QCOMPARE(states(observer), (QStringList{u"connecting"_s, u"registering"_s, u"ready"_s}));
    QCOMPARE(observer.all<HandshakeResponse>().first().status, 101);
    // The address of the proxy inside is nowhere in what is recorded.
    const auto request = observer.all<HandshakeRequest>().first();
    QVERIFY(request.headers.contains(HttpHeader("Host", "127.0.0.1:" + QByteArray::number(server.url().port()))));

    PeerConnection offer;
    offer.sourceUuid = source.client()->uuid();
    offer.sourceName = u"alpha"_s;
    offer.peerUuid = QUuid::createUuid();
    offer.description = u"v=0\r\n"_s;
    source.send(offer);
    QTRY_COMPARE_WITH_TIMEOUT(observer.count<WireMessage>(), 4, timeout);
    const auto returned = decode(observer.all<WireMessage>().last().payload);
    QVERIFY(std::get<PeerConnection>(std::get<RelayMessage>(returned)).error);

    source.stop();
    QTRY_COMPARE_WITH_TIMEOUT(stopped.count(), 1, timeout);
    const auto closed = observer.all<ConnectionClosed>();
    QCOMPARE(closed.size(), 1);
    QVERIFY2(closed.first() == (ConnectionClosed{ConnectionClosed::By::Client, {}, {}}),
             qPrintable(u"%1 %2 %3"_s.arg(int(closed.first().by))
                            .arg(RelayCore::closeCategoryName(closed.first().category), closed.first().text)));
    for (const WireEvent &event : observer.events)
        QCOMPARE(event.source, source.id());
}

void tst_ClientSource::pathAndQueryReachTheRelay()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    RecordingObserver observer;
    ClientSource source(optionsFor(QUrl(u"ws://127.0.0.1:%1/some/where?a=b"_s.arg(server.serverPort()))), observer);
    source.start();
    QTRY_COMPARE_WITH_TIMEOUT(observer.count<HandshakeRequest>(), 1, timeout);
    QCOMPARE(observer.all<HandshakeRequest>().first().requestLine, QByteArray("GET /some/where?a=b HTTP/1.1"));
}

void tst_ClientSource::refusedUpstreamIsNamed()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const quint16 port = server.serverPort();
    server.close();
    RecordingObserver observer;
    ClientSource source(optionsFor(QUrl(u"ws://127.0.0.1:%1"_s.arg(port))), observer);
    QSignalSpy errors(&source, &ClientSource::errorOccurred);
    source.start();
    QTRY_VERIFY_WITH_TIMEOUT(errors.count() >= 3, timeout);
    const auto error = errors.first().first().value<RelayError>();
    const QString reason = u"127.0.0.1:%1 refused the connection"_s.arg(port);
    QCOMPARE(error.category, RelayError::Category::Refused);
    QCOMPARE(error.text, reason);
    QVERIFY(!error.httpStatus);
    QVERIFY(!error.fatal);
    QTRY_VERIFY_WITH_TIMEOUT(states(observer).count(u"backoff"_s) >= 2, timeout);
    const auto changes = observer.all<StateChanged>();
    const auto backoff = std::find_if(changes.begin(), changes.end(),
                                      [](const StateChanged &change) { return change.state == SourceState::Backoff; });
    QVERIFY2(backoff->detail.startsWith("retry 1 in 0.0 s: "_L1) && backoff->detail.endsWith(reason),
             qPrintable(backoff->detail));
}

void tst_ClientSource::lostConnectionNamesTheRelay()
{
    TestKit::ScriptedRelay relay;
    RecordingObserver observer;
    ClientSource source(optionsFor(relay.address()), observer);
    QSignalSpy errors(&source, &ClientSource::errorOccurred);
    source.start();
    QTRY_VERIFY_WITH_TIMEOUT(states(observer).contains(u"ready"_s), timeout);
    relay.dropPeer();
    QTRY_VERIFY_WITH_TIMEOUT(errors.count() >= 1, timeout);
    const auto error = errors.first().first().value<RelayError>();
    QCOMPARE(error.text, u"The connection to 127.0.0.1:%1 was lost."_s.arg(relay.address().port()));
}

void tst_ClientSource::untrustedCertificateEndsTheAttempts()
{
    QSslServer server;
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(QSslCertificate(fileContent("localhost.pem")));
    configuration.setPrivateKey(QSslKey(fileContent("localhost.key"), QSsl::Ec));
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    server.setSslConfiguration(configuration);
    QVERIFY(server.listen(QHostAddress::LocalHost));
    RecordingObserver observer;
    ClientSource source(optionsFor(QUrl(u"wss://127.0.0.1:%1"_s.arg(server.serverPort()))), observer);
    QSignalSpy errors(&source, &ClientSource::errorOccurred);
    source.start();
    QTRY_COMPARE_WITH_TIMEOUT(states(observer).count(u"failed"_s), 1, timeout);
    QTRY_COMPARE_WITH_TIMEOUT(source.client()->state(), RelayClient::State::Closed, timeout);
    QCOMPARE(errors.count(), 1);
    const auto error = errors.first().first().value<RelayError>();
    QCOMPARE(error.category, RelayError::Category::Tls);
    QVERIFY(error.fatal);
    QVERIFY(!error.tlsErrors.isEmpty());
    QCOMPARE(observer.all<StateChanged>().last().state, SourceState::Failed);
    QVERIFY(observer.all<StateChanged>().last().detail.contains(error.tlsErrors.first()));
    QCOMPARE(observer.count<ConnectionOpened>(), 1);

    // The deliberate new start.
    source.retryNow();
    QTRY_COMPARE_WITH_TIMEOUT(observer.count<ConnectionOpened>(), 2, timeout);
}

void tst_ClientSource::refusalOfTheRelayStaysARefusal()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connect(&server, &QTcpServer::newConnection, &server, [&server] {
        QTcpSocket *socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket] {
            socket->readAll();
            socket->write("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n");
            socket->disconnectFromHost();
        });
    });
    RecordingObserver observer;
    ClientSource source(optionsFor(QUrl(u"ws://127.0.0.1:%1"_s.arg(server.serverPort()))), observer);
    QSignalSpy errors(&source, &ClientSource::errorOccurred);
    source.start();
    QTRY_COMPARE_WITH_TIMEOUT(source.client()->state(), RelayClient::State::Failed, timeout);
    QVERIFY(errors.count() >= 1);
    QCOMPARE(errors.first().first().value<RelayError>().category, RelayError::Category::Unauthorized);
    QTRY_COMPARE_WITH_TIMEOUT(states(observer).count(u"failed"_s), 1, timeout);
}

void tst_ClientSource::invalidAddressFails()
{
    RecordingObserver observer;
    ClientSource source(optionsFor(QUrl(u"https://relay.example.org"_s)), observer);
    QSignalSpy failed(&source, &ClientSource::failed);
    QSignalSpy stopped(&source, &ClientSource::stopped);
    source.start();
    QCOMPARE(failed.count(), 1);
    QVERIFY(observer.events.isEmpty());
    source.stop();
    QCOMPARE(stopped.count(), 1);
}

QTEST_GUILESS_MAIN(tst_ClientSource)
#include "tst_clientsource.moc"
