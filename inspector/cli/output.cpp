// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/output.h"

#include "relaycore/wire/displaytext.h"

#include <cstdio>

#ifdef Q_OS_WIN
#include <io.h>
#else
#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#endif

namespace Inspector::Output {

namespace {

QByteArray printable(const QString &text)
{
    return RelayCore::displayText(text).toLocal8Bit();
}

#ifdef Q_OS_WIN

bool writeAll(std::FILE *stream, const QByteArray &bytes)
{
    const auto size = std::size_t(bytes.size());
    return std::fwrite(bytes.constData(), 1, size, stream) == size && std::fflush(stream) == 0;
}

#else

bool writeAll(std::FILE *stream, const QByteArray &bytes)
{
    const int descriptor = ::fileno(stream);
    QByteArrayView rest(bytes);
    while (!rest.isEmpty()) {
        const ssize_t count = ::write(descriptor, rest.data(), size_t(rest.size()));
        if (count >= 0) {
            rest = rest.sliced(count);
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            // Non-blocking mode belongs to the open file, so another program that shares it may have set it.
            pollfd writable{descriptor, POLLOUT, 0};
            ::poll(&writable, 1, -1);
        } else if (errno != EINTR) {
            return false;
        }
    }
    return true;
}

#endif

} // namespace

void prepare()
{
#ifndef Q_OS_WIN
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN); // A file at its largest allowed size fails like a full disk, with a sentence.
    // In the direction that is not used, so that using it fails: only standard input that is closed is empty input.
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(stream, F_GETFD) < 0)
            (void)::open("/dev/null", O_RDONLY); // The lowest number that is free: this one.
    }
#endif
}

bool write(const QByteArray &line)
{
    return writeAll(stdout, line);
}

void writeError(const QByteArray &text)
{
    (void)writeAll(stderr, text);
}

void say(const QString &text)
{
    writeError("relayctl: " + printable(text) + '\n');
}

bool show(const QString &text)
{
    return write(printable(text) + '\n');
}

bool isTerminal()
{
#ifdef Q_OS_WIN
    return _isatty(1) != 0;
#else
    return ::isatty(STDOUT_FILENO) == 1;
#endif
}

bool isErrorTerminal()
{
#ifdef Q_OS_WIN
    return _isatty(2) != 0;
#else
    return ::isatty(STDERR_FILENO) == 1;
#endif
}

int terminalWidth()
{
#ifndef Q_OS_WIN
    winsize size{};
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
#endif
    return 80;
}

bool canRewrite()
{
    const QByteArray terminal = qgetenv("TERM");
    return isTerminal() && !terminal.isEmpty() && terminal != "dumb";
}

bool wantsColour()
{
    return canRewrite() && qgetenv("NO_COLOR").isEmpty();
}

} // namespace Inspector::Output
