// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/capturereader.h"
#include "tests/capture/capturetest.h"
#include "tests/cli/relayctltest.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlQuery>
#include <QtTest/QSignalSpy>

#include <sys/resource.h>

#include <csignal>

using namespace RelayCore;
using namespace Qt::StringLiterals;
using CaptureTest::openReader;
using CaptureTest::shell;

namespace {

/// Keeps every other writer out of a capture, as a disk does that takes nothing.
class WriteLock
{
public:
    explicit WriteLock(const QString &path)
        : m_database(QSqlDatabase::addDatabase(u"QSQLITE"_s, u"lock"_s))
    {
        m_database.setDatabaseName(path);
        m_database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=10000"_s);
        isHeld = m_database.open() && QSqlQuery(m_database).exec(u"BEGIN IMMEDIATE"_s);
    }
    ~WriteLock()
    {
        m_database.close();
        m_database = {};
        QSqlDatabase::removeDatabase(u"lock"_s);
    }
    Q_DISABLE_COPY_MOVE(WriteLock)

    bool isHeld = false;

private:
    QSqlDatabase m_database;
};

QUrl urlOf(const RelayctlProcess &relayctl)
{
    return QUrl(relayctl.events(u"listening"_s).value(0).value("url"_L1).toString());
}

// A process without privileges gets a disk that is full by a limit on the size of its files.
void limitFiles()
{
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{8 * 1024 * 1024, 8 * 1024 * 1024};
    ::setrlimit(RLIMIT_FSIZE, &limit);
}

} // namespace

/// `relayctl proxy`, and what becomes of connections when their capture cannot be written.
class tst_RelayctlProxy : public RelayctlTest
{
    Q_OBJECT

private Q_SLOTS:
    void forwards();
    void authorityIsNotWrittenOverOtherFiles();
    void neverWaitLosesAndCounts();
    void aFullDiskEndsNoConnection_data();
    void aFullDiskEndsNoConnection();
    void aReadOnlyCaptureStaysComplete();

private:
    [[nodiscard]] std::unique_ptr<RelayClient> clientOf(const QUrl &url, const QNetworkProxy &proxy = {});
    /// Has \a client send itself an offer of \a bytes through the relay, and waits until it is back.
    [[nodiscard]] static bool echo(RelayClient &client, qsizetype bytes);
};

std::unique_ptr<RelayClient> tst_RelayctlProxy::clientOf(const QUrl &url, const QNetworkProxy &proxy)
{
    RelayClientOptions options;
    options.address = url;
    options.uuid = alpha;
    options.name = u"alpha"_s;
    if (proxy.type() != QNetworkProxy::DefaultProxy)
        options.proxy = proxy;
    auto client = std::make_unique<RelayClient>(options);
    QSignalSpy registered(client.get(), &RelayClient::registered);
    client->connectToRelay();
    return registered.wait(limitMs) ? std::move(client) : nullptr;
}

bool tst_RelayctlProxy::echo(RelayClient &client, qsizetype bytes)
{
    QSignalSpy received(&client, &RelayClient::messageReceived);
    client.post(PeerConnection{alpha, u"alpha"_s, alpha, DescriptionType::Offer, QString(bytes, u'x'), std::nullopt});
    return received.wait(limitMs);
}

void tst_RelayctlProxy::forwards()
{
    QTemporaryDir directory;
    const QString path = directory.filePath(u"talk.relaycap"_s);
    const QString authority = directory.filePath(u"authority.pem"_s);
    QString bundle;
    for (int run = 0; run < 2; ++run) { // The second one replaces the authority of the first.
        RelayctlProcess relayctl({u"proxy"_s, u"--forward"_s, u"--listen"_s, u"127.0.0.1:0"_s, u"--authority"_s,
                                  authority, u"--print"_s, u"--capture"_s, path + QString::number(run)});
        TRY_SEE(relayctl, u"listening"_s);
        const QJsonObject listening = relayctl.events(u"listening"_s).constFirst();
        QCOMPARE(urlOf(relayctl).scheme(), u"http"_s);
        QCOMPARE(listening.value("authority"_L1).toString(), authority);
        bundle = listening.value("bundle"_L1).toString();
        QFile file(authority);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QFile all(bundle);
        QVERIFY(all.open(QIODevice::ReadOnly));
        QVERIFY(all.readAll().endsWith(file.readAll()));

        const auto client = clientOf(
            m_relay->url(), {QNetworkProxy::HttpProxy, urlOf(relayctl).host(), quint16(urlOf(relayctl).port())});
        QVERIFY(client);
        QVERIFY(echo(*client, 10));
        client->close();
        TRY_SEE(relayctl, u"closed"_s);
        QVERIFY2(relayctl.errors().contains("SSL_CERT_FILE=" + bundle.toUtf8()), relayctl.errors().constData());
        relayctl.terminate();
        TRY_END(relayctl, 0);
        QCOMPARE(relayctl.events(u"response"_s, u"status"_s, 101).size(), 1);
        QCOMPARE(relayctl.events(u"message"_s).size(), 4);
    }
    QVERIFY(!QFile::exists(bundle));
    QVERIFY(QFile::exists(authority));
    QCOMPARE(openReader(path + u'1')->connections().value(0).name, u"alpha"_s);
}

