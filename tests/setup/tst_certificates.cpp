// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/setup/certificates.h"
#include "tests/support/pipe.h"
#include "tests/support/certificates.h"

#include <QtTest/QTest>

using namespace Inspector;
using namespace Qt::StringLiterals;
using TestSupport::Defect;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class tst_Certificates : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void authorities();
    void notAuthorities();
    void noFilesMeanTheSystemsDefault();
    void authoritiesAddToTheSystems();
    void ownCertificate();
    void certificateAndKeyInOnePipe();
    void certificateAndKeyInTwoPipes();
    void notOwnCertificates();

private:
    TestSupport::Certificates m_certificates;
};

void tst_Certificates::initTestCase()
{
    QCOMPARE(m_certificates.create(), QString());
}

void tst_Certificates::authorities()
{
    const auto fromFile = readCaFile(m_certificates.authorityFile());
    QCOMPARE(std::get<QList<QSslCertificate>>(fromFile).size(), 1);
    const Pipe pipe(contentOf(m_certificates.authorityFile()));
    QCOMPARE(readCaFile(pipe.path()), fromFile);
}

void tst_Certificates::notAuthorities()
{
    QCOMPARE(std::get<QString>(readCaFile(u"/nowhere"_s)), u"Cannot read /nowhere: No such file or directory."_s);
    const Pipe pipe("no certificate");
    QCOMPARE(std::get<QString>(readCaFile(pipe.path())), pipe.path() + u" holds no PEM certificate."_s);
}

void tst_Certificates::noFilesMeanTheSystemsDefault()
{
    QVERIFY(!std::get<std::optional<QSslConfiguration>>(tlsConfiguration({})));
}

void tst_Certificates::authoritiesAddToTheSystems()
{
    const QSslCertificate own = QSslCertificate::fromPath(m_certificates.authorityFile()).constFirst();
    QSslConfiguration system = QSslConfiguration::defaultConfiguration();
    const QList<QSslCertificate> before = system.caCertificates();
    QVERIFY(!before.contains(own));
    const QSslCertificate other =
        QSslCertificate::fromPath(m_certificates.certificateFile(Defect::SelfSigned)).constFirst();
    system.addCaCertificate(other); // The system may have none.
    QSslConfiguration::setDefaultConfiguration(system);

    const auto read = tlsConfiguration({m_certificates.authorityFile(), {}, {}});
    const auto configuration = std::get<std::optional<QSslConfiguration>>(read);
    QVERIFY(configuration);
    QCOMPARE(configuration->caCertificates().size(), before.size() + 2);
    QVERIFY(configuration->caCertificates().contains(own));
    QVERIFY(configuration->caCertificates().contains(other));
    QVERIFY(configuration->localCertificate().isNull());
}

void tst_Certificates::ownCertificate()
{
    const auto read =
        tlsConfiguration({{}, m_certificates.certificateFile(Defect::None), m_certificates.keyFile(Defect::None)});
    const auto configuration = std::get<std::optional<QSslConfiguration>>(read);
    QVERIFY(configuration);
    QCOMPARE(configuration->localCertificate(),
             QSslCertificate::fromPath(m_certificates.certificateFile(Defect::None)).constFirst());
    QVERIFY(!configuration->privateKey().isNull());
    QCOMPARE(configuration->caCertificates(), QSslConfiguration::defaultConfiguration().caCertificates());
}

void tst_Certificates::certificateAndKeyInOnePipe()
{
    const QByteArray both = contentOf(m_certificates.certificateFile(Defect::None))
                            + contentOf(m_certificates.authorityFile())
                            + contentOf(m_certificates.keyFile(Defect::None));
    const Pipe pipe(both);
    const auto pair = readKeyPair(pipe.path(), {});
    QVERIFY2(std::holds_alternative<KeyPair>(pair),
             qPrintable(pair.index() == 1 ? std::get<QString>(pair) : QString()));
    QCOMPARE(std::get<KeyPair>(pair).chain.size(), 2);

    const Pipe twice(both); // The same name for both: still one file.
    QVERIFY(std::holds_alternative<KeyPair>(readKeyPair(twice.path(), twice.path())));
}

void tst_Certificates::certificateAndKeyInTwoPipes()
{
    const Pipe certificate(contentOf(m_certificates.certificateFile(Defect::None)));
    const Pipe key(contentOf(m_certificates.keyFile(Defect::None)));
    QVERIFY(std::holds_alternative<KeyPair>(readKeyPair(certificate.path(), key.path())));
}

void tst_Certificates::notOwnCertificates()
{
    const auto problem = [](const TlsFiles &files) {
        const auto read = tlsConfiguration(files);
        return read.index() == 1 ? std::get<QString>(read) : QString();
    };
    const QString certificate = m_certificates.certificateFile(Defect::None);
    const QString key = m_certificates.keyFile(Defect::None);
    QCOMPARE(problem({{}, {}, key}),
             u"There is a key (%1) but no certificate; name its file with --certfile."_s.arg(key));
    QCOMPARE(problem({{}, certificate, {}}), certificate + u" holds no private key; name its file with --keyfile."_s);
    QCOMPARE(problem({{}, key, key}),
             key + u" holds no PEM certificate. The own certificate comes first, those of its authorities follow."_s);
    const QString other = m_certificates.keyFile(Defect::WrongHost);
    QVERIFY(
        problem({{}, certificate, other})
            .startsWith(u"The certificate in %1 and the key in %2 do not work together: "_s.arg(certificate, other)));
}

QTEST_GUILESS_MAIN(tst_Certificates)
#include "tst_certificates.moc"
