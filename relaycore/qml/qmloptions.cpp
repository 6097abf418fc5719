// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/qml/qmloptions.h"

#include "relaycore/client/relayclientoptions.h"

#include <QtNetwork/QSslCertificate>
#include <QtQml/QQmlFile>
#include <QtQml/QQmlInfo>

namespace RelayCore {

using std::chrono::milliseconds;

void QmlBackoff::apply(RelayClientOptions &options) const
{
    options.backoff.initial = milliseconds(initial);
    options.backoff.maximum = milliseconds(maximum);
    options.backoff.floor = milliseconds(floor);
    options.backoff.jitter = jitter;
    options.backoff.stableAfter = milliseconds(stableAfter);
}

void QmlKeepalive::apply(RelayClientOptions &options) const
{
    options.keepaliveInterval = milliseconds(interval);
    options.keepaliveTimeout = milliseconds(timeout);
}

void QmlTls::apply(RelayClientOptions &options) const
{
    options.verifyCertificate = verifyCertificate;
    if (authorityFile.isEmpty())
        return;
    const QList<QSslCertificate> authorities = QSslCertificate::fromPath(
        QQmlFile::urlToLocalFileOrQrc(authorityFile), QSsl::Pem, QSslCertificate::PatternSyntax::FixedString);
    if (authorities.isEmpty())
        qmlWarning(parent()) << "tls.authorityFile: there is no certificate in " << authorityFile.toString();
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.addCaCertificates(authorities);
    options.tls = tls;
}

} // namespace RelayCore
