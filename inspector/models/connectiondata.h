// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/models/connectionmodel.h"

namespace Inspector {

/// Returns the data of the row of a host or a capture for \a role, a role of ConnectionModel.
[[nodiscard]] QVariant groupData(const CaptureFeed &feed, const ConnectionNode &node, int role);
/// Returns the data of the row of a source for \a role, a role of ConnectionModel.
[[nodiscard]] QVariant sourceData(const CaptureFeed &feed, const ConnectionNode &node, int role);
/// Returns the data of the row of a client or of one of its connections for \a role, a role of ConnectionModel.
[[nodiscard]] QVariant connectionData(const CaptureFeed &feed, const ConnectionNode &node, int role);

} // namespace Inspector
