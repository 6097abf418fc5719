// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/capture/capturemirror.h"

#include "inspector/capture/postgrescapture.h"
#include "inspector/capture/postgresschema.h"
#include "inspector/capture/sqlitestore.h"

#include <QtCore/QAbstractEventDispatcher>
#include <QtCore/QCoreApplication>
#include <QtSql/QSqlDriver>
#include <QtSql/QSqlQuery>

#include <algorithm>
#include <limits>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

constexpr qint64 pollMs = 1'000;
constexpr qint64 reconnectMs = 2'000;
/// Of one step; each ends with a commit.
constexpr int stepMessages = 4'096;
constexpr qsizetype stepBytes = 8 * 1024 * 1024;
/// Of all captures together that are read ahead, so that the next message can be chosen.
constexpr quint32 readAhead = 8'192;
constexpr quint32 readAtLeast = 16;
constexpr quint32 readAtMost = 1'024;

/// The translation context of this file.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Inspector::CaptureMirror)
};

} // namespace

CaptureMirror::CaptureMirror(DatabaseAddress address, QString file, Options options)
    : m_address(std::move(address))
    , m_file(std::move(file))
    , m_options(options)
    , m_connection(m_address)
{
    m_connection.setAnswerLimit(m_options.answerLimit);
    m_numbers.isKept = !m_address.capture.isEmpty();
    m_store = std::make_unique<SqliteStore>(m_file, CaptureStoreEvents{});
    m_error = m_store->error();
}

CaptureMirror::~CaptureMirror() = default;

std::optional<CaptureError> CaptureMirror::open()
{
    if (m_error)
        return m_error;
    m_attemptAge.start();
    const auto failed = [this](CaptureError::Kind kind, const QString &reason) {
        return CaptureError{kind, m_address.text(), reason};
    };
    if (!m_connection.openWithTables() || !look()) {
        const PostgresProblem problem = m_connection.problem().value_or(PostgresProblem());
        return failed(CaptureError::Kind::CannotOpen, problem.text());
    }
    if (m_numbers.isKept && m_captures.empty()) {
        return failed(CaptureError::Kind::CannotOpen, PostgresProblem{PostgresProblem::Kind::NoCapture, {}}.text());
    }
    return std::nullopt;
}

void CaptureMirror::interrupt()
{
    m_isInterrupted = true;
    m_connection.interrupt();
}

quint64 CaptureMirror::remaining() const
{
    quint64 messages = 0;
    for (const auto &capture : m_captures)
        messages += capture->remaining();
    return messages;
}

void CaptureMirror::subscribe()
{
    if (m_isSubscribed || !QAbstractEventDispatcher::instance())
        return;
    QSqlDriver *const driver = m_connection.handle().driver();
    m_isSubscribed = driver->subscribeToNotification(PostgresCapture::channel());
    QObject::disconnect(driver, nullptr, &m_context, nullptr);
    QObject::connect(driver, &QSqlDriver::notification, &m_context, [this] { m_hasNews = true; });
}

/// Connects again where the connection was lost, but not all the time.
bool CaptureMirror::connectAgain()
{
    if (m_connection.isOpen())
        return true;
    if (m_isInterrupted || (m_attemptAge.isValid() && !m_attemptAge.hasExpired(reconnectMs)))
        return false;
    m_attemptAge.start();
    m_connection.close();
    m_isSubscribed = false;
    m_hasNews = true;
    return m_connection.openWithTables();
}

void CaptureMirror::follow(const MirrorOrigin &origin, quint64 revision, MessageId messages)
{
    auto found = std::find_if(m_captures.begin(), m_captures.end(),
                              [&](const auto &each) { return each->origin().id == origin.id; });
    if (found == m_captures.end()) {
        const auto added = [this, origin](RelayCore::SourceId source) { m_origins->add(source, origin); };
        m_captures.push_back(std::make_unique<MirroredCapture>(origin, &m_numbers, added));
        found = m_captures.end() - 1;
        if (m_options.titles)
            (*found)->setTitlePrefix(origin.host + u'/' + origin.capture + u": "_s);
    }
    (*found)->setTarget(revision, messages);
}

