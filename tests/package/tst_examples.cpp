// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//
// The examples, as they were built against the installed package: each is started and does what it is there to show.
#include "relaycore/tap/tapstream.h"
#include "relaycore/testkit/scriptedrelay.h"

#include <QtCore/QProcess>
#include <QtCore/QTemporaryFile>
#include <QtNetwork/QLocalSocket>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using namespace RelayCore;
using RelayCore::TestKit::ScriptedRelay;

namespace {

constexpr int timeout = 30'000;

/// An example while it runs; ended with it.
class Example
{
public:
    explicit Example(const QString &name, const QStringList &arguments = {})
    {
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.remove(u"QT_FATAL_WARNINGS"_s); // what an example warns of, it means
        // The package was configured for /usr, where the loader looks for what the library of the QML module needs.
        environment.insert(u"LD_LIBRARY_PATH"_s, QStringLiteral(RELAY_LIBRARIES));
        process.setProcessEnvironment(environment);
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(QStringLiteral(RELAY_EXAMPLES "/") + name, arguments);
    }
    ~Example()
    {
        process.kill();
        process.waitForFinished();
    }
    Q_DISABLE_COPY_MOVE(Example)

    [[nodiscard]] bool hasFinished() const { return process.state() == QProcess::NotRunning; }
    /// Empty: it never started, or crashed.
    [[nodiscard]] std::optional<int> exitCode() const
    {
        if (process.error() != QProcess::UnknownError || process.exitStatus() != QProcess::NormalExit)
            return std::nullopt;
        return process.exitCode();
    }
    [[nodiscard]] QString output()
    {
        m_output += QString::fromUtf8(process.readAll());
        return m_output;
    }

    QProcess process;

private:
    QString m_output;
};

/// Answers every request with a token, and keeps the requests.
class TokenEndpoint : public QTcpServer
{
public:
    explicit TokenEndpoint(const QByteArray &body)
    {
        connect(this, &QTcpServer::newConnection, this, [this, body] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket, body] {
                request += socket->readAll();
                if (!request.endsWith("\r\n\r\n"))
                    return;
                socket->write(
                    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
                    + QByteArray::number(body.size()) + "\r\n\r\n" + body);
                socket->disconnectFromHost();
            });
        });
    }

    QByteArray request;
};

} // namespace

