// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/capturereader.h"
#include "relaycore/client/relayclient.h"
#include "tests/cli/relayctlprocess.h"
#include "tests/support/certificates.h"

#include <QtCore/QJsonArray>
#include <QtCore/QTemporaryDir>
#include <QtNetwork/QTcpServer>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <csignal>
#include <memory>

using namespace RelayCore;
using namespace Qt::StringLiterals;
using TestSupport::Defect;

namespace {

constexpr int limitMs = 30'000;

const QUuid alpha(0xa1fa0000, 0x0000, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 1);
const QUuid beta(0xbe7a0000, 0x0000, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 2);

} // namespace

#define TRY_SEE(process, ...) QTRY_VERIFY_WITH_TIMEOUT(!(process).events(__VA_ARGS__).isEmpty(), limitMs)
#define TRY_END(process, code) QTRY_COMPARE_WITH_TIMEOUT((process).exitCode(), code, limitMs)
#define TRY_BE(client, wanted) QTRY_COMPARE_WITH_TIMEOUT((client).state(), RelayClient::State::wanted, limitMs)

class tst_RelayctlServe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void readsTheReferencesFile();
    void theCommandLineGoesBeforeTheFile();
    void refusesGlobus();
    void refusals_data();
    void refusals();
    void logsAsJson();
    void logsInWords();
    void leavesInOrder_data();
    void leavesInOrder();
    void tokensAreReadAgain();
    void badTokensAreNotTaken();
    void theCertificateIsReadAgain();
    void withoutAnythingToReadHangupEndsIt();
    void captures();

private:
    [[nodiscard]] QString write(const QString &name, const QByteArray &content) const;
    [[nodiscard]] static QUrl urlOf(const RelayctlProcess &relayctl)
    {
        return QUrl(relayctl.events(u"listening"_s).constFirst().value("url"_L1).toString());
    }
    [[nodiscard]] static std::unique_ptr<RelayClient> client(const QUrl &url, const QUuid &uuid,
                                                             const QByteArray &token = {});

    TestSupport::Certificates m_certificates;
    QTemporaryDir m_directory;
};

