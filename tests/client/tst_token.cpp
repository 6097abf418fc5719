// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/testkit/scriptedrelay.h"
#include "tests/client/clienttest.h"
#include "tests/support/rawserver.h"

#include <QtCore/QPromise>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWebSockets/QWebSocket>

using namespace ClientTest;
using namespace std::chrono_literals;
using namespace RelayCore;
using TestKit::ManualClock;
using TestSupport::RawServer;
using Category = RelayError::Category;
using State = RelayClient::State;
using Retry = RelayClient::Retry;

namespace {

/// Registers clients with the right token; refuses the others in the way that the test sets.
class TokenServer
{
public:
    enum class Refusal { Status401, Status403, Close4001, Close4002 };

    TokenServer(QByteArray token, Refusal refusal)
        : m_server(
            [this, wanted = "Authorization: Bearer " + token + "\r\n", refusal](QTcpSocket *socket, QByteArray head) {
                head.replace("authorization:", "Authorization:"); // as Qt 6.8 writes it
                const auto begin = head.indexOf("Authorization:");
                shown += begin < 0 ? QByteArray() : head.mid(begin, head.indexOf("\r\n", begin) - begin);
                if (head.contains(wanted)) {
                    m_socket = socket;
                    socket->write(RawServer::acceptUpgrade(head) + RawServer::frame(1, encode(RelayResponse{})));
                    return;
                }
                switch (refusal) {
                case Refusal::Status401:
                    socket->write("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n");
                    break;
                case Refusal::Status403:
                    socket->write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
                    break;
                case Refusal::Close4001:
                    socket->write(RawServer::acceptUpgrade(head) + RawServer::closeFrame(4001));
                    break;
                case Refusal::Close4002:
                    socket->write(RawServer::acceptUpgrade(head) + RawServer::closeFrame(4002));
                    break;
                }
            })
    {}

    [[nodiscard]] QUrl address() const { return m_server.address(); }
    [[nodiscard]] int connections() const { return m_server.connections(); }
    void drop() { m_socket->abort(); }

    QList<QByteArray> shown; ///< The Authorization header of each request.

private:
    RawServer m_server;
    QTcpSocket *m_socket = nullptr;
};

/// Returns prepared tokens one after the other and records the reasons of the calls.
struct Supply
{
    QList<AccessToken> tokens;
    QList<TokenReason> reasons{};

    TokenProvider provider()
    {
        return [this](TokenReason reason) {
            reasons += reason;
            return readyToken(tokens.isEmpty() ? AccessToken{} : tokens.takeFirst());
        };
    }
};

} // namespace

Q_DECLARE_METATYPE(TokenServer::Refusal)

/// The token provider: asked on first use, on refusal, on expiry, and no more often.
class tst_Token : public QObject
{
    Q_OBJECT

private:
    std::shared_ptr<ManualClock> m_clock = std::make_shared<ManualClock>();

private Q_SLOTS:
    void theTokenIsAskedForOnceAndKept()
    {
        TokenServer door("good", TokenServer::Refusal::Status401);
        Supply supply{{{"good"}, {"never asked for"}}};
        auto options = optionsFor(door.address(), m_clock);
        options.tokenProvider = supply.provider();
        RelayClient client(options);
        QCOMPARE(supply.reasons.size(), 0);
        client.connectToRelay();
        QTRY_COMPARE(client.state(), State::Ready);
        door.drop();
        QTRY_COMPARE(client.state(), State::Backoff);
        m_clock->advance(1s);
        QTRY_COMPARE(client.state(), State::Ready);
        QCOMPARE(supply.reasons, QList<TokenReason>{TokenReason::FirstUse});
        QCOMPARE(door.shown, QList<QByteArray>(2, "Authorization: Bearer good"));
    }

    void aRefusalAsksOnceMore_data()
    {
        QTest::addColumn<TokenServer::Refusal>("refusal");
        QTest::addColumn<Category>("category");
        QTest::addRow("HTTP 401") << TokenServer::Refusal::Status401 << Category::Unauthorized;
        QTest::addRow("HTTP 403") << TokenServer::Refusal::Status403 << Category::Forbidden;
        QTest::addRow("close 4001") << TokenServer::Refusal::Close4001 << Category::Unauthorized;
        QTest::addRow("close 4002") << TokenServer::Refusal::Close4002 << Category::Forbidden;
    }

