// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/server/registeredclient.h"
#include "relaycore/wire/wireevent.h"

#include <QtCore/QDateTime>
#include <QtCore/QList>
#include <QtCore/QMetaType>

#include <optional>

namespace Inspector {

/// A client of a local relay as it is now. A plain value.
struct LocalRelayClient
{
    struct Close
    {
        quint16 code = 0;
        QDateTime time; ///< UTC

        bool operator==(const Close &) const = default;
    };

    RelayCore::RegisteredClient client; ///< With the address of the client, not of the proxy that the relay talks to.
    RelayCore::ConnectionId connection = 0; ///< Which it registered on; 0 where that is not known.
    bool registered = false;                ///< false: it has left.
    std::optional<Close> close;             ///< It left (for the last time) since the previous report.

    bool operator==(const LocalRelayClient &) const = default;
};

} // namespace Inspector

Q_DECLARE_METATYPE(Inspector::LocalRelayClient)
