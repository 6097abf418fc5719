// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/testkit/scriptedrelay.h"
#include "tests/client/clienttest.h"
#include "tests/support/rawserver.h"

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

class tst_Reconnecting : public QObject
{
    Q_OBJECT

private:
    RelayClientOptions optionsFor(const QUrl &address) { return ClientTest::optionsFor(address, m_clock); }

    std::shared_ptr<ManualClock> m_clock;

private Q_SLOTS:
    void init() { m_clock = std::make_shared<ManualClock>(); }

    void unusableOptionsFailAtOnce()
    {
        auto options = optionsFor(QUrl(u"http://127.0.0.1"_s));
        RelayClient client(options);
        QSignalSpy failed(&client, &RelayClient::failed);
        const auto ready = client.connectToRelay();
        QTRY_VERIFY(ready.isFinished());
        QCOMPARE(ready.result().error.category, Category::InvalidAddress);
        QCOMPARE(client.state(), State::Failed);
        QCOMPARE(failed.size(), 1);

        const auto sent = client.send(offerTo(QUuid::createUuid()));
        QTRY_VERIFY(sent.isFinished());
        QCOMPARE(sent.result().outcome, SendOutcome::Closed);
        QCOMPARE(sent.result().error.category, Category::InvalidAddress);
    }

