// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/attemptcase.h"
#include "inspector/analysis/closediagnosis.h"
#include "inspector/analysis/connectionstate.h"
#include "relaycore/protocol/closecode.h"

#include <QtCore/QCoreApplication>

namespace Inspector {

using namespace RelayCore;
using namespace DiagnosisParts;

namespace {

/// Gives the sentences below their translation context.
class Text
{
    Q_DECLARE_TR_FUNCTIONS(Inspector::Diagnosis)
};

Diagnosis diagnoseStatus(const ConnectionRow &connection, const HandshakeResponse &response)
{
    const QString relay = relayOf(connection);
    QString sentence;
    if (response.status == 401 || response.status == 407) {
        sentence = Text::tr("%1 answered HTTP %2: credentials are missing or wrong. Send an “Authorization: Bearer …” "
                            "header with a current token.");
    } else if (response.status == 403) {
        sentence = Text::tr("%1 answered HTTP %2: this client is not allowed in. Ask who runs the relay.");
    } else if (response.status == 404) {
        sentence = Text::tr("%1 answered HTTP %2: there is no relay under this path. Check the address.");
    } else if (response.status == 426 || response.status == 400) {
        sentence =
            Text::tr("%1 answered HTTP %2: it did not take the request for a WebSocket upgrade. Check the address, "
                     "and that no proxy in between removes the Upgrade header.");
    } else if (response.status == 429) {
        sentence = Text::tr("%1 answered HTTP %2: too many requests. Wait, then reconnect with a backoff.");
    } else if (response.status >= 300 && response.status < 400) {
        sentence = Text::tr("%1 answered HTTP %2: the relay has moved. Use the address of its Location header.");
    } else if (response.status >= 500) {
        sentence =
            Text::tr("%1 answered HTTP %2: the server, or a gateway before it, has a problem. Check that the relay "
                     "runs behind it.");
    } else {
        sentence = Text::tr("%1 answered HTTP %2 instead of 101: this is not a WebSocket server. Check the address.");
    }
    return {Severity::Problem, sentence.arg(relay, QString::number(response.status))};
}

std::optional<Diagnosis> diagnoseEnd(const ConnectionRow &connection, const ConnectionClosed &closed)
{
    const QString relay = relayOf(connection);
    QString sentence;
    if (closed.category == CloseCategory::Refused)
        sentence = Text::tr("%1 refused the connection: nothing listens there. Start the relay or correct the port.");
    else if (closed.category == CloseCategory::Dns)
        sentence = Text::tr("The name of %1 is unknown. Check the spelling, and the network of this computer.");
    else if (closed.category == CloseCategory::Timeout)
        sentence = Text::tr("%1 did not answer in time: the computer is off, or a firewall drops the packets.");
    else if (closed.category == CloseCategory::Tls)
        sentence =
            Text::tr("No secure connection to %1. Check its certificate, the clock of this computer, and whether "
                     "it should be ws:// instead of wss://.");
    else if (closed.category == CloseCategory::Handshake)
        sentence = Text::tr("%1 did not complete the WebSocket handshake. Check that the address is that of a relay.");
    else if (closed.category == CloseCategory::Reset)
        return Diagnosis{Severity::Problem,
                         withReason(closeAdvice(quint16(CloseCode::Abnormal), nameOf(connection)), closed.text)};
    else if (closed.category != CloseCategory::None)
        sentence = Text::tr("The connection to %1 failed.");
    else
        return std::nullopt;
    sentence = sentence.arg(relay);
    // What the wire says in its own words, unless the sentence has just said it.
    if (!closed.text.isEmpty() && closed.category != CloseCategory::Refused)
        sentence += Text::tr(" (%1)").arg(closed.text);
    return Diagnosis{Severity::Problem, sentence};
}

/// The connection ended between the upgrade request and its response; nothing where the relay was not even reached.
std::optional<Diagnosis> diagnoseNoResponse(const ConnectionRow &connection, const ConnectionClosed &closed)
{
    if (closed.by == ConnectionClosed::By::Source || closed.by == ConnectionClosed::By::Upstream)
        return std::nullopt;
    if (closed.category != CloseCategory::None && closed.category != CloseCategory::Reset
        && closed.category != CloseCategory::Timeout)
        return std::nullopt;
    const QString sentence =
        closed.by == ConnectionClosed::By::Client
            ? Text::tr("%1 gave up before %2 answered its upgrade request. Check that %2 is a relay, and that it is "
                       "not overloaded.")
            : Text::tr("%2 ended the connection without an answer to the upgrade request of %1. Check that %2 is a "
                       "relay, and whether it expects wss://.");
    return Diagnosis{Severity::Problem, sentence.arg(nameOf(connection), relayOf(connection))};
}

std::optional<Diagnosis> connectionDiagnosis(const ConnectionRow &connection)
{
    const QString name = nameOf(connection);
    if (connection.response && connection.response->status != 101)
        return diagnoseStatus(connection, *connection.response);
    if (connection.closeCode && closeSeverity(*connection.closeCode) == Severity::Problem)
        return closeDiagnosis(*connection.closeCode, connection.closeReason, name);
    if (connection.closed && connection.request && !connection.response) {
        if (const std::optional<Diagnosis> unanswered = diagnoseNoResponse(connection, *connection.closed))
            return unanswered;
    }
    if (connection.closed && !connection.closeDirection) {
        if (const std::optional<Diagnosis> end = diagnoseEnd(connection, *connection.closed))
            return end;
    }
    if (!connection.violation.isEmpty()) {
        return Diagnosis{
            Severity::Problem,
            Text::tr("The bytes of %1 stopped being a WebSocket (%2). They were forwarded, but cannot be shown "
                     "from there on.")
                .arg(name, connection.violation)};
    }
    if (!connection.registrationError.isEmpty()) {
        return Diagnosis{
            Severity::Problem,
            withReason(Text::tr("The relay refused to register %1. Nobody can reach it until it registers.").arg(name),
                       connection.registrationError)};
    }
    if (connection.closeDirection)
        return closeDiagnosis(connection.closeCode.value_or(quint16(CloseCode::NoStatus)), connection.closeReason,
                              name);
    if (connection.closed) {
        if (connection.closed->by == ConnectionClosed::By::Source && isUpgradeUnanswered(connection)) {
            return Diagnosis{
                Severity::Problem,
                Text::tr("%2 had not answered the upgrade request of %1 for %3 when the source was stopped. Check that "
                         "%2 is a relay, and that it is not overloaded.")
                    .arg(name, relayOf(connection), VerdictText::duration(*connection.closedNs - connection.openedNs))};
        }
        if (connection.closed->by == ConnectionClosed::By::Source)
            return Diagnosis{Severity::Note,
                             Text::tr("The connection was ended here, because its source was stopped.")};
        return Diagnosis{Severity::Problem, closeAdvice(quint16(CloseCode::Abnormal), name)};
    }
    if (connection.registered)
        return Diagnosis{Severity::Good, Text::tr("%1 is registered.").arg(name)};
    if (!connection.uuid.isNull()) {
        return Diagnosis{Severity::Note,
                         Text::tr("The registration of %1 has not been answered. A relay answers within a "
                                  "round trip; check that this is one.")
                             .arg(name)};
    }
    if (connection.response) {
        return Diagnosis{Severity::Note,
                         Text::tr("%1 is connected, but has not registered: the relay forwards nothing to "
                                  "it yet.")
                             .arg(name)};
    }
    return std::nullopt;
}

} // namespace

std::optional<Diagnosis> diagnose(const ConnectionRow &connection)
{
    return displayable(connectionDiagnosis(connection));
}

} // namespace Inspector
