// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/check/certificates.h"

#include "tests/support/certificates.h"

#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtNetwork/QSslKey>
#include <QtNetwork/QSslSocket>

using namespace Qt::StringLiterals;

namespace {

void write(const QString &path, const QString &text)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text.toUtf8()) < 0)
        qFatal("cannot write %s", qPrintable(path));
}

} // namespace

QString Certificates::openssl(const QStringList &arguments)
{
    QProcess process;
    process.setWorkingDirectory(m_directory.path());
    process.start(u"openssl"_s, arguments);
    if (!process.waitForFinished(60'000) || process.exitCode() != 0)
        return QString::fromLocal8Bit("openssl: " + process.readAllStandardError());
    return {};
}

QString Certificates::make()
{
    if (QString error = openssl({u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s,
                                 u"ec_paramgen_curve:prime256v1"_s, u"-nodes"_s, u"-days"_s, u"300"_s, u"-subj"_s,
                                 u"/CN=Test Authority"_s, u"-keyout"_s, u"ca.key"_s, u"-out"_s, u"ca.pem"_s});
        !error.isEmpty())
        return error;
    return openssl({u"ecparam"_s, u"-name"_s, u"prime256v1"_s, u"-genkey"_s, u"-noout"_s, u"-out"_s, u"server.key"_s});
}

QSslConfiguration Certificates::server(const QString &names, int days)
{
    const QString stem = u"server%1"_s.arg(++m_issued);
    write(m_directory.filePath(stem + u".ext"_s), names.isEmpty() ? QString() : u"subjectAltName=%1\n"_s.arg(names));
    const QString subject = names.isEmpty() ? u"/CN=127.0.0.1"_s : u"/CN=Test Relay"_s;
    QString error =
        openssl({u"req"_s, u"-new"_s, u"-key"_s, u"server.key"_s, u"-subj"_s, subject, u"-out"_s, stem + u".csr"_s});
    if (error.isEmpty())
        error = openssl(QStringList{u"x509"_s, u"-req"_s, u"-in"_s, stem + u".csr"_s, u"-CA"_s, u"ca.pem"_s,
                                    u"-CAkey"_s, u"ca.key"_s, u"-set_serial"_s, QString::number(m_issued),
                                    u"-extfile"_s, stem + u".ext"_s, u"-out"_s, stem + u".pem"_s}
                        + TestSupport::validity(days));
    if (!error.isEmpty())
        qFatal("%s", qPrintable(error));
    return configuration(stem + u".pem"_s);
}

QSslConfiguration Certificates::selfSigned(const QString &names, int days)
{
    const QString stem = u"self%1"_s.arg(++m_issued);
    const QString error =
        openssl(QStringList{u"req"_s, u"-x509"_s, u"-key"_s, u"server.key"_s, u"-subj"_s, u"/CN=Test Relay"_s,
                            u"-addext"_s, u"subjectAltName="_s + names, u"-out"_s, stem + u".pem"_s}
                + TestSupport::validity(days));
    if (!error.isEmpty())
        qFatal("%s", qPrintable(error));
    return configuration(stem + u".pem"_s);
}

QSslConfiguration Certificates::configuration(const QString &certificate) const
{
    QFile key(m_directory.filePath(u"server.key"_s));
    if (!key.open(QIODevice::ReadOnly))
        qFatal("no key");
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(QSslCertificate::fromPath(m_directory.filePath(certificate)).constFirst());
    configuration.setPrivateKey(QSslKey(&key, QSsl::Ec));
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    return configuration;
}

QSslConfiguration Certificates::trusting() const
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setCaCertificates(QSslCertificate::fromPath(authorityFile()));
    return configuration;
}
