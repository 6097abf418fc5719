// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/protocol/messages.h"
#include "tests/interop/process.h"

#include <QtCore/QUrl>

/// The reference's RelayClient in a process of its own.
class PythonClient
{
public:
    /// \return why it did not start, otherwise an empty string. Registered a moment later, or never: isRegistered().
    /// \param options  of relay_client.py, for instance `--authorization`.
    [[nodiscard]] QString start(const QUrl &relay, const QString &name, const QUuid &uuid,
                                const QStringList &options = {});

    [[nodiscard]] bool isRegistered() const { return !process.events(QStringLiteral("registered")).isEmpty(); }
    void send(const RelayCore::RelayMessage &message);
    /// What it received since it registered.
    [[nodiscard]] QList<RelayCore::RelayMessage> received() const;
    /// The close code that it received; 0 while it received none.
    [[nodiscard]] int closeCode() const;
    /// And what came with it.
    [[nodiscard]] QString closeReason() const;
    /// The name of the exception that ended its registration; empty where none did.
    [[nodiscard]] QString failure() const;
    /// Closes in order; process.succeeded() says whether that went well.
    void close() { process.closeInput(); }

    Process process;
};
