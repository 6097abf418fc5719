// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/capturescope.h"

#include "inspector/analysis/captureindex.h"

#include <algorithm>

namespace Inspector {

bool CaptureScope::contains(const CaptureIndex &index, RelayCore::ConnectionId connection) const
{
    if (isAll() || std::find(connections.cbegin(), connections.cend(), connection) != connections.cend())
        return true;
    if (sources.empty())
        return false;
    const ConnectionRow *row = index.connection(connection);
    return row && std::find(sources.cbegin(), sources.cend(), row->source) != sources.cend();
}

} // namespace Inspector
