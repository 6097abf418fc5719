// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/setup/terminationsignals.h"

#include <csignal>

#ifdef Q_OS_UNIX
#include <QtCore/QSocketNotifier>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#else
#include <QtCore/QTimer>
#endif

namespace Inspector {

#ifdef Q_OS_UNIX

namespace {

// A signal handler may do nothing but write(): the event loop reads the other end of this pipe.
int readEnd = -1;
int writeEnd = -1;

constexpr int terminalFlag = 0x80; ///< Signals have smaller numbers.

void onSignal(int number, siginfo_t *info, void *)
{
    const int error = errno;                       // Of the call that was interrupted.
    const bool isFromTerminal = info->si_pid == 0; // No process has sent it.
    const char byte = char(isFromTerminal ? number | terminalFlag : number);
    [[maybe_unused]] const ssize_t written = ::write(writeEnd, &byte, 1);
    errno = error;
}

void handle(int number, int flags)
{
    struct sigaction action = {};
    action.sa_sigaction = onSignal;
    action.sa_flags = flags | SA_SIGINFO;
    sigemptyset(&action.sa_mask);
    ::sigaction(number, &action, nullptr);
}

bool isIgnored(int number)
{
    struct sigaction action = {};
    return ::sigaction(number, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

} // namespace

TerminationSignals::TerminationSignals(QObject *parent)
    : QObject(parent)
{
    int ends[2];
    if (readEnd >= 0 || ::pipe(ends) != 0)
        return;
    readEnd = ends[0];
    writeEnd = ends[1];
    for (const int end : ends) {
        ::fcntl(end, F_SETFD, FD_CLOEXEC);
        ::fcntl(end, F_SETFL, O_NONBLOCK);
    }
    auto *notifier = new QSocketNotifier(readEnd, QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        while (::read(readEnd, &byte, 1) == 1) {
            const int number = byte & ~terminalFlag;
            if (m_receivesAll)
                Q_EMIT received(number, (byte & terminalFlag) != 0);
            else if (number == SIGHUP && m_reloads)
                Q_EMIT reloadRequested();
            else
                Q_EMIT terminationRequested();
        }
    });
    for (const int number : {SIGINT, SIGTERM})
        handle(number, int(SA_RESTART | SA_RESETHAND));
    if (!isIgnored(SIGHUP))
        handle(SIGHUP, int(SA_RESTART | SA_RESETHAND));
}

void TerminationSignals::reloadOnHangup()
{
    m_reloads = true;
    if (readEnd >= 0)
        handle(SIGHUP, SA_RESTART);
}

void TerminationSignals::receiveAll()
{
    m_receivesAll = true;
    if (readEnd < 0)
        return;
    for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGQUIT}) {
        if (!isIgnored(number))
            handle(number, SA_RESTART);
    }
}

TerminationSignals::~TerminationSignals()
{
    if (readEnd < 0)
        return;
    for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGQUIT}) {
        if (!isIgnored(number))
            std::signal(number, SIG_DFL);
    }
    ::close(readEnd);
    ::close(writeEnd);
    readEnd = writeEnd = -1;
}

#else

namespace {

volatile std::sig_atomic_t signalled = 0;

void onSignal(int)
{
    signalled = 1;
}

} // namespace

TerminationSignals::TerminationSignals(QObject *parent)
    : QObject(parent)
{
    std::signal(SIGINT, onSignal);
    std::signal(SIGTERM, onSignal);
    auto *timer = new QTimer(this);
    connect(timer, &QTimer::timeout, this, [this] {
        if (signalled) {
            signalled = 0;
            Q_EMIT terminationRequested();
        }
    });
    timer->start(100);
}

TerminationSignals::~TerminationSignals() = default;

void TerminationSignals::reloadOnHangup()
{
    m_reloads = true;
}

void TerminationSignals::receiveAll()
{
    m_receivesAll = true;
}

#endif

} // namespace Inspector