QString tst_RelayctlServe::write(const QString &name, const QByteArray &content) const
{
    QFile file(m_directory.filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName() : QString();
}

std::unique_ptr<RelayClient> tst_RelayctlServe::client(const QUrl &url, const QUuid &uuid, const QByteArray &token)
{
    RelayClientOptions options;
    options.name = u"client"_s;
    options.address = url;
    options.uuid = uuid;
    if (!token.isNull())
        options.headers.append({"Authorization", "Bearer " + token});
    return std::make_unique<RelayClient>(options);
}

void tst_RelayctlServe::initTestCase()
{
    QCOMPARE(m_certificates.create(), QString());
}

/// The file of the reference's documentation, but for the port, which another relay may have, and the directory.
void tst_RelayctlServe::readsTheReferencesFile()
{
    const QString directory = m_directory.filePath(u"log"_s);
    const QString config = write(u"relay.toml"_s, "port = 0\n\n[logging]\nlog_dir = \"" + directory.toUtf8()
                                                      + "\"\ndefault_log_level = \"INFO\"\n"
                                                        "websockets_log_level = \"WARNING\"\n"
                                                        "connected_client_logging_interval = 60\n"
                                                        "connected_client_logging_limit = 32\n");
    RelayctlProcess relayctl({u"serve"_s, u"--config"_s, config});
    TRY_SEE(relayctl, u"listening"_s);
    const auto one = client(urlOf(relayctl), alpha);
    one->connectToRelay();
    TRY_BE(*one, Ready);
    relayctl.terminate();
    TRY_END(relayctl, 0);
    QFile log(directory + u"/server.log"_s);
    QVERIFY(log.open(QIODevice::ReadOnly));
    const QByteArray lines = log.readAll();
    QVERIFY2(lines.contains("Registered client: Client(name=client, "), lines.constData());
    QCOMPARE(relayctl.errors(), lines); // The same on standard error, and nothing else: not a warning.
}

void tst_RelayctlServe::theCommandLineGoesBeforeTheFile()
{
    const QString config = write(u"limits.toml"_s, "port = 1\nmax_message_bytes = 10\n[logging]\n"
                                                   "default_level = \"DEBUG\"\n[limits]\nmax_name_bytes = 3\n");
    RelayctlProcess relayctl({u"serve"_s, u"-c"_s, config, u"--port"_s, u"0"_s, u"--max-message-bytes"_s, u"1000"_s,
                              u"--log-level"_s, u"critical"_s});
    TRY_SEE(relayctl, u"listening"_s);
    const auto one = client(urlOf(relayctl), alpha);
    one->connectToRelay();
    TRY_BE(*one, Failed); // The name has six bytes; that limit is the file's.
    QVERIFY2(one->lastError().text.contains(u"The name has 6 bytes"), qPrintable(one->lastError().text));
    relayctl.terminate();
    TRY_END(relayctl, 0);
    QCOMPARE(relayctl.errors(), QByteArray());
}

void tst_RelayctlServe::refusesGlobus()
{
    const QString config = write(u"globus.toml"_s, "port = 0\n\n[auth]\nmethod = \"globus\"\n\n[auth.kwargs]\n"
                                                   "client_id = \"...\"\nclient_secret = \"hush\"\n");
    RelayctlProcess relayctl({u"serve"_s, u"--config"_s, config});
    TRY_END(relayctl, 1);
    QVERIFY2(relayctl.errors().contains("globus.toml, line 4: auth.method = \"globus\" asks for Globus authentication, "
                                        "which this relay does not do."),
             relayctl.errors().constData());
    QVERIFY(!relayctl.errors().contains("hush"));
    QVERIFY(!relayctl.output().contains("hush"));
    QCOMPARE(relayctl.events(u"error"_s, u"category"_s, u"usage"_s).size(), 1);
    QVERIFY(relayctl.events(u"listening"_s).isEmpty());
}

void tst_RelayctlServe::refusals_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("reason");

    const QString bad = write(u"bad.toml"_s, "port = \"x\"");
    const QString lonely = write(u"lonely"_s, "token-without-user\n");
    QTest::addRow("a configuration that is not there")
        << QStringList{u"-c"_s, u"/nowhere.toml"_s} << "/nowhere.toml"_ba;
    QTest::addRow("a configuration that is wrong") << QStringList{u"-c"_s, bad} << "bad.toml, line 1: port must"_ba;
    QTest::addRow("tokens that are wrong") << QStringList{u"--tokens"_s, lonely} << "lonely, line 1: no user"_ba;
    QTest::addRow("a certificate that is not there")
        << QStringList{u"--certfile"_s, u"/nowhere.pem"_s} << "/nowhere.pem"_ba;
    QTest::addRow("a key alone") << QStringList{u"--keyfile"_s, lonely} << "--certfile"_ba;
    QTest::addRow("an interface that is none")
        << QStringList{u"--host"_s, u"no.such.host.invalid"_s} << "no interface"_ba;
    QTest::addRow("an address of another machine") << QStringList{u"--host"_s, u"192.0.2.1"_s} << "192.0.2.1"_ba;
    QTest::addRow("a log directory that cannot be made")
        << QStringList{u"--log-dir"_s, lonely + u"/log"_s} << "log directory"_ba;
    QTest::addRow("a capture of TLS") << QStringList{u"--capture"_s, u"x"_s, u"--certfile"_s, u"y"_s}
                                      << "cannot look into TLS"_ba;
    QTest::addRow("a capture that exists") << QStringList{u"--capture"_s, lonely} << "lonely"_ba;
}

void tst_RelayctlServe::refusals()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, reason);
    RelayctlProcess relayctl(QStringList{u"serve"_s, u"--port"_s, u"0"_s, u"--log-level"_s, u"error"_s} + arguments);
    TRY_END(relayctl, 1);
    QVERIFY2(relayctl.errors().contains(reason), relayctl.errors().constData());
    QVERIFY(!relayctl.errors().contains("token-without-user"));
    QCOMPARE(relayctl.events(u"error"_s).size(), 1);
}

