// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/replay/replaycomparison.h"

#include "inspector/replay/messagedifference.h"
#include "inspector/replay/replayconnection.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

/// The translation context of this file.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Inspector::ReplayComparison)
};

QString statusWords(int status, const QString &words)
{
    return status == 101 ? u"HTTP 101"_s : words;
}

QString endWords(bool byClient, std::optional<quint16> code, const QString &reason)
{
    QString text;
    if (code)
        text = (byClient ? Texts::tr("closed by the client with %1") : Texts::tr("closed by the relay with %1"))
                   .arg(*code);
    else
        text = byClient ? Texts::tr("closed by the client without a close frame")
                        : Texts::tr("closed by the relay without a close frame");
    return reason.isEmpty() ? text : Texts::tr("%1: %2", "how a connection ended: the reason").arg(text, reason);
}

} // namespace

ReplayComparison::ReplayComparison(ReplayPlan *plan, ReplyFlow::Payload payload, Report report)
    : m_plan(*plan)
    , m_payload(std::move(payload))
    , m_report(std::move(report))
    , m_clients(plan->clients.size())
{
    for (std::size_t i = 0; i < m_clients.size(); ++i) {
        for (auto &[key, messages] : plan->clients[i].replies)
            m_clients[i].flows.emplace(key, ReplyFlow(std::move(messages)));
        m_clients[i].incomplete = plan->clients[i].incomplete;
        plan->clients[i].replies.clear();
    }
}

void ReplayComparison::judgeOpening(quint32 index, const ReplayConnection &connection)
{
    Client &client = m_clients[index];
    const ReplayClient &planned = m_plan.clients[index];
    if (connection.state() == ReplayConnection::State::Opening || std::exchange(client.openingIsJudged, true))
        return;
    if (!connection.wasOpen())
        client.endIsJudged = true; // It has no end of its own.
    if (planned.wasOpened ? connection.wasOpen() : planned.status == connection.status())
        return;
    ReplayDifference found = difference(ReplayDifference::Kind::Handshake, index);
    const QString then = planned.wasOpened    ? Texts::tr("opened")
                         : planned.status > 0 ? u"HTTP %1"_s.arg(planned.status)
                                              : planned.failure;
    found.fields = {{u"handshake"_s, then, statusWords(connection.status(), connection.words())}};
    m_report(std::move(found));
}

void ReplayComparison::judgeEnd(quint32 index, const ReplayConnection &connection, bool isLeaving)
{
    Client &client = m_clients[index];
    if (client.endIsJudged)
        return;
    const std::optional<ReplayEnd> &end = m_plan.clients[index].end;
    const bool byRelay = connection.wasEndedByRelay();
    if (!byRelay && !isLeaving)
        return;
    client.endIsJudged = true;
    if (!end && !byRelay)
        return;
    const bool isEqual =
        end && end->byClient != byRelay
        && (!byRelay || (end->code == connection.closeCode() && end->reason == connection.closeReason()));
    if (isEqual)
        return;
    ReplayDifference found = difference(ReplayDifference::Kind::End, index);
    const QString now = byRelay ? endWords(false, connection.closeCode(), connection.closeReason()) : Texts::tr("open");
    found.fields = {{u"end"_s, end ? endWords(end->byClient, end->code, end->reason) : Texts::tr("open"), now}};
    m_report(std::move(found));
}

quint64 ReplayComparison::take(quint32 index, const QByteArray &payload)
{
    auto &flows = m_clients[index].flows;
    const ReplyKey key = replyKeyOf(payload);
    auto flow = flows.find(key);
    if (flow == flows.end())
        flow = flows.emplace(key, ReplyFlow()).first;
    std::vector<ReplyFlow::Outcome> outcomes;
    const quint64 equal = flow->second.take(payload, m_payload, outcomes);
    sort(index, outcomes);
    return equal;
}

quint64 ReplayComparison::finish(quint32 index, const ReplayConnection &connection)
{
    using Kind = ReplayDifference::Kind;
    Client &client = m_clients[index];
    std::vector<ReplyFlow::Outcome> outcomes;
    for (auto &[key, flow] : client.flows)
        flow.finish(outcomes);
    sort(index, outcomes);
    std::ranges::sort(client.missing);
    // What the capture holds only in part is taken for whatever else came.
    const std::size_t incomplete = std::min<std::size_t>(client.additional.size(), client.incomplete);
    client.additional.resize(client.additional.size() - incomplete);
    const std::size_t differences = std::max(client.missing.size(), client.additional.size());
    const bool isGone = connection.wasEndedByRelay() || !connection.wasOpen();
    quint64 missing = 0;
    for (std::size_t i = 0; i < differences; ++i) {
        const bool isMissing = i < client.missing.size();
        const bool isAdditional = i < client.additional.size();
        ReplayDifference found =
            difference(isMissing ? (isAdditional ? Kind::Changed : Kind::Missing) : Kind::Additional, index);
        if (isMissing) {
            found.message = client.missing[i];
            found.captured = m_payload(found.message);
        }
        if (isAdditional)
            found.received = client.additional[i];
        if (isMissing && isAdditional)
            found.fields = messageDifferences(found.captured, found.received);
        if (isMissing && !isAdditional) {
            ++missing;
            if (isGone) // Follows from what was reported about the connection.
                continue;
        }
        m_report(std::move(found));
    }
    return missing;
}

void ReplayComparison::sort(quint32 index, const std::vector<ReplyFlow::Outcome> &outcomes)
{
    Client &client = m_clients[index];
    for (const ReplyFlow::Outcome &outcome : outcomes) {
        if (!outcome.received) {
            client.missing.push_back(outcome.message);
        } else if (outcome.message == 0) {
            client.additional.push_back(*outcome.received);
        } else {
            ReplayDifference found = difference(ReplayDifference::Kind::Changed, index);
            found.message = outcome.message;
            found.captured = m_payload(outcome.message);
            found.received = *outcome.received;
            found.fields = messageDifferences(found.captured, found.received);
            m_report(std::move(found));
        }
    }
}

ReplayDifference ReplayComparison::difference(ReplayDifference::Kind kind, quint32 index) const
{
    ReplayDifference found;
    found.kind = kind;
    found.connection = m_plan.clients[index].connection;
    found.client = m_plan.clients[index].name;
    return found;
}

} // namespace Inspector
