// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/reachability.h"
#include "relaycore/protocol/codec.h"
#include "relaycore/testkit/scriptedrelay.h"
#include "tests/client/clienttest.h"
#include "tests/support/rawserver.h"
#include "tests/support/wirebytes.h"

#include <QtNetwork/QNetworkProxy>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWebSockets/QMaskGenerator>
#include <QtWebSockets/QWebSocket>

using namespace ClientTest;
using namespace std::chrono_literals;
using namespace RelayCore;
using TestKit::ManualClock;
using TestKit::ScriptedRelay;
using TestSupport::RawServer;
using Category = RelayError::Category;
using State = RelayClient::State;
using Retry = RelayClient::Retry;

namespace {

class FakeReachability final : public Reachability
{
public:
    [[nodiscard]] bool isReachable() const override { return m_reachable; }
    void set(bool reachable)
    {
        m_reachable = reachable;
        Q_EMIT reachableChanged(reachable);
    }

private:
    bool m_reachable = true;
};

/// An HTTP proxy that knows CONNECT and nothing else, and finds every host on this machine.
class ConnectProxy
{
public:
    ConnectProxy()
        : m_server([this](QTcpSocket *client, const QByteArray &head) {
            requests += head.left(head.indexOf("\r\n"));
            const QByteArray target = head.split(' ').value(1);
            auto *upstream = new QTcpSocket(client);
            QObject::connect(upstream, &QTcpSocket::connected, client, [client, upstream] {
                QObject::connect(client, &QIODevice::readyRead, upstream, [=] { upstream->write(client->readAll()); });
                client->write("HTTP/1.1 200 Connection established\r\n\r\n");
            });
            QObject::connect(upstream, &QIODevice::readyRead, client, [=] { client->write(upstream->readAll()); });
            QObject::connect(client, &QTcpSocket::disconnected, upstream, &QTcpSocket::disconnectFromHost);
            const auto colon = target.lastIndexOf(':');
            upstream->connectToHost(QHostAddress(QHostAddress::LocalHost), target.sliced(colon + 1).toUShort());
        })
    {}
    [[nodiscard]] QNetworkProxy proxy() const
    {
        return {QNetworkProxy::HttpProxy, u"127.0.0.1"_s, static_cast<quint16>(m_server.address().port())};
    }

    QList<QByteArray> requests;

private:
    RawServer m_server;
};

} // namespace

/// What an application may replace or look at: network hint, proxy, sockets, backoff, metrics and properties.
class tst_Replaceable : public QObject
{
    Q_OBJECT

private:
    std::shared_ptr<ManualClock> m_clock = std::make_shared<ManualClock>();

private Q_SLOTS:
    void aReturningNetworkShortensTheWait()
    {
        ScriptedRelay relay;
        relay.stop();
        const auto hint = std::make_shared<FakeReachability>();
        auto options = optionsFor(relay.address(), m_clock);
        options.reachability = hint;
        options.backoff.initial = 60s;
        RelayClient client(options);
        client.connectToRelay();
        QTRY_COMPARE(client.state(), State::Backoff);
        hint->set(false);
        QCOMPARE(client.state(), State::WaitingForNetwork);
        relay.restart();
        m_clock->advance(1s);
        hint->set(true);
        QTRY_COMPARE(client.state(), State::Ready);
    }

    void aFailureWithoutNetworkWaitsForItButNotForEver()
    {
        ScriptedRelay relay;
        relay.stop();
        const auto hint = std::make_shared<FakeReachability>();
        hint->set(false);
        auto options = optionsFor(relay.address(), m_clock);
        options.reachability = hint;
        RelayClient client(options);
        QSignalSpy retries(&client, &RelayClient::retryScheduled);
        client.connectToRelay();
        QTRY_COMPARE(client.state(), State::WaitingForNetwork);
        QCOMPARE(retries.size(), 1);
        relay.restart();
        m_clock->advance(1s); // The hint is wrong, as hints often are.
        QTRY_COMPARE(client.state(), State::Ready);
    }

