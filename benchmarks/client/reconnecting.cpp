// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "benchmarks/support/usage.h"
#include "relaycore/client/relayclient.h"
#include "tasks.h"

#include <QtCore/QEventLoop>
#include <QtCore/QJsonArray>

#include <cstdio>
#include <memory>
#include <vector>

namespace RelayBench {

using namespace RelayCore;

namespace {

/// Milliseconds of CLOCK_MONOTONIC, which other processes of this machine read as well.
double now()
{
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

} // namespace

QJsonObject measureReconnecting(const TaskOptions &options)
{
    RelayClientOptions clientOptions;
    clientOptions.address = options.relay;
    clientOptions.name = QStringLiteral("bench");

    QEventLoop loop;
    int opened = 0;
    int registered = 0;
    int lost = 0;
    QJsonArray attempts;
    QJsonArray registrations;
    std::vector<std::unique_ptr<RelayClient>> clients;
    clients.reserve(static_cast<std::size_t>(options.count));
    const auto openNext = [&] {
        if (opened < options.count)
            clients[static_cast<std::size_t>(opened++)]->connectToRelay();
    };
    for (int i = 0; i < options.count; ++i) {
        clients.push_back(std::make_unique<RelayClient>(clientOptions));
        RelayClient *client = clients.back().get();
        QObject::connect(client, &RelayClient::registered, client, [&](bool isReconnect) {
            if (isReconnect) {
                registrations.append(now());
                if (registrations.size() == options.count)
                    loop.quit();
                return;
            }
            openNext();
            if (++registered == options.count) {
                std::printf("ready\n");
                std::fflush(stdout);
            }
        });
        QObject::connect(client, &RelayClient::stateChanged, client,
                         [&](RelayClient::State state, RelayClient::State previous) {
                             if (previous == RelayClient::State::Ready)
                                 ++lost;
                             else if (state == RelayClient::State::Connecting && lost > 0)
                                 attempts.append(now());
                         });
        QObject::connect(client, &RelayClient::failed, client,
                         [](const RelayError &error) { qFatal("A client gave up: %s", qPrintable(error.text)); });
    }
    for (int i = 0; i < options.window; ++i)
        openNext();
    const auto processorBefore = processorTime();
    loop.exec();
    return {{QStringLiteral("attempts"), attempts},
            {QStringLiteral("registrations"), registrations},
            {QStringLiteral("lost"), lost},
            {QStringLiteral("processor"), static_cast<double>((processorTime() - processorBefore).count())}};
}

} // namespace RelayBench
