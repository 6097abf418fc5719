// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QHash>
#include <QtCore/QStringList>
#include <QtCore/QUuid>

#include <vector>

namespace Inspector {

/// The UUIDs of a capture, numbered from 1 in the order in which they appear, with every name that each gave itself.
/// A message refers to a UUID by its number, which takes four bytes instead of sixteen.
///
/// \par Threads  one at a time.
class PeerTable
{
public:
    using Index = quint32; ///< 0 is no peer.

    /// Returns the number of \a uuid, a new one where it is not known; 0 for a null UUID.
    Index add(const QUuid &uuid);
    /// Adds a name of \a peer, unless it is empty or known. Returns whether it was added.
    bool addName(Index peer, const QString &name);

    /// Returns the number of \a uuid, or 0 where it is not known.
    [[nodiscard]] Index find(const QUuid &uuid) const { return m_indices.value(uuid); }
    [[nodiscard]] QUuid uuid(Index peer) const { return peer == 0 ? QUuid() : m_peers[peer - 1].uuid; }
    /// Returns the names of \a peer, oldest first.
    [[nodiscard]] QStringList names(Index peer) const { return peer == 0 ? QStringList() : m_peers[peer - 1].names; }
    /// Returns how many UUIDs are known: their numbers are 1 to this.
    [[nodiscard]] Index count() const { return Index(m_peers.size()); }

private:
    struct Peer
    {
        QUuid uuid;
        QStringList names;
    };
    std::vector<Peer> m_peers;
    QHash<QUuid, Index> m_indices;
};

} // namespace Inspector