    void fatalCloseCodes_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<Category>("category");
        QTest::addRow("4001 is unauthorized") << 4001 << Category::Unauthorized;
        QTest::addRow("4002 is forbidden") << 4002 << Category::Forbidden;
        QTest::addRow("4004 is a duplicate") << 4004 << Category::Duplicate;
    }

    void fatalCloseCodes()
    {
        QFETCH(const int, code);
        QFETCH(const Category, category);
        ScriptedRelay relay;
        RelayClient client(optionsFor(relay.address()));
        QSignalSpy failed(&client, &RelayClient::failed);
        const auto ready = client.connectToRelay();
        QTRY_VERIFY(ready.isFinished());
        relay.closePeer(static_cast<quint16>(code), u"because"_s);
        QTRY_COMPARE(client.state(), State::Failed);
        QCOMPARE(failed.size(), 1);
        QCOMPARE(client.lastError().category, category);
        QCOMPARE(int(client.lastError().closeCode.value()), code);
        QVERIFY(client.lastError().text.contains(u"because"_s));
        QCOMPARE(m_clock->runningTimers(), 0);

        const auto again = client.connectToRelay();
        QTRY_VERIFY(again.isFinished());
        QCOMPARE(again.result().error, client.lastError());
        QCOMPARE(relay.connections(), 1);

        m_clock->advance(1s);
        client.reconnectNow();
        QTRY_COMPARE(client.state(), State::Ready);
        QCOMPARE(relay.connections(), 2);
    }

    void aDropIsReconnected()
    {
        ScriptedRelay relay;
        RelayClient client(optionsFor(relay.address()));
        QSignalSpy registered(&client, &RelayClient::registered);
        QSignalSpy retries(&client, &RelayClient::retryScheduled);
        const auto ready = client.connectToRelay();
        QTRY_VERIFY(ready.isFinished());
        relay.dropPeer();
        QTRY_COMPARE(client.state(), State::Backoff);
        QCOMPARE(int(client.lastError().closeCode.value()), 1006);
        QCOMPARE(retries.size(), 1);
        QCOMPARE(retries.at(0).at(0).toInt(), 1);
        QCOMPARE(retries.at(0).at(1).value<std::chrono::milliseconds>().count(), 1000);
        m_clock->advance(999ms);
        QCOMPARE(client.state(), State::Backoff);
        m_clock->advance(1ms);
        QTRY_COMPARE(client.state(), State::Ready);
        QCOMPARE(registered.size(), 2);
        QCOMPARE(registered.at(1).at(0).toBool(), true);
    }

    void theBackoffResetsOnlyAfterAStableTime()
    {
        ScriptedRelay relay;
        RelayClient client(optionsFor(relay.address()));
        QSignalSpy retries(&client, &RelayClient::retryScheduled);
        client.connectToRelay();
        const auto delay = [&](qsizetype i) { return retries.at(i).at(1).value<std::chrono::milliseconds>().count(); };
        QTRY_COMPARE(client.state(), State::Ready);
        relay.dropPeer();
        QTRY_COMPARE(retries.size(), 1);
        QCOMPARE(delay(0), 1000);
        m_clock->advance(1s);
        QTRY_COMPARE(client.state(), State::Ready);
        m_clock->advance(9'999ms);
        relay.dropPeer();
        QTRY_COMPARE(retries.size(), 2);
        QCOMPARE(delay(1), 2000);
        m_clock->advance(2s);
        QTRY_COMPARE(client.state(), State::Ready);
        m_clock->advance(10s);
        relay.dropPeer();
        QTRY_COMPARE(retries.size(), 3);
        QCOMPARE(delay(2), 1000);
        QCOMPARE(retries.at(2).at(0).toInt(), 1);
    }

    void protocolErrorsAreFatalThreeInARow()
    {
        ScriptedRelay relay;
        RelayClient client(optionsFor(relay.address()));
        client.connectToRelay();
        for (int i = 1; i <= 3; ++i) {
            QTRY_COMPARE(client.state(), State::Ready);
            relay.closePeer(4000);
            QTRY_COMPARE(client.state(), i < 3 ? State::Backoff : State::Failed);
            m_clock->advance(60s);
        }
        QCOMPARE(client.lastError().category, Category::Protocol);
        QCOMPARE(relay.connections(), 3);
    }

    void anUnknownCloseCodeIsNoProtocolError()
    {
        RawServer server([](QTcpSocket *socket, const QByteArray &head) {
            socket->write(RawServer::acceptUpgrade(head));
            socket->write(RawServer::frame(0x1, encode(RelayResponse{})));
            socket->write(RawServer::closeFrame(1012, "restarting"));
        });
        RelayClient client(optionsFor(server.address()));
        client.connectToRelay();
        for (int i = 1; i <= 4; ++i) {
            QTRY_COMPARE(client.state(), State::Backoff);
            QCOMPARE(client.lastError().category, Category::Closed);
            QCOMPARE(server.connections(), i);
            m_clock->advance(60s);
            QTRY_VERIFY(client.state() != State::Connecting || server.connections() > i);
        }
    }

    void withoutReconnectTheNextSendConnects()
    {
        ScriptedRelay relay;
        auto options = optionsFor(relay.address());
        options.reconnect = false;
        RelayClient client(options);
        const auto ready = client.connectToRelay();
        QTRY_VERIFY(ready.isFinished());
        relay.dropPeer();
        QTRY_COMPARE(client.state(), State::Idle);
        QCOMPARE(m_clock->runningTimers(), 0);
        const auto sent = client.send(offerTo(QUuid::createUuid()));
        QTRY_VERIFY(sent.isFinished());
        QCOMPARE(sent.result().outcome, SendOutcome::Written);
        QCOMPARE(relay.connections(), 2);
    }

    void retryNoEndsWithTheFirstFailure()
    {
        RelayClient client(optionsFor(QUrl(u"ws://127.0.0.1:%1"_s.arg(TestSupport::unusedPort()))));
        QSignalSpy errors(&client, &RelayClient::errorOccurred);
        const auto ready = client.connectToRelay(Retry::No);
        QTRY_VERIFY(ready.isFinished());
        QVERIFY(!ready.result().registered);
        QCOMPARE(ready.result().error.category, Category::Refused);
        QCOMPARE(client.state(), State::Idle);
        QCOMPARE(errors.size(), 1);
        QCOMPARE(m_clock->runningTimers(), 0);
    }

    void retryNoAndYesShareAnAttempt()
    {
        ScriptedRelay relay;
        relay.stop();
        RelayClient client(optionsFor(relay.address()));
        const auto patient = client.connectToRelay(Retry::Yes);
        const auto impatient = client.connectToRelay(Retry::No);
        QTRY_VERIFY(impatient.isFinished());
        QCOMPARE(impatient.result().error.category, Category::Refused);
        QVERIFY(!patient.isFinished());
        QCOMPARE(client.state(), State::Backoff);
        QVERIFY(relay.restart());
        m_clock->advance(1s);
        QTRY_VERIFY(patient.isFinished());
        QVERIFY(patient.result().registered);
    }

    void aRefusedUpgrade_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<Category>("category");
        QTest::addColumn<int>("status"); // 0: none
        QTest::addColumn<State>("state");
        const auto http = [](const char *status) {
            return QByteArray("HTTP/1.1 ") + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        };
        QTest::addRow("502 is retried") << http("502 Bad Gateway") << Category::Handshake << 502 << State::Backoff;
        QTest::addRow("503 is retried") << http("503 Service Unavailable") << Category::Handshake << 503
                                        << State::Backoff;
        QTest::addRow("401 is fatal") << http("401 Unauthorized") << Category::Unauthorized << 401 << State::Failed;
        QTest::addRow("403 is fatal") << http("403 Forbidden") << Category::Forbidden << 403 << State::Failed;
        QTest::addRow("404 is fatal") << http("404 Not Found") << Category::Handshake << 404 << State::Failed;
        QTest::addRow("200 is fatal") << http("200 OK") << Category::Handshake << 200 << State::Failed;
        QTest::addRow("something that is not HTTP is fatal")
            << "SSH-2.0-OpenSSH\r\n\r\n"_ba << Category::Handshake << 0 << State::Failed;
        QTest::addRow("hanging up is retried") << QByteArray() << Category::Closed << 0 << State::Backoff;
    }

    void aRefusedUpgrade()
    {
        QFETCH(const QByteArray, answer);
        QFETCH(const Category, category);
        QFETCH(const int, status);
        QFETCH(const State, state);
        RawServer server([&](QTcpSocket *socket, const QByteArray &) {
            socket->write(answer);
            socket->disconnectFromHost();
        });
        RelayClient client(optionsFor(server.address()));
        QSignalSpy errors(&client, &RelayClient::errorOccurred);
        client.connectToRelay();
        QTRY_COMPARE(client.state(), state);
        QCOMPARE(client.lastError().category, category);
        QCOMPARE(client.lastError().httpStatus.value_or(0), status);
        QCOMPARE(client.lastError().phase, RelayError::Phase::Opening);
        QCOMPARE(errors.size(), 1);
    }

    void anUnknownHostIsDns()
    {
        RelayClient client(optionsFor(QUrl(u"ws://relay.invalid"_s)));
        const auto ready = client.connectToRelay(Retry::No);
        QTRY_VERIFY_WITH_TIMEOUT(ready.isFinished(), 30'000);
        QCOMPARE(ready.result().error.category, Category::Dns);
    }

    void aSilentServerTimesOut()
    {
        RawServer server([](QTcpSocket *, const QByteArray &) {});
        RelayClient client(optionsFor(server.address()));
        client.connectToRelay();
        QTRY_COMPARE(server.connections(), 1);
        m_clock->advance(9'999ms);
        QCOMPARE(client.state(), State::Connecting);
        m_clock->advance(1ms);
        QCOMPARE(client.state(), State::Backoff);
        QCOMPARE(client.lastError().category, Category::Timeout);
        QCOMPARE(client.lastError().phase, RelayError::Phase::Opening);
    }

    void aSilentRelayTimesOut()
    {
        ScriptedRelay relay;
        relay.setReply([](QWebSocket *, const QString &) {});
        RelayClient client(optionsFor(relay.address()));
        const auto ready = client.connectToRelay(Retry::No);
        QTRY_COMPARE(client.state(), State::Registering);
        m_clock->advance(15s);
        QTRY_VERIFY(ready.isFinished());
        QCOMPARE(ready.result().error.category, Category::Timeout);
        QCOMPARE(ready.result().error.phase, RelayError::Phase::Registration);
        QCOMPARE(client.state(), State::Idle);
    }

    void aBadAnswerToTheRegistrationIsFatal_data()
    {
        QTest::addColumn<QString>("answer"); // Empty: a binary message.
        QTest::addColumn<QString>("mentioned");
        QTest::addRow("a refusal brings the relay's text")
            << QString::fromLatin1(encode(RelayResponse{false, u"not today"_s, true})) << u"not today"_s;
        QTest::addRow("nonsense") << u"{"_s << u"decoded"_s;
        QTest::addRow("another message") << QString::fromLatin1(encode(offerTo(QUuid::createUuid())))
                                         << u"peer_connection"_s;
        QTest::addRow("a binary message") << QString() << u"binary"_s;
    }

    void aBadAnswerToTheRegistrationIsFatal()
    {
        QFETCH(const QString, answer);
        QFETCH(const QString, mentioned);
        ScriptedRelay relay;
        relay.setReply([&](QWebSocket *socket, const QString &) {
            if (answer.isEmpty())
                socket->sendBinaryMessage("{}");
            else
                socket->sendTextMessage(answer);
        });
        RelayClient client(optionsFor(relay.address()));
        const auto ready = client.connectToRelay();
        QTRY_VERIFY(ready.isFinished());
        QCOMPARE(client.state(), State::Failed);
        QCOMPARE(ready.result().error.category, Category::Registration);
        QVERIFY2(ready.result().error.text.contains(mentioned), qPrintable(ready.result().error.text));
    }

    void reconnectNowIsRateLimited()
    {
        ScriptedRelay relay;
        relay.stop();
        RelayClient client(optionsFor(relay.address()));
        client.connectToRelay();
        QTRY_COMPARE(client.state(), State::Backoff);
        QVERIFY(relay.restart());
        client.reconnectNow();
        QCOMPARE(client.state(), State::Connecting);
        QCOMPARE(m_clock->untilNext().value().count(), 250);
        m_clock->advance(250ms);
        QTRY_COMPARE(client.state(), State::Ready);
        QCOMPARE(relay.connections(), 1);
    }
};

QTEST_GUILESS_MAIN(tst_Reconnecting)
#include "tst_reconnecting.moc"
