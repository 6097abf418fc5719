// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/export.h"

#include <QtCore/QMetaType>
#include <QtCore/QObject>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <optional>

namespace RelayCore {

/// Why something failed, in a form that code can act on and a person can read.
/// \since 0.1
class RELAYCORE_EXPORT RelayError
{
    Q_GADGET
    Q_PROPERTY(Category category MEMBER category)
    Q_PROPERTY(Phase phase MEMBER phase)
    Q_PROPERTY(bool fatal MEMBER fatal)
    Q_PROPERTY(QString text MEMBER text)

public:
    enum class Category : quint8 {
        None,
        InvalidAddress, ///< Not ws:// or wss:// with a host.
        Usage,          ///< A call or an option that cannot work (bad header, unreadable CA file).
        Dns,
        Refused,
        Timeout,
        Tls,
        Handshake,    ///< The HTTP upgrade was refused or malformed.
        Registration, ///< The relay answered the registration with a refusal or with nonsense.
        Unauthorized, ///< 4001 or HTTP 401.
        Forbidden,    ///< 4002 or HTTP 403.
        Duplicate,    ///< 4004: the UUID was registered on another socket.
        TooLarge,     ///< 4003 or 1009.
        Protocol,     ///< 4000, 1002, 1007: one side does not understand the other.
        Closed,       ///< The connection ended otherwise.
        Network,      ///< Any other transport error.
    };
    Q_ENUM(Category)

    enum class Phase : quint8 { Configuration, Opening, Registration, Ready, Closing };
    Q_ENUM(Phase)

    Category category = Category::None;
    Phase phase = Phase::Configuration;
    bool fatal = false;               ///< No further attempt is made.
    std::optional<quint16> closeCode; ///< As received or concluded (1006), where there was a WebSocket.
    std::optional<int> httpStatus;    ///< Where the upgrade was refused.
    QStringList tlsErrors;
    QString text; ///< One English sentence for logs and people; never holds a credential.

    bool operator==(const RelayError &) const = default;
};

/// The category in snake_case as event lines and captures write it: "invalid_address", "dns", ... "none" for None.
[[nodiscard]] RELAYCORE_EXPORT QLatin1StringView categoryName(RelayError::Category category);
/// "configuration", "opening", "registration", "ready" or "closing".
[[nodiscard]] RELAYCORE_EXPORT QLatin1StringView phaseName(RelayError::Phase phase);

} // namespace RelayCore

Q_DECLARE_METATYPE(RelayCore::RelayError)
