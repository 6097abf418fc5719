// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/relayclient.h"
#include "tests/cli/relayctlprocess.h"
#include "tests/support/certificates.h"
#include "tests/support/natsservers.h"
#include "tests/support/relaytexts.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <csignal>
#include <memory>
#include <vector>

using namespace RelayCore;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using TestSupport::Defect;
using TestSupport::foreignPeer;
using TestSupport::NatsServers;
using TestSupport::unknownPeer;

namespace {

constexpr int limitMs = 30'000; ///< For a busy machine; nothing waits this long by design.

const QUuid alpha(0xa1fa0000, 0x0000, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 1);
const QUuid beta(0xbe7a0000, 0x0000, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 2);

using Relayctl = std::unique_ptr<RelayctlProcess>;

QUrl urlOf(const RelayctlProcess &relayctl)
{
    return QUrl(relayctl.events(u"listening"_s).constFirst().value("url"_L1).toString());
}

PeerConnection offer(const QUuid &from, const QUuid &to, const QString &sdp = u"v=0"_s)
{
    return {from, u"client"_s, to, DescriptionType::Offer, sdp, std::nullopt};
}

/// A registered client and what it received.
struct Client
{
    Client(const QUrl &url, const QUuid &uuid, const QByteArray &token = {})
    {
        RelayClientOptions options;
        options.name = u"client"_s;
        options.address = url;
        options.uuid = uuid;
        options.backoff.initial = 50ms;
        options.backoff.floor = 20ms;
        if (!token.isNull())
            options.headers.append({"Authorization", "Bearer " + token});
        client = std::make_unique<RelayClient>(options);
        QObject::connect(client.get(), &RelayClient::messageReceived, client.get(),
                         [this](const RelayMessage &message) {
                             if (const auto *offer = std::get_if<PeerConnection>(&message))
                                 received.append(offer->description);
                         });
        QObject::connect(client.get(), &RelayClient::messageReturned, client.get(),
                         [this](const PeerConnection &message) { returned.append(message.errorText()); });
        client->connectToRelay();
    }

    [[nodiscard]] bool isReady() const { return client->state() == RelayClient::State::Ready; }

    std::unique_ptr<RelayClient> client;
    QStringList received;
    QStringList returned;
};

} // namespace

#define TRY_SEE(process, ...)                                                                                          \
    QTRY_VERIFY2_WITH_TIMEOUT(!(process).events(__VA_ARGS__).isEmpty(),                                                \
                              ((process).output() + (process).errors()).constData(), limitMs)
#define TRY_LOG(process, part)                                                                                         \
    QTRY_VERIFY2_WITH_TIMEOUT((process).output().contains(part),                                                       \
                              ((process).output() + (process).errors()).constData(), limitMs)
#define TRY_READY(client) QTRY_VERIFY_WITH_TIMEOUT((client).isReady(), limitMs)

/// relayctl serve --cluster with real NATS servers.
class tst_RelayctlCluster : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();

    void refusals_data();
    void refusals();
    void relaysAreOne();
    void usersAreKeptApart();
    void tlsAndPassword();
    void wrongPasswordIsNamedAndNotShown();
    void unknownAuthorityIsNamed();
    void prefixesKeepClustersApart();
    void withoutNatsARelayServesItsOwn();
    void aServerThatDiesIsReplaced();
    void aKilledRelayIsForgotten();
    void aRelayThatHangsDelaysNobodyForLong();
    void largeMessagesCross();

private:
    [[nodiscard]] QString write(const QString &name, const QByteArray &content) const;
    /// Starts a relay that belongs to the cluster of \a servers; JOINED waits for it.
    [[nodiscard]] static Relayctl serve(const QString &servers, const QStringList &more = {});
    /// Starts \a servers NATS servers, two relays, and a client of each: alpha of the first, beta of the second.
    void startTwo(int servers, const QByteArray &configuration = {}, const QStringList &options = {},
                  const QString &scheme = u"nats"_s);

    TestSupport::Certificates m_certificates;
    QTemporaryDir m_directory;
    // Of startTwo().
    std::unique_ptr<NatsServers> m_nats;
    Relayctl m_one;
    Relayctl m_two;
    std::unique_ptr<Client> m_a;
    std::unique_ptr<Client> m_b;
};

