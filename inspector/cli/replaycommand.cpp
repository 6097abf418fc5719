// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/replaycommand.h"

#include "inspector/cli/output.h"
#include "inspector/cli/replaylines.h"
#include "inspector/cli/usageerror.h"
#include "inspector/setup/addresses.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

ReplayCommand::ReplayCommand(ReplayCommandOptions options, QObject *parent)
    : Command(parent)
    , m_options(std::move(options))
    , m_json(m_options.json || !Output::isTerminal())
{
    m_limit.setSingleShot(true);
    connect(&m_limit, &QTimer::timeout, this, [this] {
        m_canceledCode = ExitCode::ranOut;
        m_replay->cancel();
    });
}

ReplayCommand::~ReplayCommand() = default;

void ReplayCommand::start()
{
    if (const auto problem = prepare()) {
        if (!m_hasEnded)
            fail(*problem);
        return;
    }
    m_replay = std::make_unique<Replay>(m_capture.path, m_options.replay);
    connect(m_replay.get(), &Replay::differed, this, &ReplayCommand::onDiffered);
    connect(m_replay.get(), &Replay::finished, this, &ReplayCommand::onFinished);
    connect(m_replay.get(), &Replay::reading, this, [this](quint64 done, quint64 total) {
        m_progress->show(done, total);
        QCoreApplication::processEvents(); // A signal cancels it.
    });
    connect(m_replay.get(), &Replay::moved, this, [this](quint64 done, quint64 total) {
        if (std::exchange(m_isReading, false))
            m_progress.emplace(u"replaying"_s);
        m_progress->show(done, total);
    });
    if (m_options.runFor)
        m_limit.start(*m_options.runFor);
    m_progress.emplace(u"reading"_s);
    m_replay->start();
}

std::optional<QString> ReplayCommand::prepare()
{
    const auto address = readRelayAddress(m_options.address);
    if (const auto *problem = std::get_if<QString>(&address))
        return *problem;
    ConnectRequest &request = m_options.request;
    request.client.address = std::get<QUrl>(address);
    auto target = channelTarget(request);
    if (const auto *problem = std::get_if<QString>(&target))
        return *problem;
    m_options.replay.target = std::get<ChannelTarget>(std::move(target));
    m_clean = SecretScrubber(m_options.replay.target.headers);
    m_clean.addAddress(request.client.address);
    if (exposesCredentials(request))
        Output::say(u"warning: the token goes to %1 unencrypted; use wss:// where the relay offers it"_s.arg(
            request.client.address.host()));
    m_progress.emplace(u"reading"_s);
    auto opened = openAsCapture(m_options.file, {}, false, [this](quint64 done, quint64 total) {
        if (total > 0)
            m_progress->show(done, total);
        QCoreApplication::processEvents(); // A signal cancels it.
        return !m_hasEnded;
    });
    m_progress.reset();
    if (const auto *error = std::get_if<FormatError>(&opened))
        return error->text();
    m_capture = std::get<OpenedCapture>(std::move(opened));
    return std::nullopt;
}

void ReplayCommand::terminate()
{
    if (!m_replay) {
        end(ExitCode::failed);
        return;
    }
    // What was asked for, a comparison, was not done.
    m_canceledCode = ExitCode::failed;
    m_replay->cancel();
}

void ReplayCommand::onDiffered(const ReplayDifference &difference)
{
    const bool isWritten =
        m_json
            ? Output::write(m_clean.withoutSecrets(ReplayLines::difference(difference, RelayCore::wireTimeNs())))
            : std::ranges::all_of(ReplayLines::lines(difference, Output::terminalWidth()),
                                  [this](const QString &line) { return Output::show(m_clean.withoutSecrets(line)); });
    if (!isWritten)
        end(ExitCode::failed);
}

void ReplayCommand::onFinished(const ReplaySummary &summary)
{
    m_progress.reset();
    if (!summary.problem.isEmpty()) {
        fail(summary.problem);
        return;
    }
    if (summary.isCanceled && m_canceledCode == ExitCode::ranOut)
        Output::say(u"--for is over: the replay was not done"_s);
    const bool isWritten = m_json ? Output::write(ReplayLines::summary(summary, RelayCore::wireTimeNs()))
                                  : Output::show(ReplayLines::text(summary));
    if (!isWritten)
        end(ExitCode::failed);
    else if (summary.isCanceled)
        end(m_canceledCode);
    else
        end(summary.isEqual() ? ExitCode::done : ExitCode::failed);
}

void ReplayCommand::fail(const QString &problem)
{
    m_progress.reset();
    reportFailure(problem, m_json);
    end(ExitCode::failed);
}

void ReplayCommand::end(int exitCode)
{
    if (!std::exchange(m_hasEnded, true))
        Q_EMIT finished(exitCode);
}

} // namespace Inspector
