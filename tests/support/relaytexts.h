// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>
#include <QtCore/QUuid>

/// The errors with which a relay returns messages, as the reference relay writes them.
namespace TestSupport {

inline QString unknownPeer(const QUuid &uuid)
{
    return QStringLiteral("Cannot forward peer connection message to peer %1 because this peer is not registered this "
                          "relay server.")
        .arg(uuid.toString(QUuid::WithoutBraces));
}

inline QString foreignPeer(const QUuid &uuid)
{
    return QStringLiteral("The requested peer %1 is owned by a different user.")
        .arg(uuid.toString(QUuid::WithoutBraces));
}

} // namespace TestSupport
