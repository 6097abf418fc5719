// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/errortext.h"
#include "relaycore/client/relayerror.h"
#include "relaycore/export.h"

#include <QtNetwork/QAbstractSocket>
#include <QtNetwork/QSsl>

#include <chrono>
#include <optional>

namespace RelayCore {

/// Everything that is known about the end of one connection attempt. Internal to this module.
struct AttemptEnd
{
    enum class Cause : quint8 {
        SocketError,  ///< The transport or the upgrade failed before there was a WebSocket.
        Closed,       ///< The WebSocket ended: see closeCode, and socketError where the transport failed.
        TimedOut,     ///< A deadline of the client passed: that of the phase.
        Registration, ///< The relay answered the registration with a refusal or nonsense, see \c reply.
    };

    Cause cause = Cause::SocketError;
    RelayError::Phase phase = RelayError::Phase::Opening;
    bool tcpConnected = false; ///< A TCP connection was established.
    std::optional<QAbstractSocket::SocketError> socketError;
    std::optional<int> httpStatus; ///< Of the answer to the upgrade request, if one came.
    QString errorText;             ///< QWebSocket::errorString(): translated.
    ErrorText reply{""};           ///< What is wrong with the answer to the registration.
    quint16 closeCode = 1000;      ///< As reported by QWebSocket: 1000 also for a dropped connection.
    QString closeReason;
    bool requestSent = false; ///< The upgrade request was written.
    QString proxy;            ///< "HOST:PORT" of the proxy in use; empty: none.
    QStringList tlsErrors;
    std::optional<QSsl::AlertType> tlsAlert; ///< Of the server, by which it ended TLS.
    bool sentCertificate = false;            ///< The client has a certificate of its own.
    /// Of a refusal: how long the server asks to wait.
    std::optional<std::chrono::seconds> retryAfter;
    bool closeFrameReceived = false; ///< The peer has sent a Close frame, after ours or before.
};

/// What the client went through before, as far as it matters to the verdict.
struct AttemptHistory
{
    QString endpoint;              ///< "host:port", for the text.
    bool everOpened = false;       ///< A connection has succeeded before: TLS failures become transient.
    int earlierProtocolErrors = 0; ///< Attempts in a row that ended with 4000, 1002 or 1007 before this one.
};

inline constexpr int maxProtocolErrorsInARow = 3;

/// Names the failure and decides whether it is fatal. Pure.
[[nodiscard]] RELAYCORE_TESTED RelayError classify(const AttemptEnd &end, const AttemptHistory &history);

/// The HTTP status inside QWebSocket's text about a refused upgrade, in any language; empty where there is none.
[[nodiscard]] RELAYCORE_TESTED std::optional<int> httpStatusIn(const QString &errorText);

} // namespace RelayCore
