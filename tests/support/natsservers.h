// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

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

private:
    struct Server
    {
        quint16 port = 0;
        quint16 routePort = 0;
        std::unique_ptr<QProcess> process;
    };

    [[nodiscard]] QString fileOf(int index, const QString &suffix) const;
    [[nodiscard]] bool writeConfiguration(int index) const;

    QTemporaryDir m_directory;
    QByteArray m_configuration;
    std::vector<Server> m_servers;
};

} // namespace TestSupport
