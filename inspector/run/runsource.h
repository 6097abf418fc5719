// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/sources/forwardproxysource.h"

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <memory>

namespace Inspector {

struct RunSourceOptions
{
    ForwardProxyOptions proxy; ///< An empty title becomes the name of the program.
    QStringList command;       ///< The program first; empty: clients are configured by hand.
    QString directory;         ///< Where the program runs; empty: where this process does.
    bool all = false;          ///< HTTP and HTTPS too, not only WebSocket connections.
    QString bundleFile; ///< Gets the certificates that clients have to trust; empty: only the program needs them.
};

/// A forward proxy with the files that its clients need, and a program that is started with its connections led through
/// it.
///
/// When the program ends, the proxy goes on for what the program leaves behind: the state becomes Closed, or Failed and
/// a notice() if its exit code is not 0. stop() ends the program, too: with SIGTERM, after two seconds with SIGKILL.
class RunSource final : public Source
{
    Q_OBJECT

public:
    RunSource(RunSourceOptions options, RelayCore::WireObserver &observer, QObject *parent = nullptr);
    ~RunSource() override;

    void start() override;
    void stop() override;
    void resume() override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace Inspector
