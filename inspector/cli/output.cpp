// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/output.h"

#include <cstdio>

#ifdef Q_OS_WIN
#include <io.h>
#else
#include <sys/ioctl.h>
#include <unistd.h>
#endif

namespace Inspector::Output {

namespace {

QByteArray printable(QString text)
{
    for (QChar &character : text) {
        if (character.category() == QChar::Other_Control)
            character = QChar::ReplacementCharacter;
    }
    return text.toLocal8Bit();
}

} // namespace

bool write(const QByteArray &line)
{
    const auto size = std::size_t(line.size());
    return std::fwrite(line.constData(), 1, size, stdout) == size && std::fflush(stdout) == 0;
}

void say(const QString &text)
{
    std::fprintf(stderr, "relayctl: %s\n", printable(text).constData());
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
