// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/serve/natsbus.h"

#include "inspector/serve/natsworker.h"

#include <QtCore/QPointer>
#include <QtCore/QUrl>

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

std::variant<QStringList, QString> parseNatsServers(const QString &text)
{
    QStringList servers;
    const QStringList parts = text.split(u',');
    for (const QString &part : parts) {
        QUrl url(part.trimmed(), QUrl::StrictMode);
        if (!url.userInfo().isEmpty() || part.contains(u'@'))
            return u"must not contain a user or password: name a file with --cluster-creds"_s;
        const bool isKnown = url.scheme() == "nats"_L1 || url.scheme() == "tls"_L1;
        if (!url.isValid() || !isKnown || url.host().isEmpty() || !(url.path().isEmpty() || url.path() == "/"_L1)
            || url.hasQuery() || url.hasFragment())
            return u"must be servers like nats://a.example:4222,tls://b.example:4222, not %1"_s.arg(part.trimmed());
        if (url.port() < 0)
            url.setPort(4222);
        url.setPath({});
        servers.append(url.toString());
    }
    return servers;
}

NatsBus::NatsBus(NatsOptions options, QObject *parent)
    : MessageBus(parent)
    , m_worker(std::make_unique<Worker>(
          std::move(options), [this] { QMetaObject::invokeMethod(this, &NatsBus::drain, Qt::QueuedConnection); }))
{}

NatsBus::~NatsBus() = default;

QString NatsBus::checkFiles() const
{
    return m_worker->checkFiles();
}

void NatsBus::start()
{
    m_worker->start();
}

void NatsBus::subscribe(const QByteArray &subject)
{
    m_worker->post({Worker::Order::Kind::Subscribe, subject, {}, {}});
}

void NatsBus::unsubscribe(const QByteArray &subject)
{
    m_worker->post({Worker::Order::Kind::Unsubscribe, subject, {}, {}});
}

void NatsBus::publish(const QByteArray &subject, const QByteArray &reply, const QByteArray &payload)
{
    if (m_isConnected)
        m_worker->post({Worker::Order::Kind::Publish, subject, reply, payload});
}

void NatsBus::drain()
{
    using Kind = Worker::Event::Kind;
    const QPointer<NatsBus> alive(this);
    const std::vector<Worker::Event> events = m_worker->takeEvents();
    for (const Worker::Event &event : events) {
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
