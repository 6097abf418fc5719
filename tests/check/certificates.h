// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QTemporaryDir>
#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslConfiguration>

/// A certificate authority made for one run, with openssl, and what it issues.
class Certificates
{
public:
    /// \return why it could not be made, otherwise an empty string.
    [[nodiscard]] QString make();

    /// What a server needs to show a certificate of this authority. \param days  how long it is valid; below zero it
    /// has ended. \param names  as openssl writes them: "DNS:localhost,IP:127.0.0.1". Empty: none, and the
    /// common name is 127.0.0.1.
    [[nodiscard]] QSslConfiguration server(const QString &names, int days);
    /// The same, signed by itself.
    [[nodiscard]] QSslConfiguration selfSigned(const QString &names, int days);

    [[nodiscard]] QString authorityFile() const { return m_directory.filePath(QStringLiteral("ca.pem")); }
    /// What a client needs to trust the authority.
    [[nodiscard]] QSslConfiguration trusting() const;

private:
    [[nodiscard]] QString openssl(const QStringList &arguments);
    [[nodiscard]] QSslConfiguration configuration(const QString &certificate) const;

    QTemporaryDir m_directory;
    int m_issued = 0;
};
