// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/outbox.h"

#include "relaycore/client/session.h"

#include <algorithm>
#include <utility>

namespace RelayCore {

using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;
using Category = RelayError::Category;

namespace {

/// Above this many bytes the socket has to pass some on before it gets more; QWebSocket itself buffers without bound.
constexpr qint64 maxUnsentBytes = 1024 * 1024;

} // namespace

Outbox::Outbox(const RelayClientOptions &options, OutboxOwner &owner)
    : m_options(options)
    , m_owner(owner)
    , m_queue(options.maxQueuedMessages, options.maxQueuedBytes)
{}

bool Outbox::submit(const PendingSendPtr &send)
{
    const QMutexLocker lock(&m_arrivedMutex);
    send->id = ++m_lastId;
    const bool isFirst = m_arrived.empty();
    m_arrived.push_back(send);
    return isFirst;
}

std::vector<PendingSendPtr> Outbox::takeArrived()
{
    const QMutexLocker lock(&m_arrivedMutex);
    return std::exchange(m_arrived, {});
}

void Outbox::enqueue(PendingSendPtr send)
{
    const qsizetype bytes = send->bytes;
    if (bytes > m_options.maxMessageBytes) {
        m_owner.finishSend(
            std::move(send), SendOutcome::TooLarge,
            makeError(Category::TooLarge,
                      {QT_TRANSLATE_NOOP("RelayCore::RelayError", "The message has %1 bytes; at most %2 are allowed."),
                       {QString::number(bytes), QString::number(m_options.maxMessageBytes)}}));
        return;
    }
    const auto lifetime = send->timeToLive.value_or(m_options.timeToLive);
    if (lifetime > milliseconds::zero())
        send->expiresAt = m_options.clock->now() + lifetime;
    const auto expiresAt = send->expiresAt;
    while (!m_queue.push(send)) {
        const auto error =
            makeError(Category::Usage,
                      {QT_TRANSLATE_NOOP("RelayCore::RelayError", "%1 messages with %2 bytes were waiting already."),
                       {QString::number(m_queue.count()), QString::number(m_queue.bytes())}});
        if (m_options.overflow == OverflowPolicy::RejectNewest || !m_queue.couldHold(bytes)) {
            m_owner.finishSend(std::move(send), SendOutcome::Overflow, error);
            return;
        }
        m_owner.finishSend(m_queue.pop(), SendOutcome::Overflow, error);
    }
    m_earliestExpiry = std::min(m_earliestExpiry, expiresAt);
}

bool Outbox::cancel(SendId id)
{
    auto send = m_queue.take(id);
    if (!send)
        return false;
    m_owner.finishSend(
        std::move(send), SendOutcome::Cancelled,
        makeError(Category::Usage, {QT_TRANSLATE_NOOP("RelayCore::RelayError", "The message was cancelled.")}));
    watchExpiry();
    return true;
}

void Outbox::watchFutures(const std::vector<PendingSendPtr> &sends, const std::function<void(SendId)> &canceled)
{
    if (m_queue.isEmpty())
        return; // The usual case: everything was written at once.
    for (const PendingSendPtr &send : sends) {
        if (!send->promise || !m_queue.contains(send))
            continue;
        auto watcher = std::make_unique<QFutureWatcher<SendResult>>();
        QObject::connect(watcher.get(), &QFutureWatcherBase::canceled, watcher.get(),
                         [canceled, id = send->id] { canceled(id); });
        watcher->setFuture(send->promise->future());
        send->watcher.reset(watcher.release());
    }
}

void Outbox::writeTo(Session &session)
{
    // Writing may report written bytes, and thereby come back here, before it returns.
    if (m_writing)
        return;
    m_writing = true;
    while (!m_queue.isEmpty() && session.canSend() && session.unsentBytes() < maxUnsentBytes) {
        PendingSendPtr send = m_queue.pop();
        session.send(send->encoded);
        if (!send->resendUncertain)
            send->encoded = QByteArray(); // The socket has it.
        if (const auto error = std::exchange(m_lostWith, nullptr)) {
            // The write itself ended the connection; connectionLost() has settled every message but this one.
            settleLost(std::move(send), *error);
            break;
        }
        // A failed socket has dropped its buffer; its messages stay in flight until the failure is reported.
        const qint64 unsent = session.canSend() ? session.unsentBytes() : std::max<qint64>(1, session.unsentBytes());
        m_inFlight.add(std::move(send), unsent);
        written(0);
    }
    m_writing = false;
    watchExpiry();
}

void Outbox::written(qint64 bytes)
{
    m_inFlight.written(bytes);
    while (auto send = m_inFlight.takeWritten())
        m_owner.finishSend(std::move(send), SendOutcome::Written, {});
}

void Outbox::connectionLost(const RelayError &error)
{
    if (m_writing)
        m_lostWith = std::make_unique<RelayError>(error);
    auto lost = m_inFlight.takeAll();
    if (error.category == Category::TooLarge && !lost.empty()) {
        // The relay does not say which message it was; if it is still here, it is the longest.
        const auto culprit = std::max_element(lost.begin(), lost.end(),
                                              [](const auto &a, const auto &b) { return a->bytes < b->bytes; });
        m_owner.finishSend(std::move(*culprit), SendOutcome::TooLarge, error);
        lost.erase(culprit);
    }
    for (PendingSendPtr &send : lost)
        settleLost(std::move(send), error);
    watchExpiry();
}

void Outbox::settleLost(PendingSendPtr send, const RelayError &error)
{
    if (!send->resendUncertain) {
        m_owner.finishSend(std::move(send), SendOutcome::Uncertain, error);
        return;
    }
    m_earliestExpiry = std::min(m_earliestExpiry, send->expiresAt);
    m_queue.putBack(std::move(send));
}

void Outbox::dropWaiting(const RelayError &error)
{
    for (PendingSendPtr &send : m_queue.takeAll())
        m_owner.finishSend(std::move(send), SendOutcome::Closed, error);
    watchExpiry();
}

void Outbox::watchExpiry()
{
    if (m_queue.isEmpty())
        m_earliestExpiry = milliseconds::max();
    if (m_earliestExpiry == milliseconds::max()) {
        m_expiry.reset();
    } else if (!m_expiry || m_earliestExpiry < m_expiryDue) {
        m_expiryDue = m_earliestExpiry;
        m_expiry =
            m_owner.after(std::max(m_expiryDue - m_options.clock->now(), milliseconds::zero()), [this] { expire(); });
    }
}

void Outbox::expire()
{
    m_expiry.reset();
    for (PendingSendPtr &send : m_queue.takeExpired(m_options.clock->now()))
        m_owner.finishSend(
            std::move(send), SendOutcome::Expired,
            makeError(Category::Timeout,
                      {QT_TRANSLATE_NOOP("RelayCore::RelayError", "The message waited too long for a connection.")}));
    m_earliestExpiry = m_queue.nextExpiry();
    watchExpiry();
}

RelayError Outbox::makeError(Category category, const ErrorText &text) const
{
    return RelayCore::makeError(category, m_owner.phase(), text);
}

} // namespace RelayCore
