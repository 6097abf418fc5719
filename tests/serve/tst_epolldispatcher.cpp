// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/serve/epolldispatcher.h"

#include <QtCore/QAbstractEventDispatcher>
#include <QtCore/QCoreApplication>
#include <QtCore/QElapsedTimer>
#include <QtCore/QPointer>
#include <QtCore/QSocketNotifier>
#include <QtCore/QTemporaryFile>
#include <QtCore/QThread>
#include <QtCore/QTimer>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QTest>

#include <unistd.h>

#include <atomic>
#include <memory>
#include <vector>

using namespace Inspector;
using namespace std::chrono_literals;

/// Everything here runs on the dispatcher: main() gives it to the application.
class tst_EpollDispatcher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isTheOne();
    void timersInOrder();
    void timersWithoutInterval();
    void stoppedTimersStaySilent();
    void innerLoops();
    void postedEventsFromOtherThreads();
    void manyWakeUps();
    void deferredDeletion();
    void pipesCanBeReadAndWritten();
    void notifiersMayRemoveEachOther();
    void descriptorsAreUsedAgain();
    void plainFilesAreAlwaysReady();
    void excludedNotifiersWait();
    void conversations();
    void inAThread();
};

namespace {

struct Pipe
{
    Pipe() { ok = ::pipe(ends) == 0; }
    ~Pipe()
    {
        ::close(ends[0]);
        ::close(ends[1]);
    }
    Q_DISABLE_COPY_MOVE(Pipe)

    void write(char byte = 'x') const { wrote = ::write(ends[1], &byte, 1) == 1; }
    char read() const
    {
        char byte = 0;
        return ::read(ends[0], &byte, 1) == 1 ? byte : '\0';
    }

    int ends[2] = {-1, -1};
    bool ok = false;
    mutable bool wrote = false;
};

} // namespace

void tst_EpollDispatcher::isTheOne()
{
    const auto *dispatcher = QAbstractEventDispatcher::instance();
    QVERIFY(dispatcher);
    QVERIFY(!QByteArray(dispatcher->metaObject()->className()).contains("Glib"));
    QVERIFY(!QByteArray(dispatcher->metaObject()->className()).contains("UNIX"));
}

void tst_EpollDispatcher::timersInOrder()
{
    QList<int> fired;
    for (const int delay : {60, 20, 40, 0})
        QTimer::singleShot(delay, Qt::PreciseTimer, this, [&fired, delay] { fired.append(delay); });
    QTRY_COMPARE(fired, (QList<int>{0, 20, 40, 60}));

    int beats = 0;
    QTimer timer;
    connect(&timer, &QTimer::timeout, this, [&beats] { ++beats; });
    timer.start(5ms);
    QVERIFY(timer.remainingTime() >= 0 && timer.remainingTime() <= 5);
    QTRY_VERIFY(beats >= 5);
}

void tst_EpollDispatcher::timersWithoutInterval()
{
    int turns = 0;
    QTimer timer;
    connect(&timer, &QTimer::timeout, this, [&] {
        if (++turns == 1000)
            timer.stop();
    });
    timer.start(0);
    bool other = false;
    QTimer::singleShot(1, this, [&other] { other = true; }); // Nobody starves.
    QTRY_COMPARE(turns, 1000);
    QTRY_VERIFY(other);
}

void tst_EpollDispatcher::stoppedTimersStaySilent()
{
    bool fired = false;
    QTimer first;
    QTimer second;
    first.setSingleShot(true);
    second.setSingleShot(true);
    connect(&first, &QTimer::timeout, &second, &QTimer::stop);
    connect(&second, &QTimer::timeout, this, [&fired] { fired = true; });
    first.start(1);
    second.start(1); // Due with the first.
    QThread::msleep(5);
    QTRY_VERIFY(!first.isActive());
    bool later = false;
    QTimer::singleShot(5, this, [&later] { later = true; });
    QTRY_VERIFY(later);
    QVERIFY(!fired);
}