    void aRefusalAsksOnceMore()
    {
        QFETCH(const TokenServer::Refusal, refusal);
        QFETCH(const Category, category);
        TokenServer door("good", refusal);
        Supply supply{{{"stale"}, {"good"}}};
        auto options = optionsFor(door.address(), m_clock);
        options.tokenProvider = supply.provider();
        RelayClient client(options);
        QSignalSpy failed(&client, &RelayClient::failed);
        client.connectToRelay();
        QTRY_COMPARE(client.state(), State::Backoff);
        QCOMPARE(client.lastError().category, category);
        QVERIFY(!client.lastError().fatal);
        m_clock->advance(1s);
        QTRY_COMPARE(client.state(), State::Ready);
        QCOMPARE(supply.reasons, (QList<TokenReason>{TokenReason::FirstUse, TokenReason::Refused}));
        QCOMPARE(failed.size(), 0);
    }

    void aSecondRefusalIsFatalAndReconnectNowAsksAgain()
    {
        TokenServer door("good", TokenServer::Refusal::Status401);
        Supply supply{{{"stale"}, {"also stale"}, {"good"}}};
        auto options = optionsFor(door.address(), m_clock);
        options.tokenProvider = supply.provider();
        RelayClient client(options);
        client.connectToRelay();
        QTRY_COMPARE(client.state(), State::Backoff);
        m_clock->advance(1s);
        QTRY_COMPARE(client.state(), State::Failed);
        QVERIFY(client.lastError().fatal);
        QCOMPARE(supply.reasons.size(), 2);
        QVERIFY(!client.lastError().text.contains(u"stale"_s));
        m_clock->advance(1s);
        client.reconnectNow();
        QTRY_COMPARE(client.state(), State::Ready);
        QCOMPARE(supply.reasons.size(), 3);
        QCOMPARE(supply.reasons.at(2), TokenReason::Refused);
    }

    void whoIsThrownOutAgainAndAgainIsNotAskedForEver()
    {
        // Registered, then thrown out: a registration alone does not make the next refusal the first one.
        int connections = 0;
        RawServer server([&](QTcpSocket *socket, const QByteArray &head) {
            ++connections;
            socket->write(RawServer::acceptUpgrade(head) + RawServer::frame(1, encode(RelayResponse{}))
                          + RawServer::closeFrame(4001));
        });
        Supply supply{{{"a"}, {"b"}, {"c"}}};
        auto options = optionsFor(server.address(), m_clock);
        options.tokenProvider = supply.provider();
        RelayClient client(options);
        client.connectToRelay();
        QTRY_COMPARE(client.state(), State::Backoff);
        m_clock->advance(1s);
        QTRY_COMPARE(client.state(), State::Failed);
        QCOMPARE(connections, 2);
        QCOMPARE(supply.reasons.size(), 2);
    }

    void anExpiredTokenIsReplacedBeforeItIsShown()
    {
        TokenServer door("good", TokenServer::Refusal::Status401);
        Supply supply{{{"good", 1min}, {"good", 1min}}};
        auto options = optionsFor(door.address(), m_clock);
        options.tokenProvider = supply.provider();
        RelayClient client(options);
        client.connectToRelay();
        QTRY_COMPARE(client.state(), State::Ready);
        m_clock->advance(20s); // A ping, which nobody answers.
        m_clock->advance(10s);
        QTRY_COMPARE(client.state(), State::Backoff);
        m_clock->advance(1s);
        QTRY_COMPARE(client.state(), State::Ready);
        QCOMPARE(supply.reasons.size(), 1);
        m_clock->advance(20s);
        m_clock->advance(10s);
        QTRY_COMPARE(client.state(), State::Backoff);
        m_clock->advance(2s);
        QTRY_COMPARE(client.state(), State::Ready);
        QCOMPARE(supply.reasons, (QList<TokenReason>{TokenReason::FirstUse, TokenReason::Expired}));
    }

