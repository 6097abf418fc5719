// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/statslines.h"

#include "inspector/capture/messagenames.h"
#include "inspector/capture/rowtext.h"
#include "inspector/cli/jsonline.h"
#include "relaycore/wire/wirenames.h"

#include <QtCore/QLocale>

using namespace Qt::Literals::StringLiterals;

namespace Inspector::StatsLines {

namespace {

using namespace RelayCore;

/// Milliseconds with three digits behind the point.
QByteArray milliseconds(qint64 ns)
{
    return QByteArray::number(double(ns) / 1e6, 'f', 3);
}

template<typename Number>
QByteArray percentiles(const Percentiles &values, Number number)
{
    if (values.count == 0)
        return "null"_ba;
    JsonLine line;
    line.raw("p50"_L1, number(values.p50)).raw("p90"_L1, number(values.p90));
    line.raw("p99"_L1, number(values.p99)).raw("max"_L1, number(values.most));
    return line.object();
}

QByteArray exchanges(const CaptureStatistics::Exchanges &values)
{
    return JsonLine()
        .number("total"_L1, qint64(values.total))
        .number("answered"_L1, qint64(values.answered))
        .number("failed"_L1, qint64(values.failed))
        .number("unanswered"_L1, qint64(values.unanswered))
        .raw("round_trip_ms"_L1, percentiles(values.roundTripNs, milliseconds))
        .object();
}

QByteArray sources(const QList<SourceRow> &rows)
{
    QByteArrayList list;
    for (const SourceRow &row : rows) {
        JsonLine line;
        line.number("id"_L1, row.id)
            .text("kind"_L1, RowText::sourceKindName(row.kind))
            .textOrNull("title"_L1, row.title);
        line.textOrNull("listen"_L1, row.listen).textOrNull("upstream"_L1, row.upstream);
        line.textOrNull("state"_L1, row.state ? QString(sourceStateName(*row.state)) : QString());
        list.append(line.object());
    }
    return '[' + list.join(',') + ']';
}

QByteArray messages(const CaptureStatistics &statistics)
{
    JsonLine kinds;
    for (std::size_t i = 0; i < statistics.kinds.size(); ++i)
        kinds.number(messageKindName(MessageKind(i)), qint64(statistics.kinds[i]));
    return JsonLine()
        .number("total"_L1, qint64(statistics.messages))
        .number("sent"_L1, qint64(statistics.sent))
        .number("received"_L1, qint64(statistics.received))
        .number("compressed"_L1, qint64(statistics.compressed))
        .raw("kinds"_L1, kinds.object())
        .object();
}

QString grouped(quint64 number)
{
    return QLocale(QLocale::English).toString(qulonglong(number));
}

QString row(const QString &name, const QString &text)
{
    return u"  %1 %2"_s.arg(name.leftJustified(16), text);
}

QString duration(qint64 ns)
{
    return QLocale(QLocale::English).toString(double(ns) / 1e6, 'f', 3) + u" ms"_s;
}

QStringList exchangeRows(const QString &name, const CaptureStatistics::Exchanges &values)
{
    QStringList rows{row(
        name, u"%1, %2 answered, %3 failed, %4 unanswered"_s.arg(grouped(values.total), grouped(values.answered),
                                                                 grouped(values.failed), grouped(values.unanswered)))};
    const Percentiles &times = values.roundTripNs;
    if (times.count > 0) {
        rows.append(row(u"  round trip"_s, u"p50 %1, p90 %2, p99 %3"_s.arg(duration(times.p50), duration(times.p90),
                                                                           duration(times.p99))));
    }
    return rows;
}

} // namespace

QByteArray event(const CaptureStatistics &statistics, const File &file, qint64 timeNs)
{
    const bool any = statistics.messages > 0;
    const auto bytes = [](qint64 value) { return QByteArray::number(value); };
    const CaptureStatistics::Connections &connections = statistics.connections;
    return JsonLine("stats"_L1)
        .text("file"_L1, file.path)
        .number("version"_L1, file.version)
        .number("file_bytes"_L1, file.bytes)
        .raw("first"_L1, any ? '"' + rfc3339(statistics.firstNs) + '"' : "null"_ba)
        .raw("last"_L1, any ? '"' + rfc3339(statistics.lastNs) + '"' : "null"_ba)
        .raw("sources"_L1, sources(file.sources))
        .raw("connections"_L1, JsonLine()
                                   .number("total"_L1, connections.total)
                                   .number("open"_L1, connections.open)
                                   .number("registered"_L1, connections.registered)
                                   .number("refused"_L1, connections.refused)
                                   .number("invalid"_L1, connections.invalid)
                                   .object())
        .raw("peers"_L1, JsonLine()
                             .number("total"_L1, statistics.peers)
                             .number("named"_L1, statistics.namedPeers)
                             .number("captured"_L1, statistics.capturedPeers)
                             .object())
        .raw("messages"_L1, messages(statistics))
        .number("bytes"_L1, qint64(statistics.bytes))
        .raw("size"_L1, percentiles(statistics.size, bytes))
        .raw("registrations"_L1, exchanges(statistics.registrations))
        .raw("offers"_L1, exchanges(statistics.offers))
        .number("lost"_L1, qint64(file.lost))
        .at(timeNs);
}

QStringList table(const CaptureStatistics &statistics, const File &file)
{
    QStringList lines{
        u"%1 (version %2, %3 B)"_s.arg(file.path, QString::number(file.version), grouped(quint64(file.bytes)))};
    if (statistics.messages > 0) {
        lines.append(row(u"time"_s, u"%1 to %2"_s.arg(QLatin1StringView(rfc3339(statistics.firstNs)),
                                                      QLatin1StringView(rfc3339(statistics.lastNs)))));
    }
    for (const SourceRow &source : file.sources) {
        QStringList ends{source.listen, source.upstream};
        ends.removeAll(QString());
        lines.append(row(u"source"_s, u"%1 %2"_s.arg(RowText::sourceKindName(source.kind),
                                                     ends.isEmpty() ? source.title : ends.join(u" → "_s))));
    }
    const CaptureStatistics::Connections &connections = statistics.connections;
    lines.append(row(u"connections"_s,
                     u"%1, %2 open, %3 registered, %4 refused, %5 invalid"_s.arg(
                         grouped(connections.total), grouped(connections.open), grouped(connections.registered),
                         grouped(connections.refused), grouped(connections.invalid))));
    lines.append(row(u"peers"_s,
                     u"%1, %2 with a name, %3 captured"_s.arg(grouped(statistics.peers), grouped(statistics.namedPeers),
                                                              grouped(statistics.capturedPeers))));
    QStringList kinds;
    for (std::size_t i = 0; i < statistics.kinds.size(); ++i) {
        if (statistics.kinds[i] > 0)
            kinds.append(grouped(statistics.kinds[i]) + u' ' + messageKindName(MessageKind(i)));
    }
    lines.append(row(u"messages"_s, u"%1, %2 sent, %3 received, %4 compressed"_s.arg(
                                        grouped(statistics.messages), grouped(statistics.sent),
                                        grouped(statistics.received), grouped(statistics.compressed))));
    if (!kinds.isEmpty())
        lines.append(row({}, kinds.join(u", "_s)));
    lines.append(row(u"bytes"_s, grouped(statistics.bytes)));
    if (statistics.size.count > 0) {
        lines.append(row(u"  per message"_s,
                         u"p50 %1, p90 %2, p99 %3, largest %4"_s.arg(
                             grouped(quint64(statistics.size.p50)), grouped(quint64(statistics.size.p90)),
                             grouped(quint64(statistics.size.p99)), grouped(quint64(statistics.size.most)))));
    }
    lines += exchangeRows(u"registrations"_s, statistics.registrations);
    lines += exchangeRows(u"offers"_s, statistics.offers);
    lines.append(row(u"lost events"_s, grouped(file.lost)));
    return lines;
}

} // namespace Inspector::StatsLines
