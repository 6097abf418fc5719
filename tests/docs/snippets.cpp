// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//
// The code of the pages in docs/, between two lines "//! [name]": it compiles, runs, and does what the page says.
// tst_guide compares it with the pages.
#include "relaycore/protocol/codec.h"
#include "relaycore/server/relayserver.h"
#include "relaycore/tap/tap.h"
#include "relaycore/tap/tapdirectory.h"

#include <QtCore/QTemporaryDir>
#include <QtCore/QThread>
#include <QtNetwork/QSslCertificate>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

//! [includes]
#include <relaycore/client/relayclient.h>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using namespace RelayCore;
//! [includes]

//! [observer include]
#include <relaycore/wire/wireobserver.h>
//! [observer include]

//! [testing includes]
#include <relaycore/client/relayclient.h>
#include <relaycore/testkit/manualclock.h>
#include <relaycore/testkit/scriptedrelay.h>
//! [testing includes]

namespace {

RelayClientOptions optionsFor(const QUrl &address, const std::shared_ptr<RelayClock> &clock)
{
    RelayClientOptions options;
    options.address = address;
    options.clock = clock;
    options.backoff.jitter = false;
    return options;
}

/// Where a login dialog would be.
struct Login
{
    int forgotten = 0;

    void forget() { ++forgotten; }
    [[nodiscard]] static QFuture<AccessToken> token() { return readyToken({"secret"}); }
};

//! [receive loop]
class Listener : public QObject
{
public:
    explicit Listener(const RelayClientOptions &options)
        : m_client(options)
    {
        next();
    }

    QList<RelayMessage> messages;

private:
    void next()
    {
        m_client.receive().then(this, [this](const ReceiveResult &result) {
            if (!result.message)
                return; // The client was closed, destroyed, or failed for good: result.error says which.
            messages += *result.message;
            next();
        });
    }

    RelayClient m_client; // The last member, so that it goes first: it finishes its futures on the way.
};
//! [receive loop]

//! [observer]
class TrafficLog : public WireObserver
{
public:
    FlowControl observe(WireEvent event) override
    {
        if (const auto *message = std::get_if<WireMessage>(&event.payload))
            qInfo() << (message->direction == Direction::Sent ? "->" : "<-") << message->payload.size() << "bytes";
        return FlowControl::Continue;
    }
};
//! [observer]

} // namespace

class tst_Snippets : public QObject
{
    Q_OBJECT

private:
    std::shared_ptr<TestKit::ManualClock> m_clock = std::make_shared<TestKit::ManualClock>();
    TestKit::ScriptedRelay m_relay;
    QUuid m_peer = QUuid::createUuid();
    QStringList m_said;

    void say(const QString &text) { m_said += text; }

private Q_SLOTS:
    void init()
    {
        m_said.clear();
        m_relay.acceptRegistrations();
    }

    void readme()
    {
        //! [readme]
        RelayClientOptions options;
        options.address = QUrl(u"wss://relay.example.org"_s);
        options.name = u"bench-7"_s;

        auto *client = new RelayClient(options, this);
        connect(client, &RelayClient::messageReceived, this, [this](const RelayMessage &message) {
            const auto *peer = std::get_if<PeerConnection>(&message);
            if (peer && peer->descriptionType == DescriptionType::Offer)
                say(peer->sourceName + u" offers "_s + peer->description);
        });
        connect(client, &RelayClient::failed, this, [this](const RelayError &error) { say(error.text); });
        client->connectToRelay();
        //! [readme]
        delete client; // before it asks the DNS
        QCOMPARE(m_said, QStringList());
    }

    void server()
    {
        //! [server]
        RelayServer relay({.port = 0}); // 0: any free port
        if (!relay.listen())
            qFatal("%s", qPrintable(relay.errorString()));
        // Clients connect to relay.url(), for instance ws://127.0.0.1:40123.
        //! [server]
        RelayClient client(optionsFor(relay.url(), RelayClock::system()));
        client.connectToRelay();
        QTRY_COMPARE(relay.clients().size(), 1);
    }

    void connecting()
    {
        RelayClient client(optionsFor(m_relay.address(), m_clock));
        //! [connect]
        client.connectToRelay(RelayClient::Retry::No).then(this, [this](const ConnectResult &result) {
            say(result.registered ? u"registered"_s : result.error.text);
        });
        //! [connect]
        QTRY_COMPARE(m_said, QStringList{u"registered"_s});
    }

