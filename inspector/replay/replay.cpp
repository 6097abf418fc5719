// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/replay/replay.h"

#include "inspector/capture/capturereader.h"
#include "inspector/replay/replaycomparison.h"
#include "inspector/replay/replayconnection.h"
#include "inspector/replay/replayplan.h"
#include "inspector/replay/uuidrenewal.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QTimer>

#include <algorithm>
#include <atomic>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

constexpr int stepsAtOnce = 256;
constexpr qint64 reportMs = 100;
constexpr quint64 maxEmitted = 10'000;
/// Pings that follow one another at the end: a relay that answers the second one has processed, and passed on, what all
/// clients had sent before the first one was answered.
constexpr int closingPings = 2;

} // namespace

struct Replay::Private
{
    /// A client of the plan while it is replayed.
    struct Client
    {
        std::unique_ptr<ReplayConnection> connection;
        quint64 received = 0;
        quint64 passed = 0;     ///< Receive steps that are done.
        quint64 forgiven = 0;   ///< Messages that are not waited for any more.
        bool isLeaving = false; ///< Its End was reached.

        [[nodiscard]] bool has(quint64 messages) const { return received + forgiven >= messages; }
        /// Does not wait any more for what should have come by now.
        void forgiveMissing()
        {
            if (!has(passed))
                forgiven = passed - received;
        }
    };

    Private(Replay *replay, QString file, ReplayOptions o)
        : q(replay)
        , path(std::move(file))
        , options(std::move(o))
    {}

    void begin();
    void advance();
    /// Returns whether the step is done; otherwise something that is waited for calls advance().
    bool run(const ReplayStep &step);
    bool send(const ReplayStep &step);
    bool receive(const ReplayStep &step);
    bool leave(const ReplayStep &step);
    bool isDue(const ReplayStep &step);
    /// Waits with a deadline, whose end calls \a giveUp and advance().
    bool await(std::function<void()> giveUp);
    void onReceived(quint32 client, const QByteArray &payload);
    void onMoved(quint32 client);
    void judgeEnd(quint32 client);
    /// Closes the connection of a client that the relay should have closed.
    void closeLeft(quint32 client);
    bool settle();
    void finish();
    void emitDifference(ReplayDifference difference);
    [[nodiscard]] QByteArray payload(MessageId id) const;
    bool isReportDue();

    Replay *q;
    QString path;
    ReplayOptions options;
    std::unique_ptr<CaptureReader> reader;
    ReplayPlan plan;
    std::optional<ReplayComparison> comparison;
    UuidRenewal uuids;
    std::vector<Client> clients;
    std::size_t next = 0;
    QElapsedTimer clock;
    QElapsedTimer lastReport;
    QTimer due;      ///< For the time of the next step.
    QTimer deadline; ///< For what is waited for.
    std::function<void()> giveUp;
    int pings = 0;
    bool isQueued = false;
    bool hasEnded = false;
    bool isReading = false;
    std::atomic<bool> isCanceled = false;
    ReplaySummary summary;
};

Replay::Replay(QString capture, ReplayOptions options, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, std::move(capture), std::move(options)))
{
    d->due.setParent(this); // Moves with it to another thread.
    d->deadline.setParent(this);
    for (QTimer *timer : {&d->due, &d->deadline})
        timer->setSingleShot(true);
    connect(&d->due, &QTimer::timeout, this, [this] { d->advance(); });
    connect(&d->deadline, &QTimer::timeout, this, [this] {
        if (const auto giveUp = std::exchange(d->giveUp, {}))
            giveUp();
        d->advance();
    });
}

Replay::~Replay()
{
    d->due.setParent(nullptr);
    d->deadline.setParent(nullptr);
}

void Replay::start()
{
    d->begin();
}

void Replay::cancel()
{
    d->isCanceled = true;
    // While the capture is read, begin() notices that.
    QMetaObject::invokeMethod(this, [this] {
        if (!d->isReading)
            d->finish();
    });
}

void Replay::Private::begin()
{
    auto opened = CaptureReader::open(path);
    if (const auto *error = std::get_if<CaptureError>(&opened)) {
        summary.problem = error->text();
        return finish();
    }
    reader = std::move(std::get<0>(opened));
    lastReport.start();
    isReading = true;
    auto read = ReplayPlan::read(*reader, options.connections, [this](quint64 done, quint64 total) {
        if (isReportDue())
            Q_EMIT q->reading(done, total);
        return !isCanceled;
    });
    isReading = false;
    if (isCanceled)
        return finish();
    if (const auto *problem = std::get_if<QString>(&read)) {
        summary.problem = *problem;
        return finish();
    }
    plan = std::move(std::get<ReplayPlan>(read));
    if (!options.keepUuids)
        uuids = UuidRenewal(plan.registered);
    summary.connections = quint32(plan.clients.size());
    clients.resize(plan.clients.size());
    comparison.emplace(
        &plan, [this](MessageId id) { return payload(id); },
        [this](ReplayDifference found) { emitDifference(std::move(found)); });
    clock.start();
    advance();
}

