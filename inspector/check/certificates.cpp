// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/check/certificates.h"

#include "inspector/check/checktexts.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QJsonObject>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

using Kind = Problem::Kind;

Kind kindOf(QSslError::SslError error)
{
    switch (error) {
    case QSslError::CertificateExpired:
        return Kind::CertificateExpired;
    case QSslError::CertificateNotYetValid:
        return Kind::CertificateNotYetValid;
    case QSslError::HostNameMismatch:
        return Kind::HostNameMismatch;
    case QSslError::SelfSignedCertificate:
        return Kind::SelfSigned;
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::CertificateUntrusted:
        return Kind::UnknownAuthority;
    case QSslError::NoError:
    case QSslError::UnableToDecryptCertificateSignature:
    case QSslError::UnableToDecodeIssuerPublicKey:
    case QSslError::CertificateSignatureFailed:
    case QSslError::InvalidNotBeforeField:
    case QSslError::InvalidNotAfterField:
    case QSslError::CertificateRevoked:
    case QSslError::InvalidCaCertificate:
    case QSslError::PathLengthExceeded:
    case QSslError::InvalidPurpose:
    case QSslError::CertificateRejected:
    case QSslError::SubjectIssuerMismatch:
    case QSslError::AuthorityIssuerSerialNumberMismatch:
    case QSslError::NoPeerCertificate:
    case QSslError::NoSslSupport:
    case QSslError::CertificateBlacklisted:
    case QSslError::CertificateStatusUnknown:
    case QSslError::OcspNoResponseFound:
    case QSslError::OcspMalformedRequest:
    case QSslError::OcspMalformedResponse:
    case QSslError::OcspInternalError:
    case QSslError::OcspTryLater:
    case QSslError::OcspSigRequred:
    case QSslError::OcspUnauthorized:
    case QSslError::OcspResponseCannotBeTrusted:
    case QSslError::OcspResponseCertIdUnknown:
    case QSslError::OcspResponseExpired:
    case QSslError::OcspStatusUnknown:
    case QSslError::UnspecifiedError:
        return Kind::CertificateRejected;
    }
    return Kind::CertificateRejected; // A newer Qt knows more of them.
}

QString firstOf(const QStringList &common, const QStringList &organizations)
{
    if (!common.isEmpty())
        return common.constFirst();
    return organizations.isEmpty() ? CheckTexts::tr("(no name)") : organizations.constFirst();
}

QStringList alternativeNamesOf(const QSslCertificate &certificate)
{
    QStringList names;
    const auto alternatives = certificate.subjectAlternativeNames();
    for (auto name = alternatives.cbegin(); name != alternatives.cend(); ++name) {
        if (name.key() == QSsl::DnsEntry || name.key() == QSsl::IpAddressEntry)
            names.append(name.value());
    }
    return names;
}

bool isEarlier(const QSslCertificate &left, const QSslCertificate &right)
{
    return left.expiryDate() < right.expiryDate();
}

} // namespace

QString subjectOf(const QSslCertificate &certificate)
{
    if (certificate.subjectInfo(QSslCertificate::CommonName).isEmpty()) {
        if (const QStringList names = namesOf(certificate); !names.isEmpty())
            return names.constFirst();
    }
    return firstOf(certificate.subjectInfo(QSslCertificate::CommonName),
                   certificate.subjectInfo(QSslCertificate::Organization));
}

QString issuerOf(const QSslCertificate &certificate)
{
    return firstOf(certificate.issuerInfo(QSslCertificate::CommonName),
                   certificate.issuerInfo(QSslCertificate::Organization));
}

QStringList namesOf(const QSslCertificate &certificate)
{
    QStringList names = alternativeNamesOf(certificate);
    if (names.isEmpty())
        names = certificate.subjectInfo(QSslCertificate::CommonName);
    names.sort();
    return names;
}

