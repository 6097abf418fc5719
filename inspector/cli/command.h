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
    /// Reads its files again.
    virtual void reload() {}

Q_SIGNALS:
    void finished(int exitCode);
};

} // namespace Inspector
