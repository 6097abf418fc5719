// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/metrics/metrics.h"

#include <QtCore/QObject>

namespace RelayCore {
class RelayServer;
}

namespace Inspector {

class Cluster;

/// Counts what a RelayServer does.
class ServerMetrics : public QObject
{
public:
    /// \a metrics and \a server must outlive this object.
    ServerMetrics(Metrics &metrics, RelayCore::RelayServer &server);

    /// Adds the figures of \a cluster, which must outlive \a metrics' last text().
    static void addCluster(Metrics &metrics, const Cluster &cluster);
};

} // namespace Inspector
