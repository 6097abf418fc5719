// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QFile>
#include <QtCore/QString>

#include <unistd.h>

/// A pipe that holds \a content and whose writing end is closed, as the shell's `<(command)` passes it to a program.
class Pipe
{
public:
    explicit Pipe(const QByteArray &content)
    {
        int ends[2] = {-1, -1};
        if (::pipe(ends) != 0 || ::write(ends[1], content.constData(), size_t(content.size())) != content.size())
            qFatal("No pipe");
        ::close(ends[1]);
        m_end = ends[0];
    }
    ~Pipe() { ::close(m_end); }
    Q_DISABLE_COPY_MOVE(Pipe)

    [[nodiscard]] QString path() const { return QStringLiteral("/dev/fd/%1").arg(m_end); }

private:
    int m_end = -1;
};