    void aNetworkThatComesAndGoesDoesNotHammerTheRelay()
    {
        ScriptedRelay relay;
        relay.stop();
        const auto hint = std::make_shared<FakeReachability>();
        auto options = optionsFor(relay.address(), m_clock);
        options.reachability = hint;
        RelayClient client(options);
        client.connectToRelay();
        QTRY_COMPARE(client.state(), State::Backoff);
        const auto attempts = client.metrics().attempts;
        for (int i = 0; i < 20; ++i) {
            hint->set(false);
            hint->set(true);
            QCoreApplication::processEvents();
        }
        QCOMPARE(client.state(), State::Connecting);
        QCOMPARE(client.metrics().attempts, attempts);
        m_clock->advance(250ms);
        QTRY_COMPARE(client.metrics().attempts, attempts + 1);
    }

    void aLostNetworkLeavesALivingConnectionAlone()
    {
        ScriptedRelay relay;
        const auto hint = std::make_shared<FakeReachability>();
        auto options = optionsFor(relay.address(), m_clock);
        options.reachability = hint;
        RelayClient client(options);
        QSignalSpy states(&client, &RelayClient::stateChanged);
        client.connectToRelay();
        QTRY_COMPARE(client.state(), State::Ready);
        hint->set(false);
        hint->set(true);
        QCOMPARE(client.state(), State::Ready);
        QCOMPARE(states.size(), 3);
    }

    void theSystemsHintIsThere()
    {
        const auto hint = Reachability::system();
        QVERIFY(hint != nullptr);
        QSignalSpy changes(hint.get(), &Reachability::reachableChanged);
        QVERIFY(changes.isValid());
    }

    void theProxyOfTheOptionsIsUsed_data()
    {
        QTest::addColumn<bool>("ofTheApplication");
        QTest::addRow("the application's") << true;
        QTest::addRow("the client's own") << false;
    }

