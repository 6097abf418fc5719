// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/export.h"

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QString>

#include <optional>
#include <variant>

QT_BEGIN_NAMESPACE
class QIODevice;
QT_END_NAMESPACE

namespace RelayCore {

/// Who may register with a RelayServer: bearer tokens and the users they stand for.
///
/// Keeps digests (SHA-256) of the tokens only, so a core file or a log contains none.
///
/// \par Threads  a plain value.
/// \since 0.1
class RELAYCORE_EXPORT RelayUsers
{
public:
    /// Constructs a list without users: no client may register.
    RelayUsers() = default;

    /// Reads a file of lines `token user`; blank lines and lines that begin with `#` are skipped.
    /// \return the reason in English where it cannot be read: file, line, what to do; never a token.
    [[nodiscard]] static std::variant<RelayUsers, QString> fromFile(const QString &path);
    /// The same from an open \a device, which the reason calls \a name.
    [[nodiscard]] static std::variant<RelayUsers, QString> read(QIODevice &device, const QString &name);

    /// Adds \a token as one of \a user. Neither may be empty. A token that is in the list already gets the new user.
    void add(const QByteArray &token, const QString &user);
    /// Returns the user of \a token. Takes the same time for every token of a length, in the list or not.
    [[nodiscard]] std::optional<QString> userOf(const QByteArray &token) const;
    [[nodiscard]] qsizetype tokenCount() const { return m_entries.size(); } ///< Tokens, not users.

private:
    struct Entry
    {
        QByteArray digest;
        QString user;
    };

    [[nodiscard]] qsizetype indexOf(const QByteArray &token) const;

    QList<Entry> m_entries;
};

} // namespace RelayCore
