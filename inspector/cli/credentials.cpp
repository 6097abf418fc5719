// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/credentials.h"

#include <QtCore/QFile>
#include <QtNetwork/QSslCertificate>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

constexpr qint64 maxTokenBytes = 64 * 1024;

} // namespace

RelayCore::RelayError usageError(const QString &text)
{
    RelayCore::RelayError error;
    error.category = RelayCore::RelayError::Category::Usage;
    error.phase = RelayCore::RelayError::Phase::Configuration;
    error.fatal = true;
    error.text = text;
    return error;
}

std::variant<QByteArray, RelayCore::RelayError> readTokenFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return usageError(u"Cannot read the token file %1: %2."_s.arg(path, file.errorString()));
    const QByteArray content = file.read(maxTokenBytes + 1);
    if (file.error() != QFileDevice::NoError)
        return usageError(u"Cannot read the token file %1: %2."_s.arg(path, file.errorString()));
    if (content.size() > maxTokenBytes)
        return usageError(u"The token file %1 is too large to hold a token."_s.arg(path));
    const QByteArray token = content.trimmed();
    if (token.isEmpty())
        return usageError(u"The token file %1 is empty."_s.arg(path));
    if (token.startsWith("Bearer "))
        return usageError(u"The token file %1 must hold the token alone, without the word Bearer."_s.arg(path));
    if (std::ranges::any_of(token, [](char byte) { return byte < 0x21 || byte > 0x7e; }))
        return usageError(u"The token file %1 holds a space, a control character or a character beyond ASCII inside "
                          "the token."_s.arg(path));
    return token;
}

RelayCore::TokenProvider
tokenFileProvider(const QString &path,
                  std::function<void(const std::variant<QByteArray, RelayCore::RelayError> &)> onRead)
{
    return [path, onRead = std::move(onRead)](RelayCore::TokenReason) {
        const auto read = readTokenFile(path);
        onRead(read);
        const auto *token = std::get_if<QByteArray>(&read);
        return RelayCore::readyToken({token ? *token : QByteArray()});
    };
}

std::variant<QSslConfiguration, RelayCore::RelayError> readCaFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return usageError(u"Cannot read the CA file %1: %2."_s.arg(path, file.errorString()));
    const QList<QSslCertificate> certificates = QSslCertificate::fromDevice(&file, QSsl::Pem);
    if (certificates.isEmpty())
        return usageError(u"The CA file %1 holds no PEM certificate."_s.arg(path));
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setCaCertificates(certificates);
    return configuration;
}

} // namespace Inspector
