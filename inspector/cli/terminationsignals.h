// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QObject>

namespace Inspector {

/// Turns SIGINT and SIGTERM into a Qt signal, so that a command can leave in order. Only the first one is caught: a
/// second one ends the process at once. SIGHUP ends the process too, unless somebody wants to hear of it.
///
/// \par Threads  one instance, in the main thread.
class TerminationSignals final : public QObject
{
    Q_OBJECT

public:
    explicit TerminationSignals(QObject *parent = nullptr);
    ~TerminationSignals() override;

    /// From now on SIGHUP is hangup() instead of the end, every time. Does nothing on systems without it.
    void catchHangup();

Q_SIGNALS:
    void terminationRequested();
    void hangup();
};

} // namespace Inspector
