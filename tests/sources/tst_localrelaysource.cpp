// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/sources/demosdp.h"
#include "inspector/sources/localrelaysource.h"
#include "relaycore/protocol/codec.h"
#include "tests/sources/recordingobserver.h"

#include <QtNetwork/QTcpServer>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace RelayCore;
using namespace std::chrono_literals;
using Inspector::LocalRelayOptions;
using Inspector::LocalRelaySource;

namespace {

constexpr int timeout = 20'000;

QList<PeerConnection> descriptions(const RecordingObserver &observer, Direction direction)
{
    QList<PeerConnection> found;
    for (const WireMessage &message : observer.all<WireMessage>()) {
        if (message.direction != direction)
            continue;
        const DecodeResult result = decode(message.payload);
        if (const auto *decoded = std::get_if<RelayMessage>(&result)) {
            if (const auto *peer = std::get_if<PeerConnection>(decoded))
                found.append(*peer);
        }
    }
    return found;
}

qsizetype countOf(const QList<PeerConnection> &list, DescriptionType type, bool returned)
{
    return std::count_if(list.begin(), list.end(), [&](const PeerConnection &peer) {
        return peer.descriptionType == type && peer.error.has_value() == returned;
    });
}

} // namespace

class tst_LocalRelaySource : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void servesAClient();
    void takenPortFails();
    void demoConverses();
    void descriptionsAreWellFormed();
};

void tst_LocalRelaySource::servesAClient()
{
    RecordingObserver observer;
    LocalRelayOptions options;
    options.port = 0;
    LocalRelaySource source(options, observer);
    QSignalSpy listening(&source, &LocalRelaySource::listening);
    QSignalSpy stopped(&source, &LocalRelaySource::stopped);
    source.start();
    QCOMPARE(listening.count(), 1);
    const QUrl url = listening.first().first().toUrl();
    const auto started = observer.all<SourceStarted>();
    QCOMPARE(started.size(), 1);
    QCOMPARE(started.first().kind, SourceKind::LocalRelay);
    QCOMPARE(started.first().listen, url.toString());

    RelayClientOptions clientOptions;
    clientOptions.address = url;
    RelayClient client(clientOptions);
    client.connectToRelay();
    QTRY_COMPARE_WITH_TIMEOUT(client.state(), RelayClient::State::Ready, timeout);
    QCOMPARE(observer.count<WireMessage>(), 2);
    QCOMPARE(observer.all<ConnectionOpened>().first().upstream, url.toString());
    source.stop();
    QTRY_COMPARE_WITH_TIMEOUT(stopped.count(), 1, timeout);
    QCOMPARE(observer.all<ConnectionClosed>().first().by, ConnectionClosed::By::Source);
    for (const WireEvent &event : observer.events)
        QCOMPARE(event.source, source.id());
}

void tst_LocalRelaySource::takenPortFails()
{
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    RecordingObserver observer;
    LocalRelayOptions options;
    options.port = taken.serverPort();
    LocalRelaySource source(options, observer);
    QSignalSpy failed(&source, &LocalRelaySource::failed);
    source.start();
    QCOMPARE(failed.count(), 1);
}

void tst_LocalRelaySource::demoConverses()
{
    RecordingObserver observer;
    LocalRelayOptions options;
    options.port = 0;
    options.demo = true;
    options.demoOptions.minimumPause = 2ms;
    options.demoOptions.maximumPause = 4ms;
    options.demoOptions.maximumThought = 1ms;
    options.demoOptions.seed = 7;
    LocalRelaySource source(options, observer);
    QSignalSpy stopped(&source, &LocalRelaySource::stopped);
    source.start();
    const auto received = [&] { return descriptions(observer, Direction::Received); };
    QTRY_VERIFY_WITH_TIMEOUT(countOf(received(), DescriptionType::Answer, false) >= 20, timeout);
    QTRY_VERIFY_WITH_TIMEOUT(countOf(received(), DescriptionType::Offer, true) >= 4, timeout);
    QCOMPARE(observer.count<ProtocolViolation>(), 0);
    QSet<QString> names;
    for (const PeerConnection &peer : descriptions(observer, Direction::Sent))
        names.insert(peer.sourceName);
    QCOMPARE(names, (QSet<QString>{u"demo-one"_s, u"demo-two"_s}));
    source.stop();
    QTRY_COMPARE_WITH_TIMEOUT(stopped.count(), 1, timeout);
    QCOMPARE(observer.count<ConnectionClosed>(), 2);
    for (const ConnectionClosed &closed : observer.all<ConnectionClosed>())
        QCOMPARE(closed, (ConnectionClosed{ConnectionClosed::By::Client, {}, {}}));
}

void tst_LocalRelaySource::descriptionsAreWellFormed()
{
    QRandomGenerator random(1);
    const QString offer = Inspector::demoDescription(DescriptionType::Offer, true, random);
    QVERIFY(offer.startsWith("v=0\r\no=- "_L1));
    QVERIFY(offer.endsWith("a=setup:actpass\r\n"_L1));
    QVERIFY(offer.contains(" typ host\r\n"_L1));
    QVERIFY(offer.contains(" typ srflx raddr 192.0.2."_L1));
    QCOMPARE(offer.count("\r\n"_L1), offer.count(u'\n'));
    const QString answer = Inspector::demoDescription(DescriptionType::Answer, false, random);
    QVERIFY(answer.endsWith("a=setup:active\r\n"_L1));
    QVERIFY(!answer.contains("srflx"_L1));
    QVERIFY(answer != Inspector::demoDescription(DescriptionType::Answer, false, random));
}

QTEST_GUILESS_MAIN(tst_LocalRelaySource)
#include "tst_localrelaysource.moc"
