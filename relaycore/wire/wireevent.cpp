// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/wire/wireevent.h"

#include <atomic>
#include <chrono>

namespace RelayCore {

qint64 wireTimeNs()
{
    using namespace std::chrono;
    // Anchored once: the wall clock may step, but within a capture time never runs backwards.
    struct Anchor
    {
        steady_clock::time_point monotonic = steady_clock::now();
        nanoseconds wall = duration_cast<nanoseconds>(system_clock::now().time_since_epoch());
    };
    static const Anchor anchor;
    return (anchor.wall + (steady_clock::now() - anchor.monotonic)).count();
}

SourceId nextSourceId()
{
    static std::atomic<SourceId> last{0};
    return ++last;
}

ConnectionId nextConnectionId()
{
    static std::atomic<ConnectionId> last{0};
    return ++last;
}

} // namespace RelayCore
