// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QProcessEnvironment>
#include <QtCore/QString>
#include <QtCore/QTemporaryDir>

#include <memory>
#include <variant>

namespace Inspector {

/// The files with which programs trust the authority of a forward proxy. They are in a directory for the current user
/// alone, which is removed with this object.
class RunCertificates
{
public:
    /// Writes \a authority (PEM), and a bundle of it with the authorities that a program with the environment \a base
    /// trusts otherwise: those of \c SSL_CERT_FILE if it is set, else the system's.
    /// Returns a translated sentence if a file cannot be read or written.
    [[nodiscard]] static std::variant<std::unique_ptr<RunCertificates>, QString>
    create(const QByteArray &authority, const QProcessEnvironment &base);

    /// Writes the authority's certificate to \a path, for the current user alone. A file that is there is replaced only
    /// if it holds the certificate of a former run. Returns a translated sentence if it cannot be written, otherwise an
    /// empty string.
    [[nodiscard]] QString copyAuthority(const QString &path) const;
    /// Likewise for the bundle; a bundle of a former run ends with the certificate of that run.
    [[nodiscard]] QString copyBundle(const QString &path) const;

    [[nodiscard]] QString authorityFile() const { return m_directory.filePath(QStringLiteral("authority.pem")); }
    [[nodiscard]] QString bundleFile() const { return m_directory.filePath(QStringLiteral("bundle.pem")); }

private:
    RunCertificates() = default;

    [[nodiscard]] QString copy(const QString &from, const QString &to) const;

    QTemporaryDir m_directory;
};

} // namespace Inspector
