// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/capturereader.h"
#include "tests/cli/relayctltest.h"

#include <QtCore/QDateTime>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>

using namespace RelayCore;
using namespace Qt::StringLiterals;

namespace {

QDateTime timeOf(const QJsonObject &event)
{
    return QDateTime::fromString(event.value("time"_L1).toString(), Qt::ISODateWithMs);
}

qint64 minutesAhead(const QDateTime &time)
{
    return qRound64(double(QDateTime::currentDateTimeUtc().secsTo(time)) / 60);
}

} // namespace

/// The wall clock steps under running processes, as after NTP or a suspended machine. The monotonic clock does not.
class tst_RelayctlClock : public RelayctlTest
{
    Q_OBJECT

private Q_SLOTS:
    void steps_data();
    void steps();
};

void tst_RelayctlClock::steps_data()
{
    QTest::addColumn<int>("minutes");
    QTest::addRow("an hour forwards") << 60;
    QTest::addRow("an hour backwards") << -60;
}

void tst_RelayctlClock::steps()
{
    QFETCH(int, minutes);
    const QTemporaryDir directory;
    const QString clock = directory.filePath(u"ahead"_s);
    const auto clockIsWrong = [path = clock.toLocal8Bit()] {
        ::setenv("LD_PRELOAD", STEPPED_CLOCK, 1);
        ::setenv("RELAY_TEST_CLOCK", path.constData(), 1);
    };
    const quint16 port = freePort();
    const QStringList serve{u"serve"_s, u"--port"_s, QString::number(port), u"--log-json"_s, u"--keepalive"_s, u"1"_s};
    auto relay = std::make_unique<RelayctlProcess>(serve, clockIsWrong);
    TRY_SEE(*relay, u"listening"_s);
    const QString path = directory.filePath(u"talk.relaycap"_s);
    const QUrl url(u"ws://127.0.0.1:%1"_s.arg(port));
    RelayctlProcess client(connectTo(url, {u"--capture"_s, path}), clockIsWrong);
    TRY_SEE(client, u"registered"_s);
    client.write(offerLine(alpha));
    TRY_SEE(client, u"message"_s, u"direction"_s, u"received"_s);

    QFile ahead(clock);
    QVERIFY(ahead.open(QIODevice::WriteOnly));
    ahead.write(QByteArray::number(minutes * 60));
    ahead.close();
    // The connection goes on, pings included: the relay sends one each second, and cuts a client that misses two.
    for (int message = 2; message <= 4; ++message) {
        const QDeadlineTimer pings(1'100);
        QTRY_VERIFY_WITH_TIMEOUT(pings.hasExpired(), limitMs);
        client.write(offerLine(alpha));
        QTRY_COMPARE_WITH_TIMEOUT(client.events(u"message"_s, u"direction"_s, u"received"_s).size(), message, limitMs);
    }
    QCOMPARE(client.events(u"registered"_s).size(), 1);
    // What one process writes about a message may be read before what the other does.
    QTRY_COMPARE_WITH_TIMEOUT(relay->events(u"forwarded"_s).size(), 4, limitMs);
    QCOMPARE(minutesAhead(timeOf(relay->events(u"forwarded"_s).constLast())), minutes);
    QTRY_COMPARE_WITH_TIMEOUT(client.events(u"send"_s).size(), 4, limitMs);
    QCOMPARE(minutesAhead(timeOf(client.events(u"send"_s).constLast())), minutes);

    // Retries wait for the monotonic clock: an hour that the wall clock goes back is not waited for.
    relay.reset();
    TRY_SEE(client, u"state"_s, u"state"_s, u"backoff"_s);
    relay = std::make_unique<RelayctlProcess>(serve, clockIsWrong);
    QTRY_COMPARE_WITH_TIMEOUT(client.events(u"registered"_s).size(), 2, limitMs);
    TRY_SEE(*relay, u"registered"_s);
    QCOMPARE(minutesAhead(timeOf(relay->events(u"registered"_s).constLast())), minutes);
    client.terminate();
    QTRY_VERIFY_WITH_TIMEOUT(!client.isRunning(), limitMs);

    // In the capture the times of a connection never go back, and those of the next one are the clock's.
    auto opened = Inspector::CaptureReader::open(path);
    const auto *reader = std::get_if<std::unique_ptr<Inspector::CaptureReader>>(&opened);
    QVERIFY(reader);
    QHash<ConnectionId, qint64> last;
    const auto messages = (*reader)->messages(1, (*reader)->messageCount());
    for (const Inspector::MessageRow &message : messages) {
        QVERIFY(message.timeNs >= last.value(message.connection));
        last[message.connection] = message.timeNs;
    }
    QCOMPARE(last.size(), 2);
    QCOMPARE(minutesAhead(QDateTime::fromMSecsSinceEpoch(messages.back().timeNs / 1'000'000)), minutes);
}

QTEST_GUILESS_MAIN(tst_RelayctlClock)
#include "tst_relayctlclock.moc"
