// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/check/upgradestep.h"

#include "inspector/check/checktexts.h"
#include "inspector/check/upgrade.h"
#include "inspector/transport/randombytes.h"
#include "inspector/transport/upgradehead.h"

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

constexpr qsizetype maxBodyBytes = 1024;

/// Whether \a bytes begin with a TLS alert or handshake record of version 3.x (RFC 8446 section 5.1).
bool beginsWithTlsRecord(QByteArrayView bytes)
{
    return bytes.size() >= 2 && (bytes.at(0) == 0x15 || bytes.at(0) == 0x16) && bytes.at(1) == 0x03;
}

/// nginx answers clients without an acceptable certificate in HTTP, with status 400.
std::optional<Problem::Kind> certificateProblemIn(const QString &body)
{
    if (body.contains("No required SSL certificate"_L1, Qt::CaseInsensitive))
        return Problem::Kind::ClientCertificateMissing;
    if (body.contains("SSL certificate error"_L1, Qt::CaseInsensitive))
        return Problem::Kind::ClientCertificateRefused;
    return std::nullopt;
}

/// Some servers answer a plain request on their TLS port in words.
bool mentionsTls(const QString &body)
{
    return body.contains("https"_L1, Qt::CaseInsensitive) || body.contains("ssl"_L1, Qt::CaseInsensitive)
           || body.contains("tls"_L1, Qt::CaseInsensitive);
}

} // namespace

UpgradeStep::UpgradeStep(ProbeContext &context)
    : ProbeStep(CheckStep::Upgrade, context)
    , m_head(HttpHead::Kind::Response, RelayCore::maxUpgradeResponseBytes)
{}

void UpgradeStep::start()
{
    m_key = randomBytes(16).toBase64();
    QSslSocket *socket = context().socket.get();
    connect(socket, &QIODevice::readyRead, scope(), [this] { onReadyRead(); });
    connect(
        socket, &QAbstractSocket::errorOccurred, scope(), [this] { onSocketEnd(); }, Qt::QueuedConnection);
    connect(
        socket, &QAbstractSocket::disconnected, scope(), [this] { onSocketEnd(); }, Qt::QueuedConnection);
    socket->write(upgradeRequest(options().address, m_key, options().headers));
    if (socket->bytesAvailable() > 0)
        onReadyRead(); // Some servers talk first.
}

void UpgradeStep::onDeadline()
{
    if (m_body)
        return onResponse(); // The head is there: that the body is not does not matter.
    const Problem late = timeoutProblem(Kind::UpgradeTimeout);
    if (!context().isSecure() && m_head.raw().isEmpty())
        return failUnlessOtherScheme(Kind::ServerSpeaksTls, late);
    fail(late);
}

void UpgradeStep::onReadyRead()
{
    const QByteArray bytes = context().socket->readAll();
    if (m_body) {
        m_body->read(bytes);
        if (m_body->complete())
            onResponse();
        return;
    }
    const qsizetype taken = m_head.read(bytes);
    switch (m_head.state()) {
    case HttpHead::State::Reading:
        return;
    case HttpHead::State::Broken:
        return onBrokenHead(bytes);
    case HttpHead::State::Complete:
        if (m_head.status() == 101) {
            context().firstFrames = bytes.sliced(taken);
            return onResponse();
        }
        m_body.emplace(m_head, maxBodyBytes);
        m_body->read(QByteArrayView(bytes).sliced(taken));
        if (m_body->complete())
            onResponse();
        return;
    }
    Q_UNREACHABLE();
}

void UpgradeStep::onBrokenHead(const QByteArray &bytes)
{
    const bool isTls = beginsWithTlsRecord(m_head.raw().isEmpty() ? bytes : m_head.raw());
    if (isTls && !context().isSecure())
        return fail(context().problem(Kind::ServerSpeaksTls));
    fail(context().problem(Kind::NotHttp, m_head.problem()));
}

void UpgradeStep::onSocketEnd()
{
    const QSslSocket &socket = *context().socket;
    if (socket.bytesAvailable() > 0)
        onReadyRead();
    if (isOver())
        return;
    if (m_body)
        return onResponse(); // A body that ends with the connection.
    if (const auto kind = context().certificateRefusal())
        return fail(context().problem(*kind, socket.errorString()));
    const bool isPlainEnd = socket.error() == QAbstractSocket::RemoteHostClosedError;
    const Problem found = context().problem(Kind::UpgradeClosed, isPlainEnd ? QString() : socket.errorString());
    // What a TLS server makes of a plain request is often no answer at all.
    if (!context().isSecure() && m_head.raw().isEmpty())
        return failUnlessOtherScheme(Kind::ServerSpeaksTls, found);
    fail(found);
}

void UpgradeStep::onResponse()
{
    const auto response = RelayCore::parseUpgradeResponse(m_head.raw());
    if (!response)
        return fail(context().problem(Kind::NotHttp));
    std::optional<Problem> found =
        validateUpgrade(*response, m_key, RelayCore::requestedSubprotocols(options().headers));
    const QString server = context().clean(m_head.value("Server"));
    const QString via = context().clean(m_head.value("Via"));
    const QString body = m_body ? context().clean(m_body->content(), 120) : QString();
    const auto orNull = [](const QString &text) { return text.isEmpty() ? QJsonValue() : QJsonValue(text); };
    const auto retryAfter = RelayCore::retryAfter(*response, QDateTime::currentDateTimeUtc());
    if (found) {
        found->retryAfter = retryAfter;
        if (found->kind == Kind::BadRequest && context().isSecure())
            found->kind = certificateProblemIn(body).value_or(Kind::BadRequest);
    }
    StepReport result = report(Outcome::Ok, u"HTTP 101"_s);
    result.detail = {{u"status"_s, m_head.status()},
                     {u"retry_after"_s, retryAfter ? QJsonValue(qint64(retryAfter->count())) : QJsonValue()},
                     {u"server"_s, orNull(server)},
                     {u"via"_s, orNull(via)},
                     {u"body"_s, orNull(body)}};
    if (!server.isEmpty())
        result.notes.append(CheckTexts::tr("server: %1").arg(server));
    if (!via.isEmpty())
        result.notes.append(CheckTexts::tr("via the proxy %1").arg(via));
    if (retryAfter)
        result.notes.append(CheckTexts::tr("it asks clients to wait %1 s (Retry-After)").arg(retryAfter->count()));
    if (found && !isWarning(found->kind)) {
        // Markup is not readable.
        if (!body.isEmpty() && !body.contains(u'<'))
            result.notes.append(CheckTexts::tr("its text: %1").arg(body));
        const Problem refusal = context().completed(*found);
        if (!context().isSecure() && found->kind == Kind::BadRequest && mentionsTls(body))
            return failUnlessOtherScheme(Kind::ServerSpeaksTls, refusal);
        return fail(refusal, result.detail, result.notes);
    }
    if (found) {
        result.outcome = Outcome::Warning;
        result.problems.append(context().completed(*found));
        result.notes.append(describe(result.problems.constFirst()));
    }
    context().channel = std::make_unique<WebSocketChannel>(std::move(context().socket));
    finish(result);
}

} // namespace Inspector
