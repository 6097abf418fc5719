// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/sources/recordingobserver.h"

#include <utility>

RelayCore::WireObserver::Demand RecordingObserver::observe(RelayCore::WireEvent event)
{
    events.append(std::move(event));
    if (waitEvery == 0 || events.size() % waitEvery != 0)
        return Demand::More;
    if (waited)
        waited();
    return Demand::Wait;
}
