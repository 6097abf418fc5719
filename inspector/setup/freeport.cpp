// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/setup/freeport.h"

#include <QtNetwork/QTcpServer>

#include <algorithm>

namespace Inspector {

namespace {

constexpr int tries = 100;

} // namespace

std::optional<quint16> nextFreePort(const QHostAddress &address, quint16 port)
{
    QTcpServer server;
    if (port == 0 || server.listen(address, port) || server.serverError() != QAbstractSocket::AddressInUseError)
        return std::nullopt;
    const int last = std::min(port + tries, 65'535);
    for (int next = port + 1; next <= last; ++next) {
        if (server.listen(address, quint16(next)))
            return quint16(next);
    }
    return std::nullopt;
}

} // namespace Inspector
