// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/relayclient.h"
#include "tests/interop/referencerelay.h"
#include "tests/support/freezablelink.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <memory>

using namespace RelayCore;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using TestSupport::FreezableLink;
using State = RelayClient::State;

namespace {

constexpr int timeout = 60'000; ///< ms, for a Python process on a busy machine.

} // namespace

/// A half-open socket with our UUID at the real proxystore-relay.
///
/// The relay drops the older socket at once, asks it to close, waits up to 10 s for its answer, and only then
/// registers the newer one. Whatever becomes of the newer one meanwhile, that registration is completed; if its socket
/// is gone by then, the relay cleans up by dropping the UUID, whichever connection holds it now.
///
/// These rows take the real time of the relay's 10 s.
class tst_InteropZombie : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void ownHalfOpenConnectionIsReplaced();
    void predecessorLeftAHalfOpenConnection();
    void connectionIsLostDuringTheEviction();
    void clientIsClosedDuringTheEviction();
    void predecessorCrashedDuringTheEviction();

private:
    [[nodiscard]] RelayClientOptions options(const QUrl &address) const;
    [[nodiscard]] qsizetype registrations() const { return m_relay.logged({u"Registered client: "_s, m_id}); }
    [[nodiscard]] qsizetype removals() const { return m_relay.logged({u"Unregistering client"_s, m_id}); }

    /// Leaves a half-open socket with our UUID at the relay.
    void leaveHalfOpenSocket();
    /// Connects \a client; the relay is busy evicting the half-open socket when this returns.
    void beginEviction(RelayClient &client);
    /// Waits until the relay has forgotten a client that believes itself registered.
    void waitForOblivion(RelayClient &client);
    /// \a client is registered, verified, and a message reaches it.
    void checkRouted(RelayClient &client);

    ReferenceRelay m_relay;
    std::unique_ptr<FreezableLink> m_link;
    std::unique_ptr<RelayClient> m_peer;
    QUuid m_uuid;
    QString m_id; ///< m_uuid as the relay logs it.
};

#define CALL(function)                                                                                                 \
    function;                                                                                                          \
    if (QTest::currentTestFailed())                                                                                    \
    return

void tst_InteropZombie::initTestCase()
{
    const QString error = m_relay.start();
    QVERIFY2(error.isEmpty(), qPrintable(error));
}

void tst_InteropZombie::init()
{
    m_uuid = QUuid::createUuid();
    m_id = m_uuid.toString(QUuid::WithoutBraces);
    m_link = std::make_unique<FreezableLink>(m_relay.url());
    RelayClientOptions peer;
    peer.address = m_relay.url();
    m_peer = std::make_unique<RelayClient>(peer);
    const auto connected = m_peer->connectToRelay();
    QTRY_VERIFY_WITH_TIMEOUT(connected.isFinished(), timeout);
    QVERIFY2(connected.result().registered, qPrintable(connected.result().error.text));
}

void tst_InteropZombie::cleanup()
{
    m_peer.reset();
    m_link.reset();
}

RelayClientOptions tst_InteropZombie::options(const QUrl &address) const
{
    RelayClientOptions options;
    options.address = address;
    options.uuid = m_uuid;
    options.backoff.initial = 200ms;
    options.backoff.floor = 100ms;
    return options;
}

void tst_InteropZombie::leaveHalfOpenSocket()
{
    RelayClient predecessor(options(m_link->address()));
    predecessor.connectToRelay();
    QTRY_COMPARE_WITH_TIMEOUT(predecessor.state(), State::Ready, timeout);
    QTRY_COMPARE_WITH_TIMEOUT(registrations(), 1, timeout);
    m_link->freeze();
}

void tst_InteropZombie::beginEviction(RelayClient &client)
{
    client.connectToRelay();
    QTRY_COMPARE_WITH_TIMEOUT(removals(), 1, timeout);
    QCOMPARE(client.state(), State::Registering);
    QCOMPARE(m_relay.logged({u"Previously registered client"_s, m_id}), 1);
}

void tst_InteropZombie::waitForOblivion(RelayClient &client)
{
    // Nobody evicts this one: the relay has nothing on record.
    QTRY_COMPARE_WITH_TIMEOUT(client.state(), State::Ready, timeout);
    QTRY_COMPARE_WITH_TIMEOUT(registrations(), 2, timeout);
    QCOMPARE(removals(), 1);

    // The registration that was under way is completed, and undone together with its successor.
    QTRY_COMPARE_WITH_TIMEOUT(removals(), 2, timeout);
    QCOMPARE(registrations(), 3);
    QCOMPARE(client.state(), State::Ready);
    QSignalSpy returned(m_peer.get(), &RelayClient::messageReturned);
    QSignalSpy received(&client, &RelayClient::messageReceived);
    m_peer->send(PeerConnection{m_peer->uuid(), u"peer"_s, m_uuid, DescriptionType::Offer, u"lost"_s, std::nullopt});
    QTRY_COMPARE_WITH_TIMEOUT(returned.size(), 1, timeout);
    QCOMPARE(received.size(), 0);

    // It notices nothing: what it sends arrives.
    QSignalSpy heard(m_peer.get(), &RelayClient::messageReceived);
    client.send(PeerConnection{m_uuid, u"zombie"_s, m_peer->uuid(), DescriptionType::Offer, u"hello"_s, std::nullopt});
    QTRY_COMPARE_WITH_TIMEOUT(heard.size(), 1, timeout);
    QCOMPARE(registrations(), 3);

    // Verification.
    QTRY_COMPARE_WITH_TIMEOUT(registrations(), 4, timeout);
}

