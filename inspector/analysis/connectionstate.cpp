// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/connectionstate.h"

#include "relaycore/protocol/closecode.h"

namespace Inspector {

using namespace RelayCore;

bool isUpgradeUnanswered(const ConnectionRow &row)
{
    if (!row.closed || !row.request || row.response)
        return false;
    // Where the source was stopped, the answer may have been on its way.
    return row.closed->by != ConnectionClosed::By::Source
           || (row.closedNs && *row.closedNs - row.openedNs >= longestUpgradeNs);
}

ConnectionState connectionState(const ConnectionRow &row)
{
    const bool failed = row.closed && row.closed->category != CloseCategory::None;
    const bool closedOutOfOrder = row.closeCode && !isOrderlyClose(*row.closeCode);
    const bool upgradeRefused = row.response && row.response->status != 101;
    if (failed || closedOutOfOrder || upgradeRefused || isUpgradeUnanswered(row) || !row.registrationError.isEmpty()
        || !row.violation.isEmpty())
        return ConnectionState::Bad;
    if (row.closed || row.closedNs || row.closeCode)
        return ConnectionState::Idle;
    return row.registered ? ConnectionState::Good : ConnectionState::Waiting;
}

ConnectionState sourceState(const SourceRow &row)
{
    if (!row.state)
        return ConnectionState::Good;
    switch (*row.state) {
    case SourceState::Ready:
    case SourceState::Listening:
        return ConnectionState::Good;
    case SourceState::Failed:
        return ConnectionState::Bad;
    case SourceState::Idle:
    case SourceState::Closed:
    case SourceState::Stopped:
        return ConnectionState::Idle;
    case SourceState::Connecting:
    case SourceState::Registering:
    case SourceState::Backoff:
    case SourceState::WaitingForNetwork:
    case SourceState::Closing:
    case SourceState::Other:
        return ConnectionState::Waiting;
    }
    Q_UNREACHABLE();
}

bool hasEnded(const SourceRow &source)
{
    using State = RelayCore::SourceState;
    return source.state == State::Stopped || source.state == State::Closed || source.state == State::Failed;
}

} // namespace Inspector
