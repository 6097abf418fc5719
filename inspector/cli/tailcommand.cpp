// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/tailcommand.h"

#include "inspector/analysis/indexreader.h"
#include "inspector/cli/output.h"
#include "inspector/cli/progressline.h"
#include "inspector/cli/usageerror.h"
#include "inspector/cli/wirelines.h"
#include "inspector/filter/filterscanner.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <numeric>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

constexpr int pollMs = 100;
constexpr MessageId chunk = 65'536;
constexpr MessageId rowsAtATime = 256;

} // namespace

TailCommand::TailCommand(TailOptions options, QObject *parent)
    : Command(parent)
    , m_options(std::move(options))
    , m_json(m_options.json || !Output::isTerminal())
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &TailCommand::step);
}

TailCommand::~TailCommand() = default;

void TailCommand::start()
{
    auto opened = CaptureReader::open(m_options.file);
    if (const auto *error = std::get_if<CaptureError>(&opened)) {
        fail(error->text());
        return;
    }
    m_reader = std::move(std::get<std::unique_ptr<CaptureReader>>(opened));
    m_indexReader = std::make_unique<IndexReader>(*m_reader, m_index);
    m_timer.start(0);
}

void TailCommand::terminate()
{
    finish(ExitCode::done);
}

void TailCommand::step()
{
    if (m_ended)
        return;
    if (const quint64 version = m_reader->dataVersion(); version != m_dataVersion || version == 0 || !m_begun) {
        m_dataVersion = version;
        m_indexReader->look();
    }
    if (!readIndex() || !printNew() || !checkReader())
        return;
    m_begun = true;
    if (m_options.follow)
        m_timer.start(pollMs);
    else
        finish(ExitCode::done);
}

bool TailCommand::readIndex()
{
    if (!needsIndex())
        return true;
    ProgressLine progress(u"reading the capture"_s);
    while (m_indexReader->read()) {
        progress.show(m_index.messageCount(), m_indexReader->available());
        QCoreApplication::processEvents(); // A signal ends it.
        if (m_ended)
            return false;
    }
    return true;
}

bool TailCommand::checkReader()
{
    const auto error = m_reader->lastError();
    if (error)
        fail(error->text());
    return !error;
}

std::vector<MessageId> TailCommand::matching(MessageId first, MessageId last) const
{
    if (m_options.filter.isEmpty()) {
        std::vector<MessageId> all(last - first + 1);
        std::iota(all.begin(), all.end(), first);
        return all;
    }
    const QList<LostRow> lost = FilterMatcher::asksForLost(m_options.filter) ? m_reader->losses() : QList<LostRow>();
    const FilterMatcher matcher(m_options.filter, m_index, lost);
    return FilterScanner(matcher, *m_reader).matching(first, last);
}

std::vector<MessageId> TailCommand::lastMatching(MessageId last) const
{
    std::vector<MessageId> found;
    const quint64 wanted = *m_options.last;
    for (MessageId end = last; end > 0 && found.size() < wanted && !m_ended; end -= std::min(end, chunk)) {
        const MessageId first = end > chunk ? end - chunk + 1 : 1;
        const std::vector<MessageId> before = matching(first, end);
        found.insert(found.begin(), before.cbegin(), before.cend());
    }
    if (found.size() > wanted)
        found.erase(found.begin(), found.end() - std::ptrdiff_t(wanted));
    return found;
}

bool TailCommand::printNew()
{
    const MessageId last = needsIndex() ? m_index.messageCount() : m_indexReader->available();
    if (!m_json) {
        const auto changes = m_reader->connectionsChangedSince(m_revision);
        m_revision = changes.revision;
        m_lines.learn(changes.rows);
    }
    if (!m_begun && m_options.last) {
        const std::vector<MessageId> found = lastMatching(last);
        m_done = last;
        return m_options.count ? printCount(found.size()) : print(found);
    }
    quint64 count = 0;
    ProgressLine progress(u"filtering"_s);
    while (m_done < last && !m_ended) {
        const MessageId end = last - m_done > chunk ? m_done + chunk : last;
        const std::vector<MessageId> found = matching(m_done + 1, end);
        m_done = end;
        count += found.size();
        progress.show(m_done, last);
        if (!m_options.count && !print(found))
            return false;
        QCoreApplication::processEvents();
    }
    return m_options.count ? printCount(count) : !m_ended;
}

bool TailCommand::printCount(quint64 count)
{
    if (m_ended || !checkReader())
        return false;
    if (!Output::write(QByteArray::number(count) + '\n'))
        finish(ExitCode::failed);
    return !m_ended;
}

bool TailCommand::print(const std::vector<MessageId> &ids)
{
    for (std::size_t i = 0; i < ids.size() && !m_ended;) {
        // Neighbours are read together.
        std::size_t end = i + 1;
        while (end < ids.size() && ids[end] - ids[i] < rowsAtATime && ids[end] == ids[end - 1] + 1)
            ++end;
        for (const MessageRow &row : m_reader->messages(ids[i], MessageId(end - i))) {
            const bool written = m_json ? Output::write(wireLine(wireEvent(row))) : Output::show(m_lines.line(row));
            if (!written) {
                finish(ExitCode::failed);
                return false;
            }
        }
        i = end;
    }
    return !m_ended;
}

void TailCommand::fail(const QString &problem)
{
    reportFailure(problem, m_json && !m_options.count);
    finish(ExitCode::failed);
}

void TailCommand::finish(int exitCode)
{
    if (std::exchange(m_ended, true))
        return;
    m_timer.stop();
    Q_EMIT finished(exitCode);
}

} // namespace Inspector
