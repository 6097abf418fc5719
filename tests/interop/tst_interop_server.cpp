// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/server/relayserver.h"
#include "tests/interop/pythonclient.h"
#include "tests/support/certificates.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <memory>

using namespace RelayCore;
using namespace Qt::StringLiterals;
using TestSupport::Certificates;
using TestSupport::Defect;

Q_DECLARE_METATYPE(TestSupport::Defect)

namespace {

constexpr int timeout = 60'000; ///< ms, for a Python process on a busy machine.

/// Three tokens of two users.
RelayUsers users()
{
    RelayUsers users;
    users.add("one", u"anna"_s);
    users.add("two", u"anna"_s);
    users.add("other", u"bert"_s);
    return users;
}

QStringList bearer(const QString &token)
{
    return {u"--authorization"_s, u"Bearer "_s + token};
}

PeerConnection request(const QUuid &from, const QUuid &to, DescriptionType type)
{
    return {from, u"alpha \u2192"_s, to, type, u"v=0\r\ns=Zürich \U0001F680\r\n"_s, std::nullopt};
}

} // namespace

/// The reference's clients against our RelayServer.
class tst_InteropServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void clientsExchangeMessages_data();
    void clientsExchangeMessages();
    void unknownPeerReturnsTheMessage();
    void sameUuidEvictsTheFirst();
    void stopIsUnderstood();
    void peerManagersConnect_data();
    void peerManagersConnect();
    void tokensAreUsers();
    void tokensAreRefused_data();
    void tokensAreRefused();
    void usersAreKeptApart();
    void tls_data();
    void tls();

private:
    void serve(RelayServerOptions options);
    const QUuid m_alpha = QUuid::createUuid();
    const QUuid m_beta = QUuid::createUuid();
    std::unique_ptr<RelayServer> m_server;
};

#define START(client, name, uuid, ...)                                                                                 \
    QCOMPARE((client).start(m_server->url(), name, uuid __VA_OPT__(, ) __VA_ARGS__), QString());                       \
    QTRY_VERIFY2_WITH_TIMEOUT((client).isRegistered() || !(client).process.isRunning(), "no answer", timeout);         \
    QVERIFY2((client).isRegistered(), qPrintable((client).process.transcript()))

#define STOP(client)                                                                                                   \
    (client).close();                                                                                                  \
    QTRY_VERIFY_WITH_TIMEOUT(!(client).process.isRunning(), timeout);                                                  \
    QVERIFY2((client).process.succeeded(), qPrintable((client).process.transcript()))

void tst_InteropServer::init()
{
    serve({});
}

void tst_InteropServer::serve(RelayServerOptions options)
{
    options.port = 0;
    m_server = std::make_unique<RelayServer>(options);
    QVERIFY2(m_server->listen(), qPrintable(m_server->errorString()));
}

void tst_InteropServer::clientsExchangeMessages_data()
{
    QTest::addColumn<DescriptionType>("type");

    QTest::addRow("an offer goes there and back") << DescriptionType::Offer;
    QTest::addRow("an answer goes there and back") << DescriptionType::Answer;
}

void tst_InteropServer::clientsExchangeMessages()
{
    QFETCH(DescriptionType, type);

    QSignalSpy unregistered(m_server.get(), &RelayServer::clientUnregistered);
    PythonClient alpha;
    PythonClient beta;
    START(alpha, u"alpha"_s, m_alpha);
    START(beta, u"beta"_s, m_beta);
    QCOMPARE(m_server->clients().size(), 2);
    QCOMPARE(m_server->clients().constFirst().name, u"alpha"_s);

    alpha.send(request(m_alpha, m_beta, type));
    QTRY_COMPARE_WITH_TIMEOUT(beta.received().size(), 1, timeout);
    QCOMPARE(beta.received().constFirst(), RelayMessage(request(m_alpha, m_beta, type)));

    beta.send(request(m_beta, m_alpha, type));
    QTRY_COMPARE_WITH_TIMEOUT(alpha.received().size(), 1, timeout);
    QCOMPARE(alpha.received().constFirst(), RelayMessage(request(m_beta, m_alpha, type)));

    STOP(alpha);
    STOP(beta);
    QTRY_COMPARE(unregistered.size(), 2);
    QCOMPARE(unregistered.at(0).at(0).value<RegisteredClient>().uuid, m_alpha);
    QCOMPARE(unregistered.at(0).at(1).toInt(), 1000);
}

