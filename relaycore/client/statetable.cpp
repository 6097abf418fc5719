// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/statetable.h"

namespace RelayCore {

namespace {

using State = RelayClient::State;

// One function per state, one line per event that means something in it. Every enumerator is listed, so that the
// compiler names a forgotten one.

State fromIdle(ClientEvent event)
{
    switch (event) {
    case ClientEvent::ConnectRequested:
    case ClientEvent::ReconnectRequested:
        return State::Connecting;
    case ClientEvent::LostFatally:
        return State::Failed;
    case ClientEvent::CloseRequested:
        return State::Closing;
    case ClientEvent::Opened:
    case ClientEvent::Registered:
    case ClientEvent::LostRetrying:
    case ClientEvent::LostToIdle:
    case ClientEvent::RetryDue:
    case ClientEvent::NetworkLost:
    case ClientEvent::NetworkReturned:
    case ClientEvent::CloseFinished:
    case ClientEvent::OptionsReplaced:
        return State::Idle;
    }
    Q_UNREACHABLE();
}

State fromConnecting(ClientEvent event)
{
    switch (event) {
    case ClientEvent::Opened:
        return State::Registering;
    case ClientEvent::LostRetrying:
        return State::Backoff;
    case ClientEvent::LostToIdle:
        return State::Idle;
    case ClientEvent::LostFatally:
        return State::Failed;
    case ClientEvent::CloseRequested:
        return State::Closing;
    case ClientEvent::ConnectRequested:
    case ClientEvent::Registered:
    case ClientEvent::RetryDue:
    case ClientEvent::ReconnectRequested:
    case ClientEvent::NetworkLost:
    case ClientEvent::NetworkReturned:
    case ClientEvent::CloseFinished:
    case ClientEvent::OptionsReplaced:
        return State::Connecting;
    }
    Q_UNREACHABLE();
}

State fromRegistering(ClientEvent event)
{
    switch (event) {
    case ClientEvent::Registered:
        return State::Ready;
    case ClientEvent::LostRetrying:
        return State::Backoff;
    case ClientEvent::LostToIdle:
        return State::Idle;
    case ClientEvent::LostFatally:
        return State::Failed;
    case ClientEvent::CloseRequested:
        return State::Closing;
    case ClientEvent::ConnectRequested:
    case ClientEvent::Opened:
    case ClientEvent::RetryDue:
    case ClientEvent::ReconnectRequested:
    case ClientEvent::NetworkLost:
    case ClientEvent::NetworkReturned:
    case ClientEvent::CloseFinished:
    case ClientEvent::OptionsReplaced:
        return State::Registering;
    }
    Q_UNREACHABLE();
}

State fromReady(ClientEvent event)
{
    switch (event) {
    case ClientEvent::LostRetrying:
        return State::Backoff;
    case ClientEvent::LostToIdle:
        return State::Idle;
    case ClientEvent::LostFatally:
        return State::Failed;
    case ClientEvent::CloseRequested:
        return State::Closing;
    case ClientEvent::ConnectRequested:
    case ClientEvent::Opened:
    case ClientEvent::Registered:
    case ClientEvent::RetryDue:
    case ClientEvent::ReconnectRequested:
    case ClientEvent::NetworkLost:
    case ClientEvent::NetworkReturned:
    case ClientEvent::CloseFinished:
    case ClientEvent::OptionsReplaced:
        return State::Ready;
    }
    Q_UNREACHABLE();
}

State fromBackoff(ClientEvent event)
{
    switch (event) {
    case ClientEvent::RetryDue:
    case ClientEvent::ReconnectRequested:
    case ClientEvent::NetworkReturned:
        return State::Connecting;
    case ClientEvent::NetworkLost:
        return State::WaitingForNetwork;
    case ClientEvent::LostToIdle:
        return State::Idle;
    case ClientEvent::CloseRequested:
        return State::Closing;
    case ClientEvent::ConnectRequested:
    case ClientEvent::Opened:
    case ClientEvent::Registered:
    case ClientEvent::LostRetrying:
    case ClientEvent::LostFatally:
    case ClientEvent::CloseFinished:
    case ClientEvent::OptionsReplaced:
        return State::Backoff;
    }
    Q_UNREACHABLE();
}

State fromWaitingForNetwork(ClientEvent event)
{
    switch (event) {
    case ClientEvent::RetryDue:
    case ClientEvent::ReconnectRequested:
    case ClientEvent::NetworkReturned:
        return State::Connecting;
    case ClientEvent::LostToIdle:
        return State::Idle;
    case ClientEvent::CloseRequested:
        return State::Closing;
    case ClientEvent::ConnectRequested:
    case ClientEvent::Opened:
    case ClientEvent::Registered:
    case ClientEvent::LostRetrying:
    case ClientEvent::LostFatally:
    case ClientEvent::NetworkLost:
    case ClientEvent::CloseFinished:
    case ClientEvent::OptionsReplaced:
        return State::WaitingForNetwork;
    }
    Q_UNREACHABLE();
}

State fromClosing(ClientEvent event)
{
    switch (event) {
    case ClientEvent::CloseFinished:
        return State::Closed;
    case ClientEvent::ConnectRequested:
    case ClientEvent::Opened:
    case ClientEvent::Registered:
    case ClientEvent::LostRetrying:
    case ClientEvent::LostToIdle:
    case ClientEvent::LostFatally:
    case ClientEvent::RetryDue:
    case ClientEvent::ReconnectRequested:
    case ClientEvent::NetworkLost:
    case ClientEvent::NetworkReturned:
    case ClientEvent::CloseRequested:
    case ClientEvent::OptionsReplaced:
        return State::Closing;
    }
    Q_UNREACHABLE();
}

State fromClosed(ClientEvent event)
{
    switch (event) {
    case ClientEvent::ConnectRequested:
    case ClientEvent::ReconnectRequested:
        return State::Connecting;
    case ClientEvent::LostFatally:
        return State::Failed;
    case ClientEvent::Opened:
    case ClientEvent::Registered:
    case ClientEvent::LostRetrying:
    case ClientEvent::LostToIdle:
    case ClientEvent::RetryDue:
    case ClientEvent::NetworkLost:
    case ClientEvent::NetworkReturned:
    case ClientEvent::CloseRequested:
    case ClientEvent::CloseFinished:
    case ClientEvent::OptionsReplaced:
        return State::Closed;
    }
    Q_UNREACHABLE();
}

State fromFailed(ClientEvent event)
{
    switch (event) {
    case ClientEvent::ReconnectRequested:
        return State::Connecting;
    case ClientEvent::CloseRequested:
        return State::Closing;
    case ClientEvent::OptionsReplaced:
        return State::Idle;
    case ClientEvent::ConnectRequested:
    case ClientEvent::Opened:
    case ClientEvent::Registered:
    case ClientEvent::LostRetrying:
    case ClientEvent::LostToIdle:
    case ClientEvent::LostFatally:
    case ClientEvent::RetryDue:
    case ClientEvent::NetworkLost:
    case ClientEvent::NetworkReturned:
    case ClientEvent::CloseFinished:
        return State::Failed;
    }
    Q_UNREACHABLE();
}

} // namespace

State next(State state, ClientEvent event)
{
    switch (state) {
    case State::Idle:
        return fromIdle(event);
    case State::Connecting:
        return fromConnecting(event);
    case State::Registering:
        return fromRegistering(event);
    case State::Ready:
        return fromReady(event);
    case State::Backoff:
        return fromBackoff(event);
    case State::WaitingForNetwork:
        return fromWaitingForNetwork(event);
    case State::Closing:
        return fromClosing(event);
    case State::Closed:
        return fromClosed(event);
    case State::Failed:
        return fromFailed(event);
    }
    Q_UNREACHABLE();
}

} // namespace RelayCore
