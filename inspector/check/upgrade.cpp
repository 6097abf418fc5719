// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/check/upgrade.h"

#include <QtCore/QUrl>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

using namespace RelayCore;
using Kind = Problem::Kind;

Kind kindOf(int status)
{
    switch (status) {
    case 400:
        return Kind::BadRequest;
    case 401:
        return Kind::TokenRefused;
    case 403:
        return Kind::AccessRefused;
    case 404:
    case 405:
    case 410:
        return Kind::NothingThere;
    case 407:
        return Kind::ProxyWantsLogin;
    case 426:
        return Kind::UpgradeRequired;
    case 429:
        return Kind::TooManyRequests;
    case 502:
    case 503:
    case 504:
        return Kind::NoRelayBehindProxy;
    }
    if (status >= 200 && status < 300)
        return Kind::NoUpgrade;
    if (status >= 300 && status < 400)
        return Kind::Redirected;
    return status >= 500 && status < 600 ? Kind::ServerFailed : Kind::UnexpectedStatus;
}

Problem problem(Kind kind, int number = 0, const QByteArray &text = {})
{
    Problem found;
    found.kind = kind;
    found.number = number;
    found.text = QString::fromUtf8(text);
    return found;
}

Problem problemOf(const UpgradeFault &fault)
{
    switch (fault.kind) {
    case UpgradeFault::Kind::Version:
        return problem(Kind::HttpTooOld, 101, fault.value);
    case UpgradeFault::Kind::Upgrade:
        return problem(Kind::IncompleteUpgrade, 101, "Upgrade");
    case UpgradeFault::Kind::Connection:
        return problem(Kind::IncompleteUpgrade, 101, "Connection");
    case UpgradeFault::Kind::MissingAccept:
        return problem(Kind::IncompleteUpgrade, 101, "Sec-WebSocket-Accept");
    case UpgradeFault::Kind::WrongAccept:
        return problem(Kind::WrongAccept, 101);
    case UpgradeFault::Kind::Subprotocol:
        return problem(Kind::UnaskedSubprotocol, 101, fault.value);
    }
    Q_UNREACHABLE();
}

} // namespace

std::optional<Problem> validateUpgrade(const UpgradeResponse &response, const QByteArray &key,
                                       const QByteArrayList &subprotocols)
{
    if (response.status != 101) {
        const Kind kind = kindOf(response.status);
        QByteArray text = response.reason;
        if (kind == Kind::Redirected && !response.value("Location").isEmpty()) {
            // Queries of redirects often hold one-time credentials.
            const QUrl location = QUrl::fromEncoded(response.value("Location"));
            text += " to " + location.toEncoded(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
        }
        return problem(kind, response.status, text);
    }
    if (const std::optional<UpgradeFault> fault = upgradeFault(response, key, subprotocols))
        return problemOf(*fault);
    if (const QByteArray chosen = response.value("Sec-WebSocket-Extensions"); !chosen.isEmpty())
        return problem(Kind::UnaskedExtension, response.status, "Sec-WebSocket-Extensions " + chosen);
    return std::nullopt;
}

} // namespace Inspector
