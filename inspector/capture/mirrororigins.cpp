// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/mirrororigins.h"

namespace Inspector {

void MirrorOrigins::add(RelayCore::SourceId source, const MirrorOrigin &origin)
{
    const QMutexLocker lock(&m_mutex);
    m_origins.insert(source, origin);
}

std::optional<MirrorOrigin> MirrorOrigins::find(RelayCore::SourceId source) const
{
    const QMutexLocker lock(&m_mutex);
    const auto found = m_origins.constFind(source);
    return found == m_origins.cend() ? std::nullopt : std::optional(*found);
}

} // namespace Inspector
