// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/terminationsignals.h"

#include <csignal>

#ifdef Q_OS_UNIX
#include <QtCore/QSocketNotifier>

#include <fcntl.h>
#include <unistd.h>
#else
#include <QtCore/QTimer>
#endif

namespace Inspector {

#ifdef Q_OS_UNIX

namespace {

// A signal handler may do nothing but write(): the event loop reads the other end of this pipe.
int writeEnd = -1;
int readEnd = -1;

void onSignal(int number)
{
    const char byte = char(number);
    [[maybe_unused]] const ssize_t written = ::write(writeEnd, &byte, 1);
}

void handle(int number, int flags)
{
    struct sigaction action = {};
    action.sa_handler = onSignal;
    action.sa_flags = flags;
    sigemptyset(&action.sa_mask);
    ::sigaction(number, &action, nullptr);
}

} // namespace

TerminationSignals::TerminationSignals(QObject *parent)
    : QObject(parent)
{
    int ends[2];
    if (::pipe(ends) != 0)
        return;
    readEnd = ends[0];
    writeEnd = ends[1];
    ::fcntl(readEnd, F_SETFD, FD_CLOEXEC);
    ::fcntl(writeEnd, F_SETFD, FD_CLOEXEC);

    auto *notifier = new QSocketNotifier(readEnd, QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        if (::read(readEnd, &byte, 1) != 1)
            return;
        if (byte == char(SIGHUP))
            Q_EMIT hangup();
        else
            Q_EMIT terminationRequested();
    });
    handle(SIGINT, int(SA_RESTART | SA_RESETHAND));
    handle(SIGTERM, int(SA_RESTART | SA_RESETHAND));
}

void TerminationSignals::catchHangup()
{
    if (readEnd >= 0)
        handle(SIGHUP, SA_RESTART);
}

TerminationSignals::~TerminationSignals()
{
    if (readEnd < 0)
        return;
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    std::signal(SIGHUP, SIG_DFL);
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

void TerminationSignals::catchHangup() {}

#endif

} // namespace Inspector
