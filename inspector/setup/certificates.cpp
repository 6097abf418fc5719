// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/setup/certificates.h"

#include "inspector/setup/inputfile.h"
#include "inspector/setup/texts.h"

#include <QtNetwork/QSslSocket>
#include <QtNetwork/QTcpServer>

namespace Inspector {

namespace {

constexpr qint64 maxPemBytes = 4 * 1024 * 1024; ///< A bundle of all public authorities has a quarter of a megabyte.
constexpr int connectTimeoutMs = 5'000;

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

/// Returns why the certificate and the key of \a pair cannot be used together, or an empty string.
///
/// OpenSSL compares them when a server begins its handshake, and Qt offers no other way; so one connection to
/// ourselves begins one.
QString mismatch(const KeyPair &pair)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificateChain(pair.chain);
    configuration.setPrivateKey(pair.key);
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

std::variant<QList<QSslCertificate>, QString> readCaFile(const QString &path)
{
    const auto read = readInputFile(path, maxPemBytes);
    if (const auto *problem = std::get_if<QString>(&read))
        return *problem;
    QList<QSslCertificate> certificates = QSslCertificate::fromData(std::get<QByteArray>(read), QSsl::Pem);
    if (certificates.isEmpty())
        return Setup::tr("%1 holds no PEM certificate.").arg(path);
    return certificates;
}

std::variant<KeyPair, QString> readKeyPair(const QString &certFile, const QString &keyFile)
{
    const auto certificates = readInputFile(certFile, maxPemBytes);
    if (const auto *problem = std::get_if<QString>(&certificates))
        return *problem;
    KeyPair pair;
    pair.chain = QSslCertificate::fromData(std::get<QByteArray>(certificates), QSsl::Pem);
    if (pair.chain.isEmpty())
        return Setup::tr("%1 holds no PEM certificate. The own certificate comes first, those of its "
                         "authorities follow.")
            .arg(certFile);

    const bool isOneFile = keyFile.isEmpty() || keyFile == certFile;
    const QString &keyPath = isOneFile ? certFile : keyFile;
    const auto keyText = isOneFile ? certificates : readInputFile(keyFile, maxPemBytes);
    if (const auto *problem = std::get_if<QString>(&keyText))
        return *problem;
    const auto &pem = std::get<QByteArray>(keyText);
    pair.key = keyIn(pem);
    if (pair.key.isNull()) {
        if (pem.contains("ENCRYPTED"))
            return Setup::tr("The private key in %1 is encrypted, and its passphrase cannot be asked for. Store it "
                             "without one: openssl pkey -in %1 -out KEY.")
                .arg(keyPath);
        return keyFile.isEmpty() ? Setup::tr("%1 holds no private key; name its file with --keyfile.").arg(keyPath)
                                 : Setup::tr("%1 holds no RSA, EC or DSA private key in PEM.").arg(keyPath);
    }
    if (const QString problem = mismatch(pair); !problem.isEmpty())
        return Setup::tr("The certificate in %1 and the key in %2 do not work together: %3")
            .arg(certFile, keyPath, problem);
    return pair;
}

std::variant<std::optional<QSslConfiguration>, QString> tlsConfiguration(const TlsFiles &files)
{
    if (files == TlsFiles())
        return std::nullopt;
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    if (!files.authorities.isEmpty()) {
        const auto authorities = readCaFile(files.authorities);
        if (const auto *problem = std::get_if<QString>(&authorities))
            return *problem;
        configuration.addCaCertificates(std::get<QList<QSslCertificate>>(authorities));
    }
    if (!files.certificate.isEmpty()) {
        const auto pair = readKeyPair(files.certificate, files.key);
        if (const auto *problem = std::get_if<QString>(&pair))
            return *problem;
        configuration.setLocalCertificateChain(std::get<KeyPair>(pair).chain);
        configuration.setPrivateKey(std::get<KeyPair>(pair).key);
    } else if (!files.key.isEmpty()) {
        return Setup::tr("There is a key (%1) but no certificate; name its file with --certfile.").arg(files.key);
    }
    return configuration;
}

} // namespace Inspector
