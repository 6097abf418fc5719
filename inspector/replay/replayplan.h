// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/capturereader.h"
#include "inspector/replay/replyflow.h"

#include <QtCore/QList>
#include <QtCore/QUuid>

#include <functional>
#include <map>
#include <optional>
#include <variant>
#include <vector>

namespace Inspector {

/// One thing that happened on a connection of a capture.
struct ReplayStep
{
    enum class Kind : quint8 {
        Open,    ///< The client connected.
        Send,    ///< The client sent a data message.
        Receive, ///< The client received a data message.
        End,     ///< The connection ended: see ReplayClient::end.
    };

    qint64 timeNs = 0;
    quint32 client = 0;    ///< Index into ReplayPlan::clients.
    MessageId message = 0; ///< Of Send and Receive.
    Kind kind = Kind::Open;
    MessageKind means = MessageKind::Other; ///< Of Send and Receive.

    bool operator==(const ReplayStep &) const = default;
};

/// How a connection of a capture ended.
struct ReplayEnd
{
    bool byClient = false;
    std::optional<quint16> code; ///< Empty: without a close frame.
    QString reason;

    bool operator==(const ReplayEnd &) const = default;
};

/// One connection of a capture.
struct ReplayClient
{
    RelayCore::ConnectionId connection = 0;
    QString name;
    bool wasOpened = true;        ///< The upgrade was accepted, or nothing is known about it.
    int status = 0;               ///< HTTP status of the response to the upgrade request; 0: none is known.
    QString failure;              ///< Why the relay was not reached.
    std::optional<ReplayEnd> end; ///< Empty: it was open when the capture ended.
    quint64 expected = 0;         ///< Received data messages.
    std::map<ReplyKey, std::vector<MessageId>> replies; ///< Those that can be compared, each list in order.
    quint64 incomplete = 0;                             ///< Those that cannot: the capture has only a part of them.
};

/// What the clients of a capture did, in its order, without payloads: 32 bytes a message.
struct ReplayPlan
{
    std::vector<ReplayClient> clients;
    std::vector<ReplayStep> steps;
    QList<QUuid> registered; ///< Each UUID that one of the clients registered.

    /// Called often with the number of messages that were read; returns false to cancel.
    using Progress = std::function<bool(quint64 done, quint64 total)>;

    /// Reads the plan of the connections \a chosen, or of all where that is empty. Connections without messages that
    /// are no WebSockets are left out. Returns a translated sentence where that is not possible, an
    /// empty one after a cancellation.
    [[nodiscard]] static std::variant<ReplayPlan, QString>
    read(const CaptureReader &reader, const QList<RelayCore::ConnectionId> &chosen, const Progress &progress = {});
};

} // namespace Inspector
