// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/run/runcertificates.h"
#include "inspector/run/runenvironment.h"
#include "tests/support/certificates.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslConfiguration>
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

/// What a program that is run sees.
class tst_RunEnvironment : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void webSocketsOnly();
    void everything();
    void certificates();
    void certificatesOfTheEnvironment();
    void certificatesThatCannotBeRead();
    void certificatesGoWithTheRun();
    void theAuthorityIsCopied();
    void otherFilesAreNotReplaced_data();
    void otherFilesAreNotReplaced();

private:
    [[nodiscard]] QByteArray authority() const { return contentOf(m_certificates.authorityFile()); }

    TestSupport::Certificates m_certificates;
};

void tst_RunEnvironment::initTestCase()
{
    QCOMPARE(m_certificates.create(), QString());
}

void tst_RunEnvironment::webSocketsOnly()
{
    QProcessEnvironment base;
    base.insert(u"PATH"_s, u"/bin"_s);
    base.insert(u"https_proxy"_s, u"http://corporate:3128"_s);
    base.insert(u"NO_PROXY"_s, u"127.0.0.1,localhost"_s);
    base.insert(u"SSL_CERT_FILE"_s, u"/etc/own.pem"_s);
    const QProcessEnvironment made =
        applied({QUrl(u"http://127.0.0.1:9701"_s), u"/run/a.pem"_s, u"/run/b.pem"_s, false}, base);

    QStringList expected{u"PATH=/bin"_s, u"https_proxy=http://corporate:3128"_s, u"NO_PROXY="_s,
                         u"no_proxy="_s, u"SSL_CERT_FILE=/run/b.pem"_s,          u"NODE_EXTRA_CA_CERTS=/run/a.pem"_s};
    for (const QString &name : {u"ws_proxy"_s, u"wss_proxy"_s, u"WS_PROXY"_s, u"WSS_PROXY"_s})
        expected.append(name + u"=http://127.0.0.1:9701"_s);
    QStringList variables = made.toStringList();
    variables.sort();
    expected.sort();
    QCOMPARE(variables, expected);
}

void tst_RunEnvironment::everything()
{
    const QProcessEnvironment made =
        applied({QUrl(u"http://127.0.0.1:9701"_s), u"/run/a.pem"_s, u"/run/b.pem"_s, true}, {});
    QStringList expected{u"NO_PROXY="_s,
                         u"no_proxy="_s,
                         u"SSL_CERT_FILE=/run/b.pem"_s,
                         u"REQUESTS_CA_BUNDLE=/run/b.pem"_s,
                         u"CURL_CA_BUNDLE=/run/b.pem"_s,
                         u"NODE_EXTRA_CA_CERTS=/run/a.pem"_s};
    for (const QString &name : {u"ws_proxy"_s, u"wss_proxy"_s, u"http_proxy"_s, u"https_proxy"_s, u"all_proxy"_s}) {
        expected.append(name + u"=http://127.0.0.1:9701"_s);
        expected.append(name.toUpper() + u"=http://127.0.0.1:9701"_s);
    }
    QStringList variables = made.toStringList();
    variables.sort();
    expected.sort();
    QCOMPARE(variables, expected);
}

