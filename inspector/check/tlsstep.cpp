// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/check/tlsstep.h"

#include "inspector/check/certificates.h"
#include "inspector/check/checktexts.h"
#include "inspector/transport/upgradehead.h"

#include <QtCore/QDateTime>
#include <QtNetwork/QSslCipher>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

TlsStep::TlsStep(ProbeContext &context)
    : ProbeStep(CheckStep::Tls, context)
{}

void TlsStep::start()
{
    if (!context().isSecure()) {
        StepReport result = report(Outcome::NotNeeded, CheckTexts::tr("not needed: ws:// is not encrypted"));
        result.took.reset();
        return finish(result);
    }
    QSslSocket *socket = context().socket.get();
    socket->setSslConfiguration(options().tls.value_or(QSslConfiguration::defaultConfiguration()));
    socket->setPeerVerifyMode(QSslSocket::VerifyPeer);
    socket->setPeerVerifyName(certificateNameOf(options().address));
    connect(socket, &QSslSocket::sslErrors, scope(), [this, socket](const QList<QSslError> &errors) {
        m_errors = errors;
        socket->ignoreSslErrors(); // To see the rest of the handshake; nothing is sent before they are judged.
    });
    // Not only for this step: with TLS 1.3 the alert comes after the handshake.
    connect(
        socket, &QSslSocket::alertReceived, socket,
        [&context = context()](QSsl::AlertLevel, QSsl::AlertType type, const QString &) { context.tlsAlert = type; });
    connect(socket, &QSslSocket::encrypted, scope(), [this] { onEncrypted(); });
    connect(socket, &QAbstractSocket::errorOccurred, scope(), [this] { onError(); });
    socket->startClientEncryption();
}

void TlsStep::onDeadline()
{
    // A plain server may wait for the end of what it takes for a request.
    failUnlessOtherScheme(Kind::ServerSpeaksPlain, timeoutProblem(Kind::TlsTimeout));
}

void TlsStep::onError()
{
    const QSslSocket &socket = *context().socket;
    if (const auto kind = context().certificateRefusal())
        return fail(context().problem(*kind, socket.errorString()));
    const bool isClosed = socket.error() == QAbstractSocket::RemoteHostClosedError;
    failUnlessOtherScheme(Kind::ServerSpeaksPlain, isClosed ? context().problem(Kind::TlsClosed)
                                                            : context().problem(Kind::TlsFailed, socket.errorString()));
}

void TlsStep::onEncrypted()
{
    const QSslSocket &socket = *context().socket;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const QList<QSslCertificate> chain = socket.peerCertificateChain();
    const bool isVerified = m_errors.isEmpty();
    QStringList errors;
    for (const QSslError &error : std::as_const(m_errors))
        errors.append(error.errorString());
    const QString protocol = socket.sessionCipher().protocolString();
    StepReport result = report(Outcome::Ok, u"%1, %2"_s.arg(protocol, socket.sessionCipher().name()));
    result.detail = {{u"protocol"_s, protocol},
                     {u"cipher"_s, socket.sessionCipher().name()},
                     {u"verified"_s, isVerified},
                     {u"errors"_s, QJsonArray::fromStringList(errors)},
                     {u"chain"_s, describeChain(chain, now)}};
    for (const Problem &found : validateCertificates(chain, m_errors, now)) {
        result.problems.append(context().completed(found));
        result.notes.append(describe(result.problems.constLast()));
    }
    for (const QSslCertificate &certificate : chain) {
        const int days = daysLeft({certificate}, now);
        result.notes.append(CheckTexts::tr("%1, issued by %2, until %3 (%4)")
                                .arg(context().clean(subjectOf(certificate)), context().clean(issuerOf(certificate)),
                                     certificate.expiryDate().toUTC().date().toString(Qt::ISODate),
                                     days < 0    ? CheckTexts::tr("expired")
                                     : days == 1 ? CheckTexts::tr("1 day left")
                                                 : CheckTexts::tr("%1 days left").arg(days)));
    }
    if (!isVerified && !chain.isEmpty())
        result.notes.append(CheckTexts::tr("SHA-256 fingerprint %1")
                                .arg(QString::fromLatin1(
                                    chain.constFirst().digest(QCryptographicHash::Sha256).toHex().insert(32, ' '))));
    if (!isVerified && options().verifyCertificate) {
        result.outcome = Outcome::Failed;
        result.summary = result.notes.takeFirst();
        return finish(result);
    }
    if (!isVerified)
        result.notes.prepend(CheckTexts::tr("accepted only because of --insecure"));
    if (!result.problems.isEmpty())
        result.outcome = Outcome::Warning;
    finish(result);
}

} // namespace Inspector
