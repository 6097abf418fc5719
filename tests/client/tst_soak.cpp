// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/client/clienttest.h"
#include "tests/support/droppingrelay.h"
#include "tests/support/heap.h"

#include <QtCore/QEventLoop>
#include <QtCore/QRandomGenerator>
#include <QtCore/QTimer>
#include <QtNetwork/QAbstractSocket>
#include <QtTest/QTest>
#include <QtWebSockets/QWebSocket>

#include <algorithm>
#include <functional>
#include <vector>

using namespace ClientTest;
using namespace std::chrono_literals;
using namespace RelayCore;
using TestKit::ManualClock;
using TestSupport::DroppingRelay;
using TestSupport::heapBytes;
using Drop = DroppingRelay::Drop;
using State = RelayClient::State;

namespace {

constexpr int defaultMessages = 200'000;
constexpr size_t window = 250;               ///< How many sends are under way at once.
constexpr int fewestBeforeDrop = 200;        ///< Messages of one connection, at least ...
constexpr int mostBeforeDrop = 500;          ///< ... and below.
constexpr int clientBufferBytes = 64 * 1024; ///< What the client's system takes ahead of the relay.
constexpr qint64 flatBytes = 2 * 1024 * 1024;
constexpr auto timeout = 280s; ///< Below the five minutes that Qt Test grants a row.

/// RELAY_SOAK_MESSAGES in the environment makes the soak shorter or longer.
int messagesWanted()
{
    bool isNumber = false;
    const int wanted = qEnvironmentVariableIntValue("RELAY_SOAK_MESSAGES", &isNumber);
    return isNumber && wanted > 0 ? wanted : defaultMessages;
}

/// What became of one message.
struct Fate
{
    SendOutcome outcome = SendOutcome::Written;
    quint8 futures = 0; ///< How often its future ended.
    quint8 signalled = 0;
    quint8 arrivals = 0;
};

/// Sends numbered messages, never more than `window` at a time, and notes what becomes of each.
class Sender : public QObject
{
public:
    Sender(RelayClient &client, const SendOptions &options, int messages)
        : fates(static_cast<size_t>(messages))
        , m_client(client)
        , m_options(options)
    {
        connect(&client, &RelayClient::messageSent, this, [this](SendId id, const RelayMessage &message) {
            ++fate(id).signalled;
            if (descriptionOf(message).section(u' ', 0, 0).toULongLong() != id)
                ++signalsAboutAnotherMessage;
        });
        connect(&client, &RelayClient::messageDropped, this, [this](SendId id, SendOutcome) { ++fate(id).signalled; });
    }

    void pump()
    {
        while (m_next < fates.size() && m_next - ended < window) {
            const SendId id = ++m_next;
            const auto fill = static_cast<qsizetype>(m_sizes.bounded(1'500));
            m_client.send(offerTo(m_peer, QString::number(id) + u' ' + QString(fill, u'.')), m_options)
                .then(this, [this, id](const SendResult &result) {
                    if (result.id != id)
                        ++resultsOfAnotherMessage;
                    Fate &own = fate(id);
                    own.outcome = result.outcome;
                    if (++own.futures == 1)
                        ++ended;
                    if (ended == m_awaited && m_arrivedThere)
                        m_arrivedThere();
                    pump();
                });
        }
    }

    /// Returns once \a count messages have ended. Unlike QTest::qWaitFor() it never naps between two events.
    [[nodiscard]] bool wait(size_t count)
    {
        QEventLoop loop;
        m_awaited = count;
        m_arrivedThere = [&loop] { loop.quit(); };
        QTimer::singleShot(timeout, &loop, &QEventLoop::quit);
        if (ended < count)
            loop.exec();
        m_arrivedThere = nullptr;
        return ended >= count;
    }
    Fate &fate(SendId id) { return fates.at(id - 1); }
    [[nodiscard]] size_t count(SendOutcome outcome) const
    {
        return static_cast<size_t>(std::count_if(fates.cbegin(), fates.cend(),
                                                 [outcome](const Fate &fate) { return fate.outcome == outcome; }));
    }

    std::vector<Fate> fates;
    size_t ended = 0;
    int signalsAboutAnotherMessage = 0;
    int resultsOfAnotherMessage = 0;

private:
    RelayClient &m_client;
    SendOptions m_options;
    size_t m_next = 0;
    size_t m_awaited = 0;
    std::function<void()> m_arrivedThere;
    QUuid m_peer = QUuid::createUuid();
    QRandomGenerator m_sizes{1};
};

} // namespace

/// Many messages over many connections that end in the middle of them.
///
/// Written means: the last byte of the message was handed to the operating system. Whether it then arrives is up to
/// both systems and whatever ends the connection, so what can be claimed depends on the drop:
///
/// - A peer that stops, but reads what has been sent before it hangs up, receives exactly the messages that are
/// Written:
///   no Written one is missing, and none that is Uncertain arrives, because a part of it never left the client.
/// - A peer that resets the connection loses what was under way. It receives nothing but Written messages, and on each
///   connection they are the first ones, without a gap: what is lost was behind everything that arrived.
/// - With resendUncertain every message ends as Written; against the first kind of peer, nothing is lost then.
class tst_Soak : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyMessageHasOneFate_data()
    {
        QTest::addColumn<Drop>("drop");
        QTest::addColumn<bool>("resend");

