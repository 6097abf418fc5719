// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//
// bench_relay echo|server [port]
//
// The relay of the client benchmarks, in a process of its own. Says "listening <port>" and serves until it is ended.
// `echo` does next to nothing (see echorelay.h), `server` is RelayCore::RelayServer.
#include "benchmarks/support/descriptors.h"
#include "echorelay.h"
#include "relaycore/server/relayserver.h"

#include <QtCore/QCoreApplication>

#include <cstdio>

namespace {

int complain(const std::string &text)
{
    std::fprintf(stderr, "bench_relay: %s\n", text.c_str());
    return 1;
}

void announce(quint16 port)
{
    std::printf("listening %u\n", static_cast<unsigned>(port));
    std::fflush(stdout);
}

int runEcho(quint16 port)
{
    RelayBench::EchoRelay relay;
    if (const auto reason = relay.listen(port); !reason.empty())
        return complain(reason);
    announce(relay.port());
    relay.run();
    return 0;
}

int runServer(quint16 port)
{
    RelayCore::RelayServerOptions options;
    options.port = port;
    options.limits.messagesPerSecond = 0; // A benchmark is a program that runs in a circle.
    RelayCore::RelayServer relay(options);
    if (!relay.listen())
        return complain(relay.errorString().toStdString());
    announce(static_cast<quint16>(relay.url().port()));
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    RelayBench::raiseDescriptorLimit();
    const QStringList arguments = QCoreApplication::arguments();
    const QString kind = arguments.value(1);
    const quint16 port = arguments.value(2).toUShort();
    if (kind == QLatin1StringView("echo"))
        return runEcho(port);
    if (kind == QLatin1StringView("server"))
        return runServer(port);
    return complain("echo or server?");
}