    void noTokenIsFatal_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addRow("an empty token") << 0;
        QTest::addRow("a cancelled future") << 1;
        QTest::addRow("a future with an exception") << 2;
    }

    void noTokenIsFatal()
    {
        QFETCH(const int, kind);
        TokenServer door("good", TokenServer::Refusal::Status401);
        auto options = optionsFor(door.address(), m_clock);
        options.tokenProvider = [kind](TokenReason) {
            QPromise<AccessToken> promise;
            promise.start();
            auto future = promise.future();
            if (kind == 0)
                promise.addResult(AccessToken{});
            else if (kind == 1)
                future.cancel();
            else
                promise.setException(QException());
            promise.finish();
            return future;
        };
        RelayClient client(options);
        const auto result = client.connectToRelay();
        QTRY_COMPARE(client.state(), State::Failed);
        QCOMPARE(result.result().error.category, Category::Unauthorized);
        QCOMPARE(door.connections(), 0);
    }

    void aProviderThatDoesNotAnswerIsATimeout()
    {
        TokenServer door("good", TokenServer::Refusal::Status401);
        QPromise<AccessToken> never;
        never.start();
        QPromise<AccessToken> later;
        later.start();
        int asked = 0;
        auto options = optionsFor(door.address(), m_clock);
        options.tokenProvider = [&](TokenReason) { return asked++ == 0 ? never.future() : later.future(); };
        RelayClient client(options);
        client.connectToRelay();
        QTRY_COMPARE(asked, 1);
        QCOMPARE(client.state(), State::Connecting);
        m_clock->advance(10s);
        QCOMPARE(client.state(), State::Backoff);
        QCOMPARE(client.lastError().category, Category::Timeout);
        m_clock->advance(1s);
        QTRY_COMPARE(asked, 2);
        never.addResult(AccessToken{"too late"});
        never.finish();
        later.addResult(AccessToken{"good"});
        later.finish();
        QTRY_COMPARE(client.state(), State::Ready);
        QCOMPARE(door.shown, QList<QByteArray>{"Authorization: Bearer good"});
    }

    void aTokenThatIsNoHeaderValueIsRefusedWithoutBeingTold()
    {
        TokenServer door("good", TokenServer::Refusal::Status401);
        Supply supply{{{"geheim\r\nX-Evil: 1"}}};
        auto options = optionsFor(door.address(), m_clock);
        options.tokenProvider = supply.provider();
        RelayClient client(options);
        client.connectToRelay();
        QTRY_COMPARE(client.state(), State::Failed);
        QCOMPARE(client.lastError().category, Category::Usage);
        QVERIFY(!client.lastError().text.contains(u"geheim"_s));
        QCOMPARE(door.connections(), 0);
    }

    void anotherProviderIsAskedFromTheNextAttemptOn()
    {
        TokenServer door("good", TokenServer::Refusal::Status401);
        Supply wrong{{{"wrong"}}};
        Supply right{{{"good"}}};
        auto options = optionsFor(door.address(), m_clock);
        options.tokenProvider = wrong.provider();
        RelayClient client(options);
        client.connectToRelay();
        QTRY_COMPARE(client.state(), State::Backoff);
        client.setTokenProvider(right.provider());
        m_clock->advance(1s);
        QTRY_COMPARE(client.state(), State::Ready);
        QCOMPARE(right.reasons, QList<TokenReason>{TokenReason::FirstUse});
    }

    void anotherProviderIsAskedAtOnceWhereTheFirstHasNotAnswered()
    {
        TokenServer door("good", TokenServer::Refusal::Status401);
        QPromise<AccessToken> never;
        never.start();
        bool asked = false;
        auto options = optionsFor(door.address(), m_clock);
        options.tokenProvider = [&](TokenReason) {
            asked = true;
            return never.future();
        };
        RelayClient client(options);
        client.connectToRelay();
        QTRY_VERIFY(asked);
        Supply supply{{{"good"}}};
        client.setTokenProvider(supply.provider());
        QTRY_COMPARE(client.state(), State::Ready);
        QCOMPARE(supply.reasons, QList<TokenReason>{TokenReason::FirstUse});
    }

    void closeForgetsTheQuestion()
    {
        QPromise<AccessToken> late;
        late.start();
        bool asked = false;
        auto options = optionsFor(QUrl(u"ws://127.0.0.1:9"_s), m_clock);
        options.tokenProvider = [&](TokenReason) {
            asked = true;
            return late.future();
        };
        RelayClient client(options);
        const auto result = client.connectToRelay();
        QTRY_VERIFY(asked);
        QVERIFY(resultOf(client.close()).clean);
        QCOMPARE(result.result().error.category, Category::Closed);
        late.addResult(AccessToken{"good"});
        late.finish();
        QCoreApplication::processEvents();
        QCOMPARE(client.state(), State::Closed);
        QCOMPARE(m_clock->runningTimers(), 0);
    }
};

QTEST_GUILESS_MAIN(tst_Token)
#include "tst_token.moc"
