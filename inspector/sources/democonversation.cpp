// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/sources/democonversation.h"

#include "inspector/sources/demosdp.h"

#include <QtCore/QFutureWatcher>

#include <algorithm>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;
using RelayCore::DescriptionType;
using RelayCore::PeerConnection;
using RelayCore::RelayClient;

namespace {

RelayCore::RelayClientOptions clientOptions(const QUrl &relay, const QString &name)
{
    RelayCore::RelayClientOptions options;
    options.address = relay;
    options.name = name;
    return options;
}

int milliseconds(std::chrono::milliseconds duration)
{
    return int(duration.count());
}

} // namespace

DemoConversation::DemoConversation(const QUrl &relay, const DemoOptions &options, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_random(options.seed != 0 ? options.seed : QRandomGenerator::global()->generate())
    , m_one(clientOptions(relay, u"demo-one"_s))
    , m_two(clientOptions(relay, u"demo-two"_s))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &DemoConversation::offer);
    for (RelayClient *client : {&m_one, &m_two}) {
        connect(client, &RelayClient::messageReceived, this,
                [this, client](const RelayCore::RelayMessage &message) { answer(*client, message); });
    }
}

void DemoConversation::start()
{
    m_one.connectToRelay();
    m_two.connectToRelay();
    schedule();
}

void DemoConversation::stop()
{
    if (m_stopping)
        return;
    m_stopping = true;
    m_timer.stop();
    for (RelayClient *client : {&m_one, &m_two}) {
        auto *watcher = new QFutureWatcher<RelayCore::CloseResult>(this);
        connect(watcher, &QFutureWatcher<RelayCore::CloseResult>::finished, this, [this, watcher] {
            watcher->deleteLater();
            if (++m_closed == 2)
                Q_EMIT stopped();
        });
        watcher->setFuture(client->close());
    }
}

void DemoConversation::schedule()
{
    const int minimum = milliseconds(m_options.minimumPause);
    m_timer.start(m_random.bounded(minimum, std::max(minimum, milliseconds(m_options.maximumPause)) + 1));
}

void DemoConversation::offer()
{
    schedule();
    // An offer to a peer that is not registered yet would be returned.
    if (m_one.state() != RelayClient::State::Ready || m_two.state() != RelayClient::State::Ready)
        return;
    const bool fromOne = m_random.bounded(2) == 0;
    RelayClient &from = fromOne ? m_one : m_two;
    const RelayClient &to = fromOne ? m_two : m_one;
    ++m_offers;
    const bool isLost = m_options.lostOffer > 0 && m_offers % quint64(m_options.lostOffer) == 0;
    sendDescription(from, isLost ? QUuid::createUuid() : to.uuid(), DescriptionType::Offer);
}

void DemoConversation::answer(RelayClient &client, const RelayCore::RelayMessage &message)
{
    const auto *request = std::get_if<PeerConnection>(&message);
    if (request == nullptr || request->error || request->descriptionType != DescriptionType::Offer)
        return;
    const QUuid peer = request->sourceUuid;
    QTimer::singleShot(m_random.bounded(milliseconds(m_options.maximumThought) + 1), this, [this, &client, peer] {
        if (!m_stopping)
            sendDescription(client, peer, DescriptionType::Answer);
    });
}

void DemoConversation::sendDescription(RelayClient &from, const QUuid &to, DescriptionType type)
{
    PeerConnection message;
    message.sourceUuid = from.uuid();
    message.sourceName = from.name();
    message.peerUuid = to;
    message.descriptionType = type;
    // Sometimes without a server-reflexive candidate, as for a client without a STUN server.
    message.description = demoDescription(type, m_random.bounded(4) != 0, m_random);
    from.send(message);
}

} // namespace Inspector
