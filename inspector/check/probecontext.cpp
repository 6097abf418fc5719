// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/check/probecontext.h"

#include "inspector/transport/upgradehead.h"
#include "relaycore/client/clientcertificatefault.h"
#include "relaycore/client/proxyinuse.h"

#include <QtCore/QSysInfo>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

using RelayCore::ClientCertificateFault;

namespace {

bool isAuthorization(const RelayCore::HttpHeader &header)
{
    return header.name.compare("authorization", Qt::CaseInsensitive) == 0;
}

ProbeOptions withDefaults(ProbeOptions options)
{
    // As RelayClient does: user information becomes Basic credentials, unless the fields hold others.
    const QUrl &url = options.address;
    if (!url.userInfo().isEmpty() && std::ranges::none_of(options.headers, isAuthorization)) {
        const QString credentials = url.userName(QUrl::FullyDecoded) + u':' + url.password(QUrl::FullyDecoded);
        options.headers.append({"Authorization"_ba, "Basic " + credentials.toUtf8().toBase64()});
    }
    if (options.name.isEmpty())
        options.name = QSysInfo::machineHostName();
    if (options.uuid.isNull())
        options.uuid = QUuid::createUuid();
    if (!options.clock)
        options.clock = RelayCore::RelayClock::system();
    return options;
}

} // namespace

ProbeContext::ProbeContext(ProbeOptions given)
    : options(withDefaults(std::move(given)))
    , clean(options.headers)
{}

bool ProbeContext::isSecure() const
{
    return options.address.scheme() == "wss"_L1;
}

quint16 ProbeContext::port() const
{
    return portOf(options.address);
}

std::optional<Problem::Kind> ProbeContext::certificateRefusal() const
{
    const bool sent = options.tls && !options.tls->localCertificate().isNull();
    switch (tlsAlert ? RelayCore::clientCertificateFault(*tlsAlert, sent) : ClientCertificateFault::None) {
    case ClientCertificateFault::None:
        return std::nullopt;
    case ClientCertificateFault::Missing:
        return Problem::Kind::ClientCertificateMissing;
    case ClientCertificateFault::Refused:
        return Problem::Kind::ClientCertificateRefused;
    }
    Q_UNREACHABLE();
}

Problem ProbeContext::problem(Problem::Kind kind, const QString &text) const
{
    Problem found;
    found.kind = kind;
    found.text = text;
    return completed(found);
}

Problem ProbeContext::completed(Problem problem) const
{
    problem.host = options.address.host();
    problem.port = port();
    problem.secure = isSecure();
    problem.defaultPort = options.address.port() < 0;
    problem.ownAuthorities = options.ownAuthorities;
    problem.ip = peer.toString();
    problem.proxy = RelayCore::proxyEndpoint(proxy);
    problem.text = clean(problem.text);
    problem.sentToken = std::ranges::any_of(options.headers, isAuthorization);
    return problem;
}

} // namespace Inspector