/// Finds out what the database has.
bool CaptureMirror::look()
{
    subscribe();
    m_hasNews = false;
    m_lookAge.start();
    struct Found
    {
        MirrorOrigin origin;
        quint64 revision = 0;
        quint64 messages = 0;
    };
    std::vector<Found> found;
    const QString condition =
        m_numbers.isKept ? u" WHERE name = "_s + PostgresSchema::literal(m_address.capture) : QString();
    QSqlQuery query(m_connection.handle());
    if (!m_connection.select(query, u"SELECT id, host, name, revision, messages FROM relay.capture"_s + condition
                                        + u" ORDER BY started_ns DESC, id DESC"_s))
        return false;
    while (query.next()) {
        found.push_back({{query.value(0).toLongLong(), query.value(1).toString(), query.value(2).toString()},
                         query.value(3).toULongLong(),
                         query.value(4).toULongLong()});
    }
    if (m_numbers.isKept && m_hasLooked
        && (found.empty() || found.front().origin.id != m_captures.front()->origin().id)) {
        m_error = CaptureError{CaptureError::Kind::CannotRead, m_address.text(),
                               PostgresProblem{PostgresProblem::Kind::NoCapture, u"removed"_s}.text()};
        return false;
    }
    if (!std::exchange(m_hasLooked, true) && !m_numbers.isKept) {
        quint64 messages = 0;
        for (const Found &each : found) {
            messages += each.messages;
            if (messages > m_options.messages && &each != &found.front()) {
                ++m_leftOut;
                m_lastLeftOut = std::max(m_lastLeftOut, each.origin.id);
            }
        }
    }
    for (auto each = found.crbegin(); each != found.crend(); ++each) {
        if (each->origin.id > m_lastLeftOut)
            follow(each->origin, each->revision,
                   MessageId(std::min<quint64>(each->messages, std::numeric_limits<MessageId>::max())));
    }
    return true;
}

bool CaptureMirror::begin()
{
    if (m_inTransaction)
        return true;
    m_inTransaction = m_store->begin(++m_revision);
    return m_inTransaction;
}

/// Returns the capture with the oldest next message; null where none has one.
MirroredCapture *CaptureMirror::oldest()
{
    MirroredCapture *oldest = nullptr;
    for (const auto &capture : m_captures) {
        if (capture->hasMessage() && (!oldest || capture->nextTimeNs() < oldest->nextTimeNs()))
            oldest = capture.get();
    }
    return oldest;
}

bool CaptureMirror::copyMessages()
{
    const quint32 count =
        std::clamp(readAhead / quint32(std::max<std::size_t>(m_captures.size(), 1)), readAtLeast, readAtMost);
    for (const auto &capture : m_captures) {
        if (!capture->fill(m_connection, count))
            return false;
    }
    qsizetype bytes = 0;
    for (int messages = 0; messages < stepMessages && bytes < stepBytes; ++messages) {
        MirroredCapture *const capture = oldest();
        if (!capture)
            break;
        if (!begin())
            return false;
        MessageRow row = capture->take();
        row.id = ++m_lastMessage;
        bytes += row.payload.size();
        if (!m_store->add(row) || !capture->fill(m_connection, count))
            return false;
    }
    return true;
}

bool CaptureMirror::copy()
{
    for (const auto &capture : m_captures) {
        if (!capture->hasNewStructure())
            continue;
        if (!begin() || !capture->copyStructure(m_connection, *m_store))
            return false;
    }
    return copyMessages();
}

CaptureMirror::Step CaptureMirror::fail()
{
    if (const auto error = m_store->error())
        m_error = error;
    if (m_error)
        return Step::Failed;
    m_problem =
        m_connection.problem()
            .value_or(PostgresProblem{PostgresProblem::Kind::Unreachable, Texts::tr("the connection was lost"), true})
            .text();
    // At once: the notifier of the socket that is gone would warn in the event loop.
    if (!m_connection.isOpen())
        m_connection.close();
    return Step::Away;
}

CaptureMirror::Step CaptureMirror::step()
{
    if (m_error)
        return Step::Failed;
    if (!connectAgain())
        return fail();
    const quint64 before = remaining();
    const bool isDue = m_hasNews || m_lookAge.hasExpired(pollMs);
    if (isDue && !look())
        return fail();
    const bool hasStructure = std::any_of(m_captures.cbegin(), m_captures.cend(),
                                          [](const auto &capture) { return capture->hasNewStructure(); });
    if (before == 0 && remaining() == 0 && !hasStructure)
        return Step::Idle;
    // What was copied before an error is kept: it is not copied again.
    const bool done = copy();
    if (!m_store->error() && std::exchange(m_inTransaction, false))
        (void)m_store->commit(true);
    if (!done || m_store->error())
        return fail();
    return remaining() > 0 ? Step::More : Step::Copied;
}

std::optional<CaptureError> CaptureMirror::copyAll()
{
    for (;;) {
        switch (step()) {
        case Step::More:
            continue;
        case Step::Idle:
        case Step::Copied:
            return std::nullopt;
        case Step::Away:
            return CaptureError{CaptureError::Kind::CannotRead, m_address.text(), m_problem};
        case Step::Failed:
            return m_error;
        }
    }
}

std::optional<CaptureError> CaptureMirror::finish()
{
    return m_store->close() ? std::nullopt : m_store->error();
}

} // namespace Inspector
