// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/server/backplane.h"

#include <QtCore/QList>

#include <utility>

/// A backplane whose outcomes the test decides: it keeps what the server asks for until the test answers.
class ScriptedBackplane final : public RelayCore::Backplane
{
public:
    struct Announcing
    {
        RelayCore::RegisteredClient client;
        Announced done;
    };
    struct Routing
    {
        RelayCore::BackplaneMessage message;
        Routed done;
    };

    void setReceiver(Receiver *value) override { receiver = value; }
    void announce(const RelayCore::RegisteredClient &client, Announced done) override
    {
        announcing.append({client, std::move(done)});
        if (accepts)
            answerAnnouncement(Announcement::Accepted);
    }
    void withdraw(const QUuid &uuid) override { withdrawn.append(uuid); }
    void route(const RelayCore::BackplaneMessage &message, Routed done) override
    {
        routing.append({message, std::move(done)});
    }
    [[nodiscard]] bool isAvailable() const override { return true; }

    /// Answers the oldest announcement.
    void answerAnnouncement(Announcement outcome)
    {
        const Announcing oldest = announcing.takeFirst();
        oldest.done(outcome);
    }
    /// Answers the oldest message.
    void answerRoute(Delivery outcome)
    {
        const Routing oldest = routing.takeFirst();
        oldest.done(outcome);
    }

    bool accepts = true; ///< Accepts every announcement at once.
    Receiver *receiver = nullptr;
    QList<Announcing> announcing;
    QList<Routing> routing;
    QList<QUuid> withdrawn;
};
