// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/testkit/scriptedrelay.h"
#include "relaycore/wire/wirenames.h"
#include "relaycore/wire/wireobserver.h"
#include "tests/client/clienttest.h"
#include "tests/support/rawserver.h"

#include <QtCore/QPointer>
#include <QtCore/QThread>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWebSockets/QWebSocket>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using namespace RelayCore;
using ClientTest::offerTo;
using TestKit::ManualClock;
using TestKit::ScriptedRelay;
using TestSupport::RawServer;
using Category = RelayError::Category;
using State = RelayClient::State;
using Retry = RelayClient::Retry;

namespace {

class CaptureRowWriter final : public WireObserver
{
public:
    FlowControl observe(WireEvent event) override
    {
        events.append(std::move(event));
        return FlowControl::Continue;
    }

    /// One word per event, states with their name.
    [[nodiscard]] QStringList story() const
    {
        QStringList words;
        for (const WireEvent &event : events) {
            if (const auto *state = std::get_if<StateChanged>(&event.payload))
                words += sourceStateName(state->state);
            else if (std::holds_alternative<ConnectionOpened>(event.payload))
                words += u"OPENED"_s;
            else if (std::holds_alternative<HandshakeRequest>(event.payload))
                words += u"REQUEST"_s;
            else if (const auto *message = std::get_if<WireMessage>(&event.payload))
                words += message->direction == Direction::Sent ? u"SENT"_s : u"RECEIVED"_s;
            else if (const auto *frame = std::get_if<ControlFrame>(&event.payload))
                words += u"CLOSE%1"_s.arg(frame->closeCode.value_or(0));
            else if (std::holds_alternative<ConnectionClosed>(event.payload))
                words += u"CLOSED"_s;
        }
        return words;
    }

    QList<WireEvent> events;
};

} // namespace

class tst_RelayClient : public QObject
{
    Q_OBJECT

private:
    RelayClientOptions optionsFor(const QUrl &address) { return ClientTest::optionsFor(address, m_clock); }

    std::shared_ptr<ManualClock> m_clock;

private Q_SLOTS:
    void init() { m_clock = std::make_shared<ManualClock>(); }

    void nothingHappensBeforeTheFirstUse()
    {
        ScriptedRelay relay;
        RelayClient client(optionsFor(relay.address()));
        QCoreApplication::processEvents();
        QCOMPARE(client.state(), State::Idle);
        QCOMPARE(relay.connections(), 0);
        QVERIFY(!client.uuid().isNull());
        QCOMPARE(client.webSocket(), nullptr);
    }

    void connectsAndRegisters()
    {
        ScriptedRelay relay;
        RelayClient client(optionsFor(relay.address()));
        QSignalSpy states(&client, &RelayClient::stateChanged);
        QSignalSpy registered(&client, &RelayClient::registered);
        const auto first = client.connectToRelay();
        const auto second = client.connectToRelay(Retry::No);
        QCOMPARE(client.state(), State::Connecting);
        QTRY_VERIFY(first.isFinished() && second.isFinished());
        QVERIFY(first.result().registered);
        QVERIFY(second.result().registered);
        QCOMPARE(first.result().error, RelayError{});
        QCOMPARE(relay.connections(), 1);
        QCOMPARE(client.state(), State::Ready);
        QVERIFY(client.webSocket() != nullptr);
        QCOMPARE(states.size(), 3);
        QCOMPARE(registered.size(), 1);
        QCOMPARE(registered.at(0).at(0).toBool(), false);

        const auto again = client.connectToRelay();
        QTRY_VERIFY(again.isFinished() && again.result().registered);
        QCOMPARE(relay.connections(), 1);
    }

    void registersWithNameAndUuid()
    {
        ScriptedRelay relay;
        QString registration;
        relay.setReply([&](QWebSocket *socket, const QString &text) {
            registration = text;
            socket->sendTextMessage(QString::fromLatin1(encode(RelayResponse{})));
        });
        auto options = optionsFor(relay.address());
        options.uuid = QUuid(u"5c0ffee0-1111-4222-8333-444455556666"_s);
        RelayClient client(options);
        const auto ready = client.connectToRelay();
        QTRY_VERIFY(ready.isFinished());
        QCOMPARE(registration.toLatin1(), encode(RelayRegistration{u"alpha"_s, options.uuid}));
    }