void tst_RunEnvironment::certificates()
{
    const auto made = RunCertificates::create(authority(), {});
    const auto &files = std::get<std::unique_ptr<RunCertificates>>(made);
    QCOMPARE(contentOf(files->authorityFile()), authority());
    QCOMPARE(QSslCertificate::fromPath(files->bundleFile()).size(),
             QSslConfiguration::systemCaCertificates().size() + 1);
    QVERIFY(contentOf(files->bundleFile()).endsWith(authority()));
    const QFileInfo directory(QFileInfo(files->bundleFile()).path());
    QCOMPARE(directory.permissions() & ~QFile::Permissions(QFile::ReadUser | QFile::WriteUser | QFile::ExeUser),
             QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

void tst_RunEnvironment::certificatesOfTheEnvironment()
{
    QProcessEnvironment base;
    base.insert(u"SSL_CERT_FILE"_s, m_certificates.certificateFile(Defect::SelfSigned));
    const auto made = RunCertificates::create(authority(), base);
    const auto &files = std::get<std::unique_ptr<RunCertificates>>(made);
    QCOMPARE(QSslCertificate::fromPath(files->bundleFile()),
             QSslCertificate::fromPath(m_certificates.certificateFile(Defect::SelfSigned))
                 + QSslCertificate::fromPath(m_certificates.authorityFile()));
}

void tst_RunEnvironment::certificatesThatCannotBeRead()
{
    QProcessEnvironment base;
    base.insert(u"SSL_CERT_FILE"_s, u"/nowhere.pem"_s);
    QCOMPARE(std::get<QString>(RunCertificates::create(authority(), base)),
             u"SSL_CERT_FILE: Cannot read /nowhere.pem: No such file or directory."_s);
}

void tst_RunEnvironment::certificatesGoWithTheRun()
{
    auto made = RunCertificates::create(authority(), {});
    auto &files = std::get<std::unique_ptr<RunCertificates>>(made);
    const QString directory = QFileInfo(files->bundleFile()).path();
    QVERIFY(QFileInfo::exists(directory));
    files.reset();
    QVERIFY(!QFileInfo::exists(directory));
}

void tst_RunEnvironment::theAuthorityIsCopied()
{
    auto made = RunCertificates::create(authority(), {});
    const auto &files = std::get<std::unique_ptr<RunCertificates>>(made);
    QTemporaryDir directory;
    const QString path = directory.filePath(u"authority.pem"_s);
    QCOMPARE(files->copyAuthority(path), QString());
    QCOMPARE(contentOf(path), authority());
    QCOMPARE(QFileInfo(path).permissions() & ~QFile::Permissions(QFile::ReadUser | QFile::WriteUser),
             QFile::ReadOwner | QFile::WriteOwner);
    QCOMPARE(files->copyAuthority(path), QString()); // Of a former run.
    const QString bundle = directory.filePath(u"bundle.pem"_s);
    QCOMPARE(files->copyBundle(bundle), QString());
    QCOMPARE(contentOf(bundle), contentOf(files->bundleFile()));
    QCOMPARE(files->copyBundle(bundle), QString());
    QVERIFY(!files->copyAuthority(bundle).isEmpty());
    QCOMPARE(contentOf(bundle), contentOf(files->bundleFile()));
}

void tst_RunEnvironment::otherFilesAreNotReplaced_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addRow("empty") << QByteArray();
    QTest::addRow("a text") << QByteArray("precious\n");
    QTest::addRow("another certificate") << contentOf(m_certificates.certificateFile(Defect::SelfSigned));
    QTest::addRow("a bundle with other authorities at its end")
        << authority() + contentOf(m_certificates.certificateFile(Defect::SelfSigned));
}

void tst_RunEnvironment::otherFilesAreNotReplaced()
{
    QFETCH(const QByteArray, content);
    auto made = RunCertificates::create(authority(), {});
    const auto &files = std::get<std::unique_ptr<RunCertificates>>(made);
    QTemporaryDir directory;
    const QString path = directory.filePath(u"file"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
    file.close();
    QCOMPARE(files->copyAuthority(path),
             path + u" exists and holds something else than the authority of a former run."_s);
    QCOMPARE(files->copyBundle(path), path + u" exists and holds something else than the authority of a former run."_s);
    QCOMPARE(contentOf(path), content);
    QVERIFY(files->copyAuthority(u"/nowhere/authority.pem"_s).startsWith(u"Cannot write /nowhere/authority.pem: "));
}

QTEST_GUILESS_MAIN(tst_RunEnvironment)
#include "tst_runenvironment.moc"
