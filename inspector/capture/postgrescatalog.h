// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/postgresconnection.h"
#include "inspector/capture/postgresschema.h"

#include <QtCore/QList>

#include <memory>
#include <optional>
#include <variant>

namespace Inspector {

/// A capture in a database, without its rows.
struct CatalogEntry
{
    qint64 id = 0;
    QString name;
    QString host;      ///< The computer of the program that writes it.
    QString startedBy; ///< The user of the database.
    QString program;   ///< With its version.
    qint64 startedNs = 0;
    qint64 lastNs = 0; ///< Of the newest message, or its end.
    std::optional<qint64> endedNs;
    quint64 messages = 0;
    qint64 bytes = 0; ///< Of its messages and their indexes.
};

/// The captures of a database.
///
/// \par Threads  one, the one that opened it.
class PostgresCatalog
{
public:
    /// Creates the tables, the functions and the roles in the database of \a address, whose user must own it. What is
    /// there already stays; the rights are granted again. Returns why that failed.
    [[nodiscard]] static std::optional<PostgresProblem> initialize(const DatabaseAddress &address,
                                                                   const PostgresSchema::Roles &roles);

    [[nodiscard]] static std::variant<std::unique_ptr<PostgresCatalog>, PostgresProblem>
    open(const DatabaseAddress &address);

    /// Returns the captures in the order in which they were started.
    [[nodiscard]] std::variant<QList<CatalogEntry>, PostgresProblem> captures();
    /// Removes a capture with all its rows, which takes the rights of the owner. Returns why that failed.
    [[nodiscard]] std::optional<PostgresProblem> remove(const CatalogEntry &capture);

private:
    explicit PostgresCatalog(const DatabaseAddress &address);

    PostgresConnection m_connection;
};

} // namespace Inspector
