// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/relayclient.h"
#include "relaycore/server/relayserver.h"
#include "relaycore/tap/tap.h"
#include "relaycore/tap/tapdirectory.h"
#include "relaycore/tap/tapqueue.h"
#include "tests/tap/tapreader.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QProcess>
#include <QtCore/QScopeGuard>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <atomic>
#include <chrono>
#include <thread>

using namespace RelayCore;
using namespace Qt::Literals::StringLiterals;

namespace {

WireEvent at(ConnectionId connection, WirePayload payload)
{
    return {9, connection, wireTimeNs(), std::move(payload)};
}

WireMessage text(const QByteArray &payload)
{
    WireMessage message;
    message.payload = payload;
    message.wireBytes = payload.size() + 6;
    return message;
}

TapQueue &queue()
{
    return TapQueue::instance();
}

} // namespace

class tst_Tap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { Tap::close(); }

    void isClosedUnlessAskedFor();
    void belongsToTheUserAlone();
    void isListedWhileItIsOpen();
    void entriesOfCrashedApplicationsAreRemoved();
    void opensByTheEnvironment();
    void aLateReaderReceivesWhatIsOpen();
    void aReaderThatDoesNotReadLosesMessagesAndIsTheOnlyOne();
    void everyMessageOfABurstIsAccountedFor();
    void aReaderThatWritesIsDisconnected();
    void moreThanEightReadersAreRefused();
    void threadsMayPushWhileItOpensAndCloses();
    void showsTheClientsOfTheProcess();

private:
    std::unique_ptr<TapReader> attached()
    {
        const QList<TapAddress> taps = runningTaps();
        if (taps.size() != 1)
            return nullptr;
        return std::make_unique<TapReader>(taps.first().socket);
    }
};

void tst_Tap::isClosedUnlessAskedFor()
{
    const RelayClient client(RelayClientOptions{});
    QVERIFY(!Tap::isOpen());
    QVERIFY(runningTaps().isEmpty());
    QVERIFY(Tap::statistics() == Tap::Statistics());
}

void tst_Tap::belongsToTheUserAlone()
{
    QCOMPARE(Tap::open(u"instrument"_s), std::nullopt);
    const auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup
                        | QFileDevice::ReadOther | QFileDevice::WriteOther | QFileDevice::ExeOther;
    QVERIFY(!(QFileInfo(tapDirectory()).permissions() & others));
    QVERIFY(!(QFileInfo(runningTaps().first().socket).permissions() & others));
}

void tst_Tap::isListedWhileItIsOpen()
{
    QCOMPARE(Tap::open(u"instrument"_s), std::nullopt);
    QCOMPARE(Tap::open(u"another name"_s), std::nullopt); // Open already: the name stays.
    QVERIFY(Tap::isOpen());
    const QList<TapAddress> taps = runningTaps();
    QCOMPARE(taps.size(), 1);
    QCOMPARE(taps.first().pid, QCoreApplication::applicationPid());
    QCOMPARE(taps.first().application, u"instrument"_s);
    const auto reader = attached();
    QTRY_VERIFY(reader->application);
    QVERIFY(*reader->application == taps.first());

    Tap::close();
    QVERIFY(runningTaps().isEmpty());
    QTRY_COMPARE(reader->socket.state(), QLocalSocket::UnconnectedState);
    QCOMPARE(QDir(tapDirectory()).entryList(QDir::Files | QDir::System), QStringList());
}

void tst_Tap::entriesOfCrashedApplicationsAreRemoved()
{
    QVERIFY(QDir().mkpath(tapDirectory()));
    const QString path = QDir(tapDirectory()).filePath(u"999999.json"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"pid":999999,"application":"gone","socket":"/nowhere/999999.socket","started":"1"})");
    file.close();
    QVERIFY(runningTaps().isEmpty());
    QVERIFY(!QFile::exists(path));
}

void tst_Tap::opensByTheEnvironment()
{
    // In a process of its own: the environment is looked at once.
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"RELAYCORE_TAP"_s, u"1"_s);
    process.setProcessEnvironment(environment);
    process.start(QCoreApplication::applicationFilePath(), {u"--client-that-waits"_s});
    QVERIFY(process.waitForStarted());
    QTRY_COMPARE(runningTaps().size(), 1);
    QCOMPARE(runningTaps().first().pid, process.processId());
    QCOMPARE(runningTaps().first().application, QFileInfo(QCoreApplication::applicationFilePath()).fileName());
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 0);
    QVERIFY(runningTaps().isEmpty());
}