    void failing()
    {
        m_relay.refuseRegistrations(u"full"_s);
        RelayClient client(optionsFor(m_relay.address(), m_clock));
        const auto askForLogin = [this] { say(u"login"_s); };
        //! [failures]
        connect(&client, &RelayClient::retryScheduled, this,
                [this](int attempt, std::chrono::milliseconds delay, const RelayError &error) {
                    say(u"%1: %2 Again in %3 ms."_s.arg(attempt).arg(error.text).arg(delay.count()));
                });
        connect(&client, &RelayClient::failed, this, [this, askForLogin](const RelayError &error) {
            if (error.category == RelayError::Category::Unauthorized)
                askForLogin();
            else
                say(error.text);
        });
        //! [failures]
        client.connectToRelay();
        QTRY_COMPARE(client.state(), RelayClient::State::Failed);
        QCOMPARE(m_said.size(), 1);
        QVERIFY(m_said.first().contains(u"full"_s));
        m_relay.acceptRegistrations();
        client.reconnectNow();
        m_clock->advance(1s); // never sooner than the floor after the attempt before
        QTRY_COMPARE(client.state(), RelayClient::State::Ready);
        m_relay.closePeer(4001);
        QTRY_COMPARE(m_said.size(), 2);
        QCOMPARE(m_said.last(), u"login"_s);
        client.reconnectNow();
        m_clock->advance(1s);
        QTRY_COMPARE(client.state(), RelayClient::State::Ready);
        m_relay.dropPeer();
        QTRY_COMPARE(m_said.size(), 3);
        QVERIFY(m_said.last().startsWith(u"1: "_s) && m_said.last().endsWith(u" Again in 1000 ms."_s));
    }

    void sending()
    {
        RelayClient client(optionsFor(m_relay.address(), m_clock));
        const QUuid peer = m_peer;
        //! [send]
        const PeerConnection offer{client.uuid(), client.name(), peer, DescriptionType::Offer, u"v=0"_s, {}};
        client.send(offer).then(this, [this](const SendResult &result) {
            if (result.outcome != SendOutcome::Written)
                say(QString(sendOutcomeName(result.outcome)) + u": "_s + result.error.text);
        });
        //! [send]
        QTRY_COMPARE(m_relay.messages().size(), 1);
        QCOMPARE(m_relay.messages().first(), RelayMessage(offer));
        QCOMPARE(m_said, QStringList());
        client.close();
        QTRY_COMPARE(client.state(), RelayClient::State::Closed);
        auto late = client.send(offer);
        QTRY_VERIFY(late.isFinished());
        QCOMPARE(late.result().outcome, SendOutcome::Closed);
    }

    void cancelling()
    {
        RelayClient client(optionsFor(m_relay.address(), m_clock));
        const PeerConnection offer{client.uuid(), client.name(), m_peer, DescriptionType::Offer, u"v=0"_s, {}};
        //! [cancel]
        SendId id = 0;
        client.send(offer, {.timeToLive = 5s, .resendUncertain = true}, &id);
        // Later, when the user has closed the dialog:
        if (!client.cancel(id))
            say(u"too late, it is on its way or has ended"_s);
        //! [cancel]
        QCOMPARE(m_said, QStringList());
        QVERIFY(!client.cancel(id));
    }

    void unreachable()
    {
        RelayServer relay({.port = 0});
        QVERIFY2(relay.listen(), qPrintable(relay.errorString()));
        RelayClient client(optionsFor(relay.url(), RelayClock::system()));
        //! [unreachable]
        connect(&client, &RelayClient::messageReturned, this,
                [this](const PeerConnection &request) { say(request.error.value()); });
        //! [unreachable]
        client.send(PeerConnection{client.uuid(), client.name(), m_peer, DescriptionType::Offer, u"v=0"_s, {}});
        QTRY_COMPARE(m_said.size(), 1);
        QVERIFY(m_said.first().contains(m_peer.toString(QUuid::WithoutBraces)));
    }

    void receiving()
    {
        const auto before = m_relay.registrations().size();
        Listener listener(optionsFor(m_relay.address(), m_clock));
        QTRY_COMPARE(m_relay.registrations().size(), before + 1);
        const PeerConnection offer{m_peer,   u"beta"_s, m_relay.registrations().last().uuid, DescriptionType::Offer,
                                   u"v=0"_s, {}};
        m_relay.send(offer);
        m_relay.send(offer);
        QTRY_COMPARE(listener.messages, (QList<RelayMessage>{offer, offer}));
    }

    void closing()
    {
        RelayClient client(optionsFor(m_relay.address(), m_clock));
        client.send(PeerConnection{client.uuid(), client.name(), m_peer, DescriptionType::Offer, u"v=0"_s, {}});
        //! [close]
        client.close(3s).then(this, [this](const CloseResult &result) {
            say(u"%1, %2 messages lost"_s.arg(result.clean ? u"in order"_s : u"cut short"_s).arg(result.dropped));
        });
        //! [close]
        QTRY_COMPARE(m_said, QStringList{u"in order, 0 messages lost"_s});
    }

