// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/replay/replaydifference.h"
#include "inspector/replay/replayplan.h"
#include "inspector/replay/replyflow.h"

#include <functional>
#include <map>
#include <vector>

namespace Inspector {

class ReplayConnection;

/// Compares what the clients of a replay see with what the capture holds: how their connections open and end, and what
/// they receive.
/// \par Threads  one.
class ReplayComparison
{
public:
    using Report = std::function<void(ReplayDifference)>;

    /// Takes the replies out of \a plan, which outlives this object.
    ReplayComparison(ReplayPlan *plan, ReplyFlow::Payload payload, Report report);

    /// Compares the handshake of \a client, once it is over.
    void judgeOpening(quint32 client, const ReplayConnection &connection);
    /// Compares the end of \a client, once it has ended. \param isLeaving  the replay has reached its end.
    void judgeEnd(quint32 client, const ReplayConnection &connection, bool isLeaving);
    /// Compares a received message, with its UUIDs as in the capture. Returns how many messages are known to be equal
    /// now: 0 or 1.
    quint64 take(quint32 client, const QByteArray &payload);
    /// Reports what is left of \a client: what is missing, what is too much, and pairs of both, where an answer of
    /// another kind came. Returns the number of missing messages.
    quint64 finish(quint32 client, const ReplayConnection &connection);

    /// Returns a difference of \a client without fields.
    [[nodiscard]] ReplayDifference difference(ReplayDifference::Kind kind, quint32 client) const;

private:
    struct Client
    {
        std::map<ReplyKey, ReplyFlow> flows;
        quint64 incomplete = 0;
        std::vector<QByteArray> additional;
        std::vector<MessageId> missing;
        bool openingIsJudged = false;
        bool endIsJudged = false;
    };

    void sort(quint32 client, const std::vector<ReplyFlow::Outcome> &outcomes);

    const ReplayPlan &m_plan;
    ReplyFlow::Payload m_payload;
    Report m_report;
    std::vector<Client> m_clients;
};

} // namespace Inspector
