// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/check/probe.h"
#include "relaycore/client/qtcompat.h"
#include "relaycore/client/relayclient.h"
#include "relaycore/testkit/manualclock.h"
#include "relaycore/wire/upgraderesponse.h"
#include "tests/support/certificates.h"

#include <QtCore/QDeadlineTimer>
#include <QtCore/QTimer>
#include <QtNetwork/QSslServer>
#include <QtNetwork/QSslSocket>
#include <QtTest/QTest>
#include <QtWebSockets/QWebSocket>

#include <optional>

using namespace Inspector;
using namespace RelayCore;
using namespace Qt::StringLiterals;
using TestKit::ManualClock;

namespace {

constexpr int limitMs = 30'000; ///< For a busy machine; nothing waits this long by design.

/// An answer to an upgrade request. KEY in it stands for the correct Sec-WebSocket-Accept.
struct Answer
{
    QByteArray line = "HTTP/1.1 101 Switching Protocols";
    QByteArrayList upgrade{"Upgrade: websocket"};
    QByteArrayList connection{"Connection: Upgrade"};
    QByteArrayList accept{"Sec-WebSocket-Accept: KEY"};
    QByteArrayList others;
    QByteArray lineEnd = "\r\n";

    [[nodiscard]] QByteArray bytes(const QByteArray &acceptValue) const
    {
        QByteArray head = line + lineEnd;
        for (const QByteArrayList &fields : {upgrade, connection, accept, others}) {
            for (const QByteArray &field : fields)
                head += field + lineEnd;
        }
        head += lineEnd;
        return head.replace("KEY", acceptValue);
    }
};

} // namespace

Q_DECLARE_METATYPE(Answer)

