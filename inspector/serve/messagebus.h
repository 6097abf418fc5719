// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QObject>
#include <QtCore/QString>

namespace Inspector {

/// Passes messages by subject between processes, and reports a request for whose subject there is no subscription.
///
/// What a Cluster needs of NATS, without NATS. A message may be lost, delayed or arrive twice; messages of one
/// publisher to one subject are usually in order.
///
/// \par Threads  one; the signals are emitted in it, and never during a call of publish(), subscribe() or
/// unsubscribe(). A slot may call each function, and destroy the bus.
class MessageBus : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Begins to connect. Connects again by itself whenever the connection is lost.
    virtual void start() = 0;
    [[nodiscard]] virtual bool isConnected() const = 0;
    /// The largest payload in bytes that publish() takes.
    [[nodiscard]] virtual qsizetype maxPayload() const = 0;
    /// What a subject is for.
    enum class Traffic {
        Little, ///< Of many subjects.
        Much,   ///< Of few subjects, whose messages may not be delayed. None of them is a reply subject.
    };
    /// Receives what is published to \a subject, which may end with `.>`. In force after a lost connection, too.
    virtual void subscribe(const QByteArray &subject, Traffic traffic) = 0;
    virtual void unsubscribe(const QByteArray &subject) = 0;
    /// Publishes \a payload after everything before. Dropped while the bus is not connected.
    /// \param reply  where answers go, and unanswered(); empty for a message without an answer.
    virtual void publish(const QByteArray &subject, const QByteArray &reply, const QByteArray &payload) = 0;

Q_SIGNALS:
    void received(const QByteArray &subject, const QByteArray &reply, const QByteArray &payload);
    /// What was published with \a reply had no receiver: no other connection has a subscription of its subject.
    void unanswered(const QByteArray &reply);
    /// isConnected() has changed. \a detail  the server, or why it is not connected; an English sentence.
    void connectedChanged(bool connected, const QString &detail);
    /// A problem to report to the operator; an English sentence.
    void problem(const QString &text);
};

} // namespace Inspector