void tst_InteropServer::unknownPeerReturnsTheMessage()
{
    PythonClient alpha;
    START(alpha, u"alpha"_s, m_alpha);
    PeerConnection sent = request(m_alpha, m_beta, DescriptionType::Offer);
    alpha.send(sent);
    QTRY_COMPARE_WITH_TIMEOUT(alpha.received().size(), 1, timeout);
    sent.error = u"Cannot forward peer connection message to peer %1 because this peer is not registered this relay "
                 "server."_s.arg(m_beta.toString(QUuid::WithoutBraces));
    QCOMPARE(alpha.received().constFirst(), RelayMessage(sent));
}

void tst_InteropServer::sameUuidEvictsTheFirst()
{
    PythonClient first;
    PythonClient second;
    START(first, u"first"_s, m_alpha);
    START(second, u"second"_s, m_alpha);
    QTRY_COMPARE_WITH_TIMEOUT(first.closeCode(), 4004, timeout);
    QCOMPARE(second.closeCode(), 0);
    QCOMPARE(m_server->clients().size(), 1);
    QCOMPARE(m_server->clients().constFirst().name, u"second"_s);
}

void tst_InteropServer::stopIsUnderstood()
{
    PythonClient alpha;
    START(alpha, u"alpha"_s, m_alpha);
    m_server->close();
    QTRY_COMPARE_WITH_TIMEOUT(alpha.closeCode(), 1001, timeout);
}

void tst_InteropServer::peerManagersConnect_data()
{
    QTest::addColumn<int>("bytes");

    QTest::addRow("a few bytes cross the data channel both ways") << 11;
    QTest::addRow("a megabyte crosses the data channel both ways") << 1'000'000;
}

void tst_InteropServer::peerManagersConnect()
{
    QFETCH(int, bytes);

    QSignalSpy forwarded(m_server.get(), &RelayServer::messageForwarded);
    Process managers;
    QCOMPARE(managers.startScript(u"peer_managers.py"_s,
                                  {u"--address"_s, m_server->url().toString(), u"--caller"_s,
                                   m_alpha.toString(QUuid::WithoutBraces), u"--callee"_s,
                                   m_beta.toString(QUuid::WithoutBraces), u"--bytes"_s, QString::number(bytes)}),
             QString());
    QTRY_VERIFY_WITH_TIMEOUT(!managers.isRunning(), 2 * timeout);
    QVERIFY2(managers.succeeded(), qPrintable(managers.transcript()));
    QCOMPARE(managers.events(u"done"_s).size(), 1);

    const QList<QJsonObject> received = managers.events(u"received"_s);
    QCOMPARE(received.size(), 2);
    const QList<QUuid> receivers{m_beta, m_alpha};
    for (qsizetype i = 0; i < received.size(); ++i) {
        QCOMPARE(QUuid(received.at(i)[u"by"].toString()), receivers.at(i));
        QCOMPARE(received.at(i)[u"bytes"].toInt(), bytes);
        QVERIFY(received.at(i)[u"intact"].toBool());
    }

    // The offer one way, the answer the other: the description really went through this relay.
    QCOMPARE(forwarded.size(), 2);
    QCOMPARE(forwarded.at(0).at(0).value<RegisteredClient>().uuid, m_alpha);
    QCOMPARE(forwarded.at(0).at(1).value<RegisteredClient>().uuid, m_beta);
    QCOMPARE(forwarded.at(1).at(0).value<RegisteredClient>().uuid, m_beta);
    QCOMPARE(forwarded.at(1).at(1).value<RegisteredClient>().uuid, m_alpha);
}

void tst_InteropServer::tokensAreUsers()
{
    serve({.users = users()});
    PythonClient alpha;
    PythonClient beta;
    START(alpha, u"alpha"_s, m_alpha, bearer(u"one"_s));
    START(beta, u"beta"_s, m_beta, bearer(u"two"_s));
    QCOMPARE(m_server->clients().size(), 2);
    QCOMPARE(m_server->clients().constFirst().user, u"anna"_s);

    alpha.send(request(m_alpha, m_beta, DescriptionType::Offer));
    QTRY_COMPARE_WITH_TIMEOUT(beta.received().size(), 1, timeout);
    QCOMPARE(beta.received().constFirst(), RelayMessage(request(m_alpha, m_beta, DescriptionType::Offer)));
}

