// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/server/relayserver.h"
#include "relaycore/server/relayusers.h"
#include "tests/server/testclient.h"
#include "tests/support/pipe.h"

#include <QtCore/QBuffer>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>

#include <memory>

using namespace RelayCore;
using namespace Qt::StringLiterals;

namespace {

const QUuid alpha(0xa1fa0000, 0x0000, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 1);
const QUuid beta(0xbe7a0000, 0x0000, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 2);

RelayUsers twoUsers()
{
    RelayUsers users;
    users.add("ann1", u"ann"_s);
    users.add("ann2", u"ann"_s);
    users.add("bob1", u"bob"_s);
    return users;
}

PeerConnection offer(const QUuid &from, const QUuid &to)
{
    return {from, u"alpha"_s, to, DescriptionType::Offer, u"v=0\r\n"_s, std::nullopt};
}

} // namespace

class tst_RelayUsers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAFile();
    void readsAPipe();
    void complains_data();
    void complains();
    void complainsAboutAMissingFile();
    void knowsWhoseTokenItIs();
    void readsManyTokens();

    void admission_data();
    void admission();
    void aUuidBelongsToItsUser();
    void usersDoNotReachEachOther();
    void aSecondTokenIsTheSameUser();
    void withdrawnTokensLoseTheirClients();
    void aServerWithoutUsersKeepsNone();

private:
    std::unique_ptr<TestClient> open(const QByteArray &authorization)
    {
        return std::make_unique<TestClient>(m_server->url(), authorization);
    }
    void serve(const std::optional<RelayUsers> &users);

    std::unique_ptr<RelayServer> m_server;
};

#define REGISTER(client, uuid)                                                                                         \
    QTRY_VERIFY((client)->isOpen());                                                                                   \
    (client)->send(RelayRegistration{u"name"_s, uuid});                                                                \
    QTRY_VERIFY(!(client)->received.isEmpty());                                                                        \
    QCOMPARE((client)->message(0), RelayMessage(RelayResponse{}));                                                     \
    (client)->received.clear()

void tst_RelayUsers::serve(const std::optional<RelayUsers> &users)
{
    RelayServerOptions options;
    options.port = 0;
    options.users = users;
    m_server = std::make_unique<RelayServer>(options);
    QVERIFY2(m_server->listen(), qPrintable(m_server->errorString()));
}

void tst_RelayUsers::readsAFile()
{
    QTemporaryDir directory;
    const QString path = directory.filePath(u"tokens"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("# the lab\n\n  tok-1   Ann Example \r\ntok-2\tbob\ntok-3 J\xc3\xb6rg");
    file.close();
    const auto read = RelayUsers::fromFile(path);
    const auto *users = std::get_if<RelayUsers>(&read);
    QVERIFY(users);
    QCOMPARE(users->tokenCount(), 3);
    QCOMPARE(users->userOf("tok-1"), u"Ann Example"_s);
    QCOMPARE(users->userOf("tok-2"), u"bob"_s);
    QCOMPARE(users->userOf("tok-3"), u"J\u00f6rg"_s);
    QVERIFY(!users->userOf("#"));
}

void tst_RelayUsers::readsAPipe()
{
    const Pipe pipe("\xef\xbb\xbftok-1 ann\ntok-2 bob");
    const auto read = RelayUsers::fromFile(pipe.path());
    const auto *users = std::get_if<RelayUsers>(&read);
    QVERIFY(users);
    QCOMPARE(users->tokenCount(), 2);
    QCOMPARE(users->userOf("tok-1"), u"ann"_s);
}

void tst_RelayUsers::complains_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("reason");

    QTest::addRow("a token without a user") << "good user\nsecret7\n"_ba << u"f, line 2: no user"_s;
    QTest::addRow("a token without a user, and a space") << "secret7  \n"_ba << u"f, line 1: no user"_s;
    QTest::addRow("the same token twice") << "secret7 a\n# \nsecret7 b\n"_ba << u"f, line 3: this token"_s;
    QTest::addRow("a token beyond ASCII") << "secret7\xc3\xb6 a\n"_ba << u"f, line 1: the token holds"_s;
    QTest::addRow("a user that is not UTF-8") << "secret7 \xff\n"_ba << u"f, line 1: the user is not UTF-8"_s;
    QTest::addRow("an empty file") << ""_ba << u"f holds no token"_s;
    QTest::addRow("nothing but remarks") << "# secret7 a\n"_ba << u"f holds no token"_s;
    QTest::addRow("a line without an end") << QByteArray(100'000, 's') << u"f, line 1: longer than"_s;
}

void tst_RelayUsers::complains()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, reason);
    QBuffer buffer(&content);
    QVERIFY(buffer.open(QIODevice::ReadOnly));
    const auto read = RelayUsers::read(buffer, u"f"_s);
    const auto *text = std::get_if<QString>(&read);
    QVERIFY(text);
    QVERIFY2(text->startsWith(reason), qPrintable(*text));
    QVERIFY2(!text->contains(u"secret7"), qPrintable(*text));
}