void tst_RelayctlServe::logsAsJson()
{
    RelayctlProcess relayctl({u"serve"_s, u"--port"_s, u"0"_s, u"--log-json"_s});
    TRY_SEE(relayctl, u"listening"_s);
    const auto one = client(urlOf(relayctl), alpha);
    one->connectToRelay();
    TRY_BE(*one, Ready);
    (void)one->send(PeerConnection{alpha, u"client"_s, alpha, DescriptionType::Offer, u"v=0"_s, std::nullopt});
    (void)one->send(PeerConnection{alpha, u"client"_s, beta, DescriptionType::Offer, u"v=0"_s, std::nullopt});
    TRY_SEE(relayctl, u"registered"_s);
    TRY_SEE(relayctl, u"forwarded"_s);
    TRY_SEE(relayctl, u"returned"_s);
    (void)one->close();
    TRY_SEE(relayctl, u"unregistered"_s, u"close_code"_s, 1000);
    const auto client = relayctl.events(u"unregistered"_s).constFirst().value("client"_L1).toObject();
    QCOMPARE(client.value("messages"_L1).toInt(), 3);
    relayctl.terminate();
    TRY_END(relayctl, 0);
    QCOMPARE(relayctl.errors(), QByteArray());
    QCOMPARE(relayctl.malformed(), QByteArrayList());
}

void tst_RelayctlServe::logsInWords()
{
    const QString config = write(u"count.toml"_s, "[logging]\ncurrent_client_interval = 1\n");
    RelayctlProcess relayctl({u"serve"_s, u"-c"_s, config, u"--port"_s, u"0"_s});
    TRY_SEE(relayctl, u"listening"_s);
    const auto one = client(urlOf(relayctl), alpha);
    one->connectToRelay();
    TRY_BE(*one, Ready);
    QTRY_VERIFY_WITH_TIMEOUT(relayctl.errors().contains("Connected clients: 1\nClient(name=client, "), limitMs);
    QCOMPARE(relayctl.events().size(), 1); // Words go to standard error.
}

void tst_RelayctlServe::leavesInOrder_data()
{
    QTest::addColumn<bool>("interrupted");
    QTest::addRow("on SIGTERM") << false;
    QTest::addRow("on SIGINT") << true;
}

void tst_RelayctlServe::leavesInOrder()
{
    QFETCH(bool, interrupted);
    RelayctlProcess relayctl({u"serve"_s, u"--port"_s, u"0"_s});
    TRY_SEE(relayctl, u"listening"_s);
    std::vector<std::unique_ptr<RelayClient>> clients;
    for (int i = 0; i < 20; ++i) {
        clients.push_back(client(urlOf(relayctl), QUuid::createUuid()));
        clients.back()->connectToRelay();
    }
    for (const auto &one : clients)
        TRY_BE(*one, Ready);
    if (interrupted)
        relayctl.interrupt();
    else
        relayctl.terminate();
    TRY_END(relayctl, 0);
    for (const auto &one : clients) {
        QTRY_VERIFY(one->state() != RelayClient::State::Ready);
        QCOMPARE(one->lastError().closeCode, quint16(1001));
    }
    QVERIFY(relayctl.errors().contains("Relay server shutdown"));
    QCOMPARE(relayctl.errors().count("Unregistering client"), 20);
}

void tst_RelayctlServe::tokensAreReadAgain()
{
    const QString tokens = write(u"tokens"_s, "t1 ann\n");
    RelayctlProcess relayctl({u"serve"_s, u"--port"_s, u"0"_s, u"--tokens"_s, tokens, u"--log-json"_s});
    TRY_SEE(relayctl, u"listening"_s);
    const auto ann = client(urlOf(relayctl), alpha, "t1");
    ann->connectToRelay();
    TRY_BE(*ann, Ready);
    const auto bob = client(urlOf(relayctl), beta, "t2");
    bob->connectToRelay();
    TRY_BE(*bob, Failed);
    QCOMPARE(bob->lastError().closeCode, quint16(4002));

    QVERIFY(!write(u"tokens"_s, "t2 bob\n").isEmpty());
    relayctl.hangUp();
    TRY_SEE(relayctl, u"refused"_s, u"close_code"_s, 4002);
    TRY_BE(*ann, Failed); // Its token is gone.
    const auto again = client(urlOf(relayctl), beta, "t2");
    again->connectToRelay();
    TRY_BE(*again, Ready);
    QVERIFY(!relayctl.output().contains("t1") && !relayctl.output().contains("\"t2"));
    relayctl.terminate();
    TRY_END(relayctl, 0);
}