void tst_EpollDispatcher::innerLoops()
{
    QEventLoop outer;
    QStringList story;
    QTimer repeated;
    connect(&repeated, &QTimer::timeout, this, [&] {
        if (!story.isEmpty())
            return;
        story.append(QStringLiteral("in"));
        QEventLoop inner;
        QTimer::singleShot(10, &inner, &QEventLoop::quit);
        inner.exec();
        story.append(QStringLiteral("out"));
        outer.quit();
    });
    repeated.start(0);
    outer.exec();
    QCOMPARE(story, (QStringList{QStringLiteral("in"), QStringLiteral("out")}));
}

void tst_EpollDispatcher::postedEventsFromOtherThreads()
{
    // No timer runs meanwhile: only the wake-up ends the waiting.
    QEventLoop loop;
    std::unique_ptr<QThread> thread(QThread::create([&loop] {
        QThread::msleep(20);
        QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection);
    }));
    thread->start();
    loop.exec();
    QVERIFY(thread->wait(10'000));
}

void tst_EpollDispatcher::manyWakeUps()
{
    constexpr int each = 20'000;
    int received = 0;
    std::vector<std::unique_ptr<QThread>> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back(QThread::create([this, &received] {
            for (int message = 0; message < each; ++message)
                QMetaObject::invokeMethod(
                    this, [&received] { ++received; }, Qt::QueuedConnection);
        }));
        threads.back()->start();
    }
    QTRY_COMPARE_WITH_TIMEOUT(received, 4 * each, 60'000);
    for (const auto &thread : threads)
        QVERIFY(thread->wait(10'000));
}

void tst_EpollDispatcher::deferredDeletion()
{
    QPointer<QObject> object = new QObject;
    object->deleteLater();
    QTRY_VERIFY(!object);
}

void tst_EpollDispatcher::pipesCanBeReadAndWritten()
{
    const Pipe pipe;
    QVERIFY(pipe.ok);
    QByteArray read;
    QSocketNotifier reader(pipe.ends[0], QSocketNotifier::Read);
    connect(&reader, &QSocketNotifier::activated, this, [&] { read += pipe.read(); });
    int writable = 0;
    QSocketNotifier writer(pipe.ends[1], QSocketNotifier::Write);
    connect(&writer, &QSocketNotifier::activated, this, [&] {
        writer.setEnabled(false);
        ++writable;
        pipe.write('a');
    });
    QTRY_COMPARE(read, QByteArray("a"));
    QCOMPARE(writable, 1);
    reader.setEnabled(false);
    pipe.write('b');
    bool later = false;
    QTimer::singleShot(10, this, [&later] { later = true; });
    QTRY_VERIFY(later);
    QCOMPARE(read, QByteArray("a"));
    reader.setEnabled(true); // Level, not edge: what arrived meanwhile counts.
    QTRY_COMPARE(read, QByteArray("ab"));
}

void tst_EpollDispatcher::notifiersMayRemoveEachOther()
{
    const Pipe first;
    const Pipe second;
    int calls = 0;
    auto a = std::make_unique<QSocketNotifier>(first.ends[0], QSocketNotifier::Read);
    auto b = std::make_unique<QSocketNotifier>(second.ends[0], QSocketNotifier::Read);
    connect(a.get(), &QSocketNotifier::activated, this, [&] {
        ++calls;
        a->setEnabled(false);
        b.reset();
    });
    connect(b.get(), &QSocketNotifier::activated, this, [&] {
        ++calls;
        b->setEnabled(false);
        a.reset();
    });
    first.write();
    second.write();
    QTRY_COMPARE(calls, 1);
    bool later = false;
    QTimer::singleShot(10, this, [&later] { later = true; });
    QTRY_VERIFY(later);
    QCOMPARE(calls, 1);
}

void tst_EpollDispatcher::descriptorsAreUsedAgain()
{
    for (int round = 0; round < 100; ++round) {
        const Pipe pipe;
        QVERIFY(pipe.ok);
        bool read = false;
        QSocketNotifier reader(pipe.ends[0], QSocketNotifier::Read);
        connect(&reader, &QSocketNotifier::activated, this, [&] {
            pipe.read();
            read = true;
        });
        if (round % 3 == 0) // Never registered with epoll.
            continue;
        pipe.write();
        QTRY_VERIFY(read);
    }
}

void tst_EpollDispatcher::plainFilesAreAlwaysReady()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    int calls = 0;
    QSocketNotifier reader(file.handle(), QSocketNotifier::Read);
    connect(&reader, &QSocketNotifier::activated, this, [&] {
        if (++calls == 3)
            reader.setEnabled(false);
    });
    QTRY_COMPARE(calls, 3);
    bool later = false;
    QTimer::singleShot(10, this, [&later] { later = true; });
    QTRY_VERIFY(later);
    QCOMPARE(calls, 3);
}

void tst_EpollDispatcher::excludedNotifiersWait()
{
    const Pipe pipe;
    int calls = 0;
    QSocketNotifier reader(pipe.ends[0], QSocketNotifier::Read);
    connect(&reader, &QSocketNotifier::activated, this, [&] {
        ++calls;
        pipe.read();
    });
    pipe.write();
    bool fired = false;
    QTimer::singleShot(20, this, [&fired] { fired = true; });
    while (!fired)
        QCoreApplication::processEvents(QEventLoop::ExcludeSocketNotifiers | QEventLoop::WaitForMoreEvents);
    QCOMPARE(calls, 0);
    QTRY_COMPARE(calls, 1);
}

void tst_EpollDispatcher::conversations()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connect(&server, &QTcpServer::newConnection, this, [&server] {
        while (QTcpSocket *socket = server.nextPendingConnection()) {
            connect(socket, &QTcpSocket::readyRead, socket, [socket] { socket->write(socket->readAll()); });
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        }
    });
    const QByteArray text(300'000, 't');
    for (int round = 0; round < 3; ++round) {
        std::vector<std::unique_ptr<QTcpSocket>> clients;
        int whole = 0;
        int gone = 0;
        for (int i = 0; i < 50; ++i) {
            auto client = std::make_unique<QTcpSocket>();
            QTcpSocket *socket = client.get();
            connect(socket, &QTcpSocket::connected, this, [socket, &text] { socket->write(text); });
            connect(socket, &QTcpSocket::readyRead, this, [socket, &text, &whole] {
                if (socket->bytesAvailable() == text.size()) {
                    ++whole;
                    socket->disconnectFromHost();
                }
            });
            connect(socket, &QTcpSocket::disconnected, this, [&gone] { ++gone; });
            socket->connectToHost(server.serverAddress(), server.serverPort());
            clients.push_back(std::move(client));
        }
        QTRY_COMPARE_WITH_TIMEOUT(whole, 50, 60'000);
        QTRY_COMPARE_WITH_TIMEOUT(gone, 50, 60'000);
    }
}

void tst_EpollDispatcher::inAThread()
{
    QThread thread;
    thread.setEventDispatcher(makeEpollDispatcher().release());
    thread.start();
    QObject worker;
    worker.moveToThread(&thread);
    std::atomic<int> beats = 0;
    QMetaObject::invokeMethod(&worker, [&] {
        auto *timer = new QTimer(&worker);
        connect(timer, &QTimer::timeout, &worker, [&beats] { ++beats; });
        timer->start(1);
    });
    QTRY_VERIFY(beats > 5);
    QMetaObject::invokeMethod(
        &worker, [&] { delete worker.findChild<QTimer *>(); }, Qt::BlockingQueuedConnection);
    thread.quit();
    QVERIFY(thread.wait(10'000));
}

int main(int argc, char *argv[])
{
    auto dispatcher = makeEpollDispatcher();
    if (!dispatcher)
        qFatal("There is no epoll here, and these tests are about it.");
    QCoreApplication::setEventDispatcher(dispatcher.release());
    QCoreApplication application(argc, argv);
    tst_EpollDispatcher test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_epolldispatcher.moc"
