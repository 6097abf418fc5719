// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/cli/runoptions.h"
#include "inspector/cli/sourcecommand.h"
#include "inspector/run/childprocess.h"

#include <QtCore/QFile>
#include <QtCore/QTimer>
#include <QtNetwork/QSslConfiguration>

#include <memory>
#include <optional>

namespace Inspector {

class ForwardProxySource;
class RunCertificates;

/// `relayctl run`: starts a program whose connections lead through a capturing forward proxy. Standard input and output
/// belong to the program.
class RunCommand final : public SourceCommand
{
    Q_OBJECT

public:
    explicit RunCommand(RunOptions options, QObject *parent = nullptr);
    ~RunCommand() override;

    void start() override;
    [[nodiscard]] bool handsSignalsOn() const override { return true; }
    void handOn(int number, bool fromTerminal) override;

private:
    /// Returns why the program cannot be run, in English, or an empty string.
    [[nodiscard]] QString prepare();
    void startProgram();
    void programFinished(int exitCode, const QString &problem);
    void follow();
    void write(const RelayCore::WireEvent &event);
    void fail(const QString &problem);

    RunOptions m_options;
    QFile m_events;
    std::optional<QSslConfiguration> m_tls; ///< For the upstreams; from prepare() on.
    ForwardProxySource *m_source = nullptr; ///< Owned by the base; nullptr before it starts.
    std::unique_ptr<RunCertificates> m_certificates;
    ChildProcess m_program;
    QTimer m_following;
    int m_programExitCode = 0;
    bool m_hasConnected = false; ///< A connection was opened.
    qsizetype m_unreached = 0;   ///< Connections that did not reach their relay.
    QString m_unreachedReason;   ///< Of the first.
    bool m_hasEnded = false;     ///< The program has.
};

} // namespace Inspector
