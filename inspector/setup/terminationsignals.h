// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QObject>

namespace Inspector {

/// Turns the signals that ask a process to end into Qt signals, so that it can close its connections and captures.
///
/// SIGINT and SIGTERM emit terminationRequested() once; a second one ends the process at once. SIGHUP does the same,
/// unless reloadOnHangup() was called. A SIGHUP that is ignored when the object is created (\c nohup) stays ignored.
///
/// \par Threads  one instance, in the main thread. On systems without these signals only SIGINT and SIGTERM are
/// handled.
class TerminationSignals final : public QObject
{
    Q_OBJECT

public:
    explicit TerminationSignals(QObject *parent = nullptr);
    ~TerminationSignals() override;

    /// From now on every SIGHUP emits reloadRequested(), also if it was ignored before.
    void reloadOnHangup();

    /// From now on every SIGINT, SIGTERM, SIGHUP and SIGQUIT emits received() and nothing else, for a process that
    /// hands its signals on to another one.
    void receiveAll();

Q_SIGNALS:
    /// Emitted after receiveAll(). \a fromTerminal: the terminal sent the signal \a number, and therefore to every
    /// process of its foreground.
    void received(int number, bool fromTerminal);
    /// Emitted when the process is asked to end.
    void terminationRequested();
    /// Emitted when the process is asked to read its files again.
    void reloadRequested();

private:
    bool m_reloads = false;
    bool m_receivesAll = false;
};

} // namespace Inspector