#define JOINED(process)                                                                                                \
    TRY_SEE(*(process), u"listening"_s);                                                                               \
    TRY_LOG(*(process), "Joined the cluster at ")

#define START_TWO(...)                                                                                                 \
    startTwo(__VA_ARGS__);                                                                                             \
    if (QTest::currentTestFailed())                                                                                    \
    return

/// Waits until lookups of the client \a uuid of a cluster with \a prefix reach its relay; more arguments are those of
/// NatsServers::passes().
#define TRY_REACH(nats, uuid, prefix, ...)                                                                             \
    QTRY_VERIFY_WITH_TIMEOUT(                                                                                          \
        (nats).passes((prefix) + ".client."_ba + (uuid).toByteArray(QUuid::WithoutBraces) __VA_OPT__(, ) __VA_ARGS__), \
        limitMs)

QString tst_RelayctlCluster::write(const QString &name, const QByteArray &content) const
{
    QFile file(m_directory.filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName() : QString();
}

Relayctl tst_RelayctlCluster::serve(const QString &servers, const QStringList &more)
{
    return std::make_unique<RelayctlProcess>(
        QStringList{u"serve"_s, u"--port"_s, u"0"_s, u"--log-json"_s, u"--cluster"_s, servers} + more);
}

void tst_RelayctlCluster::initTestCase()
{
    QCOMPARE(m_certificates.create(), QString());
}

void tst_RelayctlCluster::cleanup()
{
    m_b.reset();
    m_a.reset();
    m_two.reset();
    m_one.reset();
    m_nats.reset();
}

void tst_RelayctlCluster::startTwo(int servers, const QByteArray &configuration, const QStringList &options,
                                   const QString &scheme)
{
    m_nats = std::make_unique<NatsServers>(servers, configuration);
    QCOMPARE(m_nats->startAll(), QString());
    m_one = serve(m_nats->urls(scheme), options);
    m_two = serve(m_nats->urls(scheme), options);
    JOINED(m_one);
    JOINED(m_two);
    m_a = std::make_unique<Client>(urlOf(*m_one), alpha);
    m_b = std::make_unique<Client>(urlOf(*m_two), beta);
    TRY_READY(*m_a);
    TRY_READY(*m_b);
    const qsizetype prefix = options.indexOf(u"--cluster-prefix"_s) + 1;
    for (const QUuid &uuid : {alpha, beta}) // The relays may be at different servers.
        TRY_REACH(*m_nats, uuid, prefix > 0 ? options.at(prefix).toLatin1() : "relay"_ba);
}

void tst_RelayctlCluster::refusals_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("reason");

    const auto cluster = [](const QString &servers) { return QStringList{u"--cluster"_s, servers}; };
    QTest::addRow("a password in the address")
        << cluster(u"nats://relay:hush@127.0.0.1"_s) << "must not contain a user or password"_ba;
    QTest::addRow("another scheme") << cluster(u"http://127.0.0.1"_s) << "not http://127.0.0.1"_ba;
    QTest::addRow("no scheme") << cluster(u"127.0.0.1:4222"_s) << "must be servers like nats://"_ba;
    QTest::addRow("an empty one in the list") << cluster(u"nats://127.0.0.1,"_s) << "must be servers like"_ba;
    QTest::addRow("a prefix with a wildcard")
        << cluster(u"nats://127.0.0.1"_s) + QStringList{u"--cluster-prefix"_s, u"a.*"_s}
        << "--cluster-prefix must be words"_ba;
    QTest::addRow("a prefix without servers")
        << QStringList{u"--cluster-prefix"_s, u"a"_s} << "name them with --cluster"_ba;
    QTest::addRow("credentials that are not there")
        << cluster(u"nats://127.0.0.1"_s) + QStringList{u"--cluster-creds"_s, u"/nowhere"_s} << "/nowhere"_ba;
    QTest::addRow("credentials that are none")
        << cluster(u"nats://127.0.0.1"_s) + QStringList{u"--cluster-creds"_s, write(u"three"_s, "hush hush hush\n")}
        << "neither a NATS credentials file nor"_ba;
    QTest::addRow("authorities that are none")
        << cluster(u"tls://127.0.0.1"_s) + QStringList{u"--cluster-ca-file"_s, write(u"no.pem"_s, "hush\n")}
        << "no.pem"_ba;
}