void tst_InteropZombie::checkRouted(RelayClient &client)
{
    QTRY_COMPARE_WITH_TIMEOUT(client.state(), State::Ready, timeout);
    QSignalSpy received(&client, &RelayClient::messageReceived);
    const PeerConnection offer{m_peer->uuid(), u"peer"_s, m_uuid, DescriptionType::Offer, u"routed"_s, std::nullopt};
    m_peer->send(offer);
    QTRY_COMPARE_WITH_TIMEOUT(received.size(), 1, timeout);
    QCOMPARE(received.constFirst().constFirst().value<RelayMessage>(), RelayMessage(offer));
    QCOMPARE(client.state(), State::Ready);
}

void tst_InteropZombie::ownHalfOpenConnectionIsReplaced()
{
    auto impatient = options(m_link->address());
    impatient.keepaliveInterval = 1s;
    impatient.keepaliveTimeout = 2s;
    impatient.verifyRegistrationAfter = 1s;
    RelayClient client(impatient);
    QSignalSpy received(&client, &RelayClient::messageReceived);
    client.connectToRelay();
    QTRY_COMPARE_WITH_TIMEOUT(client.state(), State::Ready, timeout);
    QTRY_COMPARE_WITH_TIMEOUT(registrations(), 2, timeout); // Verified: our UUID is not a new one.

    m_link->freeze();
    QTRY_COMPARE_WITH_TIMEOUT(client.lastError().category, RelayError::Category::Timeout, timeout);
    QTRY_COMPARE_WITH_TIMEOUT(removals(), 1, timeout);
    QCOMPARE(client.state(), State::Registering);
    QTRY_COMPARE_WITH_TIMEOUT(registrations(), 3, timeout);
    CALL(checkRouted(client));
    QCOMPARE(client.metrics().attempts, 2U); // The eviction took less than our timeout.
    QTRY_COMPARE_WITH_TIMEOUT(registrations(), 4, timeout);
    CALL(checkRouted(client));
    QCOMPARE(received.size(), 2); // The relay's answers to verifications are no messages.
    QCOMPARE(removals(), 1);
}

void tst_InteropZombie::predecessorLeftAHalfOpenConnection()
{
    CALL(leaveHalfOpenSocket());
    auto quick = options(m_relay.url());
    quick.verifyRegistrationAfter = 1s;
    RelayClient client(quick);
    QSignalSpy received(&client, &RelayClient::messageReceived);
    CALL(beginEviction(client));
    CALL(checkRouted(client));
    QTRY_COMPARE_WITH_TIMEOUT(registrations(), 3, timeout);
    CALL(checkRouted(client));
    QCOMPARE(client.metrics().attempts, 1U);
    QCOMPARE(received.size(), 2);
    QCOMPARE(removals(), 1);
}

void tst_InteropZombie::connectionIsLostDuringTheEviction()
{
    CALL(leaveHalfOpenSocket());
    FreezableLink line(m_relay.url());
    RelayClient client(options(line.address()));
    CALL(beginEviction(client));
    line.cut();
    QTRY_COMPARE_WITH_TIMEOUT(client.metrics().attempts, 2U, timeout);
    CALL(waitForOblivion(client));
    CALL(checkRouted(client));
}

void tst_InteropZombie::clientIsClosedDuringTheEviction()
{
    CALL(leaveHalfOpenSocket());
    RelayClient client(options(m_relay.url()));
    CALL(beginEviction(client));
    const auto closed = client.close();
    QTRY_VERIFY_WITH_TIMEOUT(closed.isFinished(), timeout);
    client.connectToRelay();
    CALL(waitForOblivion(client));
    CALL(checkRouted(client));
}

void tst_InteropZombie::predecessorCrashedDuringTheEviction()
{
    CALL(leaveHalfOpenSocket());
    auto predecessor = std::make_unique<RelayClient>(options(m_relay.url()));
    CALL(beginEviction(*predecessor));
    predecessor.reset();
    RelayClient client(options(m_relay.url()));
    client.connectToRelay();
    CALL(waitForOblivion(client));
    CALL(checkRouted(client));
}

QTEST_GUILESS_MAIN(tst_InteropZombie)
#include "tst_interop_zombie.moc"
