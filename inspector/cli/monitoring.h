// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/metrics/metricsserver.h"
#include "inspector/metrics/servicenotifier.h"
#include "inspector/setup/addresses.h"

#include <QtCore/QUrl>

#include <optional>

namespace Inspector {

/// What monitoring and systemd learn of a verb that runs for long: `--metrics`, `Type=notify`.
class Monitoring
{
public:
    Monitoring()
        : m_server(m_metrics)
    {}

    [[nodiscard]] Metrics &metrics() { return m_metrics; }
    /// Offers the metrics at \a address; without one it only reports to systemd.
    /// \return why it cannot listen, in English; otherwise an empty string.
    [[nodiscard]] QString start(const std::optional<HostPort> &address);
    /// Where the metrics are; empty where they are not offered.
    [[nodiscard]] QUrl url() const { return m_url; }

    /// Clients can connect.
    void ready();
    /// The process is about to end.
    void stopping();

private:
    Metrics m_metrics;
    MetricsServer m_server;
    ServiceNotifier m_notifier;
    QUrl m_url;
};

} // namespace Inspector
