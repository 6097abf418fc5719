// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/cli/portadvice.h"

#include "inspector/setup/freeport.h"

#include <QtNetwork/QTcpServer>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

bool isProtected(const QHostAddress &address, quint16 port)
{
    QTcpServer server;
    return !server.listen(address, port) && server.serverError() == QAbstractSocket::SocketAccessError;
}

} // namespace

QString withPortAdvice(const QString &problem, const QList<QHostAddress> &addresses, quint16 port)
{
    for (const QHostAddress &address : addresses) {
        if (const auto free = nextFreePort(address, port))
            return problem + u". Port %1 is free, and with port 0 the system chooses one."_s.arg(*free);
        if (isProtected(address, port))
            return problem + u". Ports below 1024 need a privilege: choose another one."_s;
    }
    return problem;
}

} // namespace Inspector