    void tokens()
    {
        RelayClientOptions options = optionsFor(m_relay.address(), m_clock);
        //! [token]
        options.tokenProvider = [](TokenReason) { return readyToken({qgetenv("RELAY_TOKEN"), 1h}); };
        //! [token]
        qputenv("RELAY_TOKEN", "from the environment");
        {
            RelayClient client(options);
            client.connectToRelay();
            QTRY_COMPARE(client.state(), RelayClient::State::Ready);
            QCOMPARE(m_relay.requestHeader("Authorization"), "Bearer from the environment");
        }
        Login login;
        //! [login]
        options.tokenProvider = [&login](TokenReason reason) {
            if (reason == TokenReason::Refused)
                login.forget();
            return login.token(); // A QFuture<AccessToken>, which may take its time.
        };
        //! [login]
        RelayClient client(options);
        client.connectToRelay();
        QTRY_COMPARE(client.state(), RelayClient::State::Ready);
        QCOMPARE(m_relay.requestHeader("Authorization"), "Bearer secret");
        m_relay.closePeer(4001);
        QTRY_COMPARE(client.state(), RelayClient::State::Backoff);
        m_clock->advance(1s);
        QTRY_COMPARE(login.forgotten, 1);
    }

    void network()
    {
        RelayClientOptions options = optionsFor(m_relay.address(), m_clock);
        //! [keepalive]
        options.keepaliveInterval = 60s;
        options.keepaliveTimeout = 20s;
        //! [keepalive]
        //! [network]
        options.reachability = Reachability::system();
        options.proxy = QNetworkProxy(QNetworkProxy::HttpProxy, u"proxy.example.org"_s, 3128);
        //! [network]
        //! [tls]
        auto tls = QSslConfiguration::defaultConfiguration();
        tls.setCaCertificates(QSslCertificate::fromPath(u"/etc/ssl/our-relay.pem"_s));
        options.tls = tls;
        //! [tls]
        options.proxy = QNetworkProxy(QNetworkProxy::NoProxy);
        RelayClient client(options);
        client.connectToRelay();
        QTRY_COMPARE(client.state(), RelayClient::State::Ready);
    }

    void anotherThread()
    {
        const RelayClientOptions options = optionsFor(m_relay.address(), RelayClock::system());
        const PeerConnection offer{m_peer, u"beta"_s, m_peer, DescriptionType::Offer, u"v=0"_s, {}};
        const auto before = m_relay.messages().size();
        //! [thread]
        QThread network;
        auto *client = new RelayClient(options);
        client->moveToThread(&network); // Before its first use.
        connect(&network, &QThread::finished, client, &QObject::deleteLater);
        network.start();

        client->send(offer); // From any thread. Everything else goes through the client's own:
        QMetaObject::invokeMethod(client, [client] { client->reconnectNow(); });
        //! [thread]
        QTRY_COMPARE(m_relay.messages().size(), before + 1);
        network.quit();
        QVERIFY(network.wait());
    }

    void watching()
    {
        RelayClient client(optionsFor(m_relay.address(), m_clock));
        //! [watch]
        TrafficLog log; // Outlives the client, or is unset before it goes.
        client.setWireObserver(&log, nextSourceId());
        //! [watch]
        client.connectToRelay();
        QTRY_COMPARE(client.state(), RelayClient::State::Ready);
        //! [metrics]
        const RelayMetrics metrics = client.metrics();
        say(u"%1 attempts, %2 messages sent"_s.arg(metrics.attempts).arg(metrics.messagesSent));
        if (metrics.roundTrip)
            say(u"the relay answers within %1 ms"_s.arg(metrics.roundTrip->count()));
        //! [metrics]
        QCOMPARE(m_said, QStringList{u"1 attempts, 0 messages sent"_s});
        client.setWireObserver(nullptr, 0);
    }

