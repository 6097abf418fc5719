// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/relayclient.h"
#include "tests/interop/pythonclient.h"
#include "tests/interop/referencerelay.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace RelayCore;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int timeout = 60'000; ///< ms, for a Python process on a busy machine.

PeerConnection request(const QUuid &from, const QUuid &to, DescriptionType type, const QString &sdp)
{
    return {from, u"sender \u2192"_s, to, type, sdp, std::nullopt};
}

/// What a RelayClient received, as values.
class Inbox
{
public:
    explicit Inbox(RelayClient &client)
    {
        QObject::connect(&client, &RelayClient::messageReceived, &client,
                         [this](const RelayMessage &message) { messages.append(message); });
        QObject::connect(&client, &RelayClient::messageReturned, &client,
                         [this](const PeerConnection &message) { returned.append(message); });
    }

    QList<RelayMessage> messages;
    QList<PeerConnection> returned;
};

} // namespace

/// Our RelayClient against the real proxystore-relay, with the reference's RelayClient at the other end.
class tst_InteropClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void messagesGoBothWays_data();
    void messagesGoBothWays();
    void unknownPeerIsReported();
    void sameUuidIsFatalForTheFirst();
    void restartOfTheRelayIsSurvived();

private:
    [[nodiscard]] RelayClientOptions options(const QString &name) const;

    ReferenceRelay m_relay;
};

#define CONNECT(client)                                                                                                \
    do {                                                                                                               \
        const QFuture<ConnectResult> result = (client).connectToRelay(RelayClient::Retry::No);                         \
        QTRY_VERIFY_WITH_TIMEOUT(result.isFinished(), timeout);                                                        \
        QVERIFY2(result.result().registered, qPrintable(result.result().error.text));                                  \
        QCOMPARE((client).state(), RelayClient::State::Ready);                                                         \
    } while (false)

void tst_InteropClient::initTestCase()
{
    const QString error = m_relay.start();
    QVERIFY2(error.isEmpty(), qPrintable(error));
}

RelayClientOptions tst_InteropClient::options(const QString &name) const
{
    RelayClientOptions options;
    options.address = m_relay.url();
    options.name = name;
    options.uuid = QUuid::createUuid();
    options.backoff.initial = 100ms;
    options.backoff.maximum = 500ms;
    options.backoff.floor = 50ms;
    return options;
}

void tst_InteropClient::messagesGoBothWays_data()
{
    QTest::addColumn<DescriptionType>("type");
    QTest::addColumn<QString>("sdp");

    QTest::addRow("a short offer") << DescriptionType::Offer << u"v=0\r\n"_s;
    QTest::addRow("an answer beyond ASCII") << DescriptionType::Answer << u"s=Zürich \U0001F680 \"\\\r\n"_s;
    QTest::addRow("an offer near the megabyte that Python accepts")
        << DescriptionType::Offer << QString(1'000'000, u'v');
}

void tst_InteropClient::messagesGoBothWays()
{
    QFETCH(DescriptionType, type);
    QFETCH(QString, sdp);

    RelayClient ours(options(u"ours"_s));
    const Inbox inbox(ours);
    CONNECT(ours);
    PythonClient theirs;
    const QUuid their = QUuid::createUuid();
    QCOMPARE(theirs.start(m_relay.url(), u"theirs"_s, their), QString());
    QTRY_VERIFY_WITH_TIMEOUT(theirs.isRegistered() || !theirs.process.isRunning(), timeout);
    QVERIFY2(theirs.isRegistered(), qPrintable(theirs.process.transcript()));

    const PeerConnection there = request(ours.uuid(), their, type, sdp);
    const QFuture<SendResult> sent = ours.send(there);
    QTRY_COMPARE_WITH_TIMEOUT(theirs.received().size(), 1, timeout);
    QCOMPARE(theirs.received().constFirst(), RelayMessage(there));
    QTRY_VERIFY(sent.isFinished());
    QCOMPARE(sent.result().outcome, SendOutcome::Written);

    const PeerConnection back = request(their, ours.uuid(), type, sdp);
    theirs.send(back);
    QTRY_COMPARE_WITH_TIMEOUT(inbox.messages.size(), 1, timeout);
    QCOMPARE(inbox.messages.first(), RelayMessage(back));

    const QFuture<CloseResult> closed = ours.close();
    QTRY_VERIFY(closed.isFinished());
    QCOMPARE(ours.state(), RelayClient::State::Closed);
    theirs.close();
    QTRY_VERIFY_WITH_TIMEOUT(!theirs.process.isRunning(), timeout);
    QVERIFY2(theirs.process.succeeded(), qPrintable(theirs.process.transcript()));
}

