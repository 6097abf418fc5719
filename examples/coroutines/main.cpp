// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//
// Awaiting: every call of RelayClient returns a QFuture, and QCoro awaits futures.
//   relay-coroutines [ws://relay.example.org]     without an address, at a relay inside this program
#include <QtCore/QCoreApplication>
#include <QtCore/QDebug>
#include <qcorofuture.h>
#include <qcorotask.h>

#include <relaycore/client/relayclient.h>
#include <relaycore/server/relayserver.h>

using namespace Qt::Literals::StringLiterals;
using namespace RelayCore;
using namespace std::chrono_literals;

/// Answers every offer until the client is closed, across reconnections. \a client outlives the task.
QCoro::Task<> answerOffers(RelayClient &client)
{
    for (;;) {
        const ReceiveResult received = co_await client.receive();
        if (!received.message)
            co_return; // closed, or failed for good: received.error says which
        const auto *offer = std::get_if<PeerConnection>(&*received.message);
        if (!offer || offer->error || offer->descriptionType != DescriptionType::Offer)
            continue;
        qInfo().noquote() << client.name() << "answers" << offer->sourceName;
        co_await client.send(PeerConnection{
            client.uuid(), client.name(), offer->sourceUuid, DescriptionType::Answer, u"v=0 (my answer)"_s, {}});
    }
}

/// Makes an offer to \a peer and waits for what it says. \return its description; empty: there is none.
QCoro::Task<QString> offerTo(QUuid peer, RelayClient &client)
{
    const SendResult sent = co_await client.send(
        PeerConnection{client.uuid(), client.name(), peer, DescriptionType::Offer, u"v=0 (my offer)"_s, {}});
    if (sent.outcome != SendOutcome::Written) {
        qWarning().noquote() << "The offer was not sent:" << sendOutcomeName(sent.outcome) << sent.error.text;
        co_return QString();
    }
    const ReceiveResult received = co_await client.receive();
    const auto *answer = received.message ? std::get_if<PeerConnection>(&*received.message) : nullptr;
    co_return answer && !answer->error ? answer->description : QString(); // an error: the peer is not there
}

QCoro::Task<int> converse(QUrl address)
{
    RelayClientOptions options;
    options.address = address;
    options.name = u"alpha"_s;
    RelayClient alpha(options);
    options.name = u"beta"_s;
    RelayClient beta(options);
    const ConnectResult ready = co_await beta.connectToRelay(RelayClient::Retry::No);
    if (!ready.registered) {
        qWarning().noquote() << ready.error.text;
        co_return 1;
    }
    const QCoro::Task<> answering = answerOffers(beta);
    const QString answer = co_await offerTo(beta.uuid(), alpha);
    qInfo().noquote() << "alpha received" << answer;
    co_await beta.close(1s); // ends answerOffers(), after what it has sent has gone out
    co_await answering;
    co_return answer.isEmpty() ? 1 : 0;
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    RelayServer relay({.port = 0});
    if (!relay.listen())
        qFatal("%s", qPrintable(relay.errorString()));
    return QCoro::waitFor(converse(QUrl(app.arguments().value(1, relay.url().toString()))));
}