    void schedule()
    {
        RelayClientOptions options;
        //! [schedule]
        options.backoff.jitter = false; // Exactly 1 s, 2 s, 4 s ... 60 s, as the reference.
        options.backoffPolicy = [](int attempt, double) { return std::min(attempt * 500ms, 30'000ms); };
        //! [schedule]
        QCOMPARE(options.backoffPolicy(3, 0.5), 1'500ms);
    }

    void testKit()
    {
        //! [testing]
        TestKit::ScriptedRelay relay; // Listens on a free port of the loopback interface.
        const auto clock = std::make_shared<TestKit::ManualClock>();

        RelayClientOptions options;
        options.address = relay.address();
        options.clock = clock;
        options.backoff.jitter = false; // Exactly 1 s, 2 s, 4 s, ...
        RelayClient client(options);
        //! [testing]
        //! [testing drop]
        client.connectToRelay();
        QTRY_COMPARE(client.state(), RelayClient::State::Ready);
        relay.dropPeer(); // As a dying relay does: no close frame.
        QTRY_COMPARE(client.state(), RelayClient::State::Backoff);
        clock->advance(1s);
        QTRY_COMPARE(client.state(), RelayClient::State::Ready);
        //! [testing drop]
    }

    void testKitToken()
    {
        TestKit::ScriptedRelay relay;
        RelayClientOptions options = optionsFor(relay.address(), m_clock);
        //! [testing token]
        options.tokenProvider = [](TokenReason) { return readyToken({"secret"}); };
        RelayClient client(options);
        client.connectToRelay();
        QTRY_COMPARE(relay.registrations().size(), 1);
        QCOMPARE(relay.requestHeader("Authorization"), "Bearer secret");
        //! [testing token]
    }

    void migration()
    {
        const QUrl address = m_relay.address();
        const QUuid me = QUuid::createUuid();
        const QUuid peer = m_peer;
        const QByteArray token = "secret";
        const QSslConfiguration context;
        const QString sdp = u"v=0"_s;
        QObject window;
        const auto onConnected = [this](const ConnectResult &result) { say(result.registered ? u"yes"_s : u"no"_s); };
        const auto onSent = [this](const SendResult &result) { say(sendOutcomeName(result.outcome)); };
        const auto onReceived = [this](const ReceiveResult &result) { say(result.message ? u"one"_s : u"none"_s); };
        const auto onClosed = [this](const CloseResult &result) { say(result.clean ? u"clean"_s : u"cut"_s); };
        // clang-format off
        //! [migration: lines]
        RelayClientOptions options;
        options.address = address;
        options.name = u"bench-7"_s;
        options.uuid = me;
        options.headers = {{"Authorization", "Bearer " + token}};
        options.reconnect = false;
        options.tls = context;
        options.verifyCertificate = false;
        options.openTimeout = 5s;
        options.registrationTimeout = 5s;
        options.backoff.jitter = false;
        RelayClient client(options);
        client.connectToRelay().then(&window, onConnected);
        client.connectToRelay(RelayClient::Retry::No).then(&window, onConnected);
        const PeerConnection offer{client.uuid(), client.name(), peer, DescriptionType::Offer, sdp, {}};
        client.send(offer).then(&window, onSent);
        client.receive().then(&window, onReceived);
        connect(&client, &RelayClient::messageReceived, &window, [](const RelayMessage &message) {
            if (const auto *request = std::get_if<PeerConnection>(&message)) {
                if (request->error) {
                    qWarning() << *request->error;
                }
            }
        });
        const QString name = client.name();
        const QUuid uuid = client.uuid();
        const QWebSocket *socket = client.webSocket();
        const bool isReady = client.state() == RelayClient::State::Ready;
        //! [migration: lines]
        // clang-format on
        QVERIFY(!isReady);
        QVERIFY(!socket);
        QCOMPARE(name, u"bench-7"_s);
        QCOMPARE(uuid, me);
        QTRY_COMPARE(m_said, (QStringList{u"yes"_s, u"yes"_s, u"written"_s}));
        QCOMPARE(m_relay.requestHeader("Authorization"), "Bearer secret");
        QVERIFY(client.webSocket());
        m_relay.send(offer);
        QTRY_COMPARE(m_said.size(), 4);
        QCOMPARE(m_said.last(), u"one"_s);
        // clang-format off
        //! [migration: close]
        client.close().then(&window, onClosed);
        //! [migration: close]
        // clang-format on
        QTRY_COMPARE(m_said.last(), u"clean"_s);
        QVERIFY(!client.webSocket());
    }

    void tap()
    {
        const QTemporaryDir runtime;
        qputenv("XDG_RUNTIME_DIR", QFile::encodeName(runtime.path()));
        // clang-format off
        //! [tap]
        if (const auto problem = RelayCore::Tap::open(u"instrument"_s))
            qWarning().noquote() << *problem;
        //! [tap]
        // clang-format on
        QVERIFY(Tap::isOpen());
        QCOMPARE(runningTaps().constFirst().application, u"instrument"_s);
        Tap::close();
    }
};

QTEST_GUILESS_MAIN(tst_Snippets)
#include "snippets.moc"
