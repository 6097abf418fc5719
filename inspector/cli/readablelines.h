// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/wire/wireevent.h"

#include <QtCore/QHash>
#include <QtCore/QString>
#include <QtCore/QUuid>

namespace Inspector {

/// Formats wire events as lines for people: `08:15:30.123  demo-one → demo-two  offer, 1234 bytes`.
///
/// Remembers the names that clients register, so that later lines can use them. Pure but for that.
class ReadableLines
{
public:
    /// Returns the line for \a event (local time, no newline); an empty one for events that are not shown.
    [[nodiscard]] QString line(const RelayCore::WireEvent &event);

private:
    [[nodiscard]] QString describe(const RelayCore::WireEvent &event, const RelayCore::WireMessage &message);
    [[nodiscard]] QString connectionName(RelayCore::ConnectionId connection) const;
    [[nodiscard]] QString clientName(const QUuid &uuid) const;

    QHash<RelayCore::ConnectionId, QString> m_connectionNames;
    QHash<QUuid, QString> m_clientNames;
};

} // namespace Inspector
