// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/frames/httphead.h"
#include "inspector/sources/proxysource.h"
#include "inspector/sources/requestrewriter.h"
#include "tests/sources/proxytest.h"
#include "tests/sources/recordingobserver.h"
#include "tests/support/wirebytes.h"

#include <QtCore/QScopeGuard>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;
using namespace RelayCore;
using Inspector::HttpHead;
using Inspector::ProxyOptions;
using Inspector::ProxySource;
using ProxyTest::Upstream;

namespace {

constexpr int timeout = 20'000;

// A proxy in front of an upstream, and a client of it that has sent its request.
class Conversation
{
public:
    explicit Conversation(const std::function<void(ProxyOptions &)> &change = {},
                          const QByteArray &request = WireBytes::request())
    {
        ProxyOptions options;
        options.port = 0;
        options.upstream = upstream.url();
        if (change)
            change(options);
        proxy = std::make_unique<ProxySource>(options, observer);
        proxy->start();
        QObject::connect(&client, &QTcpSocket::readyRead, &client, [this] { received += client.readAll(); });
        client.connectToHost(proxy->url().host(), quint16(proxy->url().port()));
        client.write(request);
    }

    ~Conversation() { client.disconnect(); }
    Q_DISABLE_COPY_MOVE(Conversation)

    // The upstream has the request, and answers.
    [[nodiscard]] bool answer(const QByteArray &response)
    {
        if (!QTest::qWaitFor([this] { return upstream.received.endsWith("\r\n\r\n"); }, timeout))
            return false;
        upstream.received.clear();
        upstream.socket->write(response);
        return QTest::qWaitFor([&] { return received.endsWith(response); }, timeout);
    }

    [[nodiscard]] bool isClosed() const { return observer.count<ConnectionClosed>() == 1; }
    [[nodiscard]] ConnectionClosed closed() const { return observer.all<ConnectionClosed>().value(0); }

    RecordingObserver observer;
    Upstream upstream;
    std::unique_ptr<ProxySource> proxy;
    QTcpSocket client;
    QByteArray received;
};

HttpHead headOf(const QByteArray &bytes)
{
    HttpHead head(HttpHead::Kind::Request, 64 * 1024);
    (void)head.read(bytes);
    return head;
}

QByteArray hostOf(const QByteArray &request)
{
    return headOf(request).value("Host");
}

void endWriting(const QTcpSocket &socket)
{
    ::shutdown(int(socket.socketDescriptor()), SHUT_WR);
}

} // namespace

/// What HTTP and TCP allow around the upgrade, seen through the proxy.
class tst_ProxyHttp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void targets_data();
    void targets();
    void secondRequestAfterARefusal_data();
    void secondRequestAfterARefusal();
    void interimResponses();
    void responseByteByByte();
    void framesBehindTheRequest();
    void switchToAnotherProtocol();
    void compressedRefusal_data();
    void compressedRefusal();
    void clientEndsItsDirection();
    void relayEndsItsDirection();
    void neverWait();
    void descriptorsUsedUp();
};

void tst_ProxyHttp::targets_data()
{
    QTest::addColumn<QUrl>("upstream");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *upstream, const char *target, const char *expected) {
        QTest::addRow("%s and %s", upstream, target)
            << QUrl(QString::fromLatin1(upstream)) << QByteArray(target) << QByteArray(expected);
    };
    row("ws://h", "/", "/");
    row("ws://h/", "/a?b=1", "/a?b=1");
    row("ws://h/base", "/", "/base");
    row("ws://h/base/", "/", "/base/");
    row("ws://h/base", "/a", "/base/a");
    row("ws://h/base/", "/a/", "/base/a/");
    row("ws://h?k=v", "/", "/?k=v");
    row("ws://h/base?k=v", "/", "/base?k=v");
    row("ws://h/base?k=v", "/a?b=1", "/base/a?k=v&b=1");
    row("ws://h/base?k=v", "/?b=1", "/base?k=v&b=1");
    row("ws://h/b%20c?k=%26", "/%2F", "/b%20c/%2F?k=%26");
    row("ws://h/base", "*", "*");
    row("ws://h", "//a//b", "//a//b");
}