void tst_RelayctlCluster::refusals()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, reason);

    RelayctlProcess relayctl(QStringList{u"serve"_s, u"--port"_s, u"0"_s} + arguments);
    QTRY_VERIFY_WITH_TIMEOUT(!relayctl.isRunning(), limitMs);
    QVERIFY(relayctl.exitCode() > 0);
    QVERIFY2(relayctl.errors().contains(reason), relayctl.errors().constData());
    QVERIFY(!(relayctl.errors() + relayctl.output()).contains("hush"));
}

void tst_RelayctlCluster::relaysAreOne()
{
    NatsServers nats(3);
    QCOMPARE(nats.startAll(), QString());
    const QStringList urls = nats.urls().split(u',');
    const Relayctl one = serve(urls.at(0));
    const Relayctl two = serve(urls.at(1));
    const Relayctl three = serve(urls.at(2));
    JOINED(one);
    JOINED(two);
    JOINED(three);

    Client a(urlOf(*one), alpha);
    Client b(urlOf(*two), beta);
    TRY_READY(a);
    TRY_READY(b);
    TRY_REACH(nats, beta, "relay"_ba, 0, 1);
    (void)a.client->send(offer(alpha, beta, u"1"_s));
    QTRY_COMPARE_WITH_TIMEOUT(b.received, QStringList{u"1"_s}, limitMs);
    TRY_SEE(*one, u"routed"_s);
    TRY_SEE(*two, u"arrived"_s);
    QVERIFY(three->events(u"arrived"_s).isEmpty());

    Client again(urlOf(*three), beta); // The later one remains.
    TRY_READY(again);
    QTRY_COMPARE_WITH_TIMEOUT(b.client->state(), RelayClient::State::Failed, limitMs);
    QCOMPARE(b.client->lastError().closeCode, quint16(4004));
    TRY_REACH(nats, beta, "relay"_ba, 0, 2);
    (void)a.client->send(offer(alpha, beta, u"2"_s));
    QTRY_COMPARE_WITH_TIMEOUT(again.received, QStringList{u"2"_s}, limitMs);
    const QUuid nobody = QUuid::createUuid();
    (void)a.client->send(offer(alpha, nobody));
    QTRY_COMPARE_WITH_TIMEOUT(a.returned, QStringList{unknownPeer(nobody)}, limitMs);

    one->terminate();
    QTRY_COMPARE_WITH_TIMEOUT(one->exitCode(), 0, limitMs);
}

void tst_RelayctlCluster::usersAreKeptApart()
{
    NatsServers nats(1);
    QCOMPARE(nats.startAll(), QString());
    const QStringList tokens{u"--tokens"_s, write(u"tokens"_s, "t1 ann\nt2 bob\n")};
    const Relayctl one = serve(nats.urls(), tokens);
    const Relayctl two = serve(nats.urls(), tokens);
    JOINED(one);
    JOINED(two);
    Client ann(urlOf(*one), alpha, "t1");
    TRY_READY(ann);
    Client thief(urlOf(*two), alpha, "t2");
    QTRY_COMPARE_WITH_TIMEOUT(thief.client->state(), RelayClient::State::Failed, limitMs);
    QCOMPARE(thief.client->lastError().closeCode, quint16(4002));
    Client bob(urlOf(*two), beta, "t2");
    TRY_READY(bob);
    (void)ann.client->send(offer(alpha, beta));
    QTRY_COMPARE_WITH_TIMEOUT(ann.returned, QStringList{foreignPeer(beta)}, limitMs);
    QVERIFY(bob.received.isEmpty());
    QVERIFY(ann.isReady());
}

