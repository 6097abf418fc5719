// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/export.h"
#include "relaycore/wire/wireevent.h"

namespace RelayCore {

/// Receives the events of a source: what was sent and received on its connections.
///
/// \par Threads  observe() is called from the thread of the source; several sources may share one observer,
///               so an implementation is thread-safe.
/// \since 0.1
class RELAYCORE_EXPORT WireObserver
{
public:
    /// The answer of an observer to the source of an event.
    enum class FlowControl {
        Continue, ///< Go on.
        Pause,    ///< This event was taken, but reading from the wire must stop until it is resumed.
    };

    WireObserver() = default;
    virtual ~WireObserver();
    Q_DISABLE_COPY_MOVE(WireObserver)

    /// Takes an event. The event always counts as taken; FlowControl::Pause asks a source that can wait to do so.
    virtual FlowControl observe(WireEvent event) = 0;
};

} // namespace RelayCore
