// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/metrics/metrics.h"
#include "relaycore/wire/wireevent.h"

namespace Inspector {

/// Counts what goes through a proxy.
class WireMetrics
{
public:
    /// \a metrics must outlive this object.
    explicit WireMetrics(Metrics &metrics);

    /// Counts \a event. \par Threads  any.
    void see(const RelayCore::WireEvent &event);

private:
    /// The counters of a family with the label `direction`.
    struct ByDirection
    {
        explicit ByDirection(prometheus::Family<prometheus::Counter> &family);
        [[nodiscard]] prometheus::Counter &of(RelayCore::Direction direction);

        prometheus::Counter &sent;
        prometheus::Counter &received;
    };

    prometheus::Gauge &m_open;
    prometheus::Counter &m_connections;
    prometheus::Family<prometheus::Counter> &m_closed;
    ByDirection m_messages;
    ByDirection m_bytes;
    prometheus::Histogram &m_size;
    prometheus::Counter &m_violations;
    prometheus::Counter &m_lost;
};

} // namespace Inspector