void tst_Tap::aLateReaderReceivesWhatIsOpen()
{
    QCOMPARE(Tap::open(u"instrument"_s), std::nullopt);
    const QList<WireEvent> open{at(0, SourceStarted{SourceKind::Client, u"alpha"_s, {}, u"ws://h"_s}),
                                at(0, StateChanged{SourceState::Ready, {}}),
                                at(1, ConnectionOpened{u"127.0.0.1:1"_s, u"ws://h"_s}),
                                at(1, HandshakeRequest{"GET / HTTP/1.1", {}})};
    for (const WireEvent &each : open)
        queue().push(each);
    queue().push(at(2, ConnectionOpened{u"127.0.0.1:2"_s, u"ws://h"_s}));
    queue().push(at(2, ConnectionClosed{}));
    queue().push(at(1, text("nobody was attached")));
    const auto reader = attached();
    QTRY_COMPARE(reader->events.size(), open.size());
    QVERIFY(std::get<SourceStarted>(reader->events.first().payload).kind == SourceKind::Tap);
    QVERIFY(reader->events.sliced(1) == open.sliced(1));

    queue().push(at(1, text("live")));
    QTRY_COMPARE(reader->events.size(), open.size() + 1);
    QVERIFY(std::get<WireMessage>(reader->events.last().payload) == text("live"));
    QVERIFY(reader->all<EventsLost>().isEmpty()); // What happens before a reader attaches is not lost.
}

void tst_Tap::aReaderThatDoesNotReadLosesMessagesAndIsTheOnlyOne()
{
    QCOMPARE(Tap::open(u"instrument"_s), std::nullopt);
    const auto stalled = attached();
    const auto reading = attached();
    QTRY_VERIFY(stalled->application && reading->application);
    stalled->setReading(false);
    queue().push(at(1, ConnectionOpened{u"127.0.0.1:1"_s, u"ws://h"_s}));

    // Far more than the sockets, the queue and the reader's share hold; as fast as the reading one takes it.
    const QByteArray payload(64 * 1024, 'x');
    constexpr int messages = 400;
    for (int i = 1; i <= messages; ++i) {
        queue().push(at(1, text(payload)));
        if (i % 20 == 0)
            QTRY_COMPARE(reading->all<WireMessage>().size(), i);
    }
    queue().push(at(1, ConnectionClosed{}));
    queue().push(at(2, ConnectionOpened{u"127.0.0.1:2"_s, u"ws://h"_s}));
    queue().push(at(2, HandshakeRequest{"GET /late HTTP/1.1", {}}));
    QTRY_COMPARE(reading->all<HandshakeRequest>().size(), 1);
    QVERIFY(Tap::statistics().lost > 100);
    QCOMPARE(Tap::statistics().readers, 2);

    stalled->setReading(true);
    // Connection 1 has ended and connection 2 has begun in what it lost.
    QTRY_COMPARE(stalled->all<HandshakeRequest>().size(), 1);
    QCOMPARE(stalled->error, QString());
    QCOMPARE(stalled->all<ConnectionClosed>().size(), 1);
    QCOMPARE(stalled->all<ConnectionOpened>().size(), 2);
    QCOMPARE(stalled->all<EventsLost>().size(), 1);
    const auto received = quint64(stalled->all<WireMessage>().size());
    QVERIFY(received < messages);
    // The end and the beginnings are among the lost ones, although they are delivered after all.
    QCOMPARE(received + stalled->all<EventsLost>().first().count, quint64(messages) + 3);
    QVERIFY(reading->all<EventsLost>().isEmpty());

    queue().push(at(2, text("both again")));
    QTRY_COMPARE(stalled->all<WireMessage>().last(), text("both again"));
}

/// Messages in a burst are dropped in three places: by the queue that is full, by the queue while no reader takes any,
/// and for a reader that fell behind with the message before.
void tst_Tap::everyMessageOfABurstIsAccountedFor()
{
    QCOMPARE(Tap::open(u"instrument"_s), std::nullopt);
    const auto reader = attached();
    QTRY_VERIFY(reader->application);
    queue().push(at(1, ConnectionOpened{u"127.0.0.1:1"_s, u"ws://h"_s}));
    const QByteArray payload(64 * 1024, 'x');
    quint64 given = 0;
    for (int round = 0; round < 4; ++round) {
        reader->setReading(false);
        for (int i = 0; i < 400; ++i, ++given)
            queue().push(at(1, text(payload)));
        reader->setReading(true);
        const auto accounted = [&reader] {
            quint64 count = quint64(reader->all<WireMessage>().size());
            for (const EventsLost &lost : reader->all<EventsLost>())
                count += lost.count;
            return count;
        };
        QTRY_COMPARE(accounted(), given);
    }
    QVERIFY(!reader->all<EventsLost>().isEmpty());
}

void tst_Tap::aReaderThatWritesIsDisconnected()
{
    QCOMPARE(Tap::open(u"instrument"_s), std::nullopt);
    const auto reader = attached();
    QTRY_VERIFY(reader->application);
    reader->socket.write(QByteArray(1024 * 1024, 'x'));
    QTRY_COMPARE(reader->socket.state(), QLocalSocket::UnconnectedState);
    QTRY_COMPARE(Tap::statistics().readers, 0);
}