namespace {

template<typename Value>
struct Variant
{
    const char *name;
    Value value;
    bool isCorrect;
};

const QList<Variant<QByteArray>> lines{
    {"HTTP/1.1", "HTTP/1.1 101 Switching Protocols", true},
    {"another phrase", "HTTP/1.1 101 Fine", true},
    {"no phrase", "HTTP/1.1 101 ", true},
    {"no space after the status", "HTTP/1.1 101", true},
    {"HTTP/1.2", "HTTP/1.2 101 Switching Protocols", true},
    {"HTTP/1.0", "HTTP/1.0 101 Switching Protocols", false},
    {"HTTP/2.0", "HTTP/2.0 101 Switching Protocols", false},
    {"HTTP/3.1", "HTTP/3.1 101 Switching Protocols", false},
    {"HTTP/1.11", "HTTP/1.11 101 Switching Protocols", false},
    {"lower case", "http/1.1 101 Switching Protocols", false},
    {"status 0101", "HTTP/1.1 0101 Switching Protocols", false},
    {"status 1010", "HTTP/1.1 1010 Switching Protocols", false},
    {"two spaces", "HTTP/1.1  101 Switching Protocols", false},
    {"status 200", "HTTP/1.1 200 OK\r\nContent-Length: 0", false},
    {"status 100", "HTTP/1.1 100 Continue\r\nContent-Length: 0", false},
    {"status 401", "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0", false},
    {"status 503", "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0", false},
    {"another protocol", "SSH-2.0-OpenSSH_9.2", false},
};

const QList<Variant<QByteArrayList>> upgrades{
    {"websocket", {"Upgrade: websocket"}, true},
    {"WebSocket", {"Upgrade: WebSocket"}, true},
    {"name in lower case", {"upgrade: websocket"}, true},
    {"no space", {"Upgrade:websocket"}, true},
    {"spaces around", {"Upgrade: \t websocket  "}, true},
    {"none", {}, false},
    {"empty", {"Upgrade:"}, false},
    {"another protocol", {"Upgrade: h2c"}, false},
    {"a list", {"Upgrade: h2c, websocket"}, false},
    {"a version", {"Upgrade: websocket/13"}, false},
    {"twice", {"Upgrade: websocket", "Upgrade: websocket"}, false},
    {"a space before the colon", {"Upgrade : websocket"}, false},
    {"no colon", {"Upgrade websocket"}, false},
};

const QList<Variant<QByteArrayList>> connections{
    {"Upgrade", {"Connection: Upgrade"}, true},
    {"upgrade", {"connection: upgrade"}, true},
    {"keep-alive, Upgrade", {"Connection: keep-alive, Upgrade"}, true},
    {"Upgrade, keep-alive", {"Connection: Upgrade, keep-alive"}, true},
    {"without a space", {"Connection: keep-alive,UPGRADE"}, true},
    {"empty elements", {"Connection: , Upgrade ,"}, true},
    {"two fields", {"Connection: keep-alive", "Connection: Upgrade"}, true},
    {"folded", {"Connection: keep-alive,\r\n Upgrade"}, true},
    {"none", {}, false},
    {"close", {"Connection: close"}, false},
    {"part of a word", {"Connection: Upgraded"}, false},
    {"two words", {"Connection: keep-alive Upgrade"}, false},
};

const QList<Variant<QByteArrayList>> accepts{
    {"correct", {"Sec-WebSocket-Accept: KEY"}, true},
    {"name in lower case", {"sec-websocket-accept:KEY"}, true},
    {"spaces around", {"Sec-WebSocket-Accept:  KEY \t"}, true},
    {"none", {}, false},
    {"empty", {"Sec-WebSocket-Accept:"}, false},
    {"for another key", {"Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo="}, false},
    {"twice", {"Sec-WebSocket-Accept: KEY", "Sec-WebSocket-Accept: KEY"}, false},
    {"more behind it", {"Sec-WebSocket-Accept: KEY; x"}, false},
};

QByteArrayList fields(int count, int size)
{
    QByteArrayList list;
    for (int index = 0; index < count; ++index)
        list.append("X-" + QByteArray::number(index) + ": " + QByteArray(size, 'x'));
    return list;
}

const QList<Variant<QByteArrayList>> others{
    {"none", {}, true},
    {"usual ones", {"Server: nginx", "Date: Thu, 01 Jan 1970 00:00:00 GMT"}, true},
    {"110 fields", fields(110, 1), true},
    {"a field of 9 kB", fields(1, 9'000), true},
    {"a head of 60 kB", fields(60, 1'000), true},
    {"a head of 70 kB", fields(70, 1'000), false},
    {"a head of 900 kB", fields(900, 1'000), false},
    {"a name with a space", {"X Y: z"}, true},
    {"an empty name", {": z"}, true},
    {"no colon", {"just words"}, true},
    {"a folded value", {"X: y\r\n\tz"}, true},
    {"bytes above ASCII", {"X: \xc3\xa9\xff"}, true},
    {"an empty subprotocol", {"Sec-WebSocket-Protocol:"}, true},
    {"a subprotocol", {"Sec-WebSocket-Protocol: chat"}, false},
    {"an extension", {"Sec-WebSocket-Extensions: permessage-deflate"}, true},
    {"a version", {"Sec-WebSocket-Version: 13"}, true},
    {"a length", {"Content-Length: 5"}, true},
    {"a refusal's fields", {"WWW-Authenticate: Basic realm=\"r\"", "Retry-After: 3"}, true},
};

/// Like QTest::qWaitFor(), but without its pauses of 10 ms: there are two thousand connections here.
bool waitFor(const std::function<bool()> &condition, int timeoutMs)
{
    QDeadlineTimer deadline(timeoutMs);
    QTimer alarm; // Ends the last wait.
    alarm.start(timeoutMs);
    while (!condition() && !deadline.hasExpired())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    return condition();
}

QByteArray valueOf(const QByteArray &request, const QByteArray &name)
{
    const qsizetype at = request.toLower().indexOf("\r\n" + name + ':');
    const qsizetype from = at + 3 + name.size();
    return at < 0 ? QByteArray() : request.sliced(from, request.indexOf('\r', from) - from).trimmed();
}

/// Sends one answer to each client, whole or in two parts, and looks whether the client then speaks WebSocket.
class AnsweringServer
{
public:
    enum class Tls { No, Yes };
    enum class Split { Whole, InTwo };

    AnsweringServer(Tls tls, const TestSupport::Certificates &certificates)
        : m_scheme(tls == Tls::Yes ? u"wss"_s : u"ws"_s)
    {
        if (tls == Tls::Yes) {
            auto server = std::make_unique<QSslServer>();
            server->setSslConfiguration(certificates.server(TestSupport::Defect::None));
            m_server = std::move(server);
        } else {
            m_server = std::make_unique<QTcpServer>();
        }
        QObject::connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, m_server.get(), [this] { serve(); });
        m_server->listen(QHostAddress::LocalHost);
    }

    [[nodiscard]] QUrl url() const { return QUrl(u"%1://127.0.0.1:%2"_s.arg(m_scheme).arg(m_server->serverPort())); }

    Answer answer;
    Split split = Split::Whole;
    int framed = 0; ///< Clients that sent a frame after the answer.

private:
    void serve()
    {
        while (QTcpSocket *socket = m_server->nextPendingConnection()) {
            QObject::connect(socket, &QAbstractSocket::disconnected, socket, &QObject::deleteLater);
            auto request = std::make_shared<QByteArray>();
            const auto read = [this, socket, request, answered = false]() mutable {
                const QByteArray bytes = socket->readAll();
                if (answered) {
                    ++framed;
                    socket->disconnectFromHost();
                    return;
                }
                *request += bytes;
                if (!request->endsWith("\r\n\r\n"))
                    return;
                answered = true;
                send(*socket, answer.bytes(upgradeAcceptFor(valueOf(*request, "sec-websocket-key"))));
            };
            QObject::connect(socket, &QIODevice::readyRead, socket, read);
        }
    }

    void send(QTcpSocket &socket, const QByteArray &bytes)
    {
        const qsizetype first = split == Split::Whole ? bytes.size() : bytes.size() / 2;
        socket.write(bytes.first(first));
        socket.flush();
        if (first == bytes.size())
            return;
        // The client has read the first part by then, as it shares this event loop.
        QMetaObject::invokeMethod(
            &socket, [&socket, rest = bytes.sliced(first)] { socket.write(rest); }, Qt::QueuedConnection);
    }

    QString m_scheme;
    std::unique_ptr<QTcpServer> m_server;
};

} // namespace

/// What the check finds in an answer to an upgrade request is what a client makes of it.
class tst_UpgradeAnswers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void agree_data();
    void agree();
    void agreeOverTls_data();
    void agreeOverTls();
    void plainQWebSocketAcceptsNothingElse_data();
    void plainQWebSocketAcceptsNothingElse();

private:
    void addAnswers(bool all);
    void compare(AnsweringServer &server, bool isCorrect);
    [[nodiscard]] std::optional<bool> clientConnects(AnsweringServer &server) const;
    [[nodiscard]] std::optional<bool> checkPasses(AnsweringServer &server) const;

    TestSupport::Certificates m_certificates;
};

void tst_UpgradeAnswers::initTestCase()
{
    const QString problem = m_certificates.create();
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
}

void tst_UpgradeAnswers::addAnswers(bool all)
{
    QTest::addColumn<Answer>("answer");
    QTest::addColumn<bool>("isCorrect");
    const Answer correct;
    const auto row = [](const QByteArray &name, const Answer &answer, bool isCorrect) {
        QTest::addRow("%s", name.constData()) << answer << isCorrect;
    };
    // Each variant of each part alone; then each pair of variants of two parts.
    struct Change
    {
        QByteArray name;
        std::function<void(Answer &)> apply;
        bool isCorrect;
    };
    QList<QList<Change>> parts(5);
    for (const auto &line : lines)
        parts[0].append(
            {"line: "_ba + line.name, [line](Answer &answer) { answer.line = line.value; }, line.isCorrect});
    const auto add = [](QList<Change> &changes, const QByteArray &part, const QList<Variant<QByteArrayList>> &variants,
                        QByteArrayList Answer::*member) {
        for (const auto &variant : variants)
            changes.append({part + ": " + variant.name,
                            [variant, member](Answer &answer) { answer.*member = variant.value; }, variant.isCorrect});
    };
    add(parts[1], "upgrade", upgrades, &Answer::upgrade);
    add(parts[2], "connection", connections, &Answer::connection);
    add(parts[3], "accept", accepts, &Answer::accept);
    add(parts[4], "other fields", others, &Answer::others);
    for (const QList<Change> &part : std::as_const(parts)) {
        for (const Change &change : part) {
            Answer answer = correct;
            change.apply(answer);
            row(change.name, answer, change.isCorrect);
            answer.lineEnd = "\n";
            row(change.name + ", lines end with LF", answer, change.isCorrect);
        }
    }
    if (!all)
        return;
    for (qsizetype first = 0; first < parts.size(); ++first) {
        for (qsizetype second = first + 1; second < parts.size(); ++second) {
            for (qsizetype index = 0; index < std::max(parts[first].size(), parts[second].size()); ++index) {
                const Change &left = parts[first].at(index % parts[first].size());
                const Change &right = parts[second].at((index * 7 + 3) % parts[second].size());
                Answer answer = correct;
                left.apply(answer);
                right.apply(answer);
                row(left.name + " | " + right.name, answer, left.isCorrect && right.isCorrect);
            }
        }
    }
}

std::optional<bool> tst_UpgradeAnswers::clientConnects(AnsweringServer &server) const
{
    RelayClientOptions options;
    options.address = server.url();
    options.clock = std::make_shared<ManualClock>();
    options.tls = m_certificates.client();
    RelayClient client(options);
    const int framedBefore = server.framed;
    client.connectToRelay();
    const auto failed = [&] {
        return client.state() == RelayClient::State::Failed || client.state() == RelayClient::State::Backoff;
    };
    const bool ended = waitFor([&] { return server.framed > framedBefore || failed(); }, limitMs);
    return ended ? std::optional<bool>(server.framed > framedBefore) : std::nullopt;
}

std::optional<bool> tst_UpgradeAnswers::checkPasses(AnsweringServer &server) const
{
    ProbeOptions options;
    options.address = server.url();
    options.clock = std::make_shared<ManualClock>();
    options.tls = m_certificates.client();
    CheckProbe probe(options);
    std::optional<bool> passed;
    connect(&probe, &CheckProbe::stepDone, &probe, [&](const StepReport &report) {
        if (report.step == CheckStep::Upgrade)
            passed = report.outcome == StepReport::Outcome::Ok || report.outcome == StepReport::Outcome::Warning;
    });
    probe.start();
    (void)waitFor([&] { return passed.has_value(); }, limitMs);
    return passed;
}

void tst_UpgradeAnswers::compare(AnsweringServer &server, bool isCorrect)
{
    for (const auto split : {AnsweringServer::Split::Whole, AnsweringServer::Split::InTwo}) {
        server.split = split;
        QCOMPARE(checkPasses(server), std::optional<bool>(isCorrect));
        QCOMPARE(clientConnects(server), std::optional<bool>(isCorrect));
    }
}

void tst_UpgradeAnswers::agree_data()
{
    addAnswers(true);
}

void tst_UpgradeAnswers::agree()
{
    QFETCH(const Answer, answer);
    QFETCH(const bool, isCorrect);
    AnsweringServer server(AnsweringServer::Tls::No, m_certificates);
    server.answer = answer;
    compare(server, isCorrect);
}

void tst_UpgradeAnswers::agreeOverTls_data()
{
    addAnswers(false);
}

void tst_UpgradeAnswers::agreeOverTls()
{
    QFETCH(const Answer, answer);
    QFETCH(const bool, isCorrect);
    AnsweringServer server(AnsweringServer::Tls::Yes, m_certificates);
    server.answer = answer;
    compare(server, isCorrect);
}

// RelayClient connects wherever QWebSocket alone does, except for status lines that are not of HTTP/1.x and for long
// heads.
void tst_UpgradeAnswers::plainQWebSocketAcceptsNothingElse_data()
{
    addAnswers(false);
}

void tst_UpgradeAnswers::plainQWebSocketAcceptsNothingElse()
{
    QFETCH(const Answer, answer);
    QFETCH(const bool, isCorrect);
    const bool isInScope = parseUpgradeResponse(answer.bytes("KEY")).has_value()
                           && answer.lineEnd == "\r\n"; // QWebSocket waits for CR LF, without an end.
    if (!isInScope)
        return;
    AnsweringServer server(AnsweringServer::Tls::No, m_certificates);
    server.answer = answer;
    QWebSocket socket;
    bool connected = false;
    bool failed = false;
    connect(&socket, &QWebSocket::connected, &socket, [&] { connected = true; });
    connect(&socket, Compat::webSocketError, &socket, [&] { failed = true; });
    socket.open(server.url());
    QVERIFY(waitFor([&] { return connected || failed; }, limitMs));
    QVERIFY(isCorrect || !connected);
}

QTEST_GUILESS_MAIN(tst_UpgradeAnswers)
#include "tst_upgradeanswers.moc"
