// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/transporthandover.h"

#include <QtNetwork/QSslSocket>
#include <QtNetwork/QTcpSocket>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace RelayCore {

namespace {

bool connectOver(qintptr descriptor, QAbstractSocket &transport, const QString &peerName)
{
    auto *tls = qobject_cast<QSslSocket *>(&transport);
    if (!tls)
        return transport.setSocketDescriptor(descriptor);
    // QSslSocket encrypts what another socket, its child, sends. QSslSocket::setSocketDescriptor() would not start the
    // handshake; it follows the signal that the other socket emits once it is connected.
    auto *plain = tls->findChild<QTcpSocket *>({}, Qt::FindDirectChildrenOnly);
    if (!plain)
        return false;
    tls->setPeerVerifyName(peerName);
    if (!plain->setSocketDescriptor(descriptor))
        return false;
    Q_EMIT plain->connected();
    return true;
}

} // namespace

void handOver(qintptr descriptor, QAbstractSocket &transport, const QString &peerName)
{
    if (connectOver(descriptor, transport, peerName))
        return;
#ifdef Q_OS_UNIX
    ::close(int(descriptor));
#endif
}

} // namespace RelayCore