void tst_RelayctlServe::badTokensAreNotTaken()
{
    const QString tokens = write(u"tokens2"_s, "t1 ann\n");
    RelayctlProcess relayctl({u"serve"_s, u"--port"_s, u"0"_s, u"--tokens"_s, tokens, u"--log-json"_s});
    TRY_SEE(relayctl, u"listening"_s);
    const auto ann = client(urlOf(relayctl), alpha, "t1");
    ann->connectToRelay();
    TRY_BE(*ann, Ready);
    QVERIFY(!write(u"tokens2"_s, "half-a-line").isEmpty());
    relayctl.hangUp();
    TRY_SEE(relayctl, u"log"_s, u"level"_s, u"error"_s);
    const QString text = relayctl.events(u"log"_s, u"level"_s, u"error"_s).constFirst().value("text"_L1).toString();
    QVERIFY2(text.endsWith(u"The tokens read before stay in force."), qPrintable(text));
    QVERIFY(!text.contains(u"half-a-line"));
    QCOMPARE(ann->state(), RelayClient::State::Ready);
    const auto second = client(urlOf(relayctl), beta, "t1");
    second->connectToRelay();
    TRY_BE(*second, Ready);
}

void tst_RelayctlServe::theCertificateIsReadAgain()
{
    const auto copy = [this](Defect defect) {
        for (const auto &[from, to] : {std::pair(m_certificates.certificateFile(defect), u"c.pem"_s),
                                       std::pair(m_certificates.keyFile(defect), u"k.pem"_s)}) {
            QFile file(from);
            if (!file.open(QIODevice::ReadOnly) || write(to, file.readAll()).isEmpty())
                return false;
        }
        return true;
    };
    QVERIFY(copy(Defect::UnknownAuthority));
    RelayctlProcess relayctl({u"serve"_s, u"--port"_s, u"0"_s, u"--certfile"_s, m_directory.filePath(u"c.pem"_s),
                              u"--keyfile"_s, m_directory.filePath(u"k.pem"_s), u"--log-json"_s});
    TRY_SEE(relayctl, u"listening"_s);
    QCOMPARE(urlOf(relayctl).scheme(), u"wss"_s);
    const auto secure = [&](const QUuid &uuid) {
        RelayClientOptions options;
        options.name = u"client"_s;
        options.address = urlOf(relayctl);
        options.uuid = uuid;
        options.tls = m_certificates.client();
        return std::make_unique<RelayClient>(options);
    };
    const auto before = secure(alpha);
    before->connectToRelay();
    QTRY_VERIFY_WITH_TIMEOUT(before->lastError().category == RelayError::Category::Tls, limitMs);
    QVERIFY(copy(Defect::None));
    relayctl.hangUp();
    TRY_SEE(relayctl, u"log"_s, u"text"_s, u"Read the certificate "_s + m_directory.filePath(u"c.pem"_s));
    const auto after = secure(beta);
    after->connectToRelay();
    TRY_BE(*after, Ready);
}

void tst_RelayctlServe::withoutAnythingToReadHangupEndsIt()
{
    RelayctlProcess relayctl({u"serve"_s, u"--port"_s, u"0"_s});
    TRY_SEE(relayctl, u"listening"_s);
    relayctl.hangUp();
    TRY_END(relayctl, 0);
}

void tst_RelayctlServe::captures()
{
    const QString path = m_directory.filePath(u"served.relaycap"_s);
    RelayctlProcess relayctl({u"serve"_s, u"--port"_s, u"0"_s, u"--capture"_s, path});
    TRY_SEE(relayctl, u"listening"_s);
    const auto one = client(urlOf(relayctl), alpha);
    one->connectToRelay();
    TRY_BE(*one, Ready);
    QSignalSpy received(one.get(), &RelayClient::messageReceived);
    (void)one->send(PeerConnection{alpha, u"client"_s, alpha, DescriptionType::Offer, u"v=0"_s, std::nullopt});
    QTRY_COMPARE_WITH_TIMEOUT(received.size(), 1, limitMs);
    relayctl.terminate();
    TRY_END(relayctl, 0);
    auto opened = Inspector::CaptureReader::open(path);
    QVERIFY(std::holds_alternative<std::unique_ptr<Inspector::CaptureReader>>(opened));
    // Registration, response, offer there and back.
    QCOMPARE(std::get<std::unique_ptr<Inspector::CaptureReader>>(opened)->messageCount(), 4);
}

QTEST_GUILESS_MAIN(tst_RelayctlServe)
#include "tst_relayctlserve.moc"
