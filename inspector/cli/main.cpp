// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/capturescommand.h"
#include "inspector/cli/checkcommand.h"
#include "inspector/cli/commandline.h"
#include "inspector/cli/connectcommand.h"
#include "inspector/cli/convertcommand.h"
#include "inspector/cli/democommand.h"
#include "inspector/cli/diagnosecommand.h"
#include "inspector/cli/output.h"
#include "inspector/cli/proxycommand.h"
#include "inspector/cli/replaycommand.h"
#include "inspector/cli/runcommand.h"
#include "inspector/cli/servecommand.h"
#include "inspector/cli/statscommand.h"
#include "inspector/cli/tailcommand.h"
#include "inspector/cli/tapcommand.h"
#include "inspector/serve/epolldispatcher.h"
#include "inspector/setup/terminationsignals.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>

#include <memory>

using namespace Inspector;

namespace {

/// Makes the command for the options of its verb.
struct CommandFactory
{
    using Made = std::unique_ptr<Command>;

    Made operator()(const CommandLineEnd &) const { return nullptr; }
    Made operator()(const ConnectOptions &options) const { return std::make_unique<ConnectCommand>(options); }
    Made operator()(const CheckOptions &options) const { return std::make_unique<CheckCommand>(options); }
    Made operator()(const ServeOptions &options) const { return std::make_unique<ServeCommand>(options); }
    Made operator()(const ProxyCommandOptions &options) const { return std::make_unique<ProxyCommand>(options); }
    Made operator()(const RunOptions &options) const { return std::make_unique<RunCommand>(options); }
    Made operator()(const TapOptions &options) const { return std::make_unique<TapCommand>(options); }
    Made operator()(const DiagnoseOptions &options) const { return std::make_unique<DiagnoseCommand>(options); }
    Made operator()(const TailOptions &options) const { return std::make_unique<TailCommand>(options); }
    Made operator()(const StatsOptions &options) const { return std::make_unique<StatsCommand>(options); }
    Made operator()(const CapturesOptions &options) const { return std::make_unique<CapturesCommand>(options); }
    Made operator()(const ConvertOptions &options) const { return std::make_unique<ConvertCommand>(options); }
    Made operator()(const ReplayCommandOptions &options) const { return std::make_unique<ReplayCommand>(options); }
    Made operator()(const DemoCommandOptions &options) const { return std::make_unique<DemoCommand>(options); }
};

} // namespace

int main(int argc, char *argv[])
{
    Output::prepare();
    // Thousands of clients may be registered with the relay of `serve`.
    if (auto dispatcher = makeEpollDispatcher())
        QCoreApplication::setEventDispatcher(dispatcher.release()); // The application takes it.
    // Its texts are English, for people and scripts, whatever the language of the system: so are the numbers in them.
    QLocale::setDefault(QLocale::c());
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("relayctl"));
    QCoreApplication::setApplicationVersion(QStringLiteral(RELAY_VERSION));

    const CommandLine line = parseCommandLine(QCoreApplication::arguments().sliced(1));
    if (const auto *end = std::get_if<CommandLineEnd>(&line)) {
        Output::writeError(end->error);
        return Output::write(end->output) ? end->exitCode : ExitCode::failed;
    }

    TerminationSignals terminationSignals;
    const std::unique_ptr<Command> command = std::visit(CommandFactory(), line);
    QObject::connect(&terminationSignals, &TerminationSignals::terminationRequested, command.get(),
                     &Command::terminate);
    if (command->handsSignalsOn()) {
        terminationSignals.receiveAll();
        QObject::connect(&terminationSignals, &TerminationSignals::received, command.get(), &Command::handOn);
    }
    if (command->canReload()) {
        terminationSignals.reloadOnHangup();
        QObject::connect(&terminationSignals, &TerminationSignals::reloadRequested, command.get(), &Command::reload);
    }
    // Queued: a command may be finished before the event loop runs.
    QObject::connect(
        command.get(), &Command::finished, &application, [](int code) { QCoreApplication::exit(code); },
        Qt::QueuedConnection);
    command->start();
    return QCoreApplication::exec();
}
