// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QJsonObject>
#include <QtCore/QProcess>
#include <QtCore/QStringList>
#include <QtCore/QTemporaryDir>

#include <memory>
#include <vector>

namespace TestSupport {

/// Real NATS servers on loopback ports, joined to a cluster where there are several. They end with this object.
class NatsServers
{
public:
    /// \param configuration  lines for every server, such as `tls { ... }`.
    explicit NatsServers(int count, QByteArray configuration = {});
    ~NatsServers();
    Q_DISABLE_COPY_MOVE(NatsServers)

    /// Starts server \a index, on the same port each time, and waits until it takes connections.
    /// \return why it does not, otherwise an empty string.
    [[nodiscard]] QString start(int index);
    /// Starts all. \return as start().
    [[nodiscard]] QString startAll();
    /// SIGKILL, and waits for the end.
    void kill(int index);
    void sendSignal(int index, int number);

    /// Returns `nats://127.0.0.1:port,...`, or with another \a scheme.
    [[nodiscard]] QString urls(const QString &scheme = QStringLiteral("nats")) const;
    [[nodiscard]] QByteArray log(int index) const;
    /// Returns whether messages that are published to \a subject at server \a index reach a subscription of a client of
    /// server \a other, which may be the same one. Servers learn of each other's subscriptions a moment later.
    [[nodiscard]] bool passes(const QByteArray &subject, int index, int other) const;
    /// Returns whether messages that are published to \a subject reach a subscription from every server.
    [[nodiscard]] bool passes(const QByteArray &subject) const;

private:
    struct Server
    {
        quint16 port = 0;
        quint16 routePort = 0;
        quint16 monitoringPort = 0;
        std::unique_ptr<QProcess> process;
    };

    [[nodiscard]] QString fileOf(int index, const QString &suffix) const;
    [[nodiscard]] bool writeConfiguration(int index) const;
    /// Returns what server \a index reports at \a path over HTTP.
    [[nodiscard]] QJsonObject monitored(int index, const QByteArray &path) const;

    QTemporaryDir m_directory;
    QByteArray m_configuration;
    std::vector<Server> m_servers;
};

} // namespace TestSupport
