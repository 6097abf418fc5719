// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//
// bench_server forwarding PORTS MILLISECONDS PAIRS WINDOW
// bench_server latency    PORTS MILLISECONDS
// bench_server bus        PORT MILLISECONDS
// bench_server crowd      PORT CLIENTS WINDOW
// bench_server disturb    PORT CONNECTIONS
//
// What compare.py does to a relay on 127.0.0.1, in a process of its own; see tasks.h. The last line is a JSON object of
// figures. A message that does not arrive, or anything else that must not be, ends it with a reason and not with 0.
#include "benchmarks/support/descriptors.h"
#include "report.h"
#include "tasks.h"

#include <QtCore/QByteArrayList>

#include <cstdio>

using namespace RelayBench;
using std::chrono::milliseconds;

Places::Places(const QByteArray &text)
    : crossing(text.contains(','))
{
    const QByteArrayList words = text.split(crossing ? ',' : '+');
    for (const QByteArray &word : words)
        ports.append(std::uint16_t(word.toUInt()));
}

int main(int argc, char *argv[])
{
    const QByteArrayList arguments(argv + 1, argv + argc);
    const QByteArray task = arguments.value(0);
    const auto number = [&arguments](qsizetype i) { return arguments.value(i).toInt(); };
    const auto port = static_cast<std::uint16_t>(number(1));
    const Places places(arguments.value(1));
    raiseDescriptorLimit();
    if (task == "forwarding" && arguments.size() == 5)
        report(measureForwarding(places, milliseconds(number(2)), number(3), number(4)));
    else if (task == "latency" && arguments.size() == 3)
        report(measureLatency(places, milliseconds(number(2))));
    else if (task == "bus" && arguments.size() == 3)
        report(measureBus(port, milliseconds(number(2))));
    else if (task == "crowd" && arguments.size() == 4)
        holdCrowd(port, number(2), number(3));
    else if (task == "disturb" && arguments.size() == 3)
        report(disturb(port, number(2)));
    else {
        std::fprintf(stderr, "bench_server forwarding|latency|bus|crowd|disturb PORT ...; see bench_server.cpp\n");
        return 2;
    }
    return 0;
}