void tst_ProxyHttp::targets()
{
    QFETCH(QUrl, upstream);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, expected);
    const QByteArray fields = "\r\nHost: h\r\nX: GET / HTTP/1.1\r\n\r\n";
    QCOMPARE(Inspector::reverseProxyHead(headOf("GET " + target + " HTTP/1.1" + fields), upstream),
             "GET " + expected + " HTTP/1.1" + fields);
}

void tst_ProxyHttp::secondRequestAfterARefusal_data()
{
    QTest::addColumn<QByteArray>("refusal");
    QTest::newRow("with a counted body") << QByteArray("HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\n\r\nno");
    QTest::newRow("without a body") << QByteArray("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n");
    QTest::newRow("with a chunked body and a trailer")
        << QByteArray("HTTP/1.1 401 Unauthorized\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nno\r\n0\r\nX: y\r\n\r\n");
    QTest::newRow("with a body that is longer than what is kept")
        << "HTTP/1.1 401 Unauthorized\r\nContent-Length: 90000\r\n\r\n" + QByteArray(90'000, 'x');
}

void tst_ProxyHttp::secondRequestAfterARefusal()
{
    QFETCH(QByteArray, refusal);
    Conversation conversation;
    QVERIFY(conversation.answer(refusal));
    conversation.client.write(WireBytes::request());
    QTRY_VERIFY_WITH_TIMEOUT(conversation.upstream.received.endsWith("\r\n\r\n"), timeout);
    QCOMPARE(hostOf(conversation.upstream.received), conversation.upstream.authority());
    QVERIFY(conversation.answer(WireBytes::accepted() + WireBytes::relayText("hello")));
    conversation.client.write(WireBytes::clientText("hi"));
    QTRY_COMPARE_WITH_TIMEOUT(conversation.observer.count<WireMessage>(), 2, timeout);
    QCOMPARE(conversation.observer.count<HandshakeRequest>(), 2);
    const auto responses = conversation.observer.all<HandshakeResponse>();
    QCOMPARE(responses.size(), 2);
    QCOMPARE(responses.at(0).status, 401);
    QCOMPARE(responses.at(1).status, 101);
    QCOMPARE(conversation.observer.count<ProtocolViolation>(), 0);
}

void tst_ProxyHttp::interimResponses()
{
    Conversation conversation;
    QVERIFY(conversation.answer("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
                                + WireBytes::accepted() + WireBytes::relayText("hello")));
    QTRY_COMPARE_WITH_TIMEOUT(conversation.observer.count<WireMessage>(), 1, timeout);
    QCOMPARE(conversation.observer.count<HandshakeResponse>(), 1);
}

void tst_ProxyHttp::responseByteByByte()
{
    Conversation conversation;
    const QByteArray response = WireBytes::accepted() + WireBytes::relayText("hello");
    QTRY_VERIFY_WITH_TIMEOUT(conversation.upstream.received.endsWith("\r\n\r\n"), timeout);
    for (qsizetype i = 0; i < response.size(); ++i) {
        conversation.upstream.socket->write(response.sliced(i, 1));
        QTRY_COMPARE_WITH_TIMEOUT(conversation.received.size(), i + 1, timeout);
    }
    QCOMPARE(conversation.received, response);
    QTRY_COMPARE_WITH_TIMEOUT(conversation.observer.count<WireMessage>(), 1, timeout);
}

void tst_ProxyHttp::framesBehindTheRequest()
{
    const QByteArray early = WireBytes::clientText("early");
    Conversation conversation({}, WireBytes::request() + early);
    QTRY_VERIFY_WITH_TIMEOUT(conversation.upstream.received.endsWith(early), timeout);
    conversation.upstream.socket->write(WireBytes::accepted());
    QTRY_COMPARE_WITH_TIMEOUT(conversation.observer.count<WireMessage>(), 1, timeout);
    QCOMPARE(conversation.observer.all<WireMessage>().first().payload, QByteArray("early"));
}

void tst_ProxyHttp::switchToAnotherProtocol()
{
    Conversation conversation({}, "GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: spdy/3\r\n\r\n");
    QVERIFY(conversation.answer("HTTP/1.1 101 Switching Protocols\r\nUpgrade: spdy/3\r\n\r\n\x80\x03"));
    conversation.client.write("GET is no request here\r\n\r\n");
    QTRY_COMPARE_WITH_TIMEOUT(conversation.upstream.received, QByteArray("GET is no request here\r\n\r\n"), timeout);
    QCOMPARE(conversation.observer.all<ProtocolViolation>(),
             QList<ProtocolViolation>(
                 {{Direction::Received, u"the connection was switched to spdy/3, which is not read"_s}}));
    conversation.client.disconnectFromHost();
    QTRY_VERIFY_WITH_TIMEOUT(conversation.isClosed(), timeout);
    QCOMPARE(conversation.closed(), (ConnectionClosed{ConnectionClosed::By::Client, CloseCategory::None, {}}));
}

void tst_ProxyHttp::compressedRefusal_data()
{
    QTest::addColumn<QByteArray>("coding");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("body");
    const QByteArray plain("no token");
    const auto hex = [](const char *digits) { return QByteArray::fromHex(digits); };
    const QByteArray gzip = hex("1f8b0800000000000203cbcb5728c9cf4ecd0300fc02044308000000");
    const QByteArray zlib = hex("789ccbcb5728c9cf4ecd03000dba031f");
    QTest::newRow("gzip") << QByteArray("gzip") << gzip << plain;
    QTest::newRow("the old name of gzip") << QByteArray("X-Gzip") << gzip << plain;
    QTest::newRow("deflate") << QByteArray("deflate") << zlib << plain;
    QTest::newRow("deflate without the zlib format") << QByteArray("deflate") << hex("cbcb5728c9cf4ecd0300") << plain;
    QTest::newRow("cut off") << QByteArray("deflate") << zlib.first(9) << plain.first(6);
    QTest::newRow("not what the head says") << QByteArray("deflate") << plain << plain;
    QTest::newRow("a coding that is not read")
        << QByteArray("br") << hex("8b03806e6f20746f6b656e03") << hex("8b03806e6f20746f6b656e03");
}

void tst_ProxyHttp::compressedRefusal()
{
    QFETCH(QByteArray, coding);
    QFETCH(QByteArray, bytes);
    Conversation conversation;
    QVERIFY(conversation.answer("HTTP/1.1 401 Unauthorized\r\nContent-Encoding: " + coding
                                + "\r\nContent-Length: " + QByteArray::number(bytes.size()) + "\r\n\r\n" + bytes));
    QTRY_COMPARE_WITH_TIMEOUT(conversation.observer.count<HandshakeResponse>(), 1, timeout);
    QTEST(conversation.observer.all<HandshakeResponse>().first().body, "body");
}

void tst_ProxyHttp::clientEndsItsDirection()
{
    Conversation conversation;
    QVERIFY(conversation.answer(WireBytes::accepted()));
    conversation.received.clear();
    const QByteArray last = WireBytes::close(1000, "done", true);
    conversation.client.write(last);
    QTRY_COMPARE_WITH_TIMEOUT(conversation.upstream.received, last, timeout);
    bool ended = false;
    QObject::connect(conversation.upstream.socket, &QTcpSocket::readChannelFinished, &conversation.client,
                     [&ended] { ended = true; });
    // The upstream's socket closes at the end of the client's direction, so it answers before.
    conversation.upstream.socket->write(WireBytes::relayText("late") + WireBytes::close(1000, "done", false));
    endWriting(conversation.client);
    QTRY_COMPARE_WITH_TIMEOUT(conversation.received,
                              WireBytes::relayText("late") + WireBytes::close(1000, "done", false), timeout);
    QTRY_VERIFY_WITH_TIMEOUT(ended, timeout);
    QTRY_VERIFY_WITH_TIMEOUT(conversation.isClosed(), timeout);
    QCOMPARE(conversation.observer.count<ControlFrame>(), 2);
    QCOMPARE(conversation.closed(), (ConnectionClosed{ConnectionClosed::By::Client, CloseCategory::None, {}}));
}

void tst_ProxyHttp::relayEndsItsDirection()
{
    Conversation conversation;
    QVERIFY(conversation.answer(WireBytes::accepted() + WireBytes::close(1001, {}, false)));
    endWriting(*conversation.upstream.socket);
    QTRY_COMPARE_WITH_TIMEOUT(conversation.client.state(), QAbstractSocket::UnconnectedState, timeout);
    QTRY_VERIFY_WITH_TIMEOUT(conversation.isClosed(), timeout);
    QCOMPARE(conversation.closed(), (ConnectionClosed{ConnectionClosed::By::Relay, CloseCategory::None, {}}));
}

void tst_ProxyHttp::neverWait()
{
    Conversation conversation([](ProxyOptions &options) { options.neverWait = true; });
    QVERIFY(conversation.answer(WireBytes::accepted()));
    // The observer takes this one, and asks to pause.
    conversation.observer.waitEvery = 1;
    conversation.client.write(WireBytes::clientText("first"));
    QTRY_COMPARE_WITH_TIMEOUT(conversation.observer.count<WireMessage>(), 1, timeout);
    const QByteArray lost = WireBytes::clientText("lost").repeated(10'000);
    conversation.upstream.received.clear();
    conversation.client.write(lost);
    QTRY_COMPARE_WITH_TIMEOUT(conversation.upstream.received.size(), lost.size(), timeout);
    QCOMPARE(conversation.observer.count<WireMessage>(), 1);
    conversation.observer.waitEvery = 0;
    conversation.proxy->resume();
    const auto losses = conversation.observer.all<EventsLost>();
    QCOMPARE(losses.size(), 1);
    QCOMPARE(losses.first().count, 10'000u);
    QCOMPARE(conversation.observer.events.last().connection, conversation.observer.events.at(1).connection);
    conversation.client.write(WireBytes::clientText("last"));
    QTRY_COMPARE_WITH_TIMEOUT(conversation.observer.count<WireMessage>(), 2, timeout);

    // The loss of a connection that ends meanwhile precedes its end.
    conversation.observer.waitEvery = 1;
    conversation.client.write(WireBytes::clientText("kept") + WireBytes::clientText("lost"));
    QTRY_COMPARE_WITH_TIMEOUT(conversation.observer.count<WireMessage>(), 3, timeout);
    conversation.client.disconnectFromHost();
    QTRY_VERIFY_WITH_TIMEOUT(conversation.isClosed(), timeout);
    QCOMPARE(conversation.observer.all<EventsLost>().size(), 2);
    QCOMPARE(conversation.observer.all<EventsLost>().last().count, 1u);
    QVERIFY(std::holds_alternative<ConnectionClosed>(conversation.observer.events.last().payload));
}

void tst_ProxyHttp::descriptorsUsedUp()
{
    QTcpServer upstream;
    QVERIFY(upstream.listen(QHostAddress::LocalHost));
    upstream.pauseAccepting(); // The kernel accepts, without a descriptor of this process.
    RecordingObserver observer;
    ProxyOptions options;
    options.port = 0;
    options.upstream = QUrl(u"ws://127.0.0.1:%1"_s.arg(upstream.serverPort()));
    ProxySource proxy(options, observer);
    QSignalSpy notices(&proxy, &ProxySource::notice);
    proxy.start();

    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &before), 0);
    const auto restore = qScopeGuard([&before] { ::setrlimit(RLIMIT_NOFILE, &before); });
    const int next = ::dup(0);
    ::close(next);
    rlimit low = before;
    low.rlim_cur = rlim_t(next) + 40;
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &low), 0);

    std::vector<std::unique_ptr<QTcpSocket>> clients;
    for (int i = 0; i < 14; ++i) {
        clients.push_back(std::make_unique<QTcpSocket>());
        clients.back()->connectToHost(proxy.url().host(), quint16(proxy.url().port()));
        clients.back()->write(WireBytes::request());
    }
    QTRY_COMPARE_WITH_TIMEOUT(notices.count(), 1, timeout);
    const qsizetype served = observer.count<ConnectionOpened>();
    QVERIFY(served > 0);
    QVERIFY(served < 14);
    // Everybody who was accepted has an upstream.
    QTRY_COMPARE_WITH_TIMEOUT(observer.count<HandshakeRequest>(), served, timeout);
    QCOMPARE(observer.count<ConnectionClosed>(), 0);
    for (const auto &client : clients)
        client->abort();
    QTRY_COMPARE_WITH_TIMEOUT(notices.count(), 2, timeout);
    QTcpSocket late;
    late.connectToHost(proxy.url().host(), quint16(proxy.url().port()));
    late.write("GET /late HTTP/1.1\r\n\r\n");
    QTRY_COMPARE_WITH_TIMEOUT(observer.all<HandshakeRequest>().last().requestLine, QByteArray("GET /late HTTP/1.1"),
                              timeout);
}

QTEST_GUILESS_MAIN(tst_ProxyHttp)
#include "tst_proxyhttp.moc"
