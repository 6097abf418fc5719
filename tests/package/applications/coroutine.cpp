// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//
// The same with co_await, with messages made inside the expression.
#include "conversation.h"

#include <qcorofuture.h>
#include <qcorotask.h>

using namespace RelayCore;

namespace {

QCoro::Task<> run(RelayClient &client)
{
    const ConnectResult connected = co_await client.connectToRelay();
    if (quitsWithOpenCalls() && connected.registered) {
        QTimer::singleShot(0, qApp, [] { QCoreApplication::exit(0); });
        for (;;) {
            const ReceiveResult received = co_await client.receive(); // ends when the client is destroyed
            if (!received.message)
                co_return;
        }
    }
    const SendResult sent = co_await client.send(
        PeerConnection({}, {}, peerFromArguments(), DescriptionType::Offer, QStringLiteral("v=0 (an offer)")));
    print(QStringLiteral("offer: ") + sendOutcomeName(sent.outcome));
    const ReceiveResult answer = co_await client.receive();
    const auto *peer = answer.message ? std::get_if<PeerConnection>(&*answer.message) : nullptr;
    print(QStringLiteral("answer: ") + (peer ? peer->description : answer.error.text));
    co_await client.send(offerTo(QUuid::createUuid()));
    const ReceiveResult returned = co_await client.receive();
    peer = returned.message ? std::get_if<PeerConnection>(&*returned.message) : nullptr;
    print(peer && peer->error ? QStringLiteral("returned") : returned.error.text);
    printClosed(co_await client.close());
    QCoreApplication::quit();
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    RelayClient client(optionsFromArguments(QStringLiteral("coroutine")));
    run(client);
    return QCoreApplication::exec();
}
