// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/statscommand.h"

#include "inspector/analysis/capturestatistics.h"
#include "inspector/analysis/indexreader.h"
#include "inspector/cli/output.h"
#include "inspector/cli/progressline.h"
#include "inspector/cli/statslines.h"
#include "inspector/cli/usageerror.h"

#include <QtCore/QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

StatsCommand::StatsCommand(StatsOptions options, QObject *parent)
    : Command(parent)
    , m_options(std::move(options))
{}

void StatsCommand::start()
{
    Q_EMIT finished(run());
}

void StatsCommand::terminate()
{
    m_terminated = true;
}

int StatsCommand::run()
{
    const bool json = m_options.json || !Output::isTerminal();
    const auto fail = [json](const CaptureError &error) {
        reportFailure(error.text(), json);
        return ExitCode::failed;
    };
    auto opened = CaptureReader::open(m_options.file);
    if (const auto *error = std::get_if<CaptureError>(&opened))
        return fail(*error);
    const auto reader = std::move(std::get<std::unique_ptr<CaptureReader>>(opened));
    CaptureIndex index;
    IndexReader indexReader(*reader, index);
    indexReader.look();
    {
        ProgressLine progress(u"reading the capture"_s);
        while (indexReader.read()) {
            progress.show(index.messageCount(), indexReader.available());
            QCoreApplication::processEvents(); // A signal ends it.
            if (m_terminated)
                return ExitCode::done;
        }
    }
    const CaptureStatistics statistics = CaptureStatistics::of(index);
    const StatsLines::File file{m_options.file, reader->fileVersion(), reader->fileBytes(), reader->lostEvents(),
                                index.sources()};
    if (const auto error = reader->lastError())
        return fail(*error);
    if (json)
        return Output::write(StatsLines::event(statistics, file, RelayCore::wireTimeNs())) ? ExitCode::done
                                                                                           : ExitCode::failed;
    for (const QString &line : StatsLines::table(statistics, file)) {
        if (!Output::show(line))
            return ExitCode::failed;
    }
    return ExitCode::done;
}

} // namespace Inspector
