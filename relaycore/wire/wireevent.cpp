// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/wire/wireevent.h"

#include "relaycore/wire/wireclock.h"

#include <atomic>
#include <chrono>

namespace RelayCore {

qint64 wireTimeNs()
{
    using namespace std::chrono;
    static WireClock clock;
    return clock.now(duration_cast<nanoseconds>(steady_clock::now().time_since_epoch()).count(),
                     duration_cast<nanoseconds>(system_clock::now().time_since_epoch()).count());
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
