// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/postgresstore.h"

#include "inspector/capture/postgrescapture.h"
#include "inspector/capture/rowtext.h"
#include "relaycore/wire/wireevent.h"

#include <QtCore/QFileInfo>

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

using Kind = PostgresProblem::Kind;

constexpr int closedConnections = 4096;
/// Readers are woken at most this often while more rows wait; each wake-up takes a lock of the whole server.
constexpr std::chrono::milliseconds notifyInterval{100};

/// Replaces the row with the same id, or appends.
void put(QList<QVariantList> &rows, const QVariantList &row)
{
    const auto same =
        std::find_if(rows.begin(), rows.end(), [&](const QVariantList &each) { return each.first() == row.first(); });
    if (same == rows.end())
        rows.append(row);
    else
        *same = row;
}

} // namespace

PostgresStore::PostgresStore(DatabaseAddress address, StoreOptions options, CaptureStoreEvents events)
    : m_address(std::move(address))
    , m_options(std::move(options))
    , m_events(std::move(events))
    , m_closed(closedConnections)
{
    std::promise<Begun> promise;
    std::future<Begun> begun = promise.get_future();
    std::promise<BatchQueue *> queue;
    m_uploader = std::thread([this, p = std::move(promise), shared = queue.get_future().share()]() mutable {
        upload(std::move(p), std::move(shared));
    });
    const Begun result = begun.get();
    if (const auto *const problem = std::get_if<PostgresProblem>(&result)) {
        m_uploader.join();
        fail(CaptureError::Kind::CannotCreate, problem->text());
        return;
    }
    m_queue = std::make_unique<BatchQueue>(std::get<SpoolTarget>(result), m_options);
    queue.set_value(m_queue.get());
    m_drainer = std::thread([this, folder = QFileInfo(m_queue->spoolFile()).absolutePath(),
                             own = m_queue->spoolFile()] { drainOthers(m_address.withoutCapture(), folder, own); });
}

PostgresStore::~PostgresStore()
{
    // Without close() a failure has ended the capture.
    m_closing = true;
    if (m_queue)
        m_queue->stop();
    if (m_uploader.joinable())
        m_uploader.join();
    if (m_drainer.joinable())
        m_drainer.join();
}

std::optional<CaptureError> PostgresStore::error() const
{
    const std::lock_guard lock(m_mutex);
    return m_error;
}

bool PostgresStore::fail(CaptureError::Kind kind, const QString &detail)
{
    const std::lock_guard lock(m_mutex);
    if (!m_error)
        m_error = CaptureError{kind, m_address.text(), detail};
    return false;
}

bool PostgresStore::begin(quint64 revision)
{
    m_batch = std::make_unique<RowBatch>();
    m_batch->revision = m_revision = revision;
    return !error();
}

bool PostgresStore::write(const SourceRow &row)
{
    put(m_batch->sources, RowText::values(row));
    return true;
}

bool PostgresStore::write(const ConnectionRow &row)
{
    put(m_batch->connections, RowText::values(row, m_revision));
    if (row.closedNs)
        m_closed.insert(row.id, new ConnectionRow(row));
    return true;
}

bool PostgresStore::add(const MessageRow &row)
{
    m_batch->messages.push_back(row);
    m_lastMessage = row.id;
    m_lastNs = std::max(m_lastNs, row.timeNs);
    return true;
}

bool PostgresStore::add(const StateRow &row)
{
    m_batch->states.append(QVariantList{++m_states} + RowText::values(row));
    return true;
}

bool PostgresStore::add(const LostRow &row)
{
    m_batch->losses.append(QVariantList{++m_losses} + RowText::values(row));
    return true;
}

bool PostgresStore::commit(bool otherRows)
{
    m_batch->lastMessage = m_lastMessage;
    m_batch->lastNs = m_lastNs;
    m_batch->otherRows = otherRows;
    if (m_queue->push(std::shared_ptr<const RowBatch>(std::move(m_batch)), m_access))
        return true;
    return fail(CaptureError::Kind::CannotWrite, m_queue->reason());
}

