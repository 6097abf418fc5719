// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace Inspector {

/// The metrics of this process: those that others add, and what is known of every process (`process_*`).
///
/// docs/operating.md lists all names; a test compares.
class Metrics
{
public:
    /// Formats of text().
    enum class Format {
        Prometheus,  ///< Text format 0.0.4.
        OpenMetrics, ///< 1.0.
    };

    Metrics();
    ~Metrics();
    Q_DISABLE_COPY_MOVE(Metrics)

    [[nodiscard]] prometheus::Registry &registry() { return m_registry; }
    /// Adds a metric without labels. Counters end with `_total`.
    [[nodiscard]] prometheus::Counter &counter(const std::string &name, const std::string &help);
    [[nodiscard]] prometheus::Gauge &gauge(const std::string &name, const std::string &help);
    [[nodiscard]] prometheus::Histogram &histogram(const std::string &name, const std::string &help,
                                                   const std::vector<double> &bounds);
    /// Adds a histogram of sizes of messages in bytes.
    [[nodiscard]] prometheus::Histogram &sizes(const std::string &name, const std::string &help);
    /// Adds a counter with labels; Family::Add() gives one for each combination of values.
    [[nodiscard]] prometheus::Family<prometheus::Counter> &counters(const std::string &name, const std::string &help);
    /// Calls \a update before every text(), for values that are only read then.
    void beforeCollecting(std::function<void()> update);

    [[nodiscard]] QByteArray text(Format format);

private:
    void addProcess();

    prometheus::Registry m_registry;
    std::vector<std::function<void()>> m_updates;
};

/// Adds to \a counter what \a value, which never gets smaller, has grown since the last call.
void raiseTo(prometheus::Counter &counter, double value);

/// Returns \a families as OpenMetrics 1.0.
[[nodiscard]] QByteArray openMetrics(const std::vector<prometheus::MetricFamily> &families);

} // namespace Inspector
