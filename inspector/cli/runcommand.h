// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/cli/command.h"
#include "inspector/cli/runoptions.h"
#include "inspector/run/childprocess.h"
#include "relaycore/wire/wireobserver.h"

#include <QtCore/QFile>
#include <QtCore/QTimer>

#include <memory>

namespace Inspector {

class CaptureWriter;
class ForwardProxySource;
class RunCertificates;

/// `relayctl run`: starts a program whose connections lead through a capturing forward proxy. Standard input and output
/// belong to the program.
class RunCommand final : public Command
{
    Q_OBJECT

public:
    explicit RunCommand(RunOptions options, QObject *parent = nullptr);
    ~RunCommand() override;

    void start() override;
    void terminate() override;
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
    void leave(int exitCode);
    void finish();

    RunOptions m_options;
    std::unique_ptr<CaptureWriter> m_writer;
    QFile m_events;
    std::unique_ptr<RelayCore::WireObserver> m_observer; ///< Outlives the source.
    std::unique_ptr<ForwardProxySource> m_source;
    std::unique_ptr<RunCertificates> m_certificates;
    ChildProcess m_program;
    QTimer m_following;
    int m_exitCode = 0;
    bool m_isListening = false;
    bool m_hasConnected = false; ///< A connection was opened.
    bool m_hasEnded = false;     ///< The program has.
    bool m_leaving = false;
};

} // namespace Inspector
