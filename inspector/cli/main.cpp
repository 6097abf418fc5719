// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/checkcommand.h"
#include "inspector/cli/commandline.h"
#include "inspector/cli/connectcommand.h"
#include "inspector/cli/democommand.h"
#include "inspector/cli/proxycommand.h"
#include "inspector/cli/servecommand.h"
#include "inspector/cli/terminationsignals.h"
#include "inspector/serve/epolldispatcher.h"

#include <QtCore/QCoreApplication>

#include <cstdio>
#include <memory>

using namespace Inspector;

namespace {

std::unique_ptr<Command> makeCommand(const CommandLine &line)
{
    if (const auto *connect = std::get_if<ConnectOptions>(&line))
        return std::make_unique<ConnectCommand>(*connect);
    if (const auto *check = std::get_if<CheckOptions>(&line))
        return std::make_unique<CheckCommand>(*check);
    if (const auto *serve = std::get_if<ServeOptions>(&line))
        return std::make_unique<ServeCommand>(*serve);
    if (const auto *proxy = std::get_if<ProxyCommandOptions>(&line))
        return std::make_unique<ProxyCommand>(*proxy);
    return std::make_unique<DemoCommand>(std::get<DemoCommandOptions>(line));
}

} // namespace

int main(int argc, char *argv[])
{
    // Thousands of clients may be registered with the relay of `serve`.
    if (auto dispatcher = makeEpollDispatcher())
        QCoreApplication::setEventDispatcher(dispatcher.release()); // The application takes it.
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("relayctl"));
    QCoreApplication::setApplicationVersion(QStringLiteral(RELAY_VERSION));

    const CommandLine line = parseCommandLine(QCoreApplication::arguments().sliced(1));
    if (const auto *end = std::get_if<CommandLineEnd>(&line)) {
        std::fputs(end->output.constData(), stdout);
        std::fputs(end->error.constData(), stderr);
        return end->exitCode;
    }

    TerminationSignals terminationSignals;
    const std::unique_ptr<Command> command = makeCommand(line);
    QObject::connect(&terminationSignals, &TerminationSignals::terminationRequested, command.get(),
                     &Command::terminate);
    if (command->canReload()) {
        terminationSignals.catchHangup();
        QObject::connect(&terminationSignals, &TerminationSignals::hangup, command.get(), &Command::reload);
    }
    // Queued: a command may be finished before the event loop runs.
    QObject::connect(
        command.get(), &Command::finished, &application, [](int code) { QCoreApplication::exit(code); },
        Qt::QueuedConnection);
    command->start();
    return QCoreApplication::exec();
}
