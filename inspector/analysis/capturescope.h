// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/capturerows.h"

#include <vector>

namespace Inspector {

class CaptureIndex;

/// A part of a capture: all messages, or those of some sources and connections (either is enough).
struct CaptureScope
{
    std::vector<RelayCore::SourceId> sources;
    std::vector<RelayCore::ConnectionId> connections;

    [[nodiscard]] bool isAll() const { return sources.empty() && connections.empty(); }
    /// Returns whether the messages of \a connection belong to it, as far as \a index knows the connection.
    [[nodiscard]] bool contains(const CaptureIndex &index, RelayCore::ConnectionId connection) const;
    bool operator==(const CaptureScope &) const = default;
};

} // namespace Inspector