void tst_RelayctlCluster::tlsAndPassword()
{
    const QByteArray configuration("tls { cert_file: \"" + m_certificates.certificateFile(Defect::None).toUtf8()
                                   + "\", key_file: \"" + m_certificates.keyFile(Defect::None).toUtf8()
                                   + "\" }\nauthorization { users = [ { user: relay, password: hush, "
                                     "permissions: { publish: \"team.>\", subscribe: \"team.>\" } } ] }");
    const QStringList options{u"--cluster-creds"_s,   write(u"password"_s, "relay hush\n"),
                              u"--cluster-ca-file"_s, m_certificates.authorityFile(),
                              u"--cluster-prefix"_s,  u"team"_s};
    START_TWO(3, configuration, options, u"tls"_s);
    (void)m_a->client->send(offer(alpha, beta));
    QTRY_COMPARE_WITH_TIMEOUT(m_b->received.size(), 1, limitMs);
    (void)m_b->client->send(offer(beta, alpha));
    QTRY_COMPARE_WITH_TIMEOUT(m_a->received.size(), 1, limitMs);
    QVERIFY2(m_one->events(u"log"_s, u"level"_s, u"warning"_s).isEmpty(), m_one->output().constData());
    QVERIFY(!(m_one->output() + m_one->errors()).contains("hush"));
}

void tst_RelayctlCluster::wrongPasswordIsNamedAndNotShown()
{
    NatsServers nats(1, "authorization { user: relay, password: right }");
    QCOMPARE(nats.startAll(), QString());
    const Relayctl relay = serve(nats.urls(), {u"--cluster-creds"_s, write(u"wrong"_s, "relay hush\n")});
    TRY_SEE(*relay, u"listening"_s);
    TRY_LOG(*relay, "Authorization Violation");
    Client a(urlOf(*relay), alpha); // Serves its own clients.
    TRY_READY(a);
    QVERIFY(!(relay->output() + relay->errors()).contains("hush"));
    // The file is read again, so that a correction needs no restart.
    QVERIFY(!write(u"wrong"_s, "relay right\n").isEmpty());
    TRY_LOG(*relay, "Joined the cluster at ");
}

void tst_RelayctlCluster::unknownAuthorityIsNamed()
{
    NatsServers nats(1, "tls { cert_file: \"" + m_certificates.certificateFile(Defect::UnknownAuthority).toUtf8()
                            + "\", key_file: \"" + m_certificates.keyFile(Defect::UnknownAuthority).toUtf8() + "\" }");
    QCOMPARE(nats.startAll(), QString());
    const Relayctl relay = serve(nats.urls(u"tls"_s), {u"--cluster-ca-file"_s, m_certificates.authorityFile()});
    TRY_SEE(*relay, u"listening"_s);
    TRY_LOG(*relay, "No NATS server of tls://127.0.0.1:");
    TRY_LOG(*relay, "SSL");
}

void tst_RelayctlCluster::prefixesKeepClustersApart()
{
    NatsServers nats(1);
    QCOMPARE(nats.startAll(), QString());
    const Relayctl one = serve(nats.urls(), {u"--cluster-prefix"_s, u"one"_s});
    const Relayctl two = serve(nats.urls(), {u"--cluster-prefix"_s, u"two.b"_s});
    JOINED(one);
    JOINED(two);
    Client a(urlOf(*one), alpha);
    Client b(urlOf(*two), beta);
    TRY_READY(a);
    TRY_READY(b);
    (void)a.client->send(offer(alpha, beta));
    QTRY_COMPARE_WITH_TIMEOUT(a.returned, QStringList{unknownPeer(beta)}, limitMs);
    Client same(urlOf(*two), alpha);
    TRY_READY(same);
    QVERIFY(a.isReady());
}

