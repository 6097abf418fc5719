// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/wire/wireevent.h"

#include <QtCore/QHash>
#include <QtCore/QList>

#include <map>
#include <optional>
#include <vector>

namespace RelayCore {

/// What is open at the moment: what a reader needs that attaches, or reads again after a loss. Internal to this module.
class TapSnapshot
{
public:
    /// What one reader has been given of the structure.
    struct Known
    {
        QHash<SourceId, qint64> sources;              ///< Time of the newest event of each source.
        QHash<ConnectionId, qsizetype> connections{}; ///< How many events of its structure, for each open connection.
    };

    /// Takes note of \a event. \sa apply(Known &, const WireEvent &)
    void apply(const WireEvent &event);
    /// Takes note in \a known that a reader was given \a event.
    static void apply(Known &known, const WireEvent &event);

    /// Returns the events that bring a reader with \a known up to date: sources and connections that it lacks, states,
    /// and the ends of connections that are gone.
    [[nodiscard]] QList<WireEvent> missing(const Known &known) const;

private:
    struct Source
    {
        std::optional<WireEvent> started;
        std::optional<WireEvent> state;
    };

    std::map<SourceId, Source> m_sources;
    /// Opening, handshake and TLS of each open connection.
    std::map<ConnectionId, std::vector<WireEvent>> m_connections;
};

} // namespace RelayCore
