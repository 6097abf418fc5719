// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/sources/tapsource.h"
#include "relaycore/tap/tap.h"
#include "relaycore/tap/tapqueue.h"
#include "tests/sources/recordingobserver.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Inspector;
using namespace RelayCore;
using namespace Qt::Literals::StringLiterals;

namespace {

void push(SourceId source, ConnectionId connection, WirePayload payload)
{
    TapQueue::instance().push({source, connection, wireTimeNs(), std::move(payload)});
}

WireMessage text(const QByteArray &payload)
{
    WireMessage message;
    message.payload = payload;
    return message;
}

template<typename Payload>
QList<WireEvent> eventsOf(const QList<WireEvent> &events)
{
    QList<WireEvent> found;
    for (const WireEvent &event : events) {
        if (std::holds_alternative<Payload>(event.payload))
            found.append(event);
    }
    return found;
}

} // namespace

class tst_TapSource : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { Tap::close(); }

    void idsOfTheApplicationAreMapped();
    void attachesAgainWhenTheApplicationRestarts();
    void readsNothingWhileTheObserverPauses();
    void anApplicationThatIsGoneIsAFailure();
};

void tst_TapSource::idsOfTheApplicationAreMapped()
{
    QCOMPARE(Tap::open(u"instrument"_s), std::nullopt);
    push(41, 0, SourceStarted{SourceKind::Client, u"alpha"_s, {}, u"ws://h"_s});
    push(41, 77, ConnectionOpened{u"127.0.0.1:1"_s, u"ws://h"_s});
    RecordingObserver observer;
    TapSource source(runningTaps().first(), observer);
    const QSignalSpy listening(&source, &Source::listening);
    source.start();
    QTRY_COMPARE(listening.size(), 1);
    QTRY_COMPARE(eventsOf<ConnectionOpened>(observer.events).size(), 1);
    push(41, 77, text("hello"));
    push(42, 78, ConnectionOpened{u"127.0.0.1:2"_s, u"ws://h"_s});
    QTRY_COMPARE(eventsOf<ConnectionOpened>(observer.events).size(), 2);

    const QList<WireEvent> started = eventsOf<SourceStarted>(observer.events);
    QCOMPARE(started.size(), 2);
    QCOMPARE(started.at(0).source, source.id());
    QCOMPARE(std::get<SourceStarted>(started.at(0).payload).title, u"Tap of instrument"_s);
    QCOMPARE(std::get<SourceStarted>(started.at(1).payload).title, u"alpha (instrument)"_s);
    const SourceId client = started.at(1).source;
    QVERIFY(client != source.id() && client != 41);
    const QList<WireEvent> opened = eventsOf<ConnectionOpened>(observer.events);
    const QList<WireEvent> messages = eventsOf<WireMessage>(observer.events);
    QCOMPARE(messages.size(), 1);
    QCOMPARE(messages.first().source, client);
    QCOMPARE(messages.first().connection, opened.first().connection);
    QVERIFY(opened.at(0).connection != opened.at(1).connection);
    QVERIFY(opened.at(0).source != opened.at(1).source);
}

void tst_TapSource::attachesAgainWhenTheApplicationRestarts()
{
    QCOMPARE(Tap::open(u"instrument"_s), std::nullopt);
    push(41, 0, SourceStarted{SourceKind::Client, u"alpha"_s, {}, u"ws://h"_s});
    push(41, 77, ConnectionOpened{u"127.0.0.1:1"_s, u"ws://h"_s});
    RecordingObserver observer;
    TapSource source(runningTaps().first(), observer);
    source.start();
    QTRY_COMPARE(eventsOf<ConnectionOpened>(observer.events).size(), 1);

    Tap::close();
    QTRY_COMPARE(eventsOf<ConnectionClosed>(observer.events).size(), 1);
    QCOMPARE(eventsOf<ConnectionClosed>(observer.events).first().connection,
             eventsOf<ConnectionOpened>(observer.events).first().connection);
    const QList<WireEvent> states = eventsOf<StateChanged>(observer.events);
    QVERIFY(std::get<StateChanged>(states.last().payload).state == SourceState::Backoff);
    QCOMPARE(states.last().source, source.id());

    QCOMPARE(Tap::open(u"another application"_s), std::nullopt);
    Tap::close();
    QCOMPARE(Tap::open(u"instrument"_s), std::nullopt);
    push(41, 77, ConnectionOpened{u"127.0.0.1:3"_s, u"ws://h"_s});
    QTRY_COMPARE_WITH_TIMEOUT(eventsOf<ConnectionOpened>(observer.events).size(), 2, 20'000);
    const QList<WireEvent> opened = eventsOf<ConnectionOpened>(observer.events);
    QVERIFY(opened.at(0).connection != opened.at(1).connection); // A new process, a new connection.

    const QSignalSpy stopped(&source, &Source::stopped);
    source.stop();
    QCOMPARE(stopped.size(), 1);
    QCOMPARE(eventsOf<ConnectionClosed>(observer.events).size(), 2);
}

void tst_TapSource::readsNothingWhileTheObserverPauses()
{
    QCOMPARE(Tap::open(u"instrument"_s), std::nullopt);
    RecordingObserver observer;
    TapSource source(runningTaps().first(), observer);
    const QSignalSpy listening(&source, &Source::listening);
    source.start();
    QTRY_COMPARE(listening.size(), 1);
    QTRY_COMPARE(Tap::statistics().readers, 1);
    observer.waitEvery = 1;
    const QByteArray payload(256 * 1024, 'x');
    constexpr int messages = 100; // 25 MiB: far more than is buffered on the way.
    push(41, 77, ConnectionOpened{u"127.0.0.1:1"_s, u"ws://h"_s});
    quint64 given = 0;
    while (Tap::statistics().lost == 0 && given < messages) {
        push(41, 77, text(payload));
        ++given;
        QTest::qWait(1); // The queue of the tap is emptied by its thread; the reader's share must be what overflows.
    }
    QVERIFY(Tap::statistics().lost > 0);
    QVERIFY(eventsOf<WireMessage>(observer.events).size() < qsizetype(given));
    observer.waitEvery = 0;
    source.resume();
    // What follows what was lost may arrive later.
    const auto accounted = [&observer] {
        quint64 count = quint64(eventsOf<WireMessage>(observer.events).size());
        for (const WireEvent &event : eventsOf<EventsLost>(observer.events))
            count += std::get<EventsLost>(event.payload).count;
        return count;
    };
    QTRY_COMPARE(accounted(), given);
    QVERIFY(!eventsOf<EventsLost>(observer.events).isEmpty());
}

void tst_TapSource::anApplicationThatIsGoneIsAFailure()
{
    RecordingObserver observer;
    TapSource source({4711, u"instrument"_s, u"/nowhere/4711.socket"_s, 1}, observer);
    const QSignalSpy failed(&source, &Source::failed);
    source.start();
    QTRY_COMPARE(failed.size(), 1);
    const QString reason = failed.first().first().toString();
    QVERIFY2(reason.startsWith(u"The tap of instrument (process 4711) cannot be read: "_s), qPrintable(reason));
}

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    // A folder of its own: other programs of this user may have their taps open.
    const QTemporaryDir runtime;
    qputenv("XDG_RUNTIME_DIR", QFile::encodeName(runtime.path()));
    tst_TapSource test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_tapsource.moc"
