// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/sources/recordingobserver.h"

#include <utility>

RelayCore::WireObserver::FlowControl RecordingObserver::observe(RelayCore::WireEvent event)
{
    events.append(std::move(event));
    if (waitEvery == 0 || events.size() % waitEvery != 0)
        return FlowControl::Continue;
    if (waited)
        waited();
    return FlowControl::Pause;
}
