// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QHash>
#include <QtCore/QString>
#include <QtNetwork/QSslConfiguration>

#include <memory>
#include <variant>

namespace Inspector {

/// A certificate authority that exists as long as this object: it signs a certificate for each host whose TLS a forward
/// proxy takes apart.
///
/// Its private key, and the one that all of its certificates share, stay in memory. Certificates are valid from a day
/// before now, because clocks differ, for 30 days.
/// \par Threads  used in one thread at a time.
/// \par Source   RFC 5280 (certificates), RFC 6125 section 6.4 (names), RFC 5758 (ECDSA with SHA-256).
class RunAuthority
{
public:
    /// Returns an authority with new keys (EC, P-256), or why there is none, in English.
    [[nodiscard]] static std::variant<std::unique_ptr<RunAuthority>, QString> create();
    ~RunAuthority();
    Q_DISABLE_COPY_MOVE(RunAuthority)

    /// Returns the authority's own certificate, PEM: what clients have to trust.
    [[nodiscard]] QByteArray certificatePem() const;

    /// Returns what a TLS server needs to be \a host, a name or an IP address: certificate, key and ALPN of HTTP/1.1.
    /// Null configuration: \a host cannot stand in a certificate.
    [[nodiscard]] QSslConfiguration configurationFor(const QString &host);

private:
    struct Private;
    explicit RunAuthority(std::unique_ptr<Private> data);
    std::unique_ptr<Private> d;
};

} // namespace Inspector
