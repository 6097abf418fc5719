// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/cli/command.h"
#include "inspector/cli/logfile.h"
#include "inspector/cli/servelog.h"
#include "inspector/cli/serveoptions.h"

#include <QtCore/QTimer>

#include <memory>
#include <optional>

namespace RelayCore {
class RelayServer;
}

namespace Inspector {

class BackgroundWriter;
class CaptureWriter;
class Cluster;
class Monitoring;
class ProxySource;
class ServerMetrics;

/// `relayctl serve`: runs a local relay.
class ServeCommand final : public Command
{
    Q_OBJECT

public:
    explicit ServeCommand(ServeOptions options, QObject *parent = nullptr);
    ~ServeCommand() override;

    void start() override;
    void terminate() override;
    [[nodiscard]] bool canReload() const override;
    void reload() override;

private:
    /// \return why it does not work, in English.
    [[nodiscard]] QString configure();
    [[nodiscard]] QString openLog();
    [[nodiscard]] QString startRelay();
    [[nodiscard]] QString joinCluster();
    [[nodiscard]] QString startCapture();
    void watch();
    void print(const QByteArray &event);
    void listening(const QUrl &url);
    void warnAboutLimits();
    void write(const QByteArray &line, LogLevel level);
    void flush();
    void fail(const QString &reason);
    void finish();

    ServeOptions m_options;
    ServeConfig m_config;
    QStringList m_warnings;           ///< About the configuration.
    QString m_problem;                ///< With the configuration; start() reports it.
    QList<QHostAddress> m_interfaces; ///< Where clients connect to.
    std::unique_ptr<ServeLog> m_log;
    std::optional<LogFile> m_logFile;
    std::unique_ptr<BackgroundWriter> m_console; ///< The log on standard error, or output.
    QByteArray m_unwritten; ///< Log lines of this turn of the event loop: one write for all of them.
    QTimer m_count;
    std::unique_ptr<CaptureWriter> m_capture;
    std::unique_ptr<Monitoring> m_monitoring;
    std::unique_ptr<Cluster> m_cluster; ///< Null where this relay is alone.
    std::unique_ptr<RelayCore::RelayServer> m_server;
    std::unique_ptr<ServerMetrics> m_metrics; ///< Null where no metrics are offered.
    int m_exitCode = ExitCode::done;          ///< Of an end in order.
    std::unique_ptr<ProxySource> m_proxy;     ///< In front of the server where everything is captured.
};

} // namespace Inspector