void tst_Tap::moreThanEightReadersAreRefused()
{
    QCOMPARE(Tap::open(u"instrument"_s), std::nullopt);
    const QString socket = runningTaps().first().socket;
    QTRY_COMPARE(Tap::statistics().readers, 0); // runningTaps() itself has left.
    std::vector<std::unique_ptr<TapReader>> readers;
    for (int i = 0; i < 8; ++i) {
        readers.push_back(std::make_unique<TapReader>(socket));
        QTRY_VERIFY(readers.back()->application);
    }
    TapReader ninth(socket);
    QTRY_COMPARE(ninth.socket.state(), QLocalSocket::UnconnectedState);
    QVERIFY(!ninth.application);
    readers.pop_back();
    QTRY_COMPARE(Tap::statistics().readers, 7);
    const TapReader next(socket);
    QTRY_VERIFY(next.application);
}

void tst_Tap::threadsMayPushWhileItOpensAndCloses()
{
    std::atomic_bool stop = false;
    std::atomic<quint64> pushed = 0;
    std::vector<std::thread> threads;
    const auto join = qScopeGuard([&] {
        stop = true;
        for (std::thread &thread : threads)
            thread.join();
    });
    for (int i = 0; i < 3; ++i) {
        threads.emplace_back([&] {
            while (!stop) {
                std::this_thread::sleep_for(std::chrono::microseconds(50)); // A flood of structure is no client's.
                if (queue().takesMessage())
                    queue().push(at(1, text("x")));
                queue().push(at(1, ConnectionOpened{}));
                queue().push(at(1, ConnectionClosed{}));
                ++pushed;
            }
        });
    }
    for (int i = 0; i < 20; ++i) {
        QCOMPARE(Tap::open(u"instrument"_s), std::nullopt);
        const auto reader = attached();
        QVERIFY(reader);
        QTRY_VERIFY(!reader->events.isEmpty());
        Tap::close();
        QCOMPARE(reader->error, QString());
    }
    QVERIFY(pushed > 0);
}

void tst_Tap::showsTheClientsOfTheProcess()
{
    RelayServerOptions serverOptions;
    serverOptions.port = 0;
    RelayServer server(serverOptions);
    QVERIFY2(server.listen(), qPrintable(server.errorString()));
    RelayClientOptions options;
    options.address = server.url();
    options.name = u"alpha"_s;
    options.headers = {{"Authorization", "Bearer geheim"}};
    RelayClient early(options);
    QVERIFY(QTest::qWaitFor([connected = early.connectToRelay()] { return connected.isFinished(); }));
    QCOMPARE(early.state(), RelayClient::State::Ready);

    QCOMPARE(Tap::open(u"instrument"_s), std::nullopt);
    const auto reader = attached();
    QTRY_VERIFY(reader->application);
    options.name = u"beta"_s;
    auto late = std::make_unique<RelayClient>(options);
    late->connectToRelay();
    QTRY_COMPARE(late->state(), RelayClient::State::Ready);
    QTRY_COMPARE(reader->all<WireMessage>().size(), 2);
    QVERIFY(reader->all<WireMessage>().at(0).payload.contains("\"name\": \"beta\""));
    QCOMPARE(reader->all<ConnectionOpened>().size(), 1);
    QCOMPARE(reader->all<HandshakeRequest>().size(), 1);
    for (const HttpHeader &header : reader->all<HandshakeRequest>().first().headers)
        QVERIFY(!header.value.contains("geheim"));

    // The connection of the first client was open before the tap: it appears with its first message.
    early.send(PeerConnection{early.uuid(), u"alpha"_s, late->uuid(), DescriptionType::Offer, u"hello"_s, {}});
    QTRY_COMPARE(reader->all<WireMessage>().size(), 4);
    QCOMPARE(reader->all<ConnectionOpened>().size(), 2);
    QStringList titles;
    for (const SourceStarted &source : reader->all<SourceStarted>())
        titles.append(source.title);
    titles.sort();
    QCOMPARE(titles, (QStringList{u"alpha"_s, u"beta"_s}));

    late.reset();
    QTRY_COMPARE(reader->all<ConnectionClosed>().size(), 1);
    QTRY_VERIFY(reader->all<StateChanged>().last().state == SourceState::Stopped);
}

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    if (app.arguments().contains(u"--client-that-waits"_s)) {
        const RelayClient client(RelayClientOptions{});
        QFile input;
        return input.open(stdin, QIODevice::ReadOnly) && input.readAll().isEmpty() ? 0 : 1;
    }
    // A folder of its own: other programs of this user may have their taps open.
    const QTemporaryDir runtime;
    qputenv("XDG_RUNTIME_DIR", QFile::encodeName(runtime.path()));
    tst_Tap test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_tap.moc"
