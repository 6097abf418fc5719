// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/capturerows.h"
#include "relaycore/wire/wireevent.h"

#include <QtCore/QHash>
#include <QtCore/QString>

namespace Inspector {

/// Returns \a row as the event that it was stored from.
[[nodiscard]] RelayCore::WireEvent wireEvent(const MessageRow &row);

/// Formats messages of a capture as lines for people:
/// `08:15:30.123456  #5     ↑ offer         alpha → beta  1,339 B`. Pure but for the names that it learns.
class MessageLines
{
public:
    /// Takes the names of clients from \a connections.
    void learn(const QList<ConnectionRow> &connections);
    /// Returns the line of \a row (local time, no newline). Later lines use the name that it gives itself.
    [[nodiscard]] QString line(const MessageRow &row);

private:
    [[nodiscard]] QString client(RelayCore::ConnectionId connection) const;
    [[nodiscard]] QString peer(const QUuid &uuid) const;

    QHash<RelayCore::ConnectionId, QString> m_clients;
    QHash<QUuid, QString> m_names;
};

} // namespace Inspector