void tst_RelayctlCluster::withoutNatsARelayServesItsOwn()
{
    NatsServers nats(1);
    const Relayctl one = serve(nats.urls());
    const Relayctl two = serve(nats.urls());
    TRY_SEE(*one, u"listening"_s);
    TRY_SEE(*two, u"listening"_s);
    TRY_LOG(*one, "No NATS server of ");
    Client a(urlOf(*one), alpha);
    Client b(urlOf(*two), beta);
    TRY_READY(a);
    TRY_READY(b);
    (void)a.client->send(offer(alpha, alpha, u"own"_s));
    QTRY_COMPARE_WITH_TIMEOUT(a.received, QStringList{u"own"_s}, limitMs);
    (void)a.client->send(offer(alpha, beta));
    QTRY_COMPARE_WITH_TIMEOUT(a.returned, QStringList{unknownPeer(beta)}, limitMs);

    QCOMPARE(nats.startAll(), QString()); // Clients that registered before are announced.
    TRY_LOG(*one, "Joined the cluster at ");
    TRY_LOG(*two, "Joined the cluster at ");
    TRY_REACH(nats, beta, "relay"_ba);
    (void)a.client->send(offer(alpha, beta, u"joined"_s));
    QTRY_COMPARE_WITH_TIMEOUT(b.received, QStringList{u"joined"_s}, limitMs);

    nats.kill(0);
    TRY_LOG(*one, "The cluster is interrupted: ");
    (void)a.client->send(offer(alpha, beta));
    QTRY_COMPARE_WITH_TIMEOUT(a.returned.size(), 2, limitMs);
    QVERIFY(a.isReady());
    QVERIFY(b.isReady());
    QCOMPARE(nats.start(0), QString());
    QTRY_COMPARE_WITH_TIMEOUT(one->output().count("Joined the cluster at "), 2, limitMs);
    QTRY_COMPARE_WITH_TIMEOUT(two->output().count("Joined the cluster at "), 2, limitMs);
    TRY_REACH(nats, beta, "relay"_ba);
    (void)a.client->send(offer(alpha, beta, u"again"_s));
    QTRY_COMPARE_WITH_TIMEOUT(b.received, (QStringList{u"joined"_s, u"again"_s}), limitMs);
}

void tst_RelayctlCluster::aServerThatDiesIsReplaced()
{
    START_TWO(3);
    int sent = 0;
    for (const int server : {0, 1, 2, 0, 1, 2}) {
        // A message goes through before the server dies: what is sent while no way is known is returned.
        for (qsizetype before = m_b->received.size(); m_b->received.size() == before;) {
            (void)m_a->client->send(offer(alpha, beta, QString::number(sent++)));
            QTRY_COMPARE_WITH_TIMEOUT(m_b->received.size() + m_a->returned.size(), sent, limitMs);
        }
        for (int i = 0; i < 50; ++i) {
            (void)m_a->client->send(offer(alpha, beta, QString::number(sent++)));
            if (i == 25)
                m_nats->kill(server);
            QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
        }
        QTRY_COMPARE_WITH_TIMEOUT(m_b->received.size() + m_a->returned.size(), sent, limitMs);
        QCOMPARE(m_nats->start(server), QString());
        QVERIFY(m_a->isReady()); // Everything has its outcome, so that no connection was closed.
        QTRY_VERIFY_WITH_TIMEOUT(m_one->output().count("Joined ") == m_one->output().count("interrupted") + 1, limitMs);
        QTRY_VERIFY_WITH_TIMEOUT(m_two->output().count("Joined ") == m_two->output().count("interrupted") + 1, limitMs);
    }
    QList<int> order;
    for (const QString &number : std::as_const(m_b->received))
        order.append(number.toInt());
    QVERIFY(std::ranges::is_sorted(order));
    QVERIFY(std::ranges::adjacent_find(order) == order.cend());
    QVERIFY2(order.size() > 100, qPrintable(QString::number(order.size())));
}

