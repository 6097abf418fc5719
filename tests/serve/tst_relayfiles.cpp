// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/serve/relayfiles.h"
#include "tests/support/certificates.h"

#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslKey>
#include <QtTest/QTest>

using namespace Inspector;
using namespace Qt::StringLiterals;
using TestSupport::Defect;

class tst_RelayFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void certificateAndKey();
    void bothInOneFile();
    void rsaKeys();
    void tlsComplaints_data();
    void tlsComplaints();
    void everythingAtOnce();
    void aKeyNeedsACertificate();
    void badTokens();

private:
    [[nodiscard]] QString write(const QString &name, const QByteArray &content) const;
    [[nodiscard]] static QByteArray read(const QString &path);

    TestSupport::Certificates m_certificates;
    QTemporaryDir m_directory;
    QString m_certificate;
    QString m_key;
};

QString tst_RelayFiles::write(const QString &name, const QByteArray &content) const
{
    QFile file(m_directory.filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName() : QString();
}

QByteArray tst_RelayFiles::read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void tst_RelayFiles::initTestCase()
{
    QCOMPARE(m_certificates.create(), QString());
    m_certificate = m_certificates.certificateFile(Defect::None);
    m_key = m_certificates.keyFile(Defect::None);
}

void tst_RelayFiles::certificateAndKey()
{
    const auto tls = readTlsFiles(m_certificate, m_key);
    const auto *reason = std::get_if<QString>(&tls);
    QVERIFY2(!reason, qPrintable(reason ? *reason : QString()));
    QVERIFY(!std::get<QSslConfiguration>(tls).privateKey().isNull());
}

void tst_RelayFiles::bothInOneFile()
{
    const QString both = write(u"both.pem"_s, read(m_certificate) + read(m_certificates.authorityFile()) + read(m_key));
    const auto tls = readTlsFiles(both, {});
    QVERIFY(std::holds_alternative<QSslConfiguration>(tls));
    QCOMPARE(std::get<QSslConfiguration>(tls).localCertificateChain().size(), 2);
}

void tst_RelayFiles::rsaKeys()
{
    QProcess openssl;
    openssl.setWorkingDirectory(m_directory.path());
    openssl.start(u"openssl"_s, {u"req"_s, u"-x509"_s, u"-newkey"_s, u"rsa:2048"_s, u"-nodes"_s, u"-subj"_s, u"/CN=r"_s,
                                 u"-keyout"_s, u"rsa.key"_s, u"-out"_s, u"rsa.pem"_s});
    QVERIFY(openssl.waitForFinished(60'000));
    const auto tls = readTlsFiles(m_directory.filePath(u"rsa.pem"_s), m_directory.filePath(u"rsa.key"_s));
    QVERIFY(std::holds_alternative<QSslConfiguration>(tls));
}

void tst_RelayFiles::tlsComplaints_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("reason");

    const QString nonsense = write(u"nonsense"_s, "hello");
    const QString encrypted = write(u"encrypted.key"_s, "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n"
                                                        "-----END ENCRYPTED PRIVATE KEY-----\n");
    QTest::addRow("no certificate file") << u"/nowhere.pem"_s << m_key << u"Cannot read /nowhere.pem"_s;
    QTest::addRow("no certificate in it") << nonsense << m_key << u"holds no PEM certificate"_s;
    QTest::addRow("a key instead of a certificate") << m_key << m_key << u"holds no PEM certificate"_s;
    QTest::addRow("no key file") << m_certificate << u"/nowhere.key"_s << u"Cannot read /nowhere.key"_s;
    QTest::addRow("no key in it") << m_certificate << nonsense << u"holds no RSA, EC or DSA private key"_s;
    QTest::addRow("no key with the certificate") << m_certificate << QString() << u"name its file with --keyfile"_s;
    QTest::addRow("an encrypted key") << m_certificate << encrypted << u"openssl pkey"_s;
    QTest::addRow("the key of another certificate")
        << m_certificate << m_certificates.keyFile(Defect::WrongHost) << u"do not work together"_s;
}

void tst_RelayFiles::tlsComplaints()
{
    QFETCH(QString, certificate);
    QFETCH(QString, key);
    QFETCH(QString, reason);
    const auto tls = readTlsFiles(certificate, key);
    const auto *text = std::get_if<QString>(&tls);
    QVERIFY(text);
    QVERIFY2(text->contains(reason), qPrintable(*text));
}

void tst_RelayFiles::everythingAtOnce()
{
    ServeConfig config;
    config.port = 17;
    config.certFile = m_certificate;
    config.keyFile = m_key;
    config.tokensFile = write(u"tokens"_s, "t1 ann\n");
    config.limits.connections = 3;
    config.keepalive = std::chrono::seconds(9);
    const auto read = readRelayFiles(config);
    QVERIFY(std::holds_alternative<RelayCore::RelayServerOptions>(read));
    const auto &options = std::get<RelayCore::RelayServerOptions>(read);
    QCOMPARE(options.port, quint16(17));
    QVERIFY(options.tls.has_value());
    QCOMPARE(options.users.value().userOf("t1"), u"ann"_s);
    QVERIFY(options.limits == config.limits);
    QCOMPARE(options.keepalive, config.keepalive);
}

void tst_RelayFiles::aKeyNeedsACertificate()
{
    ServeConfig config;
    config.keyFile = m_key;
    QVERIFY(std::get<QString>(readRelayFiles(config)).contains(u"--certfile"));
}

void tst_RelayFiles::badTokens()
{
    ServeConfig config;
    config.tokensFile = write(u"bad"_s, "lonely\n");
    const QString reason = std::get<QString>(readRelayFiles(config));
    QVERIFY2(reason.contains(u"line 1") && !reason.contains(u"lonely"), qPrintable(reason));
}

QTEST_GUILESS_MAIN(tst_RelayFiles)
#include "tst_relayfiles.moc"
