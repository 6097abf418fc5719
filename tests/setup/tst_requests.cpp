// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/setup/connectrequest.h"
#include "inspector/setup/proxyrequest.h"
#include "tests/support/certificates.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace Inspector;
using namespace Qt::StringLiterals;
using RelayCore::TokenReason;

class tst_Requests : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whatIsNotInFilesStays();
    void theTokenIsNoHeader();
    void filesThatCannotBeUsed();
    void twoTokens();
    void exposedCredentials_data();
    void exposedCredentials();
    void proxy();

private:
    TestSupport::Certificates m_certificates;
    QTemporaryDir m_directory;
    QString m_token;
};

void tst_Requests::initTestCase()
{
    QCOMPARE(m_certificates.create(), QString());
    m_token = m_directory.filePath(u"token"_s);
    QFile file(m_token);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("sesame\n");
}

void tst_Requests::whatIsNotInFilesStays()
{
    ConnectRequest request;
    request.client.address = QUrl(u"wss://h"_s);
    request.client.name = u"alpha"_s;
    request.client.headers = {{"X-Lab", "7"}};
    request.client.verifyCertificate = false;
    const auto options = std::get<RelayCore::RelayClientOptions>(clientOptions(request));
    QCOMPARE(options.address, request.client.address);
    QCOMPARE(options.name, u"alpha"_s);
    QCOMPARE(options.headers, request.client.headers);
    QVERIFY(!options.verifyCertificate);
    QVERIFY(!options.tls);
    QVERIFY(!options.tokenProvider);
}

void tst_Requests::theTokenIsNoHeader()
{
    ConnectRequest request;
    request.tokenFile = m_token;
    request.tls.authorities = m_certificates.authorityFile();
    QList<QByteArray> heard;
    const auto options = std::get<RelayCore::RelayClientOptions>(
        clientOptions(request, [&heard](const std::variant<QByteArray, QString> &read) {
            heard.append(std::get<QByteArray>(read));
        }));
    QVERIFY(options.headers.isEmpty());
    QVERIFY(options.tls);
    QVERIFY(options.tokenProvider);
    QCOMPARE(heard, QList<QByteArray>({"sesame"}));
    QCOMPARE(options.tokenProvider(TokenReason::FirstUse).result().value, "sesame"_ba);
    QCOMPARE(options.tokenProvider(TokenReason::Refused).result().value, "sesame"_ba);
    QCOMPARE(heard, QList<QByteArray>({"sesame", "sesame"}));
}

void tst_Requests::filesThatCannotBeUsed()
{
    const QString problem = u"Cannot read /nowhere: No such file or directory."_s;
    ConnectRequest token;
    token.tokenFile = u"/nowhere"_s;
    QCOMPARE(std::get<QString>(clientOptions(token)), problem);
    ConnectRequest authorities;
    authorities.tls.authorities = u"/nowhere"_s;
    QCOMPARE(std::get<QString>(clientOptions(authorities)), problem);
    ConnectRequest certificate;
    certificate.tls.certificate = u"/nowhere"_s;
    QCOMPARE(std::get<QString>(clientOptions(certificate)), problem);
}

void tst_Requests::twoTokens()
{
    ConnectRequest request;
    request.tokenFile = m_token;
    request.client.headers = {{"AUTHORIZATION", "Bearer secret"}};
    QCOMPARE(std::get<QString>(clientOptions(request)),
             u"Both the token file and a header set Authorization. Give one of them."_s);
}

void tst_Requests::exposedCredentials_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("tokenFile");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<bool>("expected");
    QTest::addRow("a token over ws to another machine") << u"ws://h"_s << u"t"_s << ""_ba << true;
    QTest::addRow("a header over ws to another machine") << u"ws://h"_s << QString() << "authorization"_ba << true;
    QTest::addRow("a password over ws to another machine") << u"ws://me:secret@h"_s << QString() << ""_ba << true;
    QTest::addRow("no credentials") << u"ws://h"_s << QString() << "X-Lab"_ba << false;
    QTest::addRow("over wss") << u"wss://h"_s << u"t"_s << "authorization"_ba << false;
    QTest::addRow("within this machine") << u"ws://127.0.0.1"_s << u"t"_s << ""_ba << false;
}

void tst_Requests::exposedCredentials()
{
    QFETCH(const QString, address);
    QFETCH(const QString, tokenFile);
    QFETCH(const QByteArray, header);
    ConnectRequest request;
    request.client.address = QUrl(address);
    request.tokenFile = tokenFile;
    if (!header.isEmpty())
        request.client.headers = {{header, "x"}};
    QTEST(exposesCredentials(request), "expected");
}

void tst_Requests::proxy()
{
    ProxyRequest request;
    request.listen.port = 17;
    request.upstream = QUrl(u"wss://h"_s);
    request.verifyCertificate = false;
    request.tls.authorities = m_certificates.authorityFile();
    const auto options = std::get<ProxyOptions>(proxyOptions(request));
    QCOMPARE(options.port, quint16(17));
    QCOMPARE(options.upstream, request.upstream);
    QVERIFY(!options.verifyCertificate);
    QVERIFY(options.tls);

    request.tls.authorities = u"/nowhere"_s;
    QCOMPARE(std::get<QString>(proxyOptions(request)),
             u"Cannot read /nowhere: No such file or directory."_s);
}

QTEST_GUILESS_MAIN(tst_Requests)
#include "tst_requests.moc"
