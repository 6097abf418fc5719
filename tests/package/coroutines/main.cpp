// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//
// GCC 12 destroys a temporary aggregate inside a co_await expression twice. The messages of RelayCore are no
// aggregates; their texts are on the heap here, so that a second destruction frees memory that is in use.
#include <QtCore/QCoreApplication>
#include <QtCore/QDebug>
#include <qcorofuture.h>
#include <qcorotask.h>

#include <relaycore/client/relayclient.h>
#include <relaycore/testkit/scriptedrelay.h>

#include <type_traits>

using namespace Qt::Literals::StringLiterals;
using namespace RelayCore;

static_assert(!std::is_aggregate_v<RelayRegistration>);
static_assert(!std::is_aggregate_v<RelayResponse>);
static_assert(!std::is_aggregate_v<PeerConnection>);
static_assert(!std::is_aggregate_v<AccessToken>);
static_assert(!std::is_aggregate_v<HttpHeader>);
static_assert(!std::is_aggregate_v<RelayError>);
static_assert(!std::is_aggregate_v<RelayClientOptions>);
static_assert(std::is_trivially_destructible_v<SendOptions>); // destroying it twice does nothing

QString nameOf(int number)
{
    return u"sender number %1 with a name that is on the heap"_s.arg(number);
}

QString descriptionOf(int number)
{
    return u"v=0\r\no=- %1 0 IN IP4 127.0.0.1\r\n"_s.arg(number).repeated(20);
}

QCoro::Task<int> sendAll(RelayClient &client, QUuid peer, int count)
{
    int written = 0;
    for (int i = 0; i < count; ++i) {
        const SendResult offered =
            co_await client.send(PeerConnection{client.uuid(), nameOf(i), peer, DescriptionType::Offer,
                                                descriptionOf(i), u"error %1"_s.arg(i)},
                                 {.timeToLive = std::chrono::seconds(60), .resendUncertain = true});
        const SendResult answered = co_await client.send(
            RelayMessage{PeerConnection{client.uuid(), nameOf(i), peer, DescriptionType::Answer, descriptionOf(i)}});
        written += int(offered.outcome == SendOutcome::Written) + int(answered.outcome == SendOutcome::Written);
        const AccessToken token = co_await readyToken(AccessToken{nameOf(i).toUtf8(), std::chrono::hours(1)});
        if (token.value != nameOf(i).toUtf8())
            co_return -1;
    }
    co_return written;
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const int count = 100;
    TestKit::ScriptedRelay relay;
    RelayClient client(RelayClientOptions(relay.address()));
    const QUuid peer = QUuid::createUuid();
    if (QCoro::waitFor(sendAll(client, peer, count)) != 2 * count)
        qFatal("Not every message was written.");
    while (relay.messages().size() < 2 * count)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    for (int i = 0; i < count; ++i) {
        const RelayMessage offer = PeerConnection{client.uuid(),          nameOf(i),        peer,
                                                  DescriptionType::Offer, descriptionOf(i), u"error %1"_s.arg(i)};
        const RelayMessage answer =
            PeerConnection{client.uuid(), nameOf(i), peer, DescriptionType::Answer, descriptionOf(i)};
        if (relay.messages().at(2 * i) != offer || relay.messages().at(2 * i + 1) != answer)
            qFatal("Message %d changed on its way.", i);
    }
    return 0;
}
