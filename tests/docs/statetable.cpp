// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/docs/statetable.h"

#include "relaycore/client/statetable.h"

#include <QtCore/QMetaEnum>
#include <QtCore/QStringList>

#include <vector>

using namespace Qt::Literals::StringLiterals;
using RelayCore::ClientEvent;
using State = RelayCore::RelayClient::State;

namespace {

// The switches have no default: the compiler names what a page would forget.

QString meaningOf(State state)
{
    switch (state) {
    case State::Idle:
        return u"not connected and not about to be"_s;
    case State::Connecting:
        return u"asking for a token, DNS, TCP, TLS, upgrade"_s;
    case State::Registering:
        return u"waiting for the relay's response"_s;
    case State::Ready:
        return u"registered"_s;
    case State::Backoff:
        return u"waiting to try again"_s;
    case State::WaitingForNetwork:
        return u"the same, and this machine has no network"_s;
    case State::Closing:
        return u"the closing handshake is under way"_s;
    case State::Closed:
        return u"`close()` has finished"_s;
    case State::Failed:
        return u"a fatal error, see `lastError()`"_s;
    }
    Q_UNREACHABLE();
}

QString nameOf(ClientEvent event)
{
    switch (event) {
    case ClientEvent::ConnectRequested:
        return u"connection wanted"_s;
    case ClientEvent::Opened:
        return u"upgrade accepted"_s;
    case ClientEvent::Registered:
        return u"registration accepted"_s;
    case ClientEvent::LostRetrying:
        return u"failure, to be retried"_s;
    case ClientEvent::LostToIdle:
        return u"failure, or no call waits for a connection"_s;
    case ClientEvent::LostFatally:
        return u"fatal failure"_s;
    case ClientEvent::RetryDue:
        return u"delay over"_s;
    case ClientEvent::ReconnectRequested:
        return u"`reconnectNow()`"_s;
    case ClientEvent::NetworkLost:
        return u"network lost"_s;
    case ClientEvent::NetworkReturned:
        return u"network back, machine awake"_s;
    case ClientEvent::CloseRequested:
        return u"`close()`"_s;
    case ClientEvent::CloseFinished:
        return u"closed"_s;
    case ClientEvent::OptionsReplaced:
        return u"`setOptions()`"_s;
    }
    Q_UNREACHABLE();
}

/// Every event, found by counting up to the last one.
std::vector<ClientEvent> allEvents()
{
    std::vector<ClientEvent> events;
    for (int i = 0; i <= static_cast<int>(ClientEvent::OptionsReplaced); ++i)
        events.push_back(static_cast<ClientEvent>(i));
    return events;
}

std::vector<State> allStates()
{
    std::vector<State> states;
    const auto keys = QMetaEnum::fromType<State>();
    for (int i = 0; i < keys.keyCount(); ++i)
        states.push_back(static_cast<State>(keys.value(i)));
    return states;
}

QString nameOf(State state)
{
    return QString::fromLatin1(QMetaEnum::fromType<State>().valueToKey(static_cast<int>(state)));
}

/// The events that lead from \a from to \a to, in words; empty: none does.
QStringList eventsBetween(State from, State to)
{
    QStringList names;
    for (const ClientEvent event : allEvents()) {
        if (RelayCore::next(from, event) == to)
            names += nameOf(event);
    }
    return names;
}

} // namespace

QString stateTableText()
{
    QString table = u"| state | meaning | on | next state |\n|---|---|---|---|\n"_s;
    QString diagram = u"```mermaid\nstateDiagram-v2\n    [*] --> Idle\n"_s;
    for (const State from : allStates()) {
        QString first = u"| **%1** | %2 "_s.arg(nameOf(from), meaningOf(from));
        for (const State to : allStates()) {
            const QStringList events = to == from ? QStringList() : eventsBetween(from, to);
            if (events.isEmpty())
                continue;
            table += first + u"| %1 | %2 |\n"_s.arg(events.join(u", "_s), nameOf(to));
            first = u"| | "_s;
            // Nearly every state has this one; the diagram is readable without.
            if (to != State::Closing)
                diagram += u"    %1 --> %2: %3\n"_s.arg(nameOf(from), nameOf(to), events.join(u", "_s).remove(u'`'));
        }
    }
    return table + u'\n' + diagram + u"```\n"_s;
}
