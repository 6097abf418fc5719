// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/serve/messagebus.h"

#include <QtCore/QStringList>

#include <memory>
#include <variant>

namespace Inspector {

/// How to reach the NATS servers of a cluster. Files are named, not read.
struct NatsOptions
{
    /// `nats://host:4222` or `tls://host:4222`, without a user or password. The first that can be reached is used.
    QStringList servers;
    QString caFile; ///< PEM; empty: the system's authorities.
    /// What to log in with: a NATS credentials file (`nsc generate creds`), or a file of one line, `user password` or
    /// a token; empty: nothing.
    QString credentialsFile;
};

/// The servers in \a text (`nats://a:4222,tls://b`), a comma between two; the port is 4222 where there is none.
/// \return the reason in English where one cannot be used. Never repeats a password.
[[nodiscard]] std::variant<QStringList, QString> parseNatsServers(const QString &text);

/// A MessageBus over NATS, with the library nats.c.
///
/// All calls of that library that may wait are made in a thread of this object, because it waits for a server that does
/// not read, and its callbacks come from threads of its own. Both sides exchange batches with the thread of this
/// object.
///
/// \par Threads  as MessageBus. The destructor waits for up to a second, so that what was published leaves.
class NatsBus final : public MessageBus
{
    Q_OBJECT

public:
    explicit NatsBus(NatsOptions options, QObject *parent = nullptr);
    ~NatsBus() override;

    /// Reads the credentials and the authorities once, so that a mistake shows at the start.
    /// \return the reason in English where they cannot be used; never their content.
    [[nodiscard]] QString checkFiles() const;

    void start() override;
    [[nodiscard]] bool isConnected() const override { return m_isConnected; }
    [[nodiscard]] qsizetype maxPayload() const override { return m_maxPayload; }
    void subscribe(const QByteArray &subject) override;
    void unsubscribe(const QByteArray &subject) override;
    void publish(const QByteArray &subject, const QByteArray &reply, const QByteArray &payload) override;

private:
    class Worker;

    void drain();

    std::unique_ptr<Worker> m_worker;
    bool m_isConnected = false;
    qsizetype m_maxPayload = qsizetype(1024) * 1024;
};

} // namespace Inspector
