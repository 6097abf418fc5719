// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/check/problem.h"

#include <QtCore/QDateTime>
#include <QtCore/QJsonArray>
#include <QtCore/QList>
#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslError>

namespace Inspector {

/// A certificate that ends within this many days is worth a warning.
inline constexpr int daysToRenew = 14;

/// What the verification of a chain found, each kind of problem once, the most telling first. Pure.
/// \param chain  as the server sent it, its own certificate first.
[[nodiscard]] QList<Problem> validateCertificates(const QList<QSslCertificate> &chain, const QList<QSslError> &errors,
                                                  const QDateTime &now);

/// Whole days until the first certificate of \a chain ends; negative once it has. \a chain is not empty.
[[nodiscard]] int daysLeft(const QList<QSslCertificate> &chain, const QDateTime &now);

/// "relay.example.org", or whatever else of the subject there is.
[[nodiscard]] QString subjectOf(const QSslCertificate &certificate);
[[nodiscard]] QString issuerOf(const QSslCertificate &certificate);
/// The host names and addresses that \a certificate is for.
[[nodiscard]] QStringList namesOf(const QSslCertificate &certificate);

/// The chain for scripts: subject, issuer, names, not_before, not_after, days_left, sha256, self_signed.
[[nodiscard]] QJsonArray describeChain(const QList<QSslCertificate> &chain, const QDateTime &now);

} // namespace Inspector