void tst_InteropServer::tokensAreRefused_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<int>("closeCode");
    QTest::addColumn<QString>("reason");

    QTest::addRow("no token") << QStringList() << 4001
                              << u"UnauthorizedError: Request headers are missing authorization header."_s;
    QTest::addRow("a token that is not a bearer's")
        << QStringList{u"--authorization"_s, u"Basic one"_s} << 4001
        << u"UnauthorizedError: Bearer token in authorization header is malformed."_s;
    QTest::addRow("an unknown token") << bearer(u"three"_s) << 4002
                                      << u"ForbiddenError: Token is expired or has been revoked."_s;
    QTest::addRow("the token of another user than the one who holds the UUID")
        << bearer(u"other"_s) << 4002
        << u"ForbiddenError: The client UUID %1 is already registered to another user."_s.arg(
               m_alpha.toString(QUuid::WithoutBraces));
}

void tst_InteropServer::tokensAreRefused()
{
    QFETCH(QStringList, options);
    QFETCH(int, closeCode);
    QFETCH(QString, reason);

    serve({.users = users()});
    PythonClient holder;
    START(holder, u"holder"_s, m_alpha, bearer(u"one"_s));
    PythonClient refused;
    QCOMPARE(refused.start(m_server->url(), u"refused"_s, m_alpha, options), QString());
    QTRY_VERIFY_WITH_TIMEOUT(!refused.process.isRunning(), timeout);
    QVERIFY2(!refused.isRegistered(), qPrintable(refused.process.transcript()));
    QCOMPARE(refused.closeCode(), closeCode);
    QCOMPARE(refused.closeReason(), reason);

    QCOMPARE(holder.closeCode(), 0);
    QCOMPARE(m_server->clients().size(), 1);
    QCOMPARE(m_server->clients().constFirst().name, u"holder"_s);
}

void tst_InteropServer::usersAreKeptApart()
{
    serve({.users = users()});
    PythonClient anna;
    PythonClient bert;
    START(anna, u"anna"_s, m_alpha, bearer(u"one"_s));
    START(bert, u"bert"_s, m_beta, bearer(u"other"_s));

    PeerConnection sent = request(m_beta, m_alpha, DescriptionType::Offer);
    bert.send(sent);
    QTRY_COMPARE_WITH_TIMEOUT(bert.received().size(), 1, timeout);
    sent.error = u"The requested peer %1 is owned by a different user."_s.arg(m_alpha.toString(QUuid::WithoutBraces));
    QCOMPARE(bert.received().constFirst(), RelayMessage(sent));
    QVERIFY(anna.received().isEmpty());
}

void tst_InteropServer::tls_data()
{
    QTest::addColumn<Defect>("defect");
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("failure");

    QTest::addRow("an authority that the client trusts") << Defect::None << QStringList() << QString();
    QTest::addRow("an unknown authority is refused")
        << Defect::UnknownAuthority << QStringList() << u"SSLCertVerificationError"_s;
    QTest::addRow("another host's certificate is refused")
        << Defect::WrongHost << QStringList() << u"SSLCertVerificationError"_s;
    QTest::addRow("an unknown authority, and verify_certificate=False")
        << Defect::UnknownAuthority << QStringList{u"--no-verify"_s} << QString();
}

void tst_InteropServer::tls()
{
    QFETCH(Defect, defect);
    QFETCH(QStringList, options);
    QFETCH(QString, failure);

    Certificates certificates;
    QCOMPARE(certificates.create(), QString());
    serve({.tls = certificates.server(defect)});
    QCOMPARE(m_server->url().scheme(), u"wss"_s);
    QSignalSpy refused(m_server.get(), &RelayServer::connectionRefused);
    PythonClient alpha;
    alpha.process.setVariable(u"SSL_CERT_FILE"_s, certificates.authorityFile());
    if (failure.isEmpty()) {
        START(alpha, u"alpha"_s, m_alpha, options);
        alpha.send(request(m_alpha, m_alpha, DescriptionType::Offer));
        QTRY_COMPARE_WITH_TIMEOUT(alpha.received().size(), 1, timeout);
        QCOMPARE(alpha.received().constFirst(), RelayMessage(request(m_alpha, m_alpha, DescriptionType::Offer)));
        STOP(alpha);
        QCOMPARE(refused.size(), 0);
        return;
    }
    QCOMPARE(alpha.start(m_server->url(), u"alpha"_s, m_alpha, options), QString());
    QTRY_VERIFY_WITH_TIMEOUT(!alpha.process.isRunning(), timeout);
    QCOMPARE(alpha.failure(), failure);
    QTRY_VERIFY_WITH_TIMEOUT(!refused.isEmpty(), timeout);
    QCOMPARE(m_server->clientCount(), 0);
}

QTEST_GUILESS_MAIN(tst_InteropServer)
#include "tst_interop_server.moc"
