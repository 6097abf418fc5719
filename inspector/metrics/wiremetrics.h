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
    prometheus::Gauge &m_open;
    prometheus::Counter &m_connections;
    prometheus::Family<prometheus::Counter> &m_closed;
    prometheus::Counter &m_sent;
    prometheus::Counter &m_received;
    prometheus::Counter &m_sentBytes;
    prometheus::Counter &m_receivedBytes;
    prometheus::Histogram &m_size;
    prometheus::Counter &m_violations;
    prometheus::Counter &m_lost;
};

} // namespace Inspector
