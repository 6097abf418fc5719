// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/relayclient.h"
#include "relaycore/client/relayerror.h"
#include "relaycore/wire/wirenames.h"

namespace RelayCore {

QLatin1StringView categoryName(RelayError::Category category)
{
    using Category = RelayError::Category;
    switch (category) {
    case Category::None:
        return QLatin1StringView("none");
    case Category::InvalidAddress:
        return QLatin1StringView("invalid_address");
    case Category::Usage:
        return QLatin1StringView("usage");
    case Category::Dns:
        return QLatin1StringView("dns");
    case Category::Refused:
        return QLatin1StringView("refused");
    case Category::Timeout:
        return QLatin1StringView("timeout");
    case Category::Tls:
        return QLatin1StringView("tls");
    case Category::Handshake:
        return QLatin1StringView("handshake");
    case Category::Registration:
        return QLatin1StringView("registration");
    case Category::Unauthorized:
        return QLatin1StringView("unauthorized");
    case Category::Forbidden:
        return QLatin1StringView("forbidden");
    case Category::Duplicate:
        return QLatin1StringView("duplicate");
    case Category::TooLarge:
        return QLatin1StringView("too_large");
    case Category::Protocol:
        return QLatin1StringView("protocol");
    case Category::Closed:
        return QLatin1StringView("closed");
    case Category::Network:
        return QLatin1StringView("network");
    }
    Q_UNREACHABLE();
}

QLatin1StringView phaseName(RelayError::Phase phase)
{
    using Phase = RelayError::Phase;
    switch (phase) {
    case Phase::Configuration:
        return QLatin1StringView("configuration");
    case Phase::Opening:
        return QLatin1StringView("opening");
    case Phase::Registration:
        return QLatin1StringView("registration");
    case Phase::Ready:
        return QLatin1StringView("ready");
    case Phase::Closing:
        return QLatin1StringView("closing");
    }
    Q_UNREACHABLE();
}

QLatin1StringView sendOutcomeName(SendOutcome outcome)
{
    switch (outcome) {
    case SendOutcome::Written:
        return QLatin1StringView("written");
    case SendOutcome::Expired:
        return QLatin1StringView("expired");
    case SendOutcome::Overflow:
        return QLatin1StringView("overflow");
    case SendOutcome::Cancelled:
        return QLatin1StringView("cancelled");
    case SendOutcome::TooLarge:
        return QLatin1StringView("too_large");
    case SendOutcome::Closed:
        return QLatin1StringView("closed");
    case SendOutcome::Uncertain:
        return QLatin1StringView("uncertain");
    }
    Q_UNREACHABLE();
}

QLatin1StringView stateName(RelayClient::State state)
{
    return sourceStateName(sourceState(state));
}

SourceState sourceState(RelayClient::State state)
{
    using State = RelayClient::State;
    switch (state) {
    case State::Idle:
        return SourceState::Idle;
    case State::Connecting:
        return SourceState::Connecting;
    case State::Registering:
        return SourceState::Registering;
    case State::Ready:
        return SourceState::Ready;
    case State::Backoff:
        return SourceState::Backoff;
    case State::WaitingForNetwork:
        return SourceState::WaitingForNetwork;
    case State::Closing:
        return SourceState::Closing;
    case State::Closed:
        return SourceState::Closed;
    case State::Failed:
        return SourceState::Failed;
    }
    Q_UNREACHABLE();
}

} // namespace RelayCore
