// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/sources/localrelaysource.h"
#include "tests/server/testclient.h"
#include "tests/sources/recordingobserver.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace RelayCore;
using Inspector::LocalRelayClient;
using Inspector::LocalRelayOptions;
using Inspector::LocalRelaySource;

namespace {

constexpr int timeout = 20'000;

QString addressOf(const TestClient &client)
{
    return u"127.0.0.1:%1"_s.arg(client.socket.localPort());
}

} // namespace

/// What a local relay tells about its clients, with real sockets through the proxy in front of it.
class tst_LocalRelayClients : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aClientRegistersAndLeaves();
    void aUuidIsTakenOver();
    void oneSocketRegistersAnotherUuid();
    void aNewNameIsTold();
    void aClientIsGoneBeforeTheRelayHasRead();
    void manyMessagesAreFewChanges();
    void thoseWhoAreThereAreToldBeforeTheEnd();

private:
    [[nodiscard]] std::unique_ptr<TestClient> registered(const QString &name, const QUuid &uuid);
    /// What was reported last about \a uuid.
    [[nodiscard]] LocalRelayClient latest(const QUuid &uuid) const { return m_clients.value(uuid); }

    RecordingObserver m_observer;
    std::unique_ptr<LocalRelaySource> m_source;
    QUrl m_url;
    QHash<QUuid, LocalRelayClient> m_clients;
    QHash<QUuid, QList<quint16>> m_closes;
    int m_changes = 0;
    const QUuid m_uuid = QUuid::createUuid();
};

void tst_LocalRelayClients::init()
{
    m_clients.clear();
    m_closes.clear();
    m_changes = 0;
    m_observer.events.clear();
    LocalRelayOptions options;
    options.port = 0;
    m_source = std::make_unique<LocalRelaySource>(options, m_observer);
    connect(m_source.get(), &LocalRelaySource::clientsChanged, this, [this](const QList<LocalRelayClient> &clients) {
        ++m_changes;
        for (const LocalRelayClient &client : clients) {
            m_clients.insert(client.client.uuid, client);
            if (client.close)
                m_closes[client.client.uuid].append(client.close->code);
        }
    });
    QSignalSpy listening(m_source.get(), &LocalRelaySource::listening);
    m_source->start();
    QCOMPARE(listening.count(), 1);
    m_url = listening.first().first().toUrl();
}

void tst_LocalRelayClients::cleanup()
{
    m_source.reset();
}

std::unique_ptr<TestClient> tst_LocalRelayClients::registered(const QString &name, const QUuid &uuid)
{
    auto client = std::make_unique<TestClient>(m_url);
    TestClient *raw = client.get();
    connect(&raw->socket, &QWebSocket::connected, &raw->socket, [raw, name, uuid] {
        raw->send(RelayRegistration{name, uuid});
    });
    if (!QTest::qWaitFor([raw] { return !raw->received.isEmpty(); }, timeout))
        QTest::qFail("The client was not registered.", __FILE__, __LINE__);
    return client;
}

void tst_LocalRelayClients::aClientRegistersAndLeaves()
{
    auto client = registered(u"alpha"_s, m_uuid);
    QTRY_VERIFY_WITH_TIMEOUT(latest(m_uuid).registered, timeout);
    const LocalRelayClient known = latest(m_uuid);
    QCOMPARE(known.client.name, u"alpha"_s);
    QCOMPARE(known.client.address, addressOf(*client));
    QCOMPARE(known.client.messages, quint64(1));
    QVERIFY(known.client.since.isValid());
    QVERIFY(!known.close);
    // The same connection as in the capture.
    QCOMPARE(m_observer.events.last().connection, known.connection);
    QCOMPARE(m_observer.all<ConnectionOpened>().first().clientAddress, known.client.address);

    client->socket.close();
    QTRY_VERIFY_WITH_TIMEOUT(!latest(m_uuid).registered, timeout);
    const LocalRelayClient gone = latest(m_uuid);
    QCOMPARE(gone.close->code, quint16(1000));
    QVERIFY(gone.close->time >= gone.client.since);
    QCOMPARE(gone.client.address, known.client.address);
    QCOMPARE(gone.connection, known.connection);
}