void tst_RelayctlProxy::authorityIsNotWrittenOverOtherFiles()
{
    QTemporaryDir directory;
    QFile precious(directory.filePath(u"precious"_s));
    QVERIFY(precious.open(QIODevice::ReadWrite));
    QVERIFY(precious.write("precious\n") > 0);
    precious.flush();
    RelayctlProcess relayctl(
        {u"proxy"_s, u"--forward"_s, u"--listen"_s, u"127.0.0.1:0"_s, u"--authority"_s, precious.fileName()});
    TRY_END(relayctl, 1);
    QCOMPARE(relayctl.events(u"error"_s).size(), 1);
    QVERIFY(relayctl.events(u"listening"_s).isEmpty());
    precious.seek(0);
    QCOMPARE(precious.readAll(), "precious\n"_ba);
}

void tst_RelayctlProxy::neverWaitLosesAndCounts()
{
    constexpr int messages = 60;
    constexpr qsizetype bytes = 400'000; // All of them are more than the capture's queue holds.
    QTemporaryDir directory;
    const QString path = directory.filePath(u"talk.relaycap"_s);
    RelayctlProcess relayctl({u"proxy"_s, u"--listen"_s, u"127.0.0.1:0"_s, u"--upstream"_s, m_relay->url().toString(),
                              u"--capture"_s, path, u"--never-wait"_s});
    TRY_SEE(relayctl, u"listening"_s);
    const auto client = clientOf(urlOf(relayctl));
    QVERIFY(client);
    {
        const WriteLock lock(path);
        QVERIFY(lock.isHeld);
        for (int i = 0; i < messages; ++i)
            QVERIFY(echo(*client, bytes)); // Nothing is written meanwhile, and nothing waits.
    }
    client->close();
    QTRY_COMPARE_WITH_TIMEOUT(client->state(), RelayClient::State::Closed, limitMs);
    relayctl.terminate();
    TRY_END(relayctl, 0);
    const auto reader = openReader(path);
    const quint64 lost = reader->lostEvents();
    QVERIFY(lost > 0);
    // A registration and its response, offers there and back, a close frame of each side.
    QCOMPARE(reader->messageCount() + lost, quint64(2 + 2 * messages + 2));
    QVERIFY2(relayctl.errors().contains(QByteArray::number(lost) + " messages were not recorded"),
             relayctl.errors().constData());
}

void tst_RelayctlProxy::aFullDiskEndsNoConnection_data()
{
    QTest::addColumn<QStringList>("verb");
    QTest::addRow("proxy") << QStringList{u"proxy"_s, u"--listen"_s, u"127.0.0.1:0"_s, u"--upstream"_s};
    QTest::addRow("serve") << QStringList{u"serve"_s, u"--port"_s, u"0"_s};
}

void tst_RelayctlProxy::aFullDiskEndsNoConnection()
{
    QFETCH(QStringList, verb);
    QTemporaryDir directory;
    const QString path = directory.filePath(u"talk.relaycap"_s);
    if (verb.contains(u"--upstream"_s))
        verb.append(m_relay->url().toString());
    RelayctlProcess relayctl(verb + QStringList{u"--capture"_s, path}, limitFiles);
    TRY_SEE(relayctl, u"listening"_s);
    const auto client = clientOf(urlOf(relayctl));
    QVERIFY(client);
    const QByteArray sentence = QStringLiteral("The capture “%1” could not be written: ").arg(path).toUtf8();
    for (int i = 0; i < 200 && !relayctl.errors().contains(sentence); ++i)
        QVERIFY(echo(*client, 200'000));
    QVERIFY2(relayctl.errors().contains(sentence), relayctl.errors().constData());
    QCOMPARE(relayctl.errors().count(sentence), 1);
    QVERIFY(echo(*client, 10));
    QVERIFY(relayctl.isRunning());
    client->close();
    relayctl.terminate();
    TRY_END(relayctl, 1);

    const auto reader = openReader(path);
    const quint32 count = reader->messageCount();
    QVERIFY(count > 2);
    QCOMPARE(reader->messages(1, count).size(), std::size_t(count));
    QCOMPARE(reader->connections().value(0).name, u"alpha"_s);
    QCOMPARE(shell(path, u"PRAGMA integrity_check"_s).trimmed(), "ok"_ba);
}

void tst_RelayctlProxy::aReadOnlyCaptureStaysComplete()
{
    QTemporaryDir directory;
    const QString path = directory.filePath(u"talk.relaycap"_s);
    RelayctlProcess relayctl({u"proxy"_s, u"--listen"_s, u"127.0.0.1:0"_s, u"--upstream"_s, m_relay->url().toString(),
                              u"--capture"_s, path});
    TRY_SEE(relayctl, u"listening"_s);
    const auto client = clientOf(urlOf(relayctl));
    QVERIFY(client);
    QVERIFY(echo(*client, 10));
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner));
    QVERIFY(QFile::setPermissions(directory.path(), QFile::ReadOwner | QFile::ExeOwner));
    QVERIFY(echo(*client, 10));
    client->close();
    QTRY_COMPARE_WITH_TIMEOUT(client->state(), RelayClient::State::Closed, limitMs);
    relayctl.terminate();
    QTRY_VERIFY_WITH_TIMEOUT(!relayctl.isRunning(), limitMs);
    QVERIFY(QFile::setPermissions(directory.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    QCOMPARE(relayctl.exitCode(), 0);
    QCOMPARE(openReader(path)->messageCount(), 8U);
}

QTEST_GUILESS_MAIN(tst_RelayctlProxy)
#include "tst_relayctlproxy.moc"
