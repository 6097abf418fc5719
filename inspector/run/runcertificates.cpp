// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/run/runcertificates.h"

#include "inspector/setup/inputfile.h"
#include "inspector/setup/texts.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QSaveFile>
#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslConfiguration>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

constexpr qint64 maxBundleBytes = 16 * 1024 * 1024;

QByteArray systemAuthorities()
{
    QByteArray pem;
    const QList<QSslCertificate> certificates = QSslConfiguration::systemCaCertificates();
    for (const QSslCertificate &certificate : certificates)
        pem += certificate.toPem();
    return pem;
}

bool writeFile(const QString &path, const QByteArray &content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

// Returns whether the last certificate in the file \a path is that of a former run: the authorities of all runs have
// the same name, each with a key of its own.
bool endsWithSuchAnAuthority(const QString &path, const QString &authority)
{
    const QList<QSslCertificate> there = QSslCertificate::fromPath(path);
    const QList<QSslCertificate> ours = QSslCertificate::fromPath(authority);
    return !there.isEmpty() && ours.size() == 1 && there.constLast().isSelfSigned()
           && there.constLast().subjectDisplayName() == ours.constFirst().subjectDisplayName();
}

} // namespace

std::variant<std::unique_ptr<RunCertificates>, QString> RunCertificates::create(const QByteArray &authority,
                                                                                const QProcessEnvironment &base)
{
    QByteArray others;
    if (const QString given = base.value(u"SSL_CERT_FILE"_s); !given.isEmpty()) {
        const auto read = readInputFile(given, maxBundleBytes);
        if (const auto *problem = std::get_if<QString>(&read))
            return u"SSL_CERT_FILE: "_s + *problem;
        others = std::get<QByteArray>(read);
        if (!others.isEmpty() && !others.endsWith('\n'))
            others += '\n';
    } else {
        others = systemAuthorities();
    }
    std::unique_ptr<RunCertificates> certificates(new RunCertificates);
    if (!certificates->m_directory.isValid() || !writeFile(certificates->authorityFile(), authority)
        || !writeFile(certificates->bundleFile(), others + authority)) {
        return Setup::tr("Cannot write the certificates of this run to %1.").arg(certificates->m_directory.path());
    }
    return certificates;
}

QString RunCertificates::copyAuthority(const QString &path) const
{
    if (QSslCertificate::fromPath(path).size() > 1)
        return Setup::tr("%1 exists and holds something else than the authority of a former run.").arg(path);
    return copy(authorityFile(), path);
}

QString RunCertificates::copyBundle(const QString &path) const
{
    return copy(bundleFile(), path);
}

QString RunCertificates::copy(const QString &from, const QString &to) const
{
    if (QFileInfo::exists(to) && !endsWithSuchAnAuthority(to, authorityFile()))
        return Setup::tr("%1 exists and holds something else than the authority of a former run.").arg(to);
    QFile source(from);
    QSaveFile file(to);
    file.setDirectWriteFallback(true);
    if (!source.open(QIODevice::ReadOnly) || !file.open(QIODevice::WriteOnly)
        || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) || file.write(source.readAll()) < 0
        || !file.commit())
        return Setup::tr("Cannot write %1: %2.").arg(to, file.errorString());
    return {};
}

} // namespace Inspector
