// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "benchmarks/support/usage.h"
#include "epoll.h"
#include "plainclient.h"
#include "report.h"
#include "tasks.h"

#include <unistd.h>

#include <memory>
#include <vector>

namespace RelayBench {

void holdCrowd(std::uint16_t port, int count, int window)
{
    Epoll epoll;
    std::vector<std::unique_ptr<PlainClient>> clients;
    clients.reserve(static_cast<std::size_t>(count));
    const auto openNext = [&] {
        clients.push_back(std::make_unique<PlainClient>());
        clients.back()->open(port);
        epoll.add(clients.back()->socket(), EPOLLIN, clients.size() - 1);
    };

    const Stopwatch watch;
    int registered = 0;
    while (registered < count) {
        while (static_cast<int>(clients.size()) < std::min(count, registered + window))
            openNext();
        const auto events = epoll.wait(timeout);
        if (events.empty())
            qFatal("%d of %d clients are registered, and no more.", registered, count);
        for (const epoll_event &event : events) {
            PlainClient &client = *clients[event.data.u64];
            const bool was = client.isRegistered();
            client.receive();
            registered += !was && client.isRegistered() ? 1 : 0;
        }
    }
    report({{QStringLiteral("elapsed"), static_cast<double>(watch.elapsed().count())},
            {QStringLiteral("processor"), static_cast<double>(watch.processor().count())}});

    // They answer pings meanwhile, and a lost one ends the process.
    const std::uint64_t input = clients.size();
    epoll.add(STDIN_FILENO, EPOLLIN, input);
    for (bool goesOn = true; goesOn;) {
        for (const epoll_event &event : epoll.wait()) {
            if (event.data.u64 == input)
                goesOn = false;
            else
                clients[event.data.u64]->receive();
        }
    }
}

} // namespace RelayBench
