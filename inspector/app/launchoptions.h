// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/app/settings.h"
#include "inspector/setup/connectrequest.h"
#include "inspector/setup/proxyrequest.h"

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <optional>
#include <variant>
#include <vector>

namespace Inspector {

/// What the command line of relay-inspector asks for.
struct LaunchOptions
{
    std::optional<ConnectRequest> connect; ///< Connect to this relay as a client.
    std::optional<ProxyRequest> proxy;
    bool demo = false;       ///< The local relay with two clients that talk to each other.
    quint16 demoPort = 8700; ///< Of the local relay; 0: any free port.
    QString open;            ///< A capture to show.
    bool sample = false;     ///< Show the capture that is part of the program.
    QString capture;         ///< Where to record; empty: a temporary file.
    std::optional<Theme::Scheme> theme;
    bool restoreWindow = true; ///< false: neither reads nor writes geometry.
};

/// Nothing is to be started: print \a text and end with \a exitCode.
struct LaunchMessage
{
    QString text;
    int exitCode = 0;
};

/// The arguments of main(), without those that a plugin of Qt would take for its own: that of X11 removes `--name` and
/// its value from the command line.
class LaunchArguments
{
public:
    LaunchArguments(int argc, char *argv[]);

    /// Returns what QApplication is made with; it outlives the application.
    [[nodiscard]] int &count() { return m_count; }
    [[nodiscard]] char **values() { return m_values.data(); }
    /// Returns \a left, which QApplication::arguments() returns, and what was kept from Qt.
    [[nodiscard]] QStringList all(const QStringList &left) const;

private:
    std::vector<char *> m_values;
    QStringList m_kept;
    int m_count;
};

/// Reads the command line. \param arguments  the program's name first.
[[nodiscard]] std::variant<LaunchOptions, LaunchMessage> readCommandLine(const QStringList &arguments);

} // namespace Inspector
