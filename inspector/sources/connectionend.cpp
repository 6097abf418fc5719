// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/sources/connectionend.h"

namespace Inspector {

using namespace Qt::Literals::StringLiterals;
using RelayCore::CloseCategory;
using RelayCore::ConnectionClosed;

namespace {

constexpr int switchingProtocols = 101;

} // namespace

ConnectionClosed connectionEnd(const ConnectionFacts &facts, RelayCore::Direction side)
{
    const bool client = side == RelayCore::Direction::Sent;
    const ConnectionClosed::By by = client ? ConnectionClosed::By::Client : ConnectionClosed::By::Relay;
    if (facts.opaque) {
        return {by, CloseCategory::None,
                u"no WebSocket: %1 bytes sent, %2 bytes received"_s.arg(facts.sentBytes).arg(facts.receivedBytes)};
    }
    if (facts.upgraded) {
        if (facts.firstClose) {
            const bool first = *facts.firstClose == RelayCore::Direction::Sent;
            return {first ? ConnectionClosed::By::Client : ConnectionClosed::By::Relay, CloseCategory::None, {}};
        }
        return {by, CloseCategory::Reset,
                client ? u"the client dropped the connection without a close frame"_s
                       : u"%1 dropped the connection without a close frame"_s.arg(facts.upstream)};
    }
    if (facts.status == switchingProtocols)
        return {by, CloseCategory::None, {}};
    if (facts.status) {
        return {ConnectionClosed::By::Upstream, CloseCategory::Handshake,
                u"%1 answered with HTTP status %2"_s.arg(facts.upstream, QString::number(*facts.status))};
    }
    if (client)
        return {by, CloseCategory::None, u"the client left before the relay had answered"_s};
    return {ConnectionClosed::By::Upstream, CloseCategory::Handshake,
            u"%1 closed the connection without an answer to the upgrade"_s.arg(facts.upstream)};
}

} // namespace Inspector
