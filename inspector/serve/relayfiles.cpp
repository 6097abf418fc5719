// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/serve/relayfiles.h"

#include "inspector/setup/certificates.h"

#include <QtNetwork/QSslSocket>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

std::variant<QSslConfiguration, QString> readTlsFiles(const QString &certFile, const QString &keyFile)
{
    const auto read = readKeyPair(certFile, keyFile);
    if (const auto *problem = std::get_if<QString>(&read))
        return *problem;
    const auto &pair = std::get<KeyPair>(read);
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificateChain(pair.chain);
    configuration.setPrivateKey(pair.key);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone); // Clients show tokens, not certificates.
    return configuration;
}

std::variant<RelayCore::RelayServerOptions, QString> readRelayFiles(const ServeConfig &config)
{
    RelayCore::RelayServerOptions options;
    options.port = config.port;
    options.limits = config.limits;
    options.keepalive = config.keepalive;
    if (config.certFile.isEmpty() && !config.keyFile.isEmpty())
        return u"There is a key (%1) but no certificate; name its file with --certfile (certfile in relay.toml)."_s.arg(
            config.keyFile);
    if (!config.certFile.isEmpty()) {
        const auto tls = readTlsFiles(config.certFile, config.keyFile);
        if (const auto *reason = std::get_if<QString>(&tls))
            return *reason;
        options.tls = std::get<QSslConfiguration>(tls);
    }
    if (!config.tokensFile.isEmpty()) {
        const auto users = RelayCore::RelayUsers::fromFile(config.tokensFile);
        if (const auto *reason = std::get_if<QString>(&users))
            return *reason;
        options.users = std::get<RelayCore::RelayUsers>(users);
    }
    return options;
}

} // namespace Inspector
