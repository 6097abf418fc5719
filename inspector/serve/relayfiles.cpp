// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/serve/relayfiles.h"

#include <QtCore/QFile>
#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslKey>
#include <QtNetwork/QSslSocket>
#include <QtNetwork/QTcpServer>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

constexpr qint64 maxPemBytes = 1024 * 1024;
constexpr int connectTimeoutMs = 5'000;

std::variant<QByteArray, QString> readPem(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return u"Cannot read %1: %2."_s.arg(path, file.errorString());
    const QByteArray content = file.read(maxPemBytes + 1);
    if (content.size() > maxPemBytes)
        return u"%1 is too large to be a PEM file."_s.arg(path);
    return content;
}

QSslKey keyIn(const QByteArray &pem)
{
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Rsa, QSsl::Ec, QSsl::Dsa}) {
        if (QSslKey key(pem, algorithm, QSsl::Pem, QSsl::PrivateKey); !key.isNull())
            return key;
    }
    return {};
}

class Listener final : public QTcpServer
{
public:
    qintptr accepted = -1;

protected:
    void incomingConnection(qintptr descriptor) override { accepted = descriptor; }
};

/// OpenSSL checks whether certificate and key belong together when a server begins its handshake, and Qt has no other
/// way to ask; so one connection to ourselves begins one.
QString problemOf(const QSslConfiguration &configuration)
{
    Listener listener;
    QTcpSocket caller;
    if (!listener.listen(QHostAddress::LocalHost))
        return {};
    caller.connectToHost(listener.serverAddress(), listener.serverPort());
    if (!listener.waitForNewConnection(connectTimeoutMs))
        return {};
    QSslSocket socket;
    if (!socket.setSocketDescriptor(listener.accepted))
        return {};
    socket.setSslConfiguration(configuration);
    socket.startServerEncryption();
    const bool failed = socket.error() == QAbstractSocket::SslInvalidUserDataError
                        || socket.error() == QAbstractSocket::SslInternalError;
    return failed ? socket.errorString() : QString();
}

} // namespace

std::variant<QSslConfiguration, QString> readTlsFiles(const QString &certFile, const QString &keyFile)
{
    const auto certificates = readPem(certFile);
    if (const auto *reason = std::get_if<QString>(&certificates))
        return *reason;
    const QList<QSslCertificate> chain = QSslCertificate::fromData(std::get<QByteArray>(certificates), QSsl::Pem);
    if (chain.isEmpty())
        return u"%1 holds no PEM certificate. The relay needs its certificate there, the authorities' after it."_s.arg(
            certFile);

    const QString &keyPath = keyFile.isEmpty() ? certFile : keyFile;
    const auto keyText = readPem(keyPath);
    if (const auto *reason = std::get_if<QString>(&keyText))
        return *reason;
    const auto &pem = std::get<QByteArray>(keyText);
    const QSslKey key = keyIn(pem);
    if (key.isNull()) {
        if (pem.contains("ENCRYPTED"))
            return u"The private key in %1 is encrypted, and there is nobody to ask for its passphrase. Store it "
                   "without one: openssl pkey -in %1 -out KEY."_s.arg(keyPath);
        return keyFile.isEmpty()
                   ? u"%1 holds no private key; name its file with --keyfile (keyfile in relay.toml)."_s.arg(keyPath)
                   : u"%1 holds no RSA, EC or DSA private key in PEM."_s.arg(keyPath);
    }

    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificateChain(chain);
    configuration.setPrivateKey(key);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone); // Clients show tokens, not certificates.
    if (const QString problem = problemOf(configuration); !problem.isEmpty())
        return u"The certificate in %1 and the key in %2 do not work together: %3"_s.arg(certFile, keyPath, problem);
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