        QTest::addRow("dropped after reading: the received set is the written set") << Drop::AfterReadingAll << false;
        QTest::addRow("dropped after reading, sent again: all arrive") << Drop::AfterReadingAll << true;
        QTest::addRow("reset: the received are the first of the written ones") << Drop::AtOnce << false;
    }

    void everyMessageHasOneFate()
    {
        QFETCH(const Drop, drop);
        QFETCH(const bool, resend);
        const int messages = messagesWanted();

        QRandomGenerator lengths(2);
        DroppingRelay relay(drop, [&] { return lengths.bounded(fewestBeforeDrop, mostBeforeDrop); });
        const auto clock = std::make_shared<ManualClock>();
        RelayClientOptions options = optionsFor(relay.address(), clock);
        options.timeToLive = 0s; // Time only passes between connections here; nothing is to expire.
        options.socketFactory = [] {
            auto socket = std::make_unique<QWebSocket>();
            QObject::connect(socket.get(), &QWebSocket::connected, socket.get(), [socket = socket.get()] {
                socket->findChild<QAbstractSocket *>()->setSocketOption(QAbstractSocket::SendBufferSizeSocketOption,
                                                                        clientBufferBytes);
            });
            return socket;
        };
        RelayClient client(options);
        Sender sender(client, SendOptions{.resendUncertain = resend}, messages);

        // The backoff is the real one: each connection lasts long enough to be stable, each delay passes in full.
        int irregularRetries = 0;
        connect(&client, &RelayClient::registered, &client, [&] { clock->advance(options.backoff.stableAfter); });
        connect(
            &client, &RelayClient::retryScheduled, &client,
            [&](int attempt, std::chrono::milliseconds delay) {
                irregularRetries += attempt != 1 || delay != options.backoff.initial;
                clock->advance(delay);
            },
            Qt::QueuedConnection);

        int connection = 0;
        SendId lastOnConnection = 0;
        int outOfPlace = 0;
        size_t arrived = 0;
        connect(&relay, &DroppingRelay::received, &client, [&](int number, const QByteArray &text) {
            const auto decoded = decode(text);
            const auto *message = std::get_if<RelayMessage>(&decoded);
            const SendId id = message ? descriptionOf(*message).section(u' ', 0, 0).toULongLong() : 0;
            QVERIFY2(id >= 1 && id <= sender.fates.size(), text.constData());
            // In order and without a gap, because nothing here is cancelled, expires or overflows.
            if (std::exchange(connection, number) == number && id != lastOnConnection + 1)
                ++outOfPlace;
            lastOnConnection = id;
            ++sender.fate(id).arrivals;
            ++arrived;
        });

        const auto settled = static_cast<size_t>(messages / 10);
        sender.pump();
        QVERIFY(sender.wait(settled));
        const qint64 before = heapBytes();
        QVERIFY(sender.wait(sender.fates.size() - window)); // As busy as before.
        const qint64 after = heapBytes();
        QVERIFY(sender.wait(sender.fates.size()));
        const QFuture<CloseResult> closed = client.close();
        QTRY_VERIFY(closed.isFinished());
        QTRY_COMPARE(relay.openConnections(), 0);

        const auto written = sender.count(SendOutcome::Written);
        const auto uncertain = sender.count(SendOutcome::Uncertain);
        qInfo("%zu written, %zu uncertain, %zu arrived, %d drops; heap %+lld bytes", written, uncertain, arrived,
              relay.drops(), static_cast<long long>(after - before));

        // One outcome each, reported once by its future and once by a signal, and there are no others.
        QCOMPARE(written + uncertain, sender.fates.size());
        for (const Fate &fate : sender.fates) {
            QCOMPARE(fate.futures, 1);
            QCOMPARE(fate.signalled, 1);
        }
        QCOMPARE(sender.resultsOfAnotherMessage, 0);
        QCOMPARE(sender.signalsAboutAnotherMessage, 0);
        QCOMPARE(client.metrics().messagesSent, written);
        QCOMPARE(client.metrics().messagesDropped, uncertain);

        // It was the soak it claims to be.
        QVERIFY(relay.drops() >= messages / (mostBeforeDrop + 2 * static_cast<int>(window)));
        // The last drop may be too late to meet anything but close().
        const int dropsInTime = static_cast<int>(client.metrics().connectionsLost);
        QVERIFY(dropsInTime == relay.drops() || dropsInTime == relay.drops() - 1);
        QCOMPARE(client.metrics().registrations, static_cast<quint64>(relay.connections()));
        QCOMPARE(irregularRetries, 0);
        QCOMPARE(uncertain > 0, !resend);
        QCOMPARE(outOfPlace, 0);

        size_t lost = 0;
        for (const Fate &fate : sender.fates) {
            const bool isWritten = fate.outcome == SendOutcome::Written;
            QVERIFY(fate.arrivals <= 1);
            QVERIFY(isWritten || fate.arrivals == 0);
            lost += isWritten && fate.arrivals == 0;
        }
        if (drop == Drop::AfterReadingAll)
            QCOMPARE(lost, 0U);
        else
            QVERIFY(lost > 0); // A reset that loses nothing would have proved nothing.
        QCOMPARE(arrived, written - lost);

        QVERIFY2(after - before < flatBytes, qPrintable(QString::number(after - before)));
    }
};

QTEST_GUILESS_MAIN(tst_Soak)
#include "tst_soak.moc"
