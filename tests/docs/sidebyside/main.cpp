// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//
// The C++ column of docs/side-by-side.md:   side_by_side <relay> <peer>
#include <QtCore/QCoreApplication>
#include <QtCore/QTextStream>

#include <relaycore/client/relayclient.h>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using namespace RelayCore;

namespace {

void say(const QString &line)
{
    QTextStream(stdout) << line << '\n';
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QUrl address(app.arguments().value(1));
    const QUuid peer(app.arguments().value(2));

    // clang-format off
    //! [side by side: connect]
    RelayClientOptions options(address);
    options.name = u"ours"_s;
    RelayClient client(options);
    QObject::connect(
        &client, &RelayClient::registered, &app,
        [] { say(u"registered"_s); });
    client.connectToRelay();
    //! [side by side: connect]

    //! [side by side: offer]
    client.send(PeerConnection(
        {}, {}, peer, DescriptionType::Offer, u"v=0 (offer)"_s));
    //! [side by side: offer]

    const auto close = [&] {
        //! [side by side: close]
        client.close(1s).then(&app, [](const CloseResult &) {
            say(u"closed"_s);
            QCoreApplication::quit();
        });
        //! [side by side: close]
    };

    //! [side by side: receive]
    QObject::connect(
        &client, &RelayClient::answerReceived, &app,
        [](const PeerConnection &answer) { say(answer.description); });
    QObject::connect(
        &client, &RelayClient::offerReceived, &app,
        [&](const PeerConnection &offer) {
            client.send(PeerConnection(
                {}, {}, offer.sourceUuid,
                DescriptionType::Answer, u"v=0 (answer)"_s));
            close();
        });
    //! [side by side: receive]
    QObject::connect(&client, &RelayClient::answerReceived, &app, [&] {
        client.send(PeerConnection({}, {}, QUuid::createUuid(), DescriptionType::Offer, u"v=0"_s));
    });

    //! [side by side: unknown]
    QObject::connect(
        &client, &RelayClient::messageReturned, &app,
        [](const PeerConnection &) { say(u"unknown peer"_s); });
    //! [side by side: unknown]

    //! [side by side: reconnect]
    // The client reconnects by itself. To see it:
    QObject::connect(
        &client, &RelayClient::retryScheduled, &app,
        [](int attempt) { qInfo() << "attempt" << attempt; });
    //! [side by side: reconnect]
    // clang-format on
    return app.exec();
}
