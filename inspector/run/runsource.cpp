// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/run/runsource.h"

#include "inspector/run/childprocess.h"
#include "inspector/run/runcertificates.h"
#include "inspector/run/runenvironment.h"
#include "inspector/setup/texts.h"
#include "inspector/sources/sourcerewriter.h"
#include "relaycore/wire/wireclock.h"

#include <QtCore/QFileInfo>
#include <QtCore/QTimer>

#include <csignal>
#include <utility>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using RelayCore::SourceState;

namespace {

constexpr auto terminationTime = 2s;

QString programOf(const RunSourceOptions &options)
{
    return options.command.isEmpty() ? QString() : QFileInfo(options.command.constFirst()).fileName();
}

ForwardProxyOptions proxyOptionsOf(const RunSourceOptions &options)
{
    ForwardProxyOptions proxy = options.proxy;
    if (proxy.title.isEmpty())
        proxy.title = programOf(options);
    return proxy;
}

} // namespace

struct RunSource::Private
{
    Private(RunSource *source, RunSourceOptions given)
        : q(source)
        , options(std::move(given))
        , observer(source->observer(), source->id())
        , proxy(proxyOptionsOf(options), observer)
    {
        killing.setSingleShot(true);
    }

    [[nodiscard]] QString prepare();
    void proxyListens(const QUrl &url);
    void programFinished(int exitCode, const QString &problem);
    void setState(SourceState state, const QString &detail);
    void stopWhenDone();

    RunSource *q;
    RunSourceOptions options;
    SourceRewriter observer; ///< What the proxy reports is ours.
    ForwardProxySource proxy;
    std::unique_ptr<RunCertificates> certificates;
    ChildProcess program;
    QTimer killing;
    bool isStopping = false;
    bool proxyRuns = false;
    bool hasFailed = false;
};

QString RunSource::Private::prepare()
{
    const QProcessEnvironment base = QProcessEnvironment::systemEnvironment();
    auto created = RunCertificates::create(proxy.authorityCertificate(), base);
    if (const auto *problem = std::get_if<QString>(&created))
        return *problem;
    certificates = std::get<std::unique_ptr<RunCertificates>>(std::move(created));
    return options.bundleFile.isEmpty() ? QString() : certificates->copyBundle(options.bundleFile);
}

void RunSource::Private::proxyListens(const QUrl &url)
{
    proxyRuns = true;
    if (const QString problem = prepare(); !problem.isEmpty()) {
        hasFailed = true; // failed() follows when the proxy has stopped.
        QObject::connect(&proxy, &Source::stopped, q, [this, problem] { Q_EMIT q->failed(problem); });
        proxy.stop();
        return;
    }
    Q_EMIT q->listening(url);
    if (options.command.isEmpty())
        return;
    setState(SourceState::Ready, Setup::tr("%1 runs").arg(programOf(options)));
    program.start(options.command,
                  applied({url, certificates->authorityFile(), certificates->bundleFile(), options.all},
                          QProcessEnvironment::systemEnvironment()),
                  options.directory);
}

void RunSource::Private::programFinished(int exitCode, const QString &problem)
{
    killing.stop();
    if (!isStopping && (exitCode != 0 || !problem.isEmpty())) {
        const QString text =
            problem.isEmpty()
                ? Setup::tr("%1 has ended with exit code %2.").arg(programOf(options), QString::number(exitCode))
                : problem;
        setState(SourceState::Failed, text);
        Q_EMIT q->notice(text);
    } else if (!isStopping) {
        setState(SourceState::Closed, Setup::tr("%1 has ended").arg(programOf(options)));
    }
    stopWhenDone();
}

void RunSource::Private::setState(SourceState state, const QString &detail)
{
    q->observer().observe({q->id(), 0, RelayCore::wireTimeNs(), RelayCore::StateChanged{state, detail}});
}

void RunSource::Private::stopWhenDone()
{
    if (!isStopping || proxyRuns || program.isRunning())
        return;
    setState(SourceState::Stopped, {});
    Q_EMIT q->stopped();
}

RunSource::RunSource(RunSourceOptions options, RelayCore::WireObserver &observer, QObject *parent)
    : Source(observer, parent)
{
    d = std::make_unique<Private>(this, std::move(options));
    connect(&d->proxy, &Source::failed, this, &Source::failed);
    connect(&d->proxy, &Source::notice, this, &Source::notice);
    connect(&d->proxy, &Source::listening, this, [this](const QUrl &url) { d->proxyListens(url); });
    connect(&d->proxy, &Source::stopped, this, [this] {
        d->proxyRuns = false;
        if (!d->hasFailed)
            d->stopWhenDone();
    });
    connect(&d->program, &ChildProcess::finished, this,
            [this](int exitCode, const QString &problem) { d->programFinished(exitCode, problem); });
    connect(&d->killing, &QTimer::timeout, this, [this] { d->program.sendSignal(SIGKILL); });
}

RunSource::~RunSource() = default;

void RunSource::start()
{
    d->proxy.start();
}

void RunSource::stop()
{
    if (std::exchange(d->isStopping, true))
        return;
    if (d->program.isRunning()) {
        d->program.sendSignal(SIGTERM);
        d->killing.start(terminationTime);
    }
    if (d->proxyRuns)
        d->proxy.stop();
    else
        d->stopWhenDone();
}

void RunSource::resume()
{
    d->proxy.resume();
}

} // namespace Inspector
