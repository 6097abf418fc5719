// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QDateTime>
#include <QtCore/QList>
#include <QtCore/QObject>
#include <QtCore/QString>

#include <chrono>

namespace Inspector {

/// One thing that a check of a connection can find, with what is needed to speak about it.
class Problem
{
    Q_GADGET

public:
    enum class Kind {
        // Address
        InvalidAddress,
        TokenUnencrypted, ///< A warning.
        // Proxy
        ProxyUnreachable,
        ProxyTimeout,
        ProxyWantsCredentials, ///< HTTP 407 to CONNECT.
        ProxyRefused,          ///< Another HTTP status to CONNECT.
        ProxyFailed,           ///< For a reason that has no kind of its own.
        // DNS
        HostNotFound,
        DnsTimeout,
        DnsFailed,
        // TCP
        Refused,
        ConnectTimeout,
        Unreachable,
        ConnectFailed,
        SomeAddressesFail, ///< A warning.
        // TLS
        ServerSpeaksPlain,
        TlsTimeout,
        TlsClosed,
        TlsFailed,
        CertificateExpired,
        CertificateNotYetValid,
        HostNameMismatch,
        SelfSigned,
        UnknownAuthority,
        CertificateRejected,     ///< For a reason that has no kind of its own.
        CertificateExpiresSoon,  ///< A warning.
        CertificateWithoutNames, ///< A warning: the host is its common name only.
        ClientCertificateMissing,
        ClientCertificateRefused,
        // Upgrade
        ServerSpeaksTls,
        NotHttp,
        UpgradeTimeout,
        UpgradeClosed,
        NoUpgrade, ///< HTTP 2xx.
        Redirected,
        BadRequest,
        TokenRefused,    ///< HTTP 401.
        AccessRefused,   ///< HTTP 403.
        NothingThere,    ///< HTTP 404, 405, 410.
        ProxyWantsLogin, ///< HTTP 407.
        UpgradeRequired,
        TooManyRequests,
        NoRelayBehindProxy, ///< HTTP 502, 503, 504.
        ServerFailed,       ///< Another HTTP 5xx.
        UnexpectedStatus,
        WrongAccept,
        IncompleteUpgrade,  ///< 101 without its headers.
        HttpTooOld,         ///< 101 of HTTP/1.0.
        UnaskedSubprotocol, ///< 101 with a Sec-WebSocket-Protocol that was not requested.
        UnaskedExtension,   ///< A warning.
        // Registration, echo, round trip
        RegistrationRefused,
        RegistrationTimeout,
        NotARelay,          ///< The answer was something else than a relay's.
        ClosedUnauthorized, ///< 4001
        ClosedForbidden,    ///< 4002
        ClosedDuplicate,    ///< 4004
        ClosedUndecodable,  ///< 4000
        ClosedTooLarge,     ///< 4003, 1009
        ClosedForNow,       ///< 1001, 1012, 1013
        ClosedOtherwise,
        ConnectionLost,
        BrokenFrames,
        EchoTimeout,
        EchoReturned,
        EchoAltered,
        PongTimeout,
        // STUN
        StunHostNotFound,
        StunUnsendable,       ///< The system does not send the requests.
        StunSilent,           ///< No server answers.
        SomeStunSilent,       ///< A warning.
        StunRefused,          ///< A STUN error; a warning where another server answers.
        NatMapsByDestination, ///< A warning.
    };
    Q_ENUM(Kind)

    Kind kind = Kind::ConnectFailed;
    QString host;  ///< As in the address.
    QString ip;    ///< The address tried, where one was.
    QString proxy; ///< "HOST:PORT" of the proxy, where one is in use.
    quint16 port = 0;
    bool secure = false;         ///< wss://
    bool defaultPort = false;    ///< The address names no port.
    bool sentToken = false;      ///< The upgrade request held an Authorization field.
    bool ownAuthorities = false; ///< --ca-file was given.
    int number = 0;              ///< HTTP status, close code, days left, addresses that fail: as the kind needs it.
    int total = 0;               ///< Of how many.
    QString text;                ///< What the server, the certificate or the system says. Clean: no credentials in it.
    QDateTime time;              ///< When a certificate ends or begins.
    std::chrono::milliseconds waited{};               ///< For timeouts.
    std::optional<std::chrono::seconds> retryAfter{}; ///< As the server asks.

    bool operator==(const Problem &) const = default;
};

/// Whether the connection can go on in spite of it.
[[nodiscard]] bool isWarning(Problem::Kind kind);

/// The kind as event lines write it: "refused", "certificate_expired".
[[nodiscard]] QString problemName(Problem::Kind kind);

/// What was found, without a full stop: "127.0.0.1 refused the connection". Pure.
[[nodiscard]] QString describe(const Problem &problem);

/// What to do about it, in a sentence or two. Never empty. Pure.
[[nodiscard]] QString advice(const Problem &problem);

/// The advice for all of \a problems, each said once.
[[nodiscard]] QString advice(const QList<Problem> &problems);

} // namespace Inspector

Q_DECLARE_METATYPE(Inspector::Problem)
