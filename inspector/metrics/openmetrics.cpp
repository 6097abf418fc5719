// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//
// prometheus-cpp 1.0 writes the text format of Prometheus only. OpenMetrics differs in the names of counters, in an end
// mark and in the syntax of numbers.
#include "inspector/metrics/metrics.h"

#include <QtCore/QByteArrayList>
#include <QtCore/QLocale>

#include <cmath>
#include <string_view>

namespace Inspector {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

namespace {

constexpr std::string_view total = "_total";

QByteArray number(double value)
{
    if (std::isnan(value))
        return "NaN";
    if (std::isinf(value))
        return value > 0 ? "+Inf" : "-Inf";
    return QByteArray::number(value, 'g', QLocale::FloatingPointShortest);
}

QByteArray escaped(const std::string &text)
{
    QByteArray result;
    for (const char c : text) {
        if (c == '\\' || c == '"')
            result += '\\';
        if (c == '\n')
            result += "\\n";
        else
            result += c;
    }
    return result;
}

QByteArray labels(const ClientMetric &metric, const QByteArray &more = {})
{
    QByteArrayList list;
    for (const auto &label : metric.label)
        list.append(QByteArray::fromStdString(label.name) + "=\"" + escaped(label.value) + '"');
    if (!more.isEmpty())
        list.append(more);
    return list.isEmpty() ? QByteArray() : '{' + list.join(',') + '}';
}

QByteArray histogram(const QByteArray &name, const ClientMetric &metric)
{
    QByteArray lines;
    for (const auto &bucket : metric.histogram.bucket)
        lines += name + "_bucket" + labels(metric, "le=\"" + number(bucket.upper_bound) + '"') + ' '
                 + QByteArray::number(qulonglong(bucket.cumulative_count)) + '\n';
    if (metric.histogram.bucket.empty() || !std::isinf(metric.histogram.bucket.back().upper_bound))
        lines += name + "_bucket" + labels(metric, "le=\"+Inf\"") + ' '
                 + QByteArray::number(qulonglong(metric.histogram.sample_count)) + '\n';
    lines +=
        name + "_count" + labels(metric) + ' ' + QByteArray::number(qulonglong(metric.histogram.sample_count)) + '\n';
    lines += name + "_sum" + labels(metric) + ' ' + number(metric.histogram.sample_sum) + '\n';
    return lines;
}

} // namespace

QByteArray openMetrics(const std::vector<MetricFamily> &families)
{
    QByteArray text;
    for (const MetricFamily &family : families) {
        std::string_view base = family.name;
        if (family.type == MetricType::Counter && base.ends_with(total))
            base.remove_suffix(total.size());
        const QByteArray name(base.data(), qsizetype(base.size()));
        const char *type = family.type == MetricType::Counter     ? "counter"
                           : family.type == MetricType::Gauge     ? "gauge"
                           : family.type == MetricType::Histogram ? "histogram"
                                                                  : "unknown";
        text += "# HELP " + name + ' ' + escaped(family.help) + "\n# TYPE " + name + ' ' + type + '\n';
        for (const ClientMetric &metric : family.metric) {
            if (family.type == MetricType::Histogram)
                text += histogram(name, metric);
            else if (family.type == MetricType::Counter)
                text += name + "_total" + labels(metric) + ' ' + number(metric.counter.value) + '\n';
            else
                text += name + labels(metric) + ' ' + number(metric.gauge.value) + '\n';
        }
    }
    return text + "# EOF\n";
}

} // namespace Inspector
