// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/metrics/metrics.h"

#include "inspector/metrics/processfigures.h"

#include <prometheus/text_serializer.h>

#include <utility>

namespace Inspector {

Metrics::Metrics()
{
    addProcess();
}

Metrics::~Metrics() = default;

prometheus::Counter &Metrics::counter(const std::string &name, const std::string &help)
{
    return counters(name, help).Add({});
}

prometheus::Gauge &Metrics::gauge(const std::string &name, const std::string &help)
{
    return prometheus::BuildGauge().Name(name).Help(help).Register(m_registry).Add({});
}

prometheus::Histogram &Metrics::histogram(const std::string &name, const std::string &help,
                                          const std::vector<double> &bounds)
{
    return prometheus::BuildHistogram().Name(name).Help(help).Register(m_registry).Add({}, bounds);
}

prometheus::Histogram &Metrics::sizes(const std::string &name, const std::string &help)
{
    return histogram(name, help, {256, 512, 1024, 2048, 4096, 8192, 16384, 65536, 262144, 1048576});
}

prometheus::Family<prometheus::Counter> &Metrics::counters(const std::string &name, const std::string &help)
{
    return prometheus::BuildCounter().Name(name).Help(help).Register(m_registry);
}

void Metrics::beforeCollecting(std::function<void()> update)
{
    m_updates.push_back(std::move(update));
}

void Metrics::addProcess()
{
    prometheus::BuildGauge()
        .Name("relayctl_build_info")
        .Help("Always 1; the version is a label.")
        .Register(m_registry)
        .Add({{"version", RELAY_VERSION}})
        .Set(1);
    auto &cpu = counter("process_cpu_seconds_total", "User and system time of this process in seconds.");
    auto &memory = gauge("process_resident_memory_bytes", "Memory of this process that is in RAM.");
    auto &descriptors = gauge("process_open_fds", "Open file descriptors.");
    auto &most = gauge("process_max_fds", "File descriptors that this process may open.");
    auto &start = gauge("process_start_time_seconds", "When this process started, in seconds since 1970, UTC.");
    start.Set(startTime());
    beforeCollecting([&cpu, &memory, &descriptors, &most] {
        const ProcessFigures figures = processFigures();
        raiseTo(cpu, figures.cpuSeconds);
        memory.Set(figures.residentBytes);
        descriptors.Set(figures.openDescriptors);
        most.Set(figures.mostDescriptors);
    });
}

QByteArray Metrics::text(Format format)
{
    for (const auto &update : m_updates)
        update();
    const auto families = m_registry.Collect();
    if (format == Format::OpenMetrics)
        return openMetrics(families);
    return QByteArray::fromStdString(prometheus::TextSerializer().Serialize(families));
}

void raiseTo(prometheus::Counter &counter, double value)
{
    if (const double growth = value - counter.Value(); growth > 0)
        counter.Increment(growth);
}

} // namespace Inspector
