// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/testkit/scriptedrelay.h"
#include "tests/client/clienttest.h"

#include <QtCore/QFutureWatcher>
#include <QtCore/QProcess>
#include <QtCore/QThread>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWebSockets/QWebSocket>
#include <QtWidgets/QWidget>

#include <functional>
#include <optional>
#include <semaphore>

using namespace ClientTest;
using namespace std::chrono_literals;
using namespace RelayCore;
using TestKit::ManualClock;
using TestKit::ScriptedRelay;
using State = RelayClient::State;

namespace {

int continued = 0; ///< Continuations that have run.

/// Attaches what an application attaches to the futures of a client, with every call still open.
template<typename Context>
void leaveOpen(RelayClient &client, Context *context)
{
    // A continuation that touches a context that is partly destroyed shows under the address sanitizer.
    const auto use = [context] {
        context->words.append(u"continued"_s);
        ++continued;
    };
    const auto onSent = [use](const SendResult &) { use(); };
    const auto onReceived = [use](const ReceiveResult &) { use(); };
    client.send(offerTo(QUuid::createUuid())).then(context, onSent);
    client.send(offerTo(QUuid::createUuid())).then(onSent);
    client.send(offerTo(QUuid::createUuid())).then(context, onSent).then(context, [use](const QFuture<void> &) {
        use();
    });
    client.send(offerTo(QUuid::createUuid())).then(context, [use](const QFuture<SendResult> &) { use(); });
#if QT_VERSION < QT_VERSION_CHECK(6, 6, 0)
    // Newer versions of Qt cancel such a chain inside the destructor of its context, whatever becomes of the client.
    client.connectToRelay().then(context, [use](const ConnectResult &) { use(); }).onCanceled(context, [use] {
        use();
    });
#endif
    client.receive().then(context, onReceived).onFailed(context, [use] { use(); });
    client.receive().then(context, onReceived);
    client.close(1h).then(context, [use](const CloseResult &) { use(); }).then(context, use);
}

/// The client is a child: it is destroyed after the members, by the destructor of the base class.
template<typename Base>
struct Parent : Base
{
    explicit Parent(const RelayClientOptions &options)
        : client(new RelayClient(options, this))
    {}
    RelayClient *client;
    QStringList words{u"long enough for the heap"_s};
};

template<typename Base>
struct ClientBeforeMember : Base
{
    explicit ClientBeforeMember(const RelayClientOptions &options)
        : owned(options)
        , client(&owned)
    {}
    RelayClient owned;
    RelayClient *client;
    QStringList words{u"long enough for the heap"_s};
};

template<typename Base>
struct ClientAfterMember : Base
{
    explicit ClientAfterMember(const RelayClientOptions &options)
        : owned(options)
        , client(&owned)
    {}
    QStringList words{u"long enough for the heap"_s};
    RelayClient owned;
    RelayClient *client;
};

template<typename Owner>
void destroyWithEverythingOpen(const RelayClientOptions &options)
{
    auto owner = std::make_unique<Owner>(options);
    leaveOpen(*owner->client, owner.get());
    QCoreApplication::processEvents();
    owner.reset();
    QCoreApplication::processEvents();
}

} // namespace

/// Destroying a client, its parent or its context with calls still open.
class tst_Quitting : public QObject
{
    Q_OBJECT

private:
    std::shared_ptr<ManualClock> m_clock = std::make_shared<ManualClock>();

    /// Of a relay that registers no one, so that every call stays open.
    RelayClientOptions openOptions(ScriptedRelay &relay)
    {
        relay.ignoreRegistrations();
        return optionsFor(relay.address(), m_clock);
    }

private Q_SLOTS:
    void init() { continued = 0; }

    void ownersOfEveryKind_data()
    {
        QTest::addColumn<std::function<void(const RelayClientOptions &)>>("destroy");
        QTest::addRow("child of a QObject") << std::function(destroyWithEverythingOpen<Parent<QObject>>);
        QTest::addRow("child of a QWidget") << std::function(destroyWithEverythingOpen<Parent<QWidget>>);
        QTest::addRow("member of a QObject, first")
            << std::function(destroyWithEverythingOpen<ClientBeforeMember<QObject>>);
        QTest::addRow("member of a QObject, last")
            << std::function(destroyWithEverythingOpen<ClientAfterMember<QObject>>);
        QTest::addRow("member of a QWidget, first")
            << std::function(destroyWithEverythingOpen<ClientBeforeMember<QWidget>>);
        QTest::addRow("member of a QWidget, last")
            << std::function(destroyWithEverythingOpen<ClientAfterMember<QWidget>>);
    }

