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

/// A client that is registered with a RelayServer. A plain value.
struct RegisteredClient
{
    QUuid uuid{};         ///< As registered.
    QString name{};       ///< As registered. It can be any text: escape it before it is written to a terminal.
    QString user{};       ///< The user of its token; empty where the server has no users.
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
