// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/classify.h"

#include "relaycore/client/clientcertificatefault.h"
#include "relaycore/client/errortext.h"
#include "relaycore/protocol/closecode.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>

namespace RelayCore {

using namespace Qt::Literals::StringLiterals;
using Category = RelayError::Category;
using Phase = RelayError::Phase;

namespace {

// Qt 6.4 replaces a close code it does not know (1012, 1013, ...) by 1002 and this reason; the number is lost.
bool isUnknownCodeInDisguise(const AttemptEnd &end)
{
    if (end.closeCode != static_cast<quint16>(CloseCode::ProtocolError))
        return false;
    constexpr auto source = "Invalid close code %1 detected."; // in Qt's translations, not in ours
    const auto translated = QCoreApplication::translate("QWebSocketDataProcessor", source).arg(end.closeCode);
    return end.closeReason == translated || end.closeReason == u"Invalid close code 1002 detected."_s;
}

/// The status of a refused upgrade. QWebSocket names it in its text, but has sentences of its own for two.
std::optional<int> refusalStatus(const QString &errorText)
{
    const auto says = [&](const char *sentence) {
        const auto start = [](const QString &text) { return text.section(u"%1"_s, 0, 0); };
        return errorText.startsWith(start(QString::fromLatin1(sentence)))
               || errorText.startsWith(start(QCoreApplication::translate("QWebSocket", sentence)));
    };
    if (says("QWebSocketPrivate::processHandshake: Unknown error condition encountered. Aborting connection.")
        || says("Handshake: Server requests a version that we don't support: %1."))
        return 400;
    // From Qt 6.6 on.
    if (says("QWebSocketPrivate::processHandshake: Unsupported WWW-Authenticate challenge encountered.")
        || says("QWebSocketPrivate::processHandshake: Unsupported WWW-Authenticate challenges encountered.")
        || says("QWebSocket::processHandshake: Host requires authentication"))
        return 401;
    return httpStatusIn(errorText);
}

RelayError startError(Category category, const AttemptEnd &end)
{
    RelayError error;
    error.category = category;
    error.phase = end.phase;
    error.tlsErrors = end.tlsErrors;
    return error;
}

QString codeText(quint16 code)
{
    const auto name = closeCodeName(code);
    return name.isEmpty() ? QString::number(code) : u"%1 (%2)"_s.arg(QString::number(code), QString(name));
}

RelayError closed(const AttemptEnd &end, const AttemptHistory &history)
{
    RelayError error = startError(Category::Closed, end);
    // QWebSocket starts out with 1000 and keeps it when the connection just ends.
    if (end.closeCode == static_cast<quint16>(CloseCode::Normal) && end.socketError) {
        error.closeCode = static_cast<quint16>(CloseCode::Abnormal);
        if (*end.socketError == QAbstractSocket::RemoteHostClosedError) {
            error.setText(QT_TRANSLATE_NOOP("RelayCore::RelayError", "The connection to %1 was lost."),
                          {history.endpoint});
        } else {
            error.category = Category::Network;
            error.setText(QT_TRANSLATE_NOOP("RelayCore::RelayError", "The connection to %1 was lost: %2"),
                          {history.endpoint, end.errorText});
        }
        return error;
    }
    if (isUnknownCodeInDisguise(end)) {
        error.setText(
            QT_TRANSLATE_NOOP("RelayCore::RelayError",
                              "The relay closed the connection with a code that this version of Qt does not know."));
        return error;
    }

    error.closeCode = end.closeCode;
    if (end.closeReason.isEmpty())
        error.setText(QT_TRANSLATE_NOOP("RelayCore::RelayError", "The connection was closed with %1"),
                      {codeText(end.closeCode)});
    else
        error.setText(QT_TRANSLATE_NOOP("RelayCore::RelayError", "The connection was closed with %1: %2"),
                      {codeText(end.closeCode), end.closeReason});
    // A number from the wire: most values are not enumerators, so this is an if chain and not a switch.
    const auto is = [&](CloseCode code) { return end.closeCode == static_cast<quint16>(code); };
    if (is(CloseCode::Unauthorized)) {
        error.category = Category::Unauthorized;
        error.fatal = true;
    } else if (is(CloseCode::Forbidden)) {
        error.category = Category::Forbidden;
        error.fatal = true;
    } else if (is(CloseCode::DuplicateRegistration)) {
        error.category = Category::Duplicate;
        error.fatal = true;
    } else if (is(CloseCode::RelayMessageTooBig) || is(CloseCode::MessageTooBig)) {
        error.category = Category::TooLarge;
    } else if (is(CloseCode::UndecodableMessage) || is(CloseCode::ProtocolError) || is(CloseCode::InvalidPayload)) {
        error.category = Category::Protocol;
        error.fatal = history.earlierProtocolErrors + 1 >= maxProtocolErrorsInARow;
    }
    return error;
}

RelayError upgradeRefused(const AttemptEnd &end, const AttemptHistory &history)
{
    RelayError error = startError(Category::Handshake, end);
    error.fatal = true;
    error.httpStatus = end.httpStatus ? end.httpStatus : refusalStatus(end.errorText);
    if (end.httpStatus == 101)
        error.httpStatus.reset(); // Accepted, but not correctly.
    if (!error.httpStatus) {
        error.setText(QT_TRANSLATE_NOOP("RelayCore::RelayError", "%1 does not speak WebSocket: %2"),
                      {history.endpoint, end.errorText});
        return error;
    }
    const int status = *error.httpStatus;
    if (end.retryAfter)
        error.setText(QT_TRANSLATE_NOOP("RelayCore::RelayError",
                                        "%1 refused the upgrade with HTTP status %2 and asks clients to wait %3 s."),
                      {history.endpoint, QString::number(status), QString::number(end.retryAfter->count())});
    else
        error.setText(QT_TRANSLATE_NOOP("RelayCore::RelayError", "%1 refused the upgrade with HTTP status %2."),
                      {history.endpoint, QString::number(status)});
    if (status == 401)
        error.category = Category::Unauthorized;
    else if (status == 403)
        error.category = Category::Forbidden;
    else
        error.fatal = status != 408 && status != 429 && status < 500;
    return error;
}

/// A tunnel that a proxy did not open. The proxy's answer is not known, only what Qt makes of it.
RelayError proxyFailed(const AttemptEnd &end, const AttemptHistory &history)
{
    RelayError error = startError(Category::Network, end);
    const auto socketError = end.socketError.value_or(QAbstractSocket::UnknownSocketError);
    if (socketError == QAbstractSocket::ProxyAuthenticationRequiredError)
        error.setText(QT_TRANSLATE_NOOP("RelayCore::RelayError", "The proxy %1 requires other credentials (HTTP 407)."),
                      {end.proxy});
    else if (socketError == QAbstractSocket::ProxyConnectionRefusedError
             || socketError == QAbstractSocket::ProxyNotFoundError)
        error.setText(QT_TRANSLATE_NOOP("RelayCore::RelayError", "The proxy %1 cannot be reached: %2"),
                      {end.proxy, end.errorText});
    else
        error.setText(QT_TRANSLATE_NOOP("RelayCore::RelayError", "The proxy %1 did not connect to %2: %3"),
                      {end.proxy, history.endpoint, end.errorText});
    return error;
}

RelayError certificateRefused(const AttemptEnd &end, const AttemptHistory &history, ClientCertificateFault fault)
{
    RelayError error = startError(Category::Tls, end);
    error.fatal = !history.everOpened;
    if (fault == ClientCertificateFault::Missing)
        error.setText(QT_TRANSLATE_NOOP("RelayCore::RelayError", "%1 requires a client certificate."),
                      {history.endpoint});
    else
        error.setText(QT_TRANSLATE_NOOP("RelayCore::RelayError", "%1 did not accept the client certificate: %2"),
                      {history.endpoint, end.errorText});
    return error;
}

RelayError socketFailed(const AttemptEnd &end, const AttemptHistory &history)
{
    if (end.tlsAlert) {
        const auto fault = clientCertificateFault(*end.tlsAlert, end.sentCertificate);
        if (fault != ClientCertificateFault::None)
            return certificateRefused(end, history, fault);
    }
    if (!end.proxy.isEmpty() && !end.requestSent && end.tlsErrors.isEmpty())
        return proxyFailed(end, history);
    RelayError error = startError(Category::Network, end);
    error.setText(QT_TRANSLATE_NOOP("RelayCore::RelayError", "%1: %2"), {history.endpoint, end.errorText});
    switch (end.socketError.value_or(QAbstractSocket::UnknownSocketError)) {
    case QAbstractSocket::ConnectionRefusedError:
        // QWebSocket reports a refused upgrade as a refused connection; only the latter never got through.
        if (end.tcpConnected)
            return upgradeRefused(end, history);
        error.category = Category::Refused;
        error.setText(QT_TRANSLATE_NOOP("RelayCore::RelayError", "%1 refused the connection."), {history.endpoint});
        break;
    case QAbstractSocket::HostNotFoundError:
        error.category = Category::Dns;
        error.setText(QT_TRANSLATE_NOOP("RelayCore::RelayError", "The host of %1 was not found."), {history.endpoint});
        break;
    case QAbstractSocket::RemoteHostClosedError:
        error.category = Category::Closed;
        error.setText(QT_TRANSLATE_NOOP("RelayCore::RelayError", "%1 closed the connection before the upgrade."),
                      {history.endpoint});
        break;
    case QAbstractSocket::SocketTimeoutError:
    case QAbstractSocket::ProxyConnectionTimeoutError:
        error.category = Category::Timeout;
        break;
    case QAbstractSocket::SslHandshakeFailedError:
    case QAbstractSocket::SslInternalError:
    case QAbstractSocket::SslInvalidUserDataError:
        error.category = Category::Tls;
        // A certificate that does not verify will not verify in a second either, unless it did before.
        error.fatal = !end.tlsErrors.isEmpty() && !history.everOpened;
        error.setText(QT_TRANSLATE_NOOP("RelayCore::RelayError", "TLS with %1 failed: %2"),
                      {history.endpoint, end.tlsErrors.isEmpty() ? end.errorText : end.tlsErrors.join(u"; "_s)});
        break;
    case QAbstractSocket::SocketAccessError:
    case QAbstractSocket::SocketResourceError:
    case QAbstractSocket::DatagramTooLargeError:
    case QAbstractSocket::NetworkError:
    case QAbstractSocket::AddressInUseError:
    case QAbstractSocket::SocketAddressNotAvailableError:
    case QAbstractSocket::UnsupportedSocketOperationError:
    case QAbstractSocket::UnfinishedSocketOperationError:
    case QAbstractSocket::ProxyAuthenticationRequiredError:
    case QAbstractSocket::ProxyConnectionRefusedError:
    case QAbstractSocket::ProxyConnectionClosedError:
    case QAbstractSocket::ProxyNotFoundError:
    case QAbstractSocket::ProxyProtocolError:
    case QAbstractSocket::OperationError:
    case QAbstractSocket::TemporaryError:
    case QAbstractSocket::UnknownSocketError:
        break;
    }
    return error;
}

} // namespace

std::optional<int> httpStatusIn(const QString &errorText)
{
    // From 6.6 on Qt answers challenges, and says of one that it does not know, or that is missing, only this.
    if (errorText.contains("WWW-Authenticate"_L1))
        return 401;
    static const QRegularExpression status(u"(?<![\\w.+/=])([1-5][0-9]{2})(?![\\w.+/=])"_s);
    const auto match = status.match(errorText);
    if (!match.hasMatch())
        return std::nullopt;
    return match.capturedView(1).toInt();
}

RelayError classify(const AttemptEnd &end, const AttemptHistory &history)
{
    switch (end.cause) {
    case AttemptEnd::Cause::SocketError:
        return socketFailed(end, history);
    case AttemptEnd::Cause::Closed:
        return closed(end, history);
    case AttemptEnd::Cause::TimedOut: {
        RelayError error = startError(Category::Timeout, end);
        if (end.phase == Phase::Registration)
            error.setText(QT_TRANSLATE_NOOP("RelayCore::RelayError", "%1 did not answer the registration in time."),
                          {history.endpoint});
        else if (end.phase == Phase::Ready)
            error.setText(QT_TRANSLATE_NOOP("RelayCore::RelayError", "%1 stopped answering; the connection is dead."),
                          {history.endpoint});
        else
            error.setText(QT_TRANSLATE_NOOP("RelayCore::RelayError", "%1 did not accept the connection in time."),
                          {history.endpoint});
        return error;
    }
    case AttemptEnd::Cause::Registration: {
        RelayError error = startError(Category::Registration, end);
        error.fatal = true;
        error.setText(end.reply.source, end.reply.arguments);
        return error;
    }
    }
    Q_UNREACHABLE();
}

} // namespace RelayCore
