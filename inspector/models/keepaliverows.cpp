// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/keepaliverows.h"

#include <algorithm>

namespace Inspector {

namespace {

bool isKeepalive(MessageKind kind)
{
    return kind == MessageKind::Ping || kind == MessageKind::Pong;
}

} // namespace

void KeepaliveRows::reset()
{
    m_count = m_ofAll = 0;
    m_counted = 0;
}

void KeepaliveRows::countAll(const Column<MessageKind> &kinds)
{
    for (; m_counted < kinds.size(); ++m_counted)
        m_ofAll += isKeepalive(kinds[m_counted]) ? 1 : 0;
    m_count = m_ofAll;
}

std::vector<MessageId> KeepaliveRows::take(std::vector<MessageId> ids, const Column<MessageKind> &kinds)
{
    const auto keepalive = [&kinds](MessageId id) { return id <= kinds.size() && isKeepalive(kinds[id - 1]); };
    m_count += quint32(std::count_if(ids.cbegin(), ids.cend(), keepalive));
    if (m_hidden)
        std::erase_if(ids, keepalive);
    return ids;
}

} // namespace Inspector