    void theProxyOfTheOptionsIsUsed()
    {
        QFETCH(const bool, ofTheApplication);
        ScriptedRelay relay;
        ConnectProxy proxy;
        QUrl address = relay.address();
        address.setHost(u"relay.test"_s); // Qt asks the application's proxy for no address of this machine.
        auto options = optionsFor(address, m_clock);
        if (ofTheApplication)
            QNetworkProxy::setApplicationProxy(proxy.proxy());
        else
            options.proxy = proxy.proxy();
        RelayClient client(options);
        client.connectToRelay();
        QTRY_COMPARE(client.state(), State::Ready);
        QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy);
        QCOMPARE(proxy.requests.size(), 1);
        QVERIFY2(proxy.requests.at(0).startsWith("CONNECT relay.test:"), proxy.requests.at(0).constData());
    }

    void aProxyThatIsNotThereIsATransientError()
    {
        ScriptedRelay relay;
        auto options = optionsFor(relay.address(), m_clock);
        options.proxy = QNetworkProxy(QNetworkProxy::HttpProxy, u"127.0.0.1"_s, TestSupport::unusedPort());
        RelayClient client(options);
        client.connectToRelay();
        QTRY_COMPARE(client.state(), State::Backoff);
        QCOMPARE(client.lastError().category, Category::Network);
        QCOMPARE(relay.connections(), 0);
    }

    void everyAttemptGetsAFreshSocketFromTheFactory()
    {
        QList<QByteArray> heads;
        RawServer server([&](QTcpSocket *socket, const QByteArray &head) {
            heads += head;
            socket->abort();
        });
        auto options = optionsFor(server.address(), m_clock);
        int made = 0;
        options.socketFactory = [&] {
            ++made;
            return std::make_unique<QWebSocket>(u"http://origin.test"_s);
        };
        RelayClient client(options);
        client.connectToRelay();
        QTRY_COMPARE(client.state(), State::Backoff);
        m_clock->advance(1s);
        QTRY_COMPARE(made, 2);
        QTRY_COMPARE(heads.size(), 2);
        for (const QByteArray &head : std::as_const(heads))
            QVERIFY2(head.contains("Origin: http://origin.test\r\n"), head.constData());
    }

    void theSocketsMasksAreUsed()
    {
        class OneMask final : public QMaskGenerator
        {
        public:
            bool seed() noexcept override { return true; }
            quint32 nextMask() noexcept override { return 0x01020304; }
        } masks;
        QByteArray received;
        RawServer server([&](QTcpSocket *socket, const QByteArray &head) {
            socket->write(RawServer::acceptUpgrade(head));
            connect(socket, &QTcpSocket::readyRead, socket, [&, socket] { received += socket->readAll(); });
        });
        auto options = optionsFor(server.address(), m_clock);
        options.socketFactory = [&] {
            auto socket = std::make_unique<QWebSocket>();
            socket->setMaskGenerator(&masks);
            return socket;
        };
        RelayClient client(options);
        client.connectToRelay();
        const QByteArray registration = encode(RelayRegistration{client.name(), client.uuid()});
        const QByteArray expected =
            WireBytes::frame({.payload = registration, .mask = QByteArray::fromHex("01020304")});
        QTRY_COMPARE(received, expected);
    }

    void aTextBeyondTheSocketsFrameSizeIsSplit()
    {
        constexpr quint64 frameSize = 1000;
        QByteArray received;
        RawServer server([&](QTcpSocket *socket, const QByteArray &head) {
            socket->write(RawServer::acceptUpgrade(head));
            connect(socket, &QTcpSocket::readyRead, socket, [&, socket] {
                received += socket->readAll();
                if (received.size() > 100 && received.size() < qsizetype(frameSize))
                    socket->write(RawServer::frame(0x1, encode(RelayResponse{true})));
            });
        });
        auto options = optionsFor(server.address(), m_clock);
        options.name = QString(50, u'n'); // The registration is one frame.
        options.socketFactory = [&] {
            auto socket = std::make_unique<QWebSocket>();
            socket->setOutgoingFrameSize(frameSize);
            return socket;
        };
        RelayClient client(options);
        client.connectToRelay();
        QTRY_COMPARE(client.state(), State::Ready);
        received.clear();
        client.post(offerTo(QUuid::createUuid(), QString(1500, u'x')));
        constexpr char textNotFinal = 0x01;
        constexpr char continuationFinal = char(0x80);
        constexpr qsizetype frameBytes = qsizetype(frameSize) + 8;
        QTRY_VERIFY(received.size() > frameBytes);
        QCOMPARE(received.at(0), textNotFinal);
        QCOMPARE(received.at(frameBytes), continuationFinal);
    }

    void theBackoffPolicyDecidesAboveTheFloor()
    {
        auto options = optionsFor(QUrl(u"ws://127.0.0.1:%1"_s.arg(TestSupport::unusedPort())), m_clock);
        QList<int> attempts;
        options.backoffPolicy = [&](int attempt, double) {
            attempts += attempt;
            return attempt == 1 ? 7s : 0s;
        };
        RelayClient client(options);
        QSignalSpy retries(&client, &RelayClient::retryScheduled);
        client.connectToRelay();
        QTRY_COMPARE(retries.size(), 1);
        QCOMPARE(retries.at(0).at(1).value<std::chrono::milliseconds>().count(), 7000);
        m_clock->advance(7s);
        QTRY_COMPARE(retries.size(), 2);
        QCOMPARE(retries.at(1).at(1).value<std::chrono::milliseconds>().count(), 250);
        QCOMPARE(attempts, (QList<int>{1, 2}));
    }

    void metricsCount()
    {
        ScriptedRelay relay;
        RelayClient client(optionsFor(relay.address(), m_clock));
        QCOMPARE(client.metrics(), RelayMetrics{});
        const auto offer = offerTo(QUuid::createUuid());
        const auto sent = client.send(offer);
        QTRY_VERIFY(sent.isFinished());
        m_clock->advance(3s);
        relay.sendText(offerText(u"in"_s));
        relay.sendText(u"nonsense"_s);
        QTRY_COMPARE(client.metrics().undecodableReceived, 1U);
        const auto metrics = client.metrics();
        QCOMPARE(metrics.attempts, 1U);
        QCOMPARE(metrics.registrations, 1U);
        QCOMPARE(metrics.connectionsLost, 0U);
        QCOMPARE(metrics.messagesSent, 1U);
        QCOMPARE(metrics.bytesSent, static_cast<quint64>(encode(offer).size()));
        QCOMPARE(metrics.messagesReceived, 1U);
        QVERIFY(metrics.bytesReceived > 8);
        QCOMPARE(metrics.sinceReady.value().count(), 3000);
        QCOMPARE(client.property("metrics").isValid(), false); // A snapshot, not a binding.

        relay.dropPeer();
        QTRY_COMPARE(client.state(), State::Backoff);
        QCOMPARE(client.metrics().connectionsLost, 1U);
        QVERIFY(!client.metrics().sinceReady);
        client.close();
        const auto late = client.send(offer);
        QTRY_VERIFY(late.isFinished());
        QCOMPARE(client.metrics().messagesDropped, 1U);
    }

    void propertiesFollow()
    {
        ScriptedRelay relay;
        relay.stop();
        RelayClient client(optionsFor(relay.address(), m_clock));
        QSignalSpy queued(&client, &RelayClient::queuedMessagesChanged);
        client.connectToRelay();
        QTRY_COMPARE(client.state(), State::Backoff);
        client.send(offerTo(QUuid::createUuid()));
        client.send(offerTo(QUuid::createUuid()));
        QTRY_COMPARE(client.property("queuedMessages").toInt(), 2);
        QCOMPARE(queued.size(), 1); // Both were taken in together.
        relay.restart();
        m_clock->advance(1s);
        QTRY_COMPARE(client.property("queuedMessages").toInt(), 0);
        QCOMPARE(client.property("state").value<State>(), State::Ready);
        QCOMPARE(client.property("name").toString(), u"alpha"_s);
        QCOMPARE(client.property("reconnectEnabled").toBool(), true);
    }

    void reconnectionCanBeSwitchedOffWhileWaiting()
    {
        ScriptedRelay relay;
        RelayClient client(optionsFor(relay.address(), m_clock));
        QSignalSpy changed(&client, &RelayClient::reconnectEnabledChanged);
        client.connectToRelay();
        QTRY_COMPARE(client.state(), State::Ready);
        relay.dropPeer();
        QTRY_COMPARE(client.state(), State::Backoff);
        client.setReconnectEnabled(false);
        client.setReconnectEnabled(false);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(client.state(), State::Idle);
        QCOMPARE(m_clock->runningTimers(), 0);
        client.setReconnectEnabled(true);
        QCOMPARE(client.state(), State::Idle);
        client.send(offerTo(QUuid::createUuid()));
        QTRY_COMPARE(client.state(), State::Ready);
        client.setReconnectEnabled(false);
        relay.dropPeer();
        QTRY_COMPARE(client.state(), State::Idle);
    }

    void aWaitingMessageKeepsTheReconnectionGoing()
    {
        ScriptedRelay relay;
        RelayClient client(optionsFor(relay.address(), m_clock));
        client.connectToRelay();
        QTRY_COMPARE(client.state(), State::Ready);
        relay.dropPeer();
        QTRY_COMPARE(client.state(), State::Backoff);
        const auto waiting = client.send(offerTo(QUuid::createUuid()));
        QTRY_COMPARE(client.queuedMessages(), 1);
        client.setReconnectEnabled(false);
        QCOMPARE(client.state(), State::Backoff);
        m_clock->advance(1s);
        QTRY_VERIFY(waiting.isFinished());
        QCOMPARE(waiting.result().outcome, SendOutcome::Written);
    }
};

QTEST_GUILESS_MAIN(tst_Replaceable)
#include "tst_replaceable.moc"
