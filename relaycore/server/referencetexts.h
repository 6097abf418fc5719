// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QString>
#include <QtCore/QUuid>

/// The texts of the reference relay: clients show them, and some compare them.
namespace RelayCore::ReferenceTexts {

inline constexpr QLatin1StringView duplicateReason("Relay received a registration with the same ID. This might mean "
                                                   "that the endpoint is running in multiple locations.");
inline constexpr QLatin1StringView unregisteredReason("ForbiddenError: Client has not registered and authenticated "
                                                      "with the relay server.");
inline constexpr QLatin1StringView missingTokenReason("UnauthorizedError: Request headers are missing authorization "
                                                      "header.");
inline constexpr QLatin1StringView malformedTokenReason("UnauthorizedError: Bearer token in authorization header is "
                                                        "malformed.");
inline constexpr QLatin1StringView unknownTokenReason("ForbiddenError: Token is expired or has been revoked.");

inline QString foreignUuidReason(const QUuid &uuid)
{
    return QStringLiteral("ForbiddenError: The client UUID %1 is already registered to another user.")
        .arg(uuid.toString(QUuid::WithoutBraces));
}

inline QString unknownPeerError(const QUuid &peer)
{
    return QStringLiteral("Cannot forward peer connection message to peer %1 because this peer is not registered this "
                          "relay server.")
        .arg(peer.toString(QUuid::WithoutBraces));
}

inline QString foreignPeerError(const QUuid &peer)
{
    return QStringLiteral("The requested peer %1 is owned by a different user.")
        .arg(peer.toString(QUuid::WithoutBraces));
}

} // namespace RelayCore::ReferenceTexts
