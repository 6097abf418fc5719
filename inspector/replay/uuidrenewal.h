// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QHash>
#include <QtCore/QList>
#include <QtCore/QUuid>

namespace Inspector {

/// Replaces UUIDs by others of the same length, and back: a replayed client must not take the place of the original,
/// which the relay would disconnect (4004).
///
/// UUIDs are found in the forms with and without hyphens, in any case of letters.
/// \par Threads  a plain value.
class UuidRenewal
{
public:
    UuidRenewal() = default;
    /// Replaces each of \a uuids by a random one.
    explicit UuidRenewal(const QList<QUuid> &uuids);

    /// Returns \a uuid, or what replaces it.
    [[nodiscard]] QUuid renewed(const QUuid &uuid) const { return m_renewed.value(uuid, uuid); }
    /// Returns \a text with the UUIDs replaced.
    [[nodiscard]] QByteArray renewed(const QByteArray &text) const { return replaced(text, m_renewed); }
    /// Returns \a text with the replacements replaced by what they stand for.
    [[nodiscard]] QByteArray restored(const QByteArray &text) const { return replaced(text, m_originals); }

private:
    using Map = QHash<QUuid, QUuid>;

    [[nodiscard]] static QByteArray replaced(const QByteArray &text, const Map &map);

    Map m_renewed;
    Map m_originals;
};

} // namespace Inspector
