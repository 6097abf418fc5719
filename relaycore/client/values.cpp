// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/closeresult.h"
#include "relaycore/client/connectresult.h"
#include "relaycore/client/receiveresult.h"
#include "relaycore/client/relayclientoptions.h"
#include "relaycore/client/relayerror.h"
#include "relaycore/client/relaymetrics.h"
#include "relaycore/client/sendresult.h"
#include "relaycore/protocol/debugvalue.h"
#include "relaycore/wire/redaction.h"

#include <tuple>

// How the client's public values are written and compared.
namespace RelayCore {
namespace {

/// Whether something replaces the default, for what has no text.
QLatin1StringView presence(bool isSet)
{
    return isSet ? QLatin1StringView("set") : QLatin1StringView("none");
}

} // namespace

bool operator==(const RelayError &a, const RelayError &b)
{
    const auto members = [](const RelayError &error) {
        return std::tie(error.category, error.phase, error.fatal, error.closeCode, error.httpStatus, error.tlsErrors,
                        error.text);
    };
    return members(a) == members(b);
}

QDebug operator<<(QDebug debug, const RelayError &error)
{
    DebugValue(debug, "RelayError")
        .field("category", categoryName(error.category))
        .field("phase", phaseName(error.phase))
        .field("fatal", error.fatal)
        .field("closeCode", error.closeCode)
        .field("httpStatus", error.httpStatus)
        .field("tlsErrors", error.tlsErrors)
        .field("text", error.text);
    return debug;
}

char *toString(const RelayError &error)
{
    return debugText(error);
}

bool operator==(const RelayMetrics &a, const RelayMetrics &b)
{
    const auto members = [](const RelayMetrics &metrics) {
        return std::tie(metrics.attempts, metrics.registrations, metrics.connectionsLost, metrics.messagesSent,
                        metrics.messagesDropped, metrics.messagesReceived, metrics.messagesSkipped,
                        metrics.undecodableReceived, metrics.bytesSent, metrics.bytesReceived, metrics.roundTrip,
                        metrics.sinceReady);
    };
    return members(a) == members(b);
}

QDebug operator<<(QDebug debug, const RelayMetrics &metrics)
{
    DebugValue(debug, "RelayMetrics")
        .field("attempts", metrics.attempts)
        .field("registrations", metrics.registrations)
        .field("connectionsLost", metrics.connectionsLost)
        .field("messagesSent", metrics.messagesSent)
        .field("messagesDropped", metrics.messagesDropped)
        .field("messagesReceived", metrics.messagesReceived)
        .field("messagesSkipped", metrics.messagesSkipped)
        .field("undecodableReceived", metrics.undecodableReceived)
        .field("bytesSent", metrics.bytesSent)
        .field("bytesReceived", metrics.bytesReceived)
        .field("roundTrip", metrics.roundTrip)
        .field("sinceReady", metrics.sinceReady);
    return debug;
}

char *toString(const RelayMetrics &metrics)
{
    return debugText(metrics);
}

QDebug operator<<(QDebug debug, const BackoffOptions &options)
{
    DebugValue(debug, "BackoffOptions")
        .field("initial", options.initial)
        .field("maximum", options.maximum)
        .field("floor", options.floor)
        .field("jitter", options.jitter)
        .field("stableAfter", options.stableAfter);
    return debug;
}

char *toString(const BackoffOptions &options)
{
    return debugText(options);
}

QDebug operator<<(QDebug debug, const AccessToken &token)
{
    DebugValue(debug, "AccessToken")
        .field("value", redactedHeaderValue(token.value).constData())
        .field("validFor", token.validFor);
    return debug;
}

char *toString(const AccessToken &token)
{
    return debugText(token);
}

QDebug operator<<(QDebug debug, const SendOptions &options)
{
    DebugValue(debug, "SendOptions")
        .field("timeToLive", options.timeToLive)
        .field("resendUncertain", options.resendUncertain);
    return debug;
}

char *toString(const SendOptions &options)
{
    return debugText(options);
}

QDebug operator<<(QDebug debug, const SendResult &result)
{
    DebugValue(debug, "SendResult")
        .field("id", result.id)
        .field("outcome", sendOutcomeName(result.outcome))
        .field("error", result.error);
    return debug;
}

char *toString(const SendResult &result)
{
    return debugText(result);
}

QDebug operator<<(QDebug debug, const ConnectResult &result)
{
    DebugValue(debug, "ConnectResult").field("registered", result.registered).field("error", result.error);
    return debug;
}

char *toString(const ConnectResult &result)
{
    return debugText(result);
}

QDebug operator<<(QDebug debug, const ReceiveResult &result)
{
    DebugValue(debug, "ReceiveResult")
        .field("message", result.message)
        .field("error", result.error)
        .field("skipped", result.skipped);
    return debug;
}

char *toString(const ReceiveResult &result)
{
    return debugText(result);
}

QDebug operator<<(QDebug debug, const CloseResult &result)
{
    DebugValue(debug, "CloseResult").field("clean", result.clean).field("dropped", result.dropped);
    return debug;
}

char *toString(const CloseResult &result)
{
    return debugText(result);
}

QDebug operator<<(QDebug debug, const RelayClientOptions &options)
{
    DebugValue(debug, "RelayClientOptions")
        .field("address", options.address.toDisplayString())
        .field("name", options.name)
        .field("uuid", options.uuid)
        .field("headers", redacted(options.headers))
        .field("reconnect", options.reconnect)
        .field("tokenProvider", presence(bool(options.tokenProvider)))
        .field("tls", presence(options.tls.has_value()))
        .field("verifyCertificate", options.verifyCertificate)
        .field("proxy", presence(options.proxy.has_value()))
        .field("openTimeout", options.openTimeout)
        .field("registrationTimeout", options.registrationTimeout)
        .field("closeTimeout", options.closeTimeout)
        .field("keepaliveInterval", options.keepaliveInterval)
        .field("keepaliveTimeout", options.keepaliveTimeout)
        .field("verifyRegistrationAfter", options.verifyRegistrationAfter)
        .field("backoff", options.backoff)
        .field("backoffPolicy", presence(bool(options.backoffPolicy)))
        .field("maxMessageBytes", options.maxMessageBytes)
        .field("maxIncomingMessageBytes", options.maxIncomingMessageBytes)
        .field("maxQueuedMessages", options.maxQueuedMessages)
        .field("maxQueuedBytes", options.maxQueuedBytes)
        .field("overflow", options.overflow)
        .field("timeToLive", options.timeToLive)
        .field("maxInboxMessages", options.maxInboxMessages)
        .field("clock", presence(bool(options.clock)))
        .field("random", presence(bool(options.random)))
        .field("reachability", presence(bool(options.reachability)))
        .field("socketFactory", presence(bool(options.socketFactory)));
    return debug;
}

} // namespace RelayCore