int daysLeft(const QList<QSslCertificate> &chain, const QDateTime &now)
{
    const qint64 seconds = now.secsTo(std::ranges::min_element(chain, isEarlier)->expiryDate());
    constexpr qint64 secondsADay = 24 * 60 * 60;
    return int(seconds >= 0 ? seconds / secondsADay : -1 - (-seconds / secondsADay));
}

QList<Problem> validateCertificates(const QList<QSslCertificate> &chain, const QList<QSslError> &errors,
                                    const QDateTime &now)
{
    QList<Problem> problems;
    for (const QSslError &error : errors) {
        Problem problem;
        problem.kind = kindOf(error.error());
        const QSslCertificate certificate =
            error.certificate().isNull() && !chain.isEmpty() ? chain.constFirst() : error.certificate();
        if (problem.kind == Kind::CertificateExpired) {
            problem.text = subjectOf(certificate);
            problem.time = certificate.expiryDate();
        } else if (problem.kind == Kind::CertificateNotYetValid) {
            problem.text = subjectOf(certificate);
            problem.time = certificate.effectiveDate();
        } else if (problem.kind == Kind::HostNameMismatch) {
            problem.text = chain.isEmpty() ? QString() : namesOf(chain.constFirst()).join(u", "_s);
        } else if (problem.kind == Kind::UnknownAuthority) {
            problem.text = chain.isEmpty() ? issuerOf(certificate) : issuerOf(chain.constLast());
        } else if (problem.kind == Kind::CertificateRejected) {
            problem.text = error.errorString();
        }
        const bool isKnown = std::ranges::any_of(problems, [&problem](const Problem &known) {
            return known.kind == problem.kind
                   && (problem.kind != Kind::CertificateRejected || known.text == problem.text);
        });
        if (!isKnown)
            problems.append(problem);
    }
    // OpenSSL reports a missing issuer in more than one way.
    if (std::ranges::any_of(problems, [](const Problem &problem) { return problem.kind == Kind::SelfSigned; }))
        problems.removeIf([](const Problem &problem) { return problem.kind == Kind::UnknownAuthority; });
    std::ranges::stable_sort(problems, {}, &Problem::kind);

    if (const bool matches = std::ranges::none_of(
            problems, [](const Problem &problem) { return problem.kind == Kind::HostNameMismatch; });
        matches && !chain.isEmpty() && alternativeNamesOf(chain.constFirst()).isEmpty()) {
        Problem problem;
        problem.kind = Kind::CertificateWithoutNames;
        problem.text = namesOf(chain.constFirst()).join(u", "_s);
        problems.append(problem);
    }
    if (std::ranges::all_of(problems, [](const Problem &problem) { return isWarning(problem.kind); })
        && !chain.isEmpty()) {
        if (const int days = daysLeft(chain, now); days < daysToRenew) {
            const QSslCertificate &first = *std::ranges::min_element(chain, isEarlier);
            Problem problem;
            problem.kind = Kind::CertificateExpiresSoon;
            problem.number = days;
            problem.text = subjectOf(first);
            problem.time = first.expiryDate();
            problems.append(problem);
        }
    }
    return problems;
}

QJsonArray describeChain(const QList<QSslCertificate> &chain, const QDateTime &now)
{
    QJsonArray described;
    for (const QSslCertificate &certificate : chain) {
        described.append(QJsonObject{
            {u"subject"_s, certificate.subjectDisplayName()},
            {u"issuer"_s, certificate.issuerDisplayName()},
            {u"names"_s, QJsonArray::fromStringList(namesOf(certificate))},
            {u"not_before"_s, certificate.effectiveDate().toUTC().toString(Qt::ISODate)},
            {u"not_after"_s, certificate.expiryDate().toUTC().toString(Qt::ISODate)},
            {u"days_left"_s, daysLeft({certificate}, now)},
            {u"sha256"_s, QString::fromLatin1(certificate.digest(QCryptographicHash::Sha256).toHex())},
            {u"self_signed"_s, certificate.isSelfSigned()},
        });
    }
    return described;
}

} // namespace Inspector