void tst_InteropClient::unknownPeerIsReported()
{
    RelayClient client(options(u"alone"_s));
    const Inbox inbox(client);
    const QUuid nobody = QUuid::createUuid();
    PeerConnection message = request(client.uuid(), nobody, DescriptionType::Offer, u"v=0\r\n"_s);
    client.send(message); // Connects by itself.

    QTRY_COMPARE_WITH_TIMEOUT(inbox.returned.size(), 1, timeout);
    message.error = u"Cannot forward peer connection message to peer %1 because this peer is not registered this relay "
                    "server."_s.arg(nobody.toString(QUuid::WithoutBraces));
    QCOMPARE(inbox.returned.first(), message);
    QVERIFY(inbox.messages.isEmpty()); // What the relay returns is no message of a peer.
    QCOMPARE(client.state(), RelayClient::State::Ready);
}

void tst_InteropClient::sameUuidIsFatalForTheFirst()
{
    const RelayClientOptions same = options(u"twin"_s);
    RelayClient first(same);
    RelayClient second(same);
    QSignalSpy failed(&first, &RelayClient::failed);
    CONNECT(first);
    CONNECT(second);

    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, timeout);
    QCOMPARE(first.state(), RelayClient::State::Failed);
    const RelayError error = first.lastError();
    QCOMPARE(error.category, RelayError::Category::Duplicate);
    QVERIFY(error.fatal);
    QCOMPARE(error.closeCode.value_or(0), quint16(4004));
    QCOMPARE(second.state(), RelayClient::State::Ready);
}

void tst_InteropClient::restartOfTheRelayIsSurvived()
{
    RelayClient ours(options(u"survivor"_s));
    const Inbox inbox(ours);
    QSignalSpy registered(&ours, &RelayClient::registered);
    QSignalSpy retries(&ours, &RelayClient::retryScheduled);
    CONNECT(ours);
    QCOMPARE(registered.size(), 1);
    QVERIFY(!registered.first().first().toBool());

    m_relay.kill();
    QTRY_VERIFY_WITH_TIMEOUT(retries.size() >= 2, timeout);
    QVERIFY(ours.state() != RelayClient::State::Ready);
    const QString error = m_relay.start();
    QVERIFY2(error.isEmpty(), qPrintable(error));
    QTRY_COMPARE_WITH_TIMEOUT(registered.size(), 2, timeout);
    QVERIFY(registered.last().first().toBool());
    QCOMPARE(ours.state(), RelayClient::State::Ready);

    PythonClient theirs;
    const QUuid their = QUuid::createUuid();
    QCOMPARE(theirs.start(m_relay.url(), u"theirs"_s, their), QString());
    QTRY_VERIFY_WITH_TIMEOUT(theirs.isRegistered() || !theirs.process.isRunning(), timeout);
    QVERIFY2(theirs.isRegistered(), qPrintable(theirs.process.transcript()));
    const PeerConnection message = request(their, ours.uuid(), DescriptionType::Offer, u"v=0\r\n"_s);
    theirs.send(message);
    QTRY_COMPARE_WITH_TIMEOUT(inbox.messages.size(), 1, timeout);
    QCOMPARE(inbox.messages.first(), RelayMessage(message));
}

QTEST_GUILESS_MAIN(tst_InteropClient)
#include "tst_interop_client.moc"
