// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//
// What both buses over nats.c have in common.
#pragma once

#include "inspector/serve/natsoptions.h"

#include <nats/nats.h>

#include <functional>
#include <memory>
#include <mutex>
#include <variant>
#include <vector>

namespace Inspector::NatsClient {

/// What may wait in either direction; beyond it messages are dropped, as a network does.
constexpr qsizetype mostBytes = 64 * 1024 * 1024;

/// Between two attempts to reach any of the servers.
constexpr auto retryInterval = std::chrono::milliseconds(500);

struct OptionsDeleter
{
    void operator()(natsOptions *options) const { natsOptions_Destroy(options); }
};
using OptionsPointer = std::unique_ptr<natsOptions, OptionsDeleter>;

/// Returns what both buses set, with the files of \a options read, or the reason in English why they cannot be used.
[[nodiscard]] std::variant<OptionsPointer, QString> makeOptions(const NatsOptions &options);

/// Returns the sentence for \a status after a failed attempt to connect to \a servers.
[[nodiscard]] QString unreachableText(const QStringList &servers, natsStatus status);

/// What a bus reports of a connection that has ended.
constexpr auto lostText = "The connection to the NATS server was lost.";

/// Returns the URL of the server that \a connection leads to.
[[nodiscard]] QByteArray connectedUrl(natsConnection *connection);

/// Publishes, with \a reply where it is not empty.
void publish(natsConnection *connection, const QByteArray &subject, const QByteArray &reply, const QByteArray &payload);

/// What nats.c reports in threads of its own, for the thread of a bus.
///
/// Callbacks may still run when the connection has ended, so an Inbox is never freed; see make().
class Inbox
{
public:
    struct Event
    {
        enum class Kind { Message, Unanswered, Connected, Disconnected, Problem };
        Kind kind = Kind::Message;
        QByteArray subject; ///< Of a message, or the reply subject of an unanswered one; otherwise a sentence in UTF-8.
        QByteArray reply;
        QByteArray payload;
        qsizetype maxPayload = 0;
    };

    /// Returns a new one. \param wake  called in any thread when there are events after there were none.
    [[nodiscard]] static Inbox *make(std::function<void()> wake);

    void add(Event event);
    [[nodiscard]] std::vector<Event> take();
    /// The bus is destroyed; further events are dropped.
    void close();

    // Callbacks of nats.c, whose closure is an Inbox.
    static void onMessage(natsConnection *connection, natsSubscription *subscription, natsMsg *message, void *inbox);
    static void onError(natsConnection *connection, natsSubscription *subscription, natsStatus error, void *inbox);

private:
    Inbox() = default;

    std::mutex m_mutex;
    std::function<void()> m_wake; ///< Empty: closed.
    std::vector<Event> m_events;
    qsizetype m_bytes = 0;
};

} // namespace Inspector::NatsClient
