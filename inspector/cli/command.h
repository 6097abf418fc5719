// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/setup/exitcode.h"

#include <QtCore/QObject>

namespace Inspector {

/// One verb of relayctl while it runs. \par Threads  the main thread.
class Command : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual void start() = 0;
    /// Ends in order; finished() follows.
    virtual void terminate() = 0;
    /// Returns whether SIGHUP calls reload() instead of terminate(). Called once, before start().
    [[nodiscard]] virtual bool canReload() const { return false; }
    /// Returns whether handOn() is called for every signal instead of terminate() for the first. Called once, before start().
    [[nodiscard]] virtual bool handsSignalsOn() const { return false; }
    /// Passes the signal \a number on; see TerminationSignals::received().
    virtual void handOn(int number, bool fromTerminal)
    {
        Q_UNUSED(number)
        Q_UNUSED(fromTerminal)
    }
    /// Reads its files again.
    virtual void reload() {}

Q_SIGNALS:
    void finished(int exitCode);
};

} // namespace Inspector
