// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycontender.h"

#include "benchmarks/support/offer.h"

#include <variant>

namespace RelayBench {

using namespace RelayCore;

namespace {

RelayClientOptions optionsFor(const QUrl &relay)
{
    RelayClientOptions options;
    options.address = relay;
    options.name = QStringLiteral("bench");
    return options;
}

} // namespace

RelayContender::RelayContender(const QUrl &relay)
    : m_client(optionsFor(relay))
{
    QObject::connect(&m_client, &RelayClient::registered, &m_client, [this] { onReady(); });
    QObject::connect(&m_client, &RelayClient::messageReceived, &m_client, [this](const RelayMessage &message) {
        const auto *offer = std::get_if<PeerConnection>(&message);
        if (!offer || offer->error
            || offer->description.size() != std::get<PeerConnection>(*m_offer).description.size())
            qFatal("The relay returned something else than the offer.");
        onReceived();
    });
    QObject::connect(&m_client, &RelayClient::messageSent, &m_client, [this] { ++m_written; });
    QObject::connect(&m_client, &RelayClient::messageDropped, &m_client, [](SendId, SendOutcome outcome) {
        qFatal("A message was not written but %s.", sendOutcomeName(outcome).data());
    });
    QObject::connect(&m_client, &RelayClient::failed, &m_client,
                     [](const RelayError &error) { qFatal("%s", qPrintable(error.text)); });
}

void RelayContender::open()
{
    m_client.connectToRelay();
}

void RelayContender::send()
{
    if (!m_offer)
        m_offer = offerToOneself(m_client.uuid());
    m_client.send(*m_offer);
}

} // namespace RelayBench