void Replay::Private::advance()
{
    if (hasEnded || isQueued)
        return;
    for (int done = 0; next < plan.steps.size(); ++done) {
        if (done == stepsAtOnce) {
            isQueued = true;
            QMetaObject::invokeMethod(
                q,
                [this] {
                    isQueued = false;
                    advance();
                },
                Qt::QueuedConnection);
            return;
        }
        if (!run(plan.steps[next]))
            return;
        deadline.stop();
        giveUp = {};
        ++next;
        if (isReportDue())
            Q_EMIT q->moved(next, plan.steps.size());
    }
    if (settle())
        finish();
}

bool Replay::Private::run(const ReplayStep &step)
{
    if (step.kind != ReplayStep::Kind::Receive && !isDue(step))
        return false;
    if (step.kind != ReplayStep::Kind::Open && !clients[step.client].connection) {
        summary.unsent += step.kind == ReplayStep::Kind::Send; // A file of another program has it before the opening.
        return true;
    }
    switch (step.kind) {
    case ReplayStep::Kind::Open: {
        auto &connection = clients[step.client].connection;
        connection = std::make_unique<ReplayConnection>(options.target);
        QObject::connect(connection.get(), &ReplayConnection::received, q,
                         [this, client = step.client](const QByteArray &bytes) { onReceived(client, bytes); });
        // From the event loop: the connection is in the middle of something.
        QObject::connect(
            connection.get(), &ReplayConnection::moved, q, [this, client = step.client] { onMoved(client); },
            Qt::QueuedConnection);
        connection->start();
        return true;
    }
    case ReplayStep::Kind::Send:
        return send(step);
    case ReplayStep::Kind::Receive:
        return receive(step);
    case ReplayStep::Kind::End:
        return leave(step);
    }
    Q_UNREACHABLE();
}

bool Replay::Private::isDue(const ReplayStep &step)
{
    if (options.timing != ReplayOptions::Timing::Original)
        return true;
    const double sinceFirst = double(step.timeNs - plan.steps.front().timeNs) / 1e6 / options.speed;
    const double wait = sinceFirst - double(clock.nsecsElapsed()) / 1e6;
    if (wait < 1)
        return true;
    due.start(int(std::min(wait, 3.6e6))); // Longer pauses in several parts.
    return false;
}

bool Replay::Private::await(std::function<void()> whenOver)
{
    if (!deadline.isActive()) {
        giveUp = std::move(whenOver);
        deadline.start(options.target.timeout);
    }
    return false;
}

bool Replay::Private::send(const ReplayStep &step)
{
    Client &client = clients[step.client];
    ReplayConnection &connection = *client.connection;
    if (connection.state() == ReplayConnection::State::Opening || connection.isFull())
        return false; // Opening has a deadline of its own; a relay that does not read is left to --for.
    if (connection.state() == ReplayConnection::State::Ended) {
        ++summary.unsent;
        return true;
    }
    const auto row = reader->message(step.message);
    if (!row || row->isOpaque() || row->truncated) {
        ++summary.unsent;
        ReplayDifference found = comparison->difference(ReplayDifference::Kind::Unsent, step.client);
        found.message = step.message;
        found.fields = {
            {{}, tr("sent"), row ? tr("not sent: the capture holds only a part of it") : tr("not readable")}};
        emitDifference(std::move(found));
        return true;
    }
    const bool isBinary = row->opcode == RelayCore::Opcode::Binary;
    connection.send(isBinary ? row->payload : uuids.renewed(row->payload), isBinary);
    ++summary.sent;
    return true;
}

bool Replay::Private::receive(const ReplayStep &step)
{
    Client &client = clients[step.client];
    const bool isGone = client.connection->state() == ReplayConnection::State::Ended;
    // What was sent to a client that is not registered yet would come back.
    const bool isAwaited = options.timing == ReplayOptions::Timing::Lockstep || step.means == MessageKind::Response;
    if (isAwaited && !isGone && !client.has(client.passed + 1))
        return await([&client] { ++client.forgiven; });
    ++client.passed;
    return true;
}

