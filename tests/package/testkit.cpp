// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//
// The smallest program with both libraries: a client registers at a scripted relay.
#include <QtCore/QCoreApplication>

#include <relaycore/client/relayclient.h>
#include <relaycore/testkit/manualclock.h>
#include <relaycore/testkit/scriptedrelay.h>

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    RelayCore::TestKit::ScriptedRelay relay;
    RelayCore::RelayClientOptions options;
    options.address = relay.address();
    options.clock = std::make_shared<RelayCore::TestKit::ManualClock>();
    RelayCore::RelayClient client(options);
    if (!QMetaType::fromType<RelayCore::RelayMetrics>().metaObject()) // gadgets are exported too
        return 2;
    client.connectToRelay().then(
        &app, [](const RelayCore::ConnectResult &result) { QCoreApplication::exit(result.registered ? 0 : 1); });
    return app.exec();
}
