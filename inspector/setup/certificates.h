// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QList>
#include <QtCore/QString>
#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslConfiguration>
#include <QtNetwork/QSslKey>

#include <optional>
#include <variant>

namespace Inspector {

/// Reads the PEM certificates in \a path. Returns a translated sentence if there are none.
/// \par Threads  any; blocks until a pipe has been closed by its writer.
[[nodiscard]] std::variant<QList<QSslCertificate>, QString> readCaFile(const QString &path);

/// A certificate with its chain, and its private key.
struct KeyPair
{
    QList<QSslCertificate> chain; ///< The own certificate first, then those of its authorities.
    QSslKey key;
};

/// Reads the certificate (and chain) in \a certFile and the key in \a keyFile, or in \a certFile if \a keyFile is
/// empty. Both are PEM, and each file is read once.
/// Returns a translated sentence if they cannot be used together: the file, what is wrong with it, what to do.
/// \par Threads  any; blocks until a pipe has been closed by its writer.
[[nodiscard]] std::variant<KeyPair, QString> readKeyPair(const QString &certFile, const QString &keyFile);

/// The files that decide about TLS with a relay. Empty names are files that were not given.
struct TlsFiles
{
    QString authorities; ///< PEM; these certificates are trusted in addition to the system's.
    QString certificate; ///< PEM; the own certificate, for relays that ask for one.
    QString key;         ///< PEM; its key. Empty: the key is in \a certificate.

    bool operator==(const TlsFiles &) const = default;
};

/// Returns the TLS configuration for \a files, nothing if none is given (the system's default then holds), or a
/// translated sentence if a file cannot be used.
/// \par Threads  any; blocks until a pipe has been closed by its writer.
[[nodiscard]] std::variant<std::optional<QSslConfiguration>, QString> tlsConfiguration(const TlsFiles &files);

} // namespace Inspector
