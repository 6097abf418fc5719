// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/serve/natsthreadbus.h"

#include "inspector/serve/natsworker.h"

#include <QtCore/QPointer>

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

NatsThreadBus::NatsThreadBus(NatsOptions options, QObject *parent)
    : MessageBus(parent)
    , m_worker(std::make_unique<Worker>(
          std::move(options), [this] { QMetaObject::invokeMethod(this, &NatsThreadBus::drain, Qt::QueuedConnection); }))
{}

NatsThreadBus::~NatsThreadBus() = default;

void NatsThreadBus::start()
{
    m_worker->start();
}

void NatsThreadBus::subscribe(const QByteArray &subject, Traffic)
{
    m_worker->post({Worker::Order::Kind::Subscribe, subject, {}, {}});
}

void NatsThreadBus::unsubscribe(const QByteArray &subject)
{
    m_worker->post({Worker::Order::Kind::Unsubscribe, subject, {}, {}});
}

void NatsThreadBus::publish(const QByteArray &subject, const QByteArray &reply, const QByteArray &payload)
{
    if (m_isConnected)
        m_worker->post({Worker::Order::Kind::Publish, subject, reply, payload});
}

void NatsThreadBus::drain()
{
    using Kind = NatsClient::Inbox::Event::Kind;
    const QPointer<NatsThreadBus> alive(this);
    const std::vector<NatsClient::Inbox::Event> events = m_worker->takeEvents();
    for (const NatsClient::Inbox::Event &event : events) {
        switch (event.kind) {
        case Kind::Message:
            Q_EMIT received(event.subject, event.reply, event.payload);
            break;
        case Kind::Unanswered:
            Q_EMIT unanswered(event.subject);
            break;
        case Kind::Connected:
            m_maxPayload = event.maxPayload;
            if (!std::exchange(m_isConnected, true))
                Q_EMIT connectedChanged(true, QString::fromUtf8(event.subject));
            break;
        case Kind::Disconnected:
            if (std::exchange(m_isConnected, false))
                Q_EMIT connectedChanged(false, QString::fromUtf8(event.subject));
            break;
        case Kind::Problem:
            Q_EMIT problem(QString::fromUtf8(event.subject));
            break;
        }
        if (!alive)
            return;
    }
}

} // namespace Inspector
