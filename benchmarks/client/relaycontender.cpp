// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycontender.h"

#include "benchmarks/support/offer.h"
#include "relaycore/tap/tap.h"
#include "relaycore/tap/tapdirectory.h"

#include <QtCore/QCoreApplication>

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

RelayContender::RelayContender(const QUrl &relay, TapState tap, Outcomes outcomes)
    : m_client(optionsFor(relay))
    , m_outcomes(outcomes)
{
    if (tap != TapState::Closed) {
        if (const auto problem = Tap::open(QStringLiteral("bench")))
            qFatal("%s", qPrintable(*problem));
    }
    if (tap == TapState::Stalled || tap == TapState::Read)
        attachTapReader(tap);
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

void RelayContender::attachTapReader(TapState tap)
{
    m_tapReader = std::make_unique<QLocalSocket>();
    const QList<TapAddress> taps = runningTaps();
    for (const TapAddress &each : taps) {
        if (each.pid == QCoreApplication::applicationPid())
            m_tapReader->connectToServer(each.socket);
    }
    if (!m_tapReader->waitForConnected())
        qFatal("%s", qPrintable(m_tapReader->errorString()));
    if (tap == TapState::Stalled)
        m_tapReader->setReadBufferSize(1);
    else
        QObject::connect(m_tapReader.get(), &QLocalSocket::readyRead, m_tapReader.get(),
                         [this] { m_tapReader->readAll(); });
}

void RelayContender::open()
{
    m_client.connectToRelay();
}

void RelayContender::send()
{
    if (!m_offer)
        m_offer = offerToOneself(m_client.uuid());
    if (m_outcomes == Outcomes::Futures)
        m_client.send(*m_offer);
    else
        m_client.post(*m_offer);
}

} // namespace RelayBench
