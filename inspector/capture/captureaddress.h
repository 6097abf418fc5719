// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QList>
#include <QtCore/QString>

#include <optional>
#include <utility>
#include <variant>

namespace Inspector {

/// Where a capture in a PostgreSQL database is:
/// `postgresql://[user@]host[:port]/database?capture=NAME[&sslmode=verify-full&sslrootcert=FILE…]`.
///
/// Passwords are no part of it; libpq reads them from `PGPASSWORD`, `~/.pgpass` or a service file.
struct DatabaseAddress
{
    QString user;
    QString
        host; ///< A name, an address without brackets, or the folder of a Unix domain socket; empty: libpq's default.
    std::optional<quint16> port;
    QString database;
    QString capture; ///< Empty where all captures of the database are meant.
    /// What libpq is given besides: "sslmode", "sslrootcert", "service", …, in the order of the address.
    QList<std::pair<QString, QString>> options;

    /// Returns the address of \a text, or one sentence that states why it is none. The sentence repeats no part of it
    /// that could be a password.
    [[nodiscard]] static std::variant<DatabaseAddress, QString> parse(const QString &text);

    /// Returns the address as text; parse() returns an equal one for it.
    [[nodiscard]] QString text() const;
    /// Returns the address of the database: without the name of a capture.
    [[nodiscard]] DatabaseAddress withoutCapture() const;

    bool operator==(const DatabaseAddress &) const = default;
};

/// Returns whether \a where begins like the address of a database, `postgresql://` or `postgres://`. Everything else is
/// the path of a file.
[[nodiscard]] bool isDatabaseAddress(QStringView where);

/// Returns \a where as it may be shown: an address of a database without its password, where it has one.
[[nodiscard]] QString displayedAddress(const QString &where);

} // namespace Inspector
