// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "tests/interop/process.h"

#include <QtCore/QUrl>

/// The real `proxystore-relay` on a loopback port that was free a moment ago.
class ReferenceRelay
{
public:
    /// Starts it and waits until it listens: the first time on any free port, later on the same one.
    /// \param config  a configuration file (TOML); empty: its defaults.
    /// \return why it does not listen, otherwise an empty string.
    [[nodiscard]] QString start(const QString &config = {});
    /// Set in its environment from the next start() on.
    void setVariable(const QString &name, const QString &value) { m_process.setVariable(name, value); }
    /// SIGKILL: clients see the connection drop without a close frame.
    void kill() { m_process.kill(); }

    [[nodiscard]] QUrl url() const;
    [[nodiscard]] QString transcript() const { return m_process.transcript(); }
    /// How many lines of its log contain all of \a words.
    [[nodiscard]] qsizetype logged(const QStringList &words) const;

private:
    Process m_process;
    quint16 m_port = 0;
};