bool PostgresStore::close()
{
    begin(m_revision + 1);
    m_batch->endedNs = RelayCore::wireTimeNs();
    m_lastNs = std::max(m_lastNs, *m_batch->endedNs);
    const bool pushed = commit(true);
    m_closing = true;
    m_queue->close();
    m_uploader.join();
    m_drainer.join();
    if (!m_queue->keep(m_access))
        return fail(CaptureError::Kind::CannotWrite, m_queue->reason());
    if (m_access.spool) {
        const std::lock_guard lock(m_mutex);
        m_leftover = CaptureLeftover{m_queue->spoolFile(), m_access.spool->content().messages, m_awayReason};
    }
    return pushed;
}

bool PostgresStore::find(RelayCore::ConnectionId id, std::optional<ConnectionRow> &row)
{
    if (const ConnectionRow *const closed = m_closed.object(id))
        row = *closed;
    return true;
}

void PostgresStore::flush()
{
    m_queue->settle();
}

void PostgresStore::stopWaiting()
{
    if (m_queue)
        m_queue->stopWaiting();
}

void PostgresStore::upload(std::promise<Begun> begun, std::shared_future<BatchQueue *> shared)
{
    PostgresConnection connection(m_address);
    connection.setAnswerLimit(m_options.answerLimit);
    const std::optional<SpoolTarget> target =
        connection.openWithTables() ? PostgresCapture::begin(connection, m_address) : std::nullopt;
    if (!target) {
        begun.set_value(connection.problem().value_or(PostgresProblem()));
        return;
    }
    begun.set_value(*target);
    BatchQueue &queue = *shared.get();

    BatchQueue::Access access;
    std::chrono::milliseconds retry = m_options.firstRetry;
    auto notified = std::chrono::steady_clock::time_point();
    bool isAway = false;
    while (const BatchQueue::Batch batch = queue.next(access)) {
        if (append(connection, *target, *batch)) {
            queue.confirm(*batch, access);
            m_events.published(batch->lastMessage, batch->otherRows);
            retry = m_options.firstRetry;
            if (std::exchange(isAway, false)) {
                queue.setBack();
                m_events.back();
            }
            const auto now = std::chrono::steady_clock::now();
            if (queue.isEmpty() || now - notified > notifyInterval) {
                PostgresCapture::notify(connection, *target);
                notified = now;
            }
            continue;
        }
        const PostgresProblem problem = connection.problem().value_or(PostgresProblem());
        const bool isOver = problem.kind == Kind::NoCapture || problem.kind == Kind::OtherWriter;
        {
            const std::lock_guard lock(m_mutex);
            m_awayReason = problem.text();
        }
        if (isOver || !queue.setAway(access)) {
            fail(CaptureError::Kind::CannotWrite, isOver ? problem.text() : queue.reason());
            queue.stop();
            m_events.failed(*error());
            return;
        }
        if (!std::exchange(isAway, true))
            m_events.away(problem.text());
        queue.waitForRetry(retry);
        retry = std::min(retry * 2, m_options.lastRetry);
    }
    if (const QString reason = queue.reason(); !reason.isEmpty()) {
        fail(CaptureError::Kind::CannotWrite, reason);
        queue.stop();
        m_events.failed(*error());
    }
}

/// After a lost connection the database is asked first what it has: a transaction may have been committed although the
/// answer never arrived.
bool PostgresStore::append(PostgresConnection &connection, const SpoolTarget &target, const RowBatch &batch)
{
    if (!connection.isOpen()) {
        connection.close();
        if (!connection.openWithTables())
            return false;
        const std::optional<quint64> there = PostgresCapture::revision(connection, target);
        if (there && *there >= batch.revision)
            return true;
    }
    return PostgresCapture::append(connection, target, batch);
}

/// Brings in what programs that have ended, without the database, left for it.
void PostgresStore::drainOthers(const DatabaseAddress &database, const QString &folder, const QString &ownFile) const
{
    const QStringList files = CaptureSpool::filesIn(folder);
    for (const QString &file : files) {
        if (m_closing)
            return;
        const auto target = file == ownFile ? std::nullopt : CaptureSpool::targetOf(file);
        // Where it cannot be done now, the next program or `relayctl captures drain` does it.
        if (target && target->address.withoutCapture() == database)
            (void)PostgresCapture::drainSpool(
                file, [this] { return m_closing.load(); }, m_options.answerLimit);
    }
}

} // namespace Inspector
