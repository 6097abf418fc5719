// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/peertable.h"

namespace Inspector {

PeerTable::Index PeerTable::add(const QUuid &uuid)
{
    if (uuid.isNull())
        return 0;
    Index &index = m_indices[uuid];
    if (index == 0) {
        m_peers.push_back({uuid, {}});
        index = Index(m_peers.size());
    }
    return index;
}

bool PeerTable::addName(Index peer, const QString &name)
{
    if (peer == 0 || name.isEmpty())
        return false;
    QStringList &names = m_peers[peer - 1].names;
    if (names.contains(name))
        return false;
    names.append(name);
    return true;
}

} // namespace Inspector