    void ownersOfEveryKind()
    {
        QFETCH(const std::function<void(const RelayClientOptions &)>, destroy);
        ScriptedRelay relay;
        destroy(openOptions(relay));
        QCOMPARE(continued, 0);
    }

    void destructionInsideAContinuation()
    {
        ScriptedRelay relay;
        auto *client = new RelayClient(optionsFor(relay.address(), m_clock));
        bool isDeleted = false;
        client->connectToRelay().then(client, [&](const ConnectResult &) {
            client->send(offerTo(QUuid::createUuid())).then(client, [](const SendResult &) { ++continued; });
            delete std::exchange(client, nullptr);
            isDeleted = true;
        });
        QTRY_VERIFY(isDeleted);
        QCOMPARE(continued, 0);
    }

    void destructionAfterTheResultIsKnown()
    {
        ScriptedRelay relay;
        auto owner = std::make_unique<Parent<QObject>>(optionsFor(relay.address(), m_clock));
        owner->client->close().then(
            owner.get(), [](const CloseResult &) { ++continued; }); // Known, and finished from the event loop.
        owner.reset();
        QCoreApplication::processEvents();
        QCOMPARE(continued, 0);
    }

    void watchersAndThreadsStillGetAResult()
    {
        ScriptedRelay relay;
        auto client = std::make_unique<RelayClient>(openOptions(relay));
        const auto sent = client->send(offerTo(QUuid::createUuid()));
        QFutureWatcher<ReceiveResult> watcher;
        bool isFinished = false;
        connect(&watcher, &QFutureWatcherBase::finished, this, [&] { isFinished = true; });
        watcher.setFuture(client->receive());
        std::optional<SendOutcome> outcome;
        std::binary_semaphore isWaiting(0);
        const std::unique_ptr<QThread> thread(QThread::create([&] {
            isWaiting.release();
            outcome = sent.result().outcome;
        }));
        thread->start();
        isWaiting.acquire();
        client.reset();
        QVERIFY(thread->wait(10'000));
        QCOMPARE(outcome, SendOutcome::Closed);
        QTRY_VERIFY(isFinished);
        QCOMPARE(watcher.result().error.category, RelayError::Category::Closed);
    }

    void anApplicationMayQuitWithEverythingOpen_data()
    {
        QTest::addColumn<QString>("how");
        for (const auto *how : {"child", "widget", "stack", "global", "leaked", "thread"})
            QTest::addRow("%s", how) << QString::fromLatin1(how);
    }

    void anApplicationMayQuitWithEverythingOpen()
    {
        QFETCH(const QString, how);
        ScriptedRelay relay;
        relay.ignoreRegistrations();
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
#if QT_VERSION >= QT_VERSION_CHECK(6, 7, 0)
        if (how == u"global"_s) { // It has to go on behind the warnings that are named below.
            auto environment = QProcessEnvironment::systemEnvironment();
            environment.remove(u"QT_FATAL_WARNINGS"_s);
            process.setProcessEnvironment(environment);
        }
#endif
        process.start(QCoreApplication::applicationDirPath() + u"/quittingapp"_s, {how, relay.address().toString()});
        QSignalSpy finished(&process, &QProcess::finished);
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);
        QByteArray output = process.readAll();
#if QT_VERSION >= QT_VERSION_CHECK(6, 7, 0)
        // What Qt prints of every timer of an object that outlives the application.
        if (how == u"global"_s)
            output.replace("QObject::killTimer: Timers cannot be stopped from another thread\n", "")
                .replace("QObject::~QObject: Timers cannot be stopped from another thread\n", "");
#endif
        QVERIFY2(process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0, output.constData());
        QCOMPARE(output, QByteArray());
        QCOMPARE(relay.connections(), 1);
    }
};

QTEST_MAIN(tst_Quitting)
#include "tst_quitting.moc"
