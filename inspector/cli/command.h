// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QObject>

namespace Inspector {

/// The exit codes of relayctl; scripts depend on the numbers.
namespace ExitCode {
inline constexpr int done = 0;
inline constexpr int failed = 1;
inline constexpr int usage = 2;
inline constexpr int ranOut = 3; ///< `--for` was over before what was asked for had happened.
} // namespace ExitCode

/// One verb of relayctl while it runs. \par Threads  the main thread.
class Command : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual void start() = 0;
    /// Leaves in order; finished() follows.
    virtual void terminate() = 0;
    /// Whether SIGHUP shall call reload() instead of ending the process. Asked once, before start().
    [[nodiscard]] virtual bool canReload() const { return false; }
    /// Reads its files again.
    virtual void reload() {}

Q_SIGNALS:
    void finished(int exitCode);
};

} // namespace Inspector
