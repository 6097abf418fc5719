// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/protocol/debugvalue.h"
#include "relaycore/wire/wireevent.h"
#include "relaycore/wire/wirenames.h"

// How the wire events are written.
namespace RelayCore {
namespace {

QLatin1StringView nameOf(Direction direction)
{
    return direction == Direction::Sent ? QLatin1StringView("sent") : QLatin1StringView("received");
}

} // namespace

QDebug operator<<(QDebug debug, const SourceStarted &event)
{
    DebugValue(debug, "SourceStarted")
        .field("kind", int(event.kind))
        .field("title", event.title)
        .field("listen", event.listen)
        .field("upstream", event.upstream);
    return debug;
}

char *toString(const SourceStarted &event)
{
    return debugText(event);
}

QDebug operator<<(QDebug debug, const StateChanged &event)
{
    DebugValue(debug, "StateChanged").field("state", sourceStateName(event.state)).field("detail", event.detail);
    return debug;
}

char *toString(const StateChanged &event)
{
    return debugText(event);
}

QDebug operator<<(QDebug debug, const ConnectionOpened &event)
{
    DebugValue(debug, "ConnectionOpened").field("clientAddress", event.clientAddress).field("upstream", event.upstream);
    return debug;
}

char *toString(const ConnectionOpened &event)
{
    return debugText(event);
}

QDebug operator<<(QDebug debug, const TlsEstablished &event)
{
    DebugValue(debug, "TlsEstablished")
        .field("protocol", event.protocol)
        .field("cipher", event.cipher)
        .field("subject", event.subject)
        .field("issuer", event.issuer)
        .field("notBefore", event.notBefore)
        .field("notAfter", event.notAfter)
        .field("sha256", event.sha256)
        .field("errors", event.errors)
        .field("half", event.half == TlsEstablished::Half::Client ? "client" : "relay");
    return debug;
}

char *toString(const TlsEstablished &event)
{
    return debugText(event);
}

QDebug operator<<(QDebug debug, const HandshakeRequest &event)
{
    DebugValue(debug, "HandshakeRequest").field("requestLine", event.requestLine).field("headers", event.headers);
    return debug;
}

char *toString(const HandshakeRequest &event)
{
    return debugText(event);
}

QDebug operator<<(QDebug debug, const HandshakeResponse &event)
{
    DebugValue(debug, "HandshakeResponse")
        .field("status", event.status)
        .field("statusLine", event.statusLine)
        .field("headers", event.headers)
        .field("body", event.body);
    return debug;
}

char *toString(const HandshakeResponse &event)
{
    return debugText(event);
}

QDebug operator<<(QDebug debug, const WireMessage &event)
{
    DebugValue(debug, "WireMessage")
        .field("direction", nameOf(event.direction))
        .field("opcode", int(event.opcode))
        .field("compressed", event.compressed)
        .field("frames", event.frames)
        .field("wireBytes", event.wireBytes)
        .field("payload", event.payload)
        .field("inflatedBytes", event.inflatedBytes)
        .field("truncated", event.truncated);
    return debug;
}

char *toString(const WireMessage &event)
{
    return debugText(event);
}

QDebug operator<<(QDebug debug, const ControlFrame &event)
{
    DebugValue(debug, "ControlFrame")
        .field("direction", nameOf(event.direction))
        .field("opcode", int(event.opcode))
        .field("wireBytes", event.wireBytes)
        .field("payload", event.payload)
        .field("closeCode", event.closeCode)
        .field("closeReason", event.closeReason);
    return debug;
}

char *toString(const ControlFrame &event)
{
    return debugText(event);
}

QDebug operator<<(QDebug debug, const ProtocolViolation &event)
{
    DebugValue(debug, "ProtocolViolation").field("direction", nameOf(event.direction)).field("reason", event.reason);
    return debug;
}

char *toString(const ProtocolViolation &event)
{
    return debugText(event);
}

QDebug operator<<(QDebug debug, const ConnectionClosed &event)
{
    DebugValue(debug, "ConnectionClosed")
        .field("by", int(event.by))
        .field("category", closeCategoryName(event.category))
        .field("text", event.text);
    return debug;
}

char *toString(const ConnectionClosed &event)
{
    return debugText(event);
}

QDebug operator<<(QDebug debug, const EventsLost &event)
{
    DebugValue(debug, "EventsLost").field("count", event.count).field("reason", event.reason);
    return debug;
}

char *toString(const EventsLost &event)
{
    return debugText(event);
}

QDebug operator<<(QDebug debug, const WireEvent &event)
{
    DebugValue(debug, "WireEvent")
        .field("source", event.source)
        .field("connection", event.connection)
        .field("timeNs", event.timeNs);
    std::visit([&debug](const auto &payload) { debug.nospace() << ' ' << payload; }, event.payload);
    return debug;
}

char *toString(const WireEvent &event)
{
    return debugText(event);
}

} // namespace RelayCore
