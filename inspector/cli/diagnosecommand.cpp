// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/diagnosecommand.h"

#include "inspector/capture/captureaddress.h"
#include "inspector/cli/output.h"
#include "inspector/cli/usageerror.h"
#include "inspector/report/capturereport.h"
#include "relaycore/protocol/codec.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

constexpr quint32 messagesAtOnce = 20'000;
constexpr std::size_t attemptsAtOnce = 200;

} // namespace

DiagnoseCommand::DiagnoseCommand(DiagnoseOptions options, QObject *parent)
    : Command(parent)
    , m_options(std::move(options))
{}

void DiagnoseCommand::start()
{
    const bool toFile = !m_options.reportFile.isEmpty() && m_options.reportFile != "-"_L1;
    if (toFile && !m_options.force && QFileInfo::exists(m_options.reportFile)) {
        fail(u"%1 exists. Choose another name, or --force."_s.arg(m_options.reportFile));
        return;
    }
    auto opened = CaptureReader::open(m_options.captureFile);
    if (const auto *const error = std::get_if<CaptureError>(&opened)) {
        fail(error->text());
        return;
    }
    m_reader = std::get<std::unique_ptr<CaptureReader>>(std::move(opened));
    m_messages.setReader(m_reader.get());
    if (!m_texts.open()) {
        fail(u"A temporary file cannot be made: %1"_s.arg(m_texts.errorString()));
        return;
    }
    m_indexReader.emplace(*m_reader, m_index);
    m_indexReader->look();
    m_progress.emplace(u"reading the capture"_s);
    next(&DiagnoseCommand::readMessages);
}

void DiagnoseCommand::terminate()
{
    end(ExitCode::done);
}

void DiagnoseCommand::next(Step step)
{
    QMetaObject::invokeMethod(
        this,
        [this, step] {
            if (!m_hasEnded)
                (this->*step)();
        },
        Qt::QueuedConnection);
}

void DiagnoseCommand::readMessages()
{
    const bool hasMore = m_indexReader->read(messagesAtOnce);
    if (const auto error = m_reader->lastError()) {
        fail(error->text());
        return;
    }
    m_progress->show(m_index.messageCount(), m_indexReader->available());
    if (hasMore)
        next(&DiagnoseCommand::readMessages);
    else
        choose();
}

void DiagnoseCommand::choose()
{
    const Attempts &all = m_index.attempts();
    const std::optional<QUuid> uuid = RelayCore::parseUuid(m_options.peer);
    const auto isWanted = [&](const QUuid &each) { return uuid == each || m_index.nameOf(each) == m_options.peer; };
    for (Attempts::Index i = 0; i < all.size(); ++i) {
        const Attempt attempt = all[i];
        if (m_options.peer.isEmpty() || isWanted(attempt.from) || isWanted(attempt.to))
            m_chosen.push_back(i);
    }
    if (m_chosen.empty() && !all.empty()) {
        fail(u"No attempt of this capture is from or to %1."_s.arg(m_options.peer));
        return;
    }
    m_progress.emplace(u"judging the attempts"_s);
    next(&DiagnoseCommand::assessSome);
}

void DiagnoseCommand::assessSome()
{
    const std::size_t until = std::min(m_chosen.size(), m_assessed + attemptsAtOnce);
    for (; m_assessed < until; ++m_assessed) {
        const Attempts::Index index = m_chosen[m_assessed];
        const Assessment assessment =
            assess(attemptFacts(m_index, index, [this](MessageId id) { return m_messages.row(id); }));
        m_counts.add(assessment.severity());
        const QByteArray text = m_options.json ? DiagnoseLines::attempt(assessment)
                                               : DiagnoseLines::attemptText(assessment).toUtf8() + '\n';
        m_written.push_back({AttemptRank(index, assessment.verdicts), m_texts.pos(), text.size()});
        if (m_texts.write(text) != text.size()) {
            fail(u"The temporary file cannot be written: %1"_s.arg(m_texts.errorString()));
            return;
        }
    }
    if (const auto error = m_reader->lastError()) {
        fail(error->text());
        return;
    }
    m_progress->show(m_assessed, m_chosen.size());
    next(m_assessed < m_chosen.size() ? &DiagnoseCommand::assessSome : &DiagnoseCommand::writeAll);
}

void DiagnoseCommand::writeAll()
{
    m_progress.reset();
    std::sort(m_written.begin(), m_written.end());
    if (m_options.reportFile != "-"_L1) {
        for (const Written &each : m_written) {
            if (!m_texts.seek(each.offset) || !Output::write(m_texts.read(each.size))) {
                end(ExitCode::failed);
                return;
            }
        }
        if (!writeConnections()) {
            end(ExitCode::failed);
            return;
        }
        const auto pairs = qsizetype(m_index.attempts().pairCount());
        const bool written = m_options.json ? Output::write(DiagnoseLines::summary(
                                 m_options.captureFile, pairs, m_counts, m_index.attempts().newestNs()))
                                            : Output::show(DiagnoseLines::summaryText(pairs, m_counts));
        if (!written) {
            end(ExitCode::failed);
            return;
        }
    }
    if (const QString problem = writeReport(); !problem.isEmpty())
        fail(problem);
    else
        end(ExitCode::done);
}

bool DiagnoseCommand::writeConnections()
{
    QList<ConnectionRow> rows = m_reader->connections();
    if (!m_options.peer.isEmpty()) {
        const std::optional<QUuid> uuid = RelayCore::parseUuid(m_options.peer);
        rows.removeIf([&](const ConnectionRow &row) { return row.name != m_options.peer && uuid != row.uuid; });
    }
    const auto connections = DiagnoseLines::unregistered(rows);
    if (!m_options.json)
        return connections.isEmpty() || Output::write(DiagnoseLines::connectionsText(connections).toUtf8());
    return std::ranges::all_of(connections, [](const DiagnoseLines::UnregisteredConnection &connection) {
        return Output::write(DiagnoseLines::connection(connection));
    });
}

QString DiagnoseCommand::writeReport()
{
    if (m_options.reportFile.isEmpty())
        return {};
    std::vector<AttemptRank> ranks;
    ranks.reserve(m_written.size());
    for (const Written &each : m_written)
        ranks.push_back(each.rank);
    AttemptReportOptions options;
    options.capture =
        isDatabaseAddress(m_options.captureFile) ? m_reader->path() : QFileInfo(m_options.captureFile).fileName();
    options.version = u"relayctl "_s + QCoreApplication::applicationVersion();
    options.redact = !m_options.unredacted;
    const QByteArray page = attemptReport(
        m_index, ranks, [this](MessageId id) { return m_messages.row(id); }, options);
    if (const auto error = m_reader->lastError())
        return error->text();
    if (m_options.reportFile == "-"_L1)
        return Output::write(page) ? QString() : u"Standard output does not take the report."_s;
    if (const QString problem = saveReport(page, m_options.reportFile); !problem.isEmpty())
        return u"%1 cannot be written: %2"_s.arg(m_options.reportFile, problem);
    Output::say(u"wrote %1"_s.arg(m_options.reportFile));
    return {};
}

void DiagnoseCommand::fail(const QString &problem)
{
    if (m_hasEnded)
        return;
    m_progress.reset();
    reportFailure(problem, m_options.json);
    end(ExitCode::failed);
}

void DiagnoseCommand::end(int exitCode)
{
    if (std::exchange(m_hasEnded, true))
        return;
    m_progress.reset();
    Q_EMIT finished(exitCode);
}

} // namespace Inspector