class tst_Examples : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void talkToThemselves_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QStringList>("said");
        QTest::addRow("signals and slots") << u"relay-signals"_s
                                           << QStringList{u"alpha is ready"_s, u"beta received the offer of alpha"_s,
                                                          u"alpha received the answer of beta"_s};
        QTest::addRow("coroutines") << u"relay-coroutines"_s
                                    << QStringList{u"beta answers alpha"_s, u"alpha received v=0 (my answer)"_s};
        QTest::addRow("a worker thread") << u"relay-worker"_s << QStringList{u"closed"_s};
    }

    void talkToThemselves()
    {
        QFETCH(const QString, name);
        QFETCH(const QStringList, said);
        Example example(name);
        QTRY_VERIFY2_WITH_TIMEOUT(example.hasFinished(), qPrintable(example.output()), timeout);
        QCOMPARE(example.exitCode(), std::optional(0));
        for (const QString &line : said)
            QVERIFY2(example.output().contains(line + u'\n'), qPrintable(example.output()));
    }

    void tellThatARelayRefused_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addRow("signals and slots") << u"relay-signals"_s;
        QTest::addRow("coroutines") << u"relay-coroutines"_s;
        QTest::addRow("a worker thread") << u"relay-worker"_s;
    }

    void tellThatARelayRefused()
    {
        QFETCH(const QString, name);
        ScriptedRelay relay;
        relay.refuseRegistrations(u"not today"_s);
        Example example(name, {relay.address().toString()});
        QTRY_VERIFY2_WITH_TIMEOUT(example.hasFinished(), qPrintable(example.output()), timeout);
        QCOMPARE(example.exitCode(), std::optional(1));
        QVERIFY2(example.output().contains(u"not today"_s), qPrintable(example.output()));
    }

    void tokenFromAFile()
    {
        ScriptedRelay relay;
        QTemporaryFile file;
        QVERIFY(file.open());
        file.write("from-a-file\n");
        file.close();
        Example example(u"relay-token"_s, {relay.address().toString(), file.fileName()});
        QTRY_VERIFY2_WITH_TIMEOUT(example.hasFinished(), qPrintable(example.output()), timeout);
        QCOMPARE(example.exitCode(), std::optional(0));
        QCOMPARE(relay.requestHeader("Authorization"), "Bearer from-a-file");
        QVERIFY(example.output().startsWith(u"registered as "_s));
    }

    void tokenFromAnEndpoint()
    {
        ScriptedRelay relay;
        TokenEndpoint endpoint(R"({"access_token": "from-http", "token_type": "Bearer", "expires_in": 3600})");
        QVERIFY(endpoint.listen(QHostAddress::LocalHost));
        const QString url = u"http://127.0.0.1:%1/token"_s.arg(endpoint.serverPort());
        Example example(u"relay-token"_s, {relay.address().toString(), url});
        QTRY_VERIFY2_WITH_TIMEOUT(example.hasFinished(), qPrintable(example.output()), timeout);
        QCOMPARE(example.exitCode(), std::optional(0));
        QVERIFY(endpoint.request.startsWith("GET /token "));
        QCOMPARE(relay.requestHeader("Authorization"), "Bearer from-http");
    }

    void withoutATokenThereIsAReason()
    {
        ScriptedRelay relay;
        Example example(u"relay-token"_s, {relay.address().toString(), u"/nonexistent/token"_s});
        QTRY_VERIFY2_WITH_TIMEOUT(example.hasFinished(), qPrintable(example.output()), timeout);
        QCOMPARE(example.exitCode(), std::optional(1));
        QVERIFY2(example.output().contains(u"/nonexistent/token"_s), qPrintable(example.output()));
        QCOMPARE(relay.registrations().size(), 0);
    }

    void theViewConnectsAndComplainsAboutNothing()
    {
        ScriptedRelay relay;
        Example example(u"relay-view"_s, {relay.address().toString()});
        QTRY_COMPARE_WITH_TIMEOUT(relay.registrations().size(), 1, timeout);
        QCOMPARE(relay.registrations().constFirst().name, u"relay-view"_s);
        relay.dropPeer(); // the view has an error to show
        QTRY_COMPARE_WITH_TIMEOUT(relay.registrations().size(), 2, timeout);
        QCOMPARE(example.process.state(), QProcess::Running);
        QCOMPARE(example.output(), QString()); // QML says there what it does not like
    }

    void theTapShowsTheMessages()
    {
        Example example(u"relay-tap"_s);
        const auto tapOf = [&]() -> std::optional<TapAddress> {
            const QList<TapAddress> taps = runningTaps();
            for (const TapAddress &tap : taps) {
                if (tap.pid == example.process.processId())
                    return tap;
            }
            return std::nullopt;
        };
        QTRY_VERIFY2_WITH_TIMEOUT(tapOf(), qPrintable(example.output()), timeout);
        QCOMPARE(tapOf()->application, u"relay-tap"_s);
        QLocalSocket socket;
        socket.connectToServer(tapOf()->socket);
        TapStream stream;
        QList<QByteArray> messages;
        const auto hasMessages = [&] {
            stream.append(socket.readAll());
            while (const auto item = stream.next()) {
                if (const auto *event = std::get_if<WireEvent>(&*item)) {
                    if (const auto *message = std::get_if<WireMessage>(&event->payload))
                        messages.append(message->payload);
                }
            }
            return std::count_if(messages.cbegin(), messages.cend(),
                                 [](const QByteArray &text) { return text.contains("message 2\""); })
                   == 2; // Sent, and returned by the relay to the same client.
        };
        QTRY_VERIFY2_WITH_TIMEOUT(hasMessages(), qPrintable(example.output()), timeout);
        example.process.closeWriteChannel();
        QTRY_VERIFY2_WITH_TIMEOUT(example.hasFinished(), qPrintable(example.output()), timeout);
        QCOMPARE(example.exitCode(), std::optional(0));
        QVERIFY(!tapOf());
    }
};

QTEST_GUILESS_MAIN(tst_Examples)
#include "tst_examples.moc"
