// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtNetwork/QTcpServer>

/// A loopback port that was free a moment ago, for programs that cannot take any free port. Another process
/// may be faster, so try again with another.
[[nodiscard]] inline quint16 freePort()
{
    QTcpServer probe;
    return probe.listen(QHostAddress::LocalHost) ? probe.serverPort() : 0;
}
