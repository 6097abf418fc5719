// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "tests/interop/process.h"

#include <QtCore/QTemporaryDir>
#include <QtCore/QUrl>
#include <QtCore/QUuid>

/// A real `proxystore-endpoint` with a ProxyStore home of its own, on a loopback port that was free a moment ago.
class Endpoint
{
public:
    /// Starts it and waits until it serves, which it does once its relay has registered it.
    /// \param authority  file with the certificate of the authority to trust besides; empty: none.
    /// \return why it does not serve, otherwise an empty string.
    [[nodiscard]] QString start(const QUrl &relay, const QString &name, const QUuid &uuid,
                                const QString &authority = {});
    /// As `proxystore-endpoint stop` does.
    void stop() { m_process.terminate(); }

    [[nodiscard]] bool isRunning() const { return m_process.isRunning(); }
    [[nodiscard]] QString home() const { return m_home.path(); }
    [[nodiscard]] QString transcript() const { return m_process.transcript(); }

private:
    [[nodiscard]] QString configure(const QUrl &relay, const QString &name, const QUuid &uuid, quint16 port) const;

    QTemporaryDir m_home;
    Process m_process;
};
