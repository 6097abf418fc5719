// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QTemporaryDir>
#include <QtNetwork/QSslConfiguration>

namespace TestSupport {

/// What may be wrong with a certificate of 127.0.0.1.
enum class Defect : quint8 { None, SelfSigned, Expired, WrongHost, UnknownAuthority };

/// Arguments for `openssl x509` and `req -x509`: valid until \a days from now, which may be past. OpenSSL 3.5 takes no
/// negative `-days` any more, 3.0 knows no `-not_after` yet.
[[nodiscard]] QStringList validity(int days);

/// Makes certificates with openssl(1), for one run: an authority that clients trust, one that they do not, and servers.
class Certificates
{
public:
    /// \return why it did not work; empty when it did.
    [[nodiscard]] QString create();

    /// Of a server on 127.0.0.1.
    [[nodiscard]] QSslConfiguration server(Defect defect) const;
    /// PEM files of the same, for programs.
    [[nodiscard]] QString certificateFile(Defect defect) const;
    [[nodiscard]] QString keyFile(Defect defect) const;
    [[nodiscard]] QString authorityFile() const; ///< The certificate of the one authority that clients trust.
    /// Of a client that trusts the one authority.
    [[nodiscard]] QSslConfiguration client() const;

private:
    [[nodiscard]] QString run(const QStringList &arguments) const;
    [[nodiscard]] QString makeAuthority(const QString &name) const;

    QTemporaryDir m_directory;
};

} // namespace TestSupport