bool Replay::Private::leave(const ReplayStep &step)
{
    Client &client = clients[step.client];
    ReplayConnection &connection = *client.connection;
    const ReplayEnd &end = *plan.clients[step.client].end;
    if (connection.state() == ReplayConnection::State::Opening)
        return false;
    if (connection.state() == ReplayConnection::State::Open) {
        if (!client.has(client.passed))
            return await([&client] { client.forgiveMissing(); });
        if (!end.byClient) {
            // In other timings what follows on other connections does not depend on it.
            if (options.timing == ReplayOptions::Timing::Lockstep)
                return await([this, &client, index = step.client] {
                    client.isLeaving = true;
                    closeLeft(index);
                });
            client.isLeaving = true;
            return true;
        }
        client.isLeaving = true;
        if (end.code)
            connection.close(*end.code, end.reason.toUtf8());
        else
            connection.abort();
    }
    client.isLeaving = true;
    judgeEnd(step.client);
    return true;
}

void Replay::Private::onReceived(quint32 index, const QByteArray &bytes)
{
    if (hasEnded)
        return;
    Client &client = clients[index];
    ++client.received;
    ++summary.received;
    summary.equal += comparison->take(index, uuids.restored(bytes));
    onMoved(index);
}

void Replay::Private::onMoved(quint32 index)
{
    if (hasEnded)
        return;
    // At the end the deadline counts from the last thing that happened.
    if (next >= plan.steps.size())
        deadline.stop();
    comparison->judgeOpening(index, *clients[index].connection);
    if (clients[index].connection->state() == ReplayConnection::State::Ended)
        judgeEnd(index);
    advance();
}

void Replay::Private::judgeEnd(quint32 index)
{
    comparison->judgeEnd(index, *clients[index].connection, clients[index].isLeaving);
}

void Replay::Private::closeLeft(quint32 index)
{
    judgeEnd(index);
    clients[index].connection->close(1000, {});
}

/// Waits, behind the last step, for what has to come, then for what should not. Returns whether all is done.
bool Replay::Private::settle()
{
    const auto isAwaited = [](const Client &client) {
        const bool isOpen = client.connection->state() != ReplayConnection::State::Ended;
        return isOpen && !client.isLeaving && !client.has(client.passed);
    };
    if (std::ranges::any_of(clients, isAwaited)) {
        return await([this] {
            for (Client &client : clients)
                client.forgiveMissing();
        });
    }
    // The relay closed these in the capture.
    const auto isLeft = [](const Client &client) {
        return client.isLeaving && client.connection->state() == ReplayConnection::State::Open;
    };
    if (std::ranges::any_of(clients, isLeft)) {
        return await([this, isLeft] {
            for (quint32 i = 0; i < clients.size(); ++i) {
                if (isLeft(clients[i]))
                    closeLeft(i);
            }
        });
    }
    const auto isUnanswered = [](const Client &client) {
        return client.connection->state() == ReplayConnection::State::Open && client.connection->unansweredPings() > 0;
    };
    for (; pings <= closingPings; ++pings) {
        if (std::ranges::any_of(clients, isUnanswered))
            return await([this] { pings = closingPings + 1; });
        if (pings == closingPings)
            continue;
        for (Client &client : clients)
            client.connection->ping();
    }
    for (Client &client : clients)
        client.connection->close(1000, {});
    const auto isOpen = [](const Client &client) {
        return client.connection->state() != ReplayConnection::State::Ended;
    };
    if (std::ranges::any_of(clients, isOpen)) {
        return await([this] {
            for (Client &client : clients)
                client.connection->abort();
        });
    }
    for (quint32 i = 0; i < clients.size(); ++i)
        summary.missing += comparison->finish(i, *clients[i].connection);
    return true;
}

void Replay::Private::emitDifference(ReplayDifference difference)
{
    if (++summary.differences <= maxEmitted)
        Q_EMIT q->differed(difference);
}

QByteArray Replay::Private::payload(MessageId id) const
{
    const auto row = reader->message(id);
    return row ? row->payload : QByteArray();
}

bool Replay::Private::isReportDue()
{
    if (lastReport.elapsed() < reportMs)
        return false;
    lastReport.restart();
    return true;
}

void Replay::Private::finish()
{
    if (std::exchange(hasEnded, true))
        return;
    summary.isCanceled = isCanceled;
    due.stop();
    deadline.stop();
    for (Client &client : clients) {
        if (client.connection)
            client.connection->abort();
    }
    if (summary.problem.isEmpty() && reader) {
        if (const auto error = reader->lastError())
            summary.problem = error->text();
    }
    // From the event loop: a connection may be in the middle of something.
    QMetaObject::invokeMethod(
        q, [this] { Q_EMIT q->finished(summary); }, Qt::QueuedConnection);
}

} // namespace Inspector