void tst_LocalRelayClients::aUuidIsTakenOver()
{
    const auto first = registered(u"alpha"_s, m_uuid);
    QTRY_COMPARE_WITH_TIMEOUT(latest(m_uuid).client.address, addressOf(*first), timeout);
    const auto second = registered(u"alpha again"_s, m_uuid);
    QTRY_COMPARE_WITH_TIMEOUT(latest(m_uuid).client.address, addressOf(*second), timeout);
    QVERIFY(latest(m_uuid).registered);
    QCOMPARE(latest(m_uuid).client.name, u"alpha again"_s);
    QCOMPARE(m_closes.value(m_uuid), QList<quint16>{4004});
    QTRY_VERIFY_WITH_TIMEOUT(first->closed, timeout);
    QVERIFY(latest(m_uuid).registered);
}

void tst_LocalRelayClients::oneSocketRegistersAnotherUuid()
{
    const auto client = registered(u"alpha"_s, m_uuid);
    const QUuid other = QUuid::createUuid();
    client->send(RelayRegistration{u"alpha"_s, other});
    QTRY_VERIFY_WITH_TIMEOUT(latest(other).registered, timeout);
    QVERIFY(!latest(m_uuid).registered);
    QCOMPARE(m_closes.value(m_uuid), QList<quint16>{1000});
    QCOMPARE(latest(other).client.address, addressOf(*client));
}

void tst_LocalRelayClients::aNewNameIsTold()
{
    const auto client = registered(u"alpha"_s, m_uuid);
    client->send(RelayRegistration{u"omega"_s, m_uuid});
    QTRY_COMPARE_WITH_TIMEOUT(latest(m_uuid).client.name, u"omega"_s, timeout);
    QCOMPARE(latest(m_uuid).client.messages, quint64(2));
    QVERIFY(m_closes.isEmpty());
}

void tst_LocalRelayClients::aClientIsGoneBeforeTheRelayHasRead()
{
    TestClient client(m_url);
    QString address;
    connect(&client.socket, &QWebSocket::connected, &client.socket, [&] {
        address = addressOf(client);
        client.send(RelayRegistration{u"hasty"_s, m_uuid});
        client.socket.flush();
        client.socket.abort();
    });
    QTRY_COMPARE_WITH_TIMEOUT(m_closes.value(m_uuid), QList<quint16>{1006}, timeout);
    QCOMPARE(latest(m_uuid).client.address, address);
    QVERIFY(!latest(m_uuid).registered);
}

void tst_LocalRelayClients::manyMessagesAreFewChanges()
{
    constexpr int messages = 3000;
    const auto client = registered(u"busy"_s, m_uuid);
    PeerConnection offer;
    offer.sourceUuid = m_uuid;
    offer.sourceName = u"busy"_s;
    offer.peerUuid = QUuid::createUuid();
    for (int i = 0; i < messages; ++i)
        client->send(offer);
    QTRY_COMPARE_WITH_TIMEOUT(latest(m_uuid).client.messages, quint64(messages + 1), timeout);
    QVERIFY2(m_changes < messages / 10, qPrintable(QString::number(m_changes)));
}

void tst_LocalRelayClients::thoseWhoAreThereAreToldBeforeTheEnd()
{
    const auto client = registered(u"alpha"_s, m_uuid);
    bool toldBefore = false;
    QSignalSpy stopped(m_source.get(), &LocalRelaySource::stopped);
    connect(m_source.get(), &LocalRelaySource::stopped, this, [&] { toldBefore = m_closes.contains(m_uuid); });
    m_source->stop();
    QTRY_COMPARE_WITH_TIMEOUT(stopped.count(), 1, timeout);
    QVERIFY(toldBefore);
    QCOMPARE(m_closes.value(m_uuid), QList<quint16>{1001});
    QVERIFY(!latest(m_uuid).registered);
}

QTEST_GUILESS_MAIN(tst_LocalRelayClients)
#include "tst_localrelayclients.moc"
