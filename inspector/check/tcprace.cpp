// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/check/tcprace.h"

#include <QtNetwork/QNetworkProxy>
#include <QtNetwork/QSslSocket>

#include <algorithm>

namespace Inspector {

namespace {

/// For the other addresses, once one has answered.
constexpr std::chrono::milliseconds graceAfterFirst{2'000};

} // namespace

Problem validateConnectError(QAbstractSocket::SocketError error, const QString &words)
{
    Problem problem;
    problem.text = words;
    // What connect() can fail with; the rest cannot be distinguished any better.
    if (error == QAbstractSocket::ConnectionRefusedError)
        problem.kind = Problem::Kind::Refused;
    else if (error == QAbstractSocket::SocketTimeoutError)
        problem.kind = Problem::Kind::ConnectTimeout;
    else if (error == QAbstractSocket::NetworkError)
        problem.kind = Problem::Kind::Unreachable;
    else
        problem.kind = Problem::Kind::ConnectFailed;
    return problem;
}

TcpRace::TcpRace(std::shared_ptr<RelayCore::RelayClock> clock, QObject *parent)
    : QObject(parent)
    , m_clock(std::move(clock))
{}

TcpRace::~TcpRace()
{
    for (const Runner &runner : m_runners) {
        if (runner.socket)
            runner.socket->disconnect(this);
    }
}

void TcpRace::start(const QList<QHostAddress> &addresses, quint16 port, std::chrono::milliseconds deadline)
{
    m_deadline = m_clock->startTimer(deadline, [this, deadline] { giveUp(deadline); });
    for (const QHostAddress &address : addresses)
        m_runners.push_back({{address}, std::make_unique<QSslSocket>()});
    m_elapsed.start();
    for (std::size_t index = 0; index < m_runners.size(); ++index) {
        QSslSocket *socket = m_runners[index].socket.get();
        // Queued: some failures are emitted inside connectToHost(), before all have started.
        connect(
            socket, &QAbstractSocket::connected, this, [this, index] { onConnected(index); }, Qt::QueuedConnection);
        connect(
            socket, &QAbstractSocket::errorOccurred, this, [this, index] { onFailed(index); }, Qt::QueuedConnection);
        socket->setProxy(QNetworkProxy::NoProxy);
        socket->connectToHost(m_runners[index].trial.address, port);
    }
}

QList<TcpRace::Trial> TcpRace::trials() const
{
    QList<Trial> trials;
    for (const Runner &runner : m_runners)
        trials.append(runner.trial);
    return trials;
}

std::vector<TcpRace::Runner>::iterator TcpRace::winner()
{
    return std::ranges::find_if(m_runners, [](const Runner &runner) { return runner.trial.took.has_value(); });
}

std::unique_ptr<QSslSocket> TcpRace::takeWinner()
{
    const auto found = winner();
    return found == m_runners.end() ? nullptr : std::move(found->socket);
}

void TcpRace::onConnected(std::size_t index)
{
    Trial &trial = m_runners[index].trial;
    if (m_finished || trial.problem || trial.took)
        return;
    trial.took = std::chrono::nanoseconds(m_elapsed.nsecsElapsed());
    if (!m_grace)
        m_grace = m_clock->startTimer(graceAfterFirst, [this] { giveUp(graceAfterFirst); });
    endIfDone();
}

void TcpRace::onFailed(std::size_t index)
{
    Runner &runner = m_runners[index];
    if (m_finished || runner.trial.problem || runner.trial.took)
        return;
    runner.trial.problem = validateConnectError(runner.socket->error(), runner.socket->errorString());
    endIfDone();
}

void TcpRace::giveUp(std::chrono::milliseconds waited)
{
    for (Runner &runner : m_runners) {
        if (runner.trial.took || runner.trial.problem)
            continue;
        Problem problem;
        problem.kind = Problem::Kind::ConnectTimeout;
        problem.waited = waited;
        runner.trial.problem = problem;
    }
    endIfDone();
}

void TcpRace::endIfDone()
{
    if (m_finished)
        return;
    const bool allDone =
        std::ranges::all_of(m_runners, [](const Runner &runner) { return runner.trial.took || runner.trial.problem; });
    if (!allDone)
        return;
    m_finished = true;
    m_deadline.reset();
    m_grace.reset();
    const auto kept = winner();
    for (auto runner = m_runners.begin(); runner != m_runners.end(); ++runner) {
        runner->socket->disconnect(this);
        if (runner != kept)
            runner->socket->abort();
    }
    Q_EMIT finished();
}

} // namespace Inspector
