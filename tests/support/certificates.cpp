// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/support/certificates.h"

#include <QtCore/QDateTime>
#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslKey>
#include <QtNetwork/QSslSocket>

namespace TestSupport {

using namespace Qt::Literals::StringLiterals;

namespace {

const QStringList newKey{u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:prime256v1"_s, u"-nodes"_s};

QString fileName(Defect defect)
{
    switch (defect) {
    case Defect::None:
        return u"good"_s;
    case Defect::SelfSigned:
        return u"self"_s;
    case Defect::Expired:
        return u"expired"_s;
    case Defect::WrongHost:
        return u"elsewhere"_s;
    case Defect::UnknownAuthority:
        return u"unknown"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

QStringList validity(int days)
{
    constexpr long openSsl34 = 0x30400000L;
    if (days >= 0 || QSslSocket::sslLibraryVersionNumber() < openSsl34)
        return {u"-days"_s, QString::number(days)};
    const QDateTime end = QDateTime::currentDateTimeUtc().addDays(days);
    const QString format = u"yyyyMMddhhmmss'Z'"_s;
    return {u"-not_before"_s, end.addDays(-1).toString(format), u"-not_after"_s, end.toString(format)};
}

QString Certificates::run(const QStringList &arguments) const
{
    QProcess openssl;
    openssl.setWorkingDirectory(m_directory.path());
    openssl.start(u"openssl"_s, arguments);
    if (!openssl.waitForFinished(60'000) || openssl.exitStatus() != QProcess::NormalExit || openssl.exitCode() != 0)
        return u"openssl %1: %2 %3"_s.arg(arguments.join(u' '), openssl.errorString(),
                                          QString::fromLocal8Bit(openssl.readAllStandardError()));
    return {};
}

QString Certificates::makeAuthority(const QString &name) const
{
    // Python 3.13 takes no authority that does not say what its key is for.
    return run(QStringList{u"req"_s, u"-x509"_s, u"-days"_s, u"2"_s, u"-subj"_s, u"/CN="_s + name, u"-addext"_s,
                           u"keyUsage=critical,keyCertSign,cRLSign"_s, u"-keyout"_s, name + u".key"_s, u"-out"_s,
                           name + u".pem"_s}
               + newKey);
}

QString Certificates::create()
{
    for (const QString &authority : {u"trusted"_s, u"stranger"_s}) {
        if (const auto why = makeAuthority(authority); !why.isEmpty())
            return why;
    }
    for (const Defect defect :
         {Defect::None, Defect::SelfSigned, Defect::Expired, Defect::WrongHost, Defect::UnknownAuthority}) {
        const QString name = fileName(defect);
        const QString host = defect == Defect::WrongHost ? u"DNS:elsewhere.example"_s : u"IP:127.0.0.1"_s;
        const auto requested =
            run(QStringList{u"req"_s, u"-subj"_s, u"/CN=relay"_s, u"-addext"_s, u"subjectAltName="_s + host,
                            u"-keyout"_s, name + u".key"_s, u"-out"_s, name + u".csr"_s}
                + newKey);
        if (!requested.isEmpty())
            return requested;
        const QString authority = defect == Defect::UnknownAuthority ? u"stranger"_s : u"trusted"_s;
        const auto signer = defect == Defect::SelfSigned ? QStringList{u"-signkey"_s, name + u".key"_s}
                                                         : QStringList{u"-CA"_s, authority + u".pem"_s, u"-CAkey"_s,
                                                                       authority + u".key"_s, u"-CAcreateserial"_s};
        const auto signedBy = run(QStringList{u"x509"_s, u"-req"_s, u"-in"_s, name + u".csr"_s, u"-copy_extensions"_s,
                                              u"copy"_s, u"-out"_s, name + u".pem"_s}
                                  + validity(defect == Defect::Expired ? -1 : 2) + signer);
        if (!signedBy.isEmpty())
            return signedBy;
    }
    return {};
}

QSslConfiguration Certificates::server(Defect defect) const
{
    QFile key(keyFile(defect));
    [[maybe_unused]] const bool opened = key.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    auto tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificate(QSslCertificate::fromPath(certificateFile(defect)).constFirst());
    tls.setPrivateKey(QSslKey(&key, QSsl::Ec));
    tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    return tls;
}

QString Certificates::certificateFile(Defect defect) const
{
    return m_directory.filePath(fileName(defect) + u".pem"_s);
}

QString Certificates::keyFile(Defect defect) const
{
    return m_directory.filePath(fileName(defect) + u".key"_s);
}

QString Certificates::authorityFile() const
{
    return m_directory.filePath(u"trusted.pem"_s);
}

QSslConfiguration Certificates::client() const
{
    auto tls = QSslConfiguration::defaultConfiguration();
    tls.setCaCertificates(QSslCertificate::fromPath(authorityFile()));
    return tls;
}

} // namespace TestSupport
