// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QElapsedTimer>
#include <QtCore/QString>

namespace Inspector {

/// One line on standard error that shows the progress of something: from the first second on, where standard error is a
/// terminal. It goes when the object is destroyed.
class ProgressLine
{
public:
    /// \param what  in the continuous form: "reading the index".
    explicit ProgressLine(QString what);
    ~ProgressLine();
    Q_DISABLE_COPY_MOVE(ProgressLine)

    void show(quint64 done, quint64 all);

private:
    QString m_what;
    QElapsedTimer m_clock;
    qint64 m_nextMs = 1'000;
    bool m_terminal;
    bool m_shown = false;
};

} // namespace Inspector
