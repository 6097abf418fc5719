// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/setup/proxyrequest.h"

#include <QtCore/QString>
#include <QtCore/QStringList>

namespace Inspector {

/// What a person asks of a program whose connections are read.
struct RunRequest
{
    QStringList command; ///< The program first.
    QString directory;   ///< Where the program runs; empty: where this process does.
    bool all = false;    ///< HTTP and HTTPS too, not only WebSocket connections.
    ProxyRequest proxy;  ///< Of the proxy in between; only its TLS settings are used.
};

/// What a person asks of a forward proxy.
struct ForwardProxyRequest
{
    ProxyRequest proxy; ///< Without an upstream.
    QString bundleFile; ///< Gets the certificates that clients have to trust.
};

/// Splits \a line into a program and its arguments as a shell does with words and quotes ('…', "…", \). Nothing is
/// expanded. Returns a translated sentence if a quote is not closed, or if there is no word.
/// \par Threads  any.
/// \par Source   POSIX.1-2017, Shell Command Language, section 2.2 (quoting).
[[nodiscard]] std::variant<QStringList, QString> splitCommand(const QString &line);

} // namespace Inspector
