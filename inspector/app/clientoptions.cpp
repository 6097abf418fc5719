// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/app/clientoptions.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtNetwork/QSslCertificate>

#include <algorithm>

namespace Inspector {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("Inspector::ClientOptions", text);
}

// A token is short; a larger file is a mistake and is not read.
constexpr qint64 maxTokenBytes = 64 * 1024;

} // namespace

std::variant<RelayCore::RelayClientOptions, QString> clientOptions(const ConnectRequest &request)
{
    RelayCore::RelayClientOptions options;
    options.address = request.address;
    options.name = request.name;
    options.uuid = request.uuid;
    options.reconnect = request.reconnect;
    options.verifyCertificate = request.certificates != ConnectRequest::Certificates::AcceptAny;
    for (const auto &[name, value] : request.headers)
        options.headers.append({name, value});

    if (!request.tokenFile.isEmpty()) {
        QFile file(request.tokenFile);
        if (!file.open(QIODevice::ReadOnly)) {
            return translated(QT_TRANSLATE_NOOP("Inspector::ClientOptions", "The token file %1 cannot be read: %2."))
                .arg(request.tokenFile, file.errorString());
        }
        const QByteArray token = file.size() > maxTokenBytes ? QByteArray() : file.readAll().trimmed();
        const bool plain = std::all_of(token.cbegin(), token.cend(), [](char c) { return c > 0x20 && c < 0x7f; });
        if (token.isEmpty() || !plain) {
            return translated(QT_TRANSLATE_NOOP("Inspector::ClientOptions",
                                                "The file %1 does not hold a token: expected one word on one line."))
                .arg(request.tokenFile);
        }
        options.headers.append({QByteArrayLiteral("Authorization"), QByteArrayLiteral("Bearer ") + token});
    }

    if (request.certificates == ConnectRequest::Certificates::AuthorityFile) {
        const QList<QSslCertificate> authorities = QSslCertificate::fromPath(request.authorityFile, QSsl::Pem);
        if (authorities.isEmpty()) {
            return translated(
                       QT_TRANSLATE_NOOP("Inspector::ClientOptions", "The file %1 holds no certificate in PEM format."))
                .arg(request.authorityFile);
        }
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.addCaCertificates(authorities);
        options.tls = tls;
    }
    return options;
}

} // namespace Inspector
