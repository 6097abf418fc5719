// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/analysis/closediagnosis.h"

#include "inspector/analysis/shortname.h"
#include "relaycore/protocol/closecode.h"
#include "relaycore/wire/displaytext.h"

#include <QtCore/QCoreApplication>

namespace Inspector::DiagnosisParts {

using namespace RelayCore;

namespace {

/// Gives the sentences below their translation context.
class Text
{
    Q_DECLARE_TR_FUNCTIONS(Inspector::Diagnosis)
};

} // namespace

QString nameOf(const ConnectionRow &connection)
{
    if (!connection.name.isEmpty())
        return shortName(connection.name);
    return connection.clientAddress.isEmpty() ? Text::tr("The client") : connection.clientAddress;
}

QString relayOf(const ConnectionRow &connection)
{
    return connection.upstream.isEmpty() ? Text::tr("The relay") : connection.upstream;
}

QString withReason(const QString &sentence, const QString &reason)
{
    if (reason.trimmed().isEmpty())
        return sentence;
    //: %1 is a complete sentence, %2 what the other side said, in its own words
    return Text::tr("%1 It said: “%2”").arg(sentence, reason.trimmed());
}

QString closeAdvice(quint16 code, const QString &name)
{
    switch (CloseCode(code)) {
    case CloseCode::Normal:
        return Text::tr("The connection was closed in order (1000).");
    case CloseCode::GoingAway:
        return Text::tr("The other side is going away (1001): it shuts down or restarts. Reconnect.");
    case CloseCode::ProtocolError:
        return Text::tr(
            "Closed for a WebSocket protocol error (1002): one side broke RFC 6455. Look at the last frames "
            "before it and at proxies in between.");
    case CloseCode::UnsupportedData:
        return Text::tr(
            "Closed because of a kind of data the other side does not take (1003): relay messages are text.");
    case CloseCode::NoStatus:
        return Text::tr("Closed without a code (1005).");
    case CloseCode::Abnormal:
        return Text::tr("The connection ended without a close frame (1006): a crash, a lost network or a proxy with an "
                        "idle limit. If it happens at regular intervals, enable the heartbeat.");
    case CloseCode::InvalidPayload:
        return Text::tr("Closed because a text was not UTF-8 (1007). Look at the last text before it.");
    case CloseCode::PolicyViolation:
        return Text::tr("Closed for a policy violation (1008). The reason, if any, names the policy.");
    case CloseCode::MessageTooBig:
        return Text::tr("Closed because a message was too big (1009): the reference relay takes at most 1 MiB. Send a "
                        "smaller description.");
    case CloseCode::InternalError:
        return Text::tr("The other side failed internally (1011). The reason is in its log; reconnecting may help.");
    case CloseCode::ServiceRestart:
        return Text::tr("The relay restarts (1012). Reconnect after a moment.");
    case CloseCode::TryAgainLater:
        return Text::tr("The relay is overloaded (1013). Reconnect later, with a backoff.");
    case CloseCode::TlsHandshake:
        return Text::tr("The TLS handshake failed (1015). Check the certificate.");
    case CloseCode::UndecodableMessage:
        return Text::tr("The relay could not read a message of %1 (4000). Compare the last message it sent with the "
                        "protocol: every field, its type, and nothing else.")
            .arg(name);
    case CloseCode::Unauthorized:
        return Text::tr(
                   "The relay does not accept the credentials of %1 (4001). Send an “Authorization: Bearer …” header "
                   "with a current token.")
            .arg(name);
    case CloseCode::Forbidden:
        return Text::tr(
                   "The relay forbids this to %1 (4002): its token has expired, its UUID belongs to another user, or "
                   "it was not registered yet. Renew the token, or use a UUID of its own.")
            .arg(name);
    case CloseCode::RelayMessageTooBig:
        return Text::tr("A message of %1 was longer than the relay allows (4003). Send a smaller description or raise "
                        "“max_message_bytes” of the relay.")
            .arg(name);
    case CloseCode::DuplicateRegistration:
        return Text::tr(
                   "The UUID of %1 was registered on another connection (4004): the same endpoint runs twice. Stop "
                   "one of them; reconnecting would only push the other out.")
            .arg(name);
    }
    return Text::tr("Closed with code %1, which the protocol does not know.").arg(code);
}

Severity closeSeverity(quint16 code)
{
    if (code == quint16(CloseCode::Normal) || code == quint16(CloseCode::GoingAway)
        || code == quint16(CloseCode::NoStatus) || code == quint16(CloseCode::ServiceRestart))
        return Severity::Note;
    return Severity::Problem;
}

Diagnosis closeDiagnosis(quint16 code, const QString &reason, const QString &name)
{
    return {closeSeverity(code), withReason(closeAdvice(code, name), reason)};
}

std::optional<Diagnosis> displayable(std::optional<Diagnosis> diagnosis)
{
    if (diagnosis)
        diagnosis->sentence = RelayCore::displayText(diagnosis->sentence, RelayCore::LineBreaks::Keep);
    return diagnosis;
}

} // namespace Inspector::DiagnosisParts