    void sendConnectsLazilyAndKeepsTheOrder()
    {
        ScriptedRelay relay;
        RelayClient client(optionsFor(relay.address()));
        QSignalSpy sent(&client, &RelayClient::messageSent);
        QList<QFuture<SendResult>> futures;
        QStringList expected;
        for (int i = 0; i < 20; ++i) {
            const auto offer = offerTo(QUuid::createUuid(), u"offer %1 \u00fc"_s.arg(i));
            expected += QString::fromLatin1(encode(offer));
            futures += client.send(offer);
        }
        QCOMPARE(client.state(), State::Idle);
        QTRY_COMPARE(relay.received().size(), 20);
        QCOMPARE(relay.received(), expected);
        QTRY_COMPARE(sent.size(), 20);
        for (qsizetype i = 0; i < futures.size(); ++i) {
            QTRY_VERIFY(futures.at(i).isFinished());
            QCOMPARE(futures.at(i).resultCount(), 1);
            QCOMPARE(futures.at(i).result().outcome, SendOutcome::Written);
            QCOMPARE(futures.at(i).result().id, SendId(i + 1));
            QCOMPARE(sent.at(i).at(0).value<SendId>(), SendId(i + 1));
        }
    }

    void sendFromAnotherThread()
    {
        ScriptedRelay relay;
        RelayClient client(optionsFor(relay.address()));
        QFuture<SendResult> future;
        const std::unique_ptr<QThread> thread(
            QThread::create([&] { future = client.send(offerTo(QUuid::createUuid())); }));
        thread->start();
        QVERIFY(thread->wait(30'000));
        QTRY_VERIFY(future.isFinished());
        QCOMPARE(future.result().outcome, SendOutcome::Written);
    }

    void receives()
    {
        ScriptedRelay relay;
        RelayClient client(optionsFor(relay.address()));
        QSignalSpy messages(&client, &RelayClient::messageReceived);
        QSignalSpy returned(&client, &RelayClient::messageReturned);
        QSignalSpy undecodable(&client, &RelayClient::undecodableReceived);
        const auto ready = client.connectToRelay();
        QTRY_VERIFY(ready.isFinished());

        auto offer = offerTo(client.uuid());
        relay.sendText(QString::fromLatin1(encode(offer)));
        QTRY_COMPARE(messages.size(), 1);
        QCOMPARE(messages.at(0).at(0).value<RelayMessage>(), RelayMessage(offer));
        QCOMPARE(returned.size(), 0);

        offer.error = u"unknown peer"_s;
        relay.sendText(QString::fromLatin1(encode(offer)));
        QTRY_COMPARE(returned.size(), 1);
        QCOMPARE(messages.size(), 1);

        relay.sendText(u"nonsense"_s);
        QTRY_COMPARE(undecodable.size(), 1);
        QCOMPARE(undecodable.at(0).at(0).toString(), u"nonsense"_s);
        relay.peer()->sendBinaryMessage("\x01\x02");
        QTRY_COMPARE(undecodable.size(), 2);
        QCOMPARE(undecodable.at(1).at(0).toString(), u"AQI="_s);
        QCOMPARE(client.state(), State::Ready);
    }

    void headersAreSentAndRedacted()
    {
        QByteArray head;
        RawServer server([&](QTcpSocket *socket, const QByteArray &request) {
            head = request;
            socket->write(RawServer::acceptUpgrade(request));
        });
        auto options = optionsFor(server.address());
        options.headers = {{"Authorization", "Bearer geheim"}, {"X-Room", "7"}};
        options.address.setQuery(u"a=b"_s);
        RelayClient client(options);
        CaptureRowWriter recorder;
        client.setWireObserver(&recorder, 7);
        client.connectToRelay();
        QTRY_COMPARE(client.state(), State::Registering);
        QVERIFY(head.startsWith("GET /?a=b HTTP/1.1"));
        QVERIFY(head.toLower().contains("authorization: bearer geheim\r\n"));
        QVERIFY(head.toLower().contains("x-room: 7\r\n"));
        bool seen = false;
        for (const WireEvent &event : std::as_const(recorder.events)) {
            QCOMPARE(event.source, SourceId(7));
            if (const auto *request = std::get_if<HandshakeRequest>(&event.payload)) {
                seen = true;
                QCOMPARE(request->requestLine, "GET /?a=b HTTP/1.1"_ba);
                QVERIFY(request->headers.contains(HttpHeader{"X-Room", "7"}));
                for (const HttpHeader &header : request->headers)
                    QVERIFY(!header.value.contains("geheim"));
            }
        }
        QVERIFY(seen);
        client.setWireObserver(nullptr, 0);
    }

    void theObserverSeesAWholeLife()
    {
        ScriptedRelay relay;
        RelayClient client(optionsFor(relay.address()));
        CaptureRowWriter recorder;
        client.setWireObserver(&recorder, 1);
        const auto ready = client.connectToRelay();
        QTRY_VERIFY(ready.isFinished());
        relay.closePeer(4002, u"no"_s);
        QTRY_COMPARE(client.state(), State::Failed);
        QCOMPARE(recorder.story(), (QStringList{u"connecting"_s, u"OPENED"_s, u"REQUEST"_s, u"registering"_s, u"SENT"_s,
                                                u"RECEIVED"_s, u"ready"_s, u"CLOSE4002"_s, u"CLOSED"_s, u"failed"_s}));
        client.setWireObserver(nullptr, 0);
    }

    void tooLargeAndOverflow()
    {
        ScriptedRelay relay;
        relay.stop();
        auto options = optionsFor(relay.address());
        options.maxMessageBytes = 2000;
        options.maxQueuedMessages = 2;
        RelayClient client(options);
        QSignalSpy dropped(&client, &RelayClient::messageDropped);
        const auto large = client.send(offerTo(QUuid::createUuid(), QString(2000, u'x')));
        const auto one = client.send(offerTo(QUuid::createUuid()));
        const auto two = client.send(offerTo(QUuid::createUuid()));
        const auto three = client.send(offerTo(QUuid::createUuid()));
        QTRY_COMPARE(client.state(), State::Backoff);
        QCOMPARE(large.result().outcome, SendOutcome::TooLarge);
        QCOMPARE(large.result().error.category, Category::TooLarge);
        QCOMPARE(three.result().outcome, SendOutcome::Overflow);
        QCOMPARE(dropped.size(), 2);
        QVERIFY(!one.isFinished());
        QVERIFY(relay.restart());
        m_clock->advance(1s);
        QTRY_VERIFY(one.isFinished() && two.isFinished());
        QCOMPARE(one.result().outcome, SendOutcome::Written);
        QCOMPARE(two.result().outcome, SendOutcome::Written);
        QCOMPARE(dropped.size(), 2);
    }

    void aWaitingMessageExpires()
    {
        RelayClient client(optionsFor(QUrl(u"ws://127.0.0.1:%1"_s.arg(TestSupport::unusedPort()))));
        QSignalSpy dropped(&client, &RelayClient::messageDropped);
        const auto sent = client.send(offerTo(QUuid::createUuid()));
        QTRY_COMPARE(client.state(), State::Backoff);
        m_clock->advance(30s);
        QTRY_VERIFY(sent.isFinished());
        QCOMPARE(sent.result().outcome, SendOutcome::Expired);
        QCOMPARE(dropped.size(), 1);
    }

    void whatDidNotLeaveTheSocketIsUncertain()
    {
        // The peer stops reading after the registration, so that the kernel's buffers fill up.
        RawServer server([](QTcpSocket *socket, const QByteArray &head) {
            socket->setReadBufferSize(1024);
            socket->write(RawServer::acceptUpgrade(head));
            socket->write(RawServer::frame(0x1, encode(RelayResponse{})));
            socket->setObjectName(u"peer"_s);
        });
        auto options = optionsFor(server.address());
        options.maxMessageBytes = 8 * 1024 * 1024;
        options.maxQueuedBytes = 64 * 1024 * 1024;
        RelayClient client(options);
        const auto ready = client.connectToRelay();
        QTRY_VERIFY(ready.isFinished());
        QList<QFuture<SendResult>> futures;
        for (int i = 0; i < 4; ++i)
            futures += client.send(offerTo(QUuid::createUuid(), QString(7 * 1024 * 1024, u'x')));
        QTRY_VERIFY(client.webSocket()->bytesToWrite() > 1024 * 1024);
        auto *peer = server.findChild<QTcpSocket *>(u"peer"_s);
        QVERIFY(peer);
        peer->abort();
        QTRY_COMPARE(client.state(), State::Backoff);
        int uncertain = 0;
        for (const auto &future : futures) {
            if (!future.isFinished())
                continue; // Still queued: it was never given to the socket.
            QCOMPARE(future.resultCount(), 1);
            if (future.result().outcome == SendOutcome::Uncertain)
                ++uncertain;
        }
        QVERIFY(uncertain >= 1);
        QVERIFY(!futures.constLast().isFinished());
    }

    void closeEndsInOrder()
    {
        ScriptedRelay relay;
        RelayClient client(optionsFor(relay.address()));
        const auto ready = client.connectToRelay();
        QTRY_VERIFY(ready.isFinished());
        QPointer<QWebSocket> peer = relay.peer();
        quint16 code = 0;
        connect(peer, &QWebSocket::disconnected, this, [&] { code = static_cast<quint16>(peer->closeCode()); });
        const auto closed = client.close();
        const auto twice = client.close();
        QTRY_VERIFY(closed.isFinished() && twice.isFinished());
        QCOMPARE(client.state(), State::Closed);
        QTRY_COMPARE(int(code), 1000);
        QCOMPARE(m_clock->runningTimers(), 0);

        QSignalSpy dropped(&client, &RelayClient::messageDropped);
        const auto sent = client.send(offerTo(QUuid::createUuid()));
        QTRY_VERIFY(sent.isFinished());
        QCOMPARE(sent.result().outcome, SendOutcome::Closed);
        QCOMPARE(dropped.size(), 0);

        const auto again = client.connectToRelay();
        QTRY_VERIFY(again.isFinished());
        QVERIFY(again.result().registered);
    }

    void closeWhileConnectingResolvesEverything()
    {
        RawServer server([](QTcpSocket *, const QByteArray &) {});
        RelayClient client(optionsFor(server.address()));
        const auto ready = client.connectToRelay();
        const auto sent = client.send(offerTo(QUuid::createUuid()));
        QTRY_COMPARE(server.connections(), 1);
        const auto closed = client.close();
        QTRY_VERIFY(closed.isFinished() && ready.isFinished() && sent.isFinished());
        QVERIFY(!ready.result().registered);
        QCOMPARE(sent.result().outcome, SendOutcome::Closed);
        QCOMPARE(client.state(), State::Closed);
    }

    void closeDoesNotWaitForAPeerThatDoesNotRead()
    {
        RawServer server([](QTcpSocket *socket, const QByteArray &head) {
            socket->setReadBufferSize(1024);
            socket->write(RawServer::acceptUpgrade(head));
            socket->write(RawServer::frame(0x1, encode(RelayResponse{})));
        });
        auto options = optionsFor(server.address());
        options.maxMessageBytes = 16 * 1024 * 1024;
        options.maxQueuedBytes = 64 * 1024 * 1024;
        RelayClient client(options);
        const auto ready = client.connectToRelay();
        QTRY_VERIFY(ready.isFinished());
        const auto sent = client.send(offerTo(QUuid::createUuid(), QString(12 * 1024 * 1024, u'x')));
        QTRY_VERIFY(client.webSocket()->bytesToWrite() > 1024 * 1024);
        const auto closed = client.close();
        QCOMPARE(client.state(), State::Closing);
        QVERIFY(!closed.isFinished());
        m_clock->advance(5s);
        QTRY_VERIFY(closed.isFinished());
        QCOMPARE(client.state(), State::Closed);
        QCOMPARE(sent.result().outcome, SendOutcome::Uncertain);
    }

    void theDestructorResolvesEverything()
    {
        ScriptedRelay relay;
        relay.stop();
        auto client = std::make_unique<RelayClient>(optionsFor(relay.address()));
        const auto ready = client->connectToRelay();
        const auto early = client->send(offerTo(QUuid::createUuid()));
        QTRY_COMPARE(client->state(), State::Backoff);
        const auto late = client->send(offerTo(QUuid::createUuid()));
        client.reset();
        QTRY_VERIFY(ready.isFinished() && early.isFinished() && late.isFinished());
        QVERIFY(!ready.result().registered);
        QCOMPARE(early.result().outcome, SendOutcome::Closed);
        QCOMPARE(late.result().outcome, SendOutcome::Closed);
        QCOMPARE(m_clock->runningTimers(), 0);
    }

    void anAnswerLargerThanTheLimitEndsTheConnection()
    {
        ScriptedRelay relay;
        auto options = optionsFor(relay.address());
        options.maxIncomingMessageBytes = 1000;
        RelayClient client(options);
        const auto ready = client.connectToRelay();
        QTRY_VERIFY(ready.isFinished());
        relay.sendText(QString(2000, u'x'));
        QTRY_COMPARE(client.state(), State::Backoff);
        QCOMPARE(client.lastError().category, Category::TooLarge);
        QCOMPARE(int(client.lastError().closeCode.value()), 1009);
    }
};

QTEST_GUILESS_MAIN(tst_RelayClient)
#include "tst_relayclient.moc"
