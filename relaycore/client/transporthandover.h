// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>

QT_BEGIN_NAMESPACE
class QAbstractSocket;
QT_END_NAMESPACE

namespace RelayCore {

/// Makes \a descriptor, a connected socket, the connection of \a transport. Internal to this module.
///
/// QWebSocket makes its transport itself and has it connect to the host of the address: there is no public way to give
/// it a connection. To be called while \a transport emits QAbstractSocket::stateChanged() with HostLookupState, inside
/// connectToHost(): that function goes on only if it finds the state unchanged. A TLS handshake starts as after a
/// connection of its own.
///
/// \param peerName  the host of the address: for the server name indication, and checked against the certificate.
/// Where \a transport takes no descriptor, \a descriptor is closed, and \a transport connects by itself.
void handOver(qintptr descriptor, QAbstractSocket &transport, const QString &peerName);

} // namespace RelayCore
