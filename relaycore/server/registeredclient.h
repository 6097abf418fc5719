// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/export.h"

#include <QtCore/QDateTime>
#include <QtCore/QDebug>
#include <QtCore/QMetaType>
#include <QtCore/QString>
#include <QtCore/QUuid>

namespace RelayCore {

/// A client as a RelayServer knows it. A plain value.
struct RegisteredClient
{
    QUuid uuid{};         ///< As registered.
    QString name{};       ///< As registered; any text a stranger likes, so escape it before it meets a terminal.
    QString user{};       ///< Whose token it showed; empty where everybody is one user.
    QString address{};    ///< `127.0.0.1:51234`
    QDateTime since{};    ///< Of the registration; UTC.
    quint64 messages = 0; ///< Messages received from it, registrations included.

    bool operator==(const RegisteredClient &) const = default;

    /// Writes all members.
    friend RELAYCORE_EXPORT QDebug operator<<(QDebug debug, const RegisteredClient &client);
    /// Returns the text that Qt Test prints for a failed comparison; the caller deletes it with \c delete[].
    friend RELAYCORE_EXPORT char *toString(const RegisteredClient &client);
};

} // namespace RelayCore

Q_DECLARE_METATYPE(RelayCore::RegisteredClient)