void tst_RelayUsers::complainsAboutAMissingFile()
{
    const auto read = RelayUsers::fromFile(u"/nowhere/tokens"_s);
    QVERIFY(std::get<QString>(read).contains(u"/nowhere/tokens"));
}

void tst_RelayUsers::knowsWhoseTokenItIs()
{
    RelayUsers users = twoUsers();
    QCOMPARE(users.userOf("ann1"), u"ann"_s);
    QCOMPARE(users.userOf("ann2"), u"ann"_s);
    QCOMPARE(users.userOf("bob1"), u"bob"_s);
    for (const QByteArray &other : {"ann"_ba, "ann11"_ba, "ANN1"_ba, "ann1 "_ba, ""_ba})
        QVERIFY2(!users.userOf(other), other.constData());
    users.add("ann2", u"bob"_s);
    QCOMPARE(users.tokenCount(), 3);
    QCOMPARE(users.userOf("ann2"), u"bob"_s);
}

void tst_RelayUsers::readsManyTokens()
{
    QByteArray content;
    for (int i = 0; i < 10'000; ++i)
        content += "token" + QByteArray::number(i) + " user" + QByteArray::number(i) + '\n';
    QBuffer buffer(&content);
    QVERIFY(buffer.open(QIODevice::ReadOnly));
    const auto read = RelayUsers::read(buffer, u"f"_s);
    QCOMPARE(std::get<RelayUsers>(read).tokenCount(), 10'000);
    QCOMPARE(std::get<RelayUsers>(read).userOf("token9999"), u"user9999"_s);
    content += "onemore user\n";
    QBuffer longer(&content);
    QVERIFY(longer.open(QIODevice::ReadOnly));
    QVERIFY(std::get<QString>(RelayUsers::read(longer, u"f"_s)).startsWith(u"f, line 10001: more than 10000"));
}

void tst_RelayUsers::admission_data()
{
    QTest::addColumn<QByteArray>("authorization");
    QTest::addColumn<int>("closeCode"); // 0: registered.
    QTest::addColumn<QString>("reason");

    const QString missing = u"UnauthorizedError: Request headers are missing authorization header."_s;
    const QString malformed = u"UnauthorizedError: Bearer token in authorization header is malformed."_s;
    const QString unknown = u"ForbiddenError: Token is expired or has been revoked."_s;

    QTest::addRow("a known token") << "Bearer ann1"_ba << 0 << QString();
    QTest::addRow("no header") << QByteArray() << 4001 << missing;
    QTest::addRow("no scheme") << "ann1"_ba << 4001 << malformed;
    QTest::addRow("no token") << "Bearer"_ba << 4001 << malformed;
    QTest::addRow("another scheme") << "Basic ann1"_ba << 4001 << malformed;
    QTest::addRow("the scheme in lower case, as the reference has it") << "bearer ann1"_ba << 4001 << malformed;
    QTest::addRow("two spaces") << "Bearer  ann1"_ba << 4001 << malformed;
    QTest::addRow("two tokens") << "Bearer ann1 bob1"_ba << 4001 << malformed;
    QTest::addRow("an unknown token") << "Bearer eve1"_ba << 4002 << unknown;
    QTest::addRow("the beginning of a token") << "Bearer ann"_ba << 4002 << unknown;
}

void tst_RelayUsers::admission()
{
    QFETCH(QByteArray, authorization);
    QFETCH(int, closeCode);
    QFETCH(QString, reason);

    serve(twoUsers());
    QSignalSpy refused(m_server.get(), &RelayServer::clientRefused);
    const auto client = open(authorization);
    QTRY_VERIFY(client->isOpen());
    client->send(RelayRegistration{u"name"_s, alpha});
    if (closeCode == 0) {
        QTRY_COMPARE(client->received.size(), 1);
        QCOMPARE(m_server->clients().constFirst().user, u"ann"_s);
        QVERIFY(refused.isEmpty());
        return;
    }
    QTRY_VERIFY(client->closed);
    QCOMPARE(client->closeCode(), closeCode);
    QCOMPARE(client->socket.closeReason(), reason);
    QVERIFY(m_server->clients().isEmpty());
    QCOMPARE(refused.size(), 1);
    QCOMPARE(refused.constFirst().at(1).toInt(), closeCode);
    QCOMPARE(refused.constFirst().at(2).toString(), reason);
}

void tst_RelayUsers::aUuidBelongsToItsUser()
{
    serve(twoUsers());
    const auto owner = open("Bearer ann1");
    REGISTER(owner, alpha);
    const auto other = open("Bearer bob1");
    QTRY_VERIFY(other->isOpen());
    other->send(RelayRegistration{u"thief"_s, alpha});
    QTRY_VERIFY(other->closed);
    QCOMPARE(other->closeCode(), 4002);
    QCOMPARE(other->socket.closeReason(), u"ForbiddenError: The client UUID a1fa0000-0000-4000-8000-000000000001 is "
                                          "already registered to another user."_s);
    QVERIFY(owner->isOpen());
    owner->send(offer(alpha, alpha));
    QTRY_COMPARE(owner->received.size(), 1);
    QVERIFY(!std::get<PeerConnection>(owner->message(0)).error);
}

void tst_RelayUsers::usersDoNotReachEachOther()
{
    serve(twoUsers());
    const auto ann = open("Bearer ann1");
    REGISTER(ann, alpha);
    const auto bob = open("Bearer bob1");
    REGISTER(bob, beta);
    QSignalSpy returned(m_server.get(), &RelayServer::messageReturned);
    ann->send(offer(alpha, beta));
    QTRY_COMPARE(ann->received.size(), 1);
    const QString error = u"The requested peer be7a0000-0000-4000-8000-000000000002 is owned by a different user."_s;
    QCOMPARE(std::get<PeerConnection>(ann->message(0)).error, error);
    QVERIFY(bob->received.isEmpty());
    QCOMPARE(returned.size(), 1);
    QCOMPARE(returned.constFirst().at(0).value<RegisteredClient>().user, u"ann"_s);
    QCOMPARE(returned.constFirst().at(1).toUuid(), beta);
    QCOMPARE(returned.constFirst().at(2).toString(), error);
}

void tst_RelayUsers::aSecondTokenIsTheSameUser()
{
    serve(twoUsers());
    const auto first = open("Bearer ann1");
    REGISTER(first, alpha);
    const auto peer = open("Bearer ann2");
    REGISTER(peer, beta);
    peer->send(offer(beta, alpha));
    QTRY_COMPARE(first->received.size(), 1);
    const auto second = open("Bearer ann2");
    REGISTER(second, alpha);
    QTRY_VERIFY(first->closed);
    QCOMPARE(first->closeCode(), 4004);
}

void tst_RelayUsers::withdrawnTokensLoseTheirClients()
{
    serve(twoUsers());
    const auto stays = open("Bearer ann1");
    REGISTER(stays, alpha);
    const auto goes = open("Bearer ann2");
    REGISTER(goes, beta);

    RelayUsers fewer;
    fewer.add("ann1", u"ann"_s);
    fewer.add("new1", u"new"_s);
    m_server->setUsers(fewer);
    QTRY_VERIFY(goes->closed);
    QCOMPARE(goes->closeCode(), 4002);
    QCOMPARE(m_server->clients().size(), 1);

    const auto newcomer = open("Bearer new1");
    REGISTER(newcomer, beta);
    stays->send(offer(alpha, alpha));
    QTRY_COMPARE(stays->received.size(), 1);
    QVERIFY(!stays->closed);
}

void tst_RelayUsers::aServerWithoutUsersKeepsNone()
{
    serve(std::nullopt);
    m_server->setUsers(twoUsers());
    const auto client = open({});
    REGISTER(client, alpha);
    QCOMPARE(m_server->clients().constFirst().user, QString());
}

QTEST_GUILESS_MAIN(tst_RelayUsers)
#include "tst_relayusers.moc"
