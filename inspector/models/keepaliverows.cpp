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

void KeepaliveRows::clear()
{
    m_count = 0;
    m_counted = 0;
}

void KeepaliveRows::countAll(std::span<const MessageKind> kinds)
{
    if (m_counted >= kinds.size())
        return;
    const auto fresh = kinds.subspan(m_counted);
    m_count += quint32(std::count_if(fresh.begin(), fresh.end(), isKeepalive));
    m_counted = kinds.size();
}

std::vector<MessageId> KeepaliveRows::take(std::vector<MessageId> ids, std::span<const MessageKind> kinds)
{
    const auto keepalive = [kinds](MessageId id) { return id <= kinds.size() && isKeepalive(kinds[id - 1]); };
    m_count += quint32(std::count_if(ids.cbegin(), ids.cend(), keepalive));
    if (m_hidden)
        std::erase_if(ids, keepalive);
    return ids;
}

} // namespace Inspector