void tst_RelayctlCluster::aKilledRelayIsForgotten()
{
    START_TWO(1);
    (void)m_a->client->send(offer(alpha, beta));
    QTRY_COMPARE_WITH_TIMEOUT(m_b->received.size(), 1, limitMs);
    TRY_SEE(*m_one, u"routed"_s);
    m_two->sendSignal(SIGKILL);
    QTRY_VERIFY_WITH_TIMEOUT(!m_two->isRunning(), limitMs);
    m_b.reset();
    // NATS notices a moment after the end of the relay; a message under way by then is lost with its connection.
    for (int attempt = 0; attempt < 3 && m_a->returned.isEmpty(); ++attempt) {
        TRY_READY(*m_a);
        (void)m_a->client->send(offer(alpha, beta));
        (void)QTest::qWaitFor([this] { return !m_a->returned.isEmpty() || !m_a->isReady(); }, limitMs);
    }
    QCOMPARE(m_a->returned, QStringList{unknownPeer(beta)});
    const Relayctl three = serve(m_nats->urls());
    JOINED(three);
    Client again(urlOf(*three), beta);
    TRY_READY(again);
    (void)m_a->client->send(offer(alpha, beta, u"moved"_s));
    QTRY_COMPARE_WITH_TIMEOUT(again.received, QStringList{u"moved"_s}, limitMs);
}

void tst_RelayctlCluster::aRelayThatHangsDelaysNobodyForLong()
{
    START_TWO(1);
    (void)m_a->client->send(offer(alpha, beta));
    QTRY_COMPARE_WITH_TIMEOUT(m_b->received.size(), 1, limitMs);
    TRY_SEE(*m_one, u"routed"_s);
    m_two->sendSignal(SIGSTOP);
    (void)m_a->client->send(offer(alpha, beta, u"under way"_s));
    (void)m_a->client->send(offer(alpha, alpha, u"own"_s));
    QTRY_COMPARE_WITH_TIMEOUT(m_a->received, QStringList{u"own"_s}, limitMs);
    // Whether the other relay took it cannot be known: the sender is closed, and reconnects.
    TRY_SEE(*m_one, u"refused"_s, u"close_code"_s, 1013);
    TRY_READY(*m_a);
    QVERIFY(m_a->returned.isEmpty());
    // Its clients can come to the first relay meanwhile.
    Client moved(urlOf(*m_one), beta);
    TRY_READY(moved);
    m_two->sendSignal(SIGCONT);
    QTRY_VERIFY_WITH_TIMEOUT(m_b->client->state() == RelayClient::State::Failed, limitMs); // 4004
    QCOMPARE(m_b->client->lastError().closeCode, quint16(4004));
    (void)m_a->client->send(offer(alpha, beta, u"here"_s));
    QTRY_COMPARE_WITH_TIMEOUT(moved.received, QStringList{u"here"_s}, limitMs);
}

void tst_RelayctlCluster::largeMessagesCross()
{
    START_TWO(1, "max_payload: 64KB");
    const QString large(1'000'000, u'v');
    for (int i = 0; i < 5; ++i)
        (void)m_a->client->send(offer(alpha, beta, large + QString::number(i)));
    QTRY_COMPARE_WITH_TIMEOUT(m_b->received.size(), 5, limitMs);
    for (int i = 0; i < 5; ++i)
        QVERIFY(m_b->received.at(i) == large + QString::number(i));
}

QTEST_GUILESS_MAIN(tst_RelayctlCluster)
#include "tst_relayctlcluster.moc"
