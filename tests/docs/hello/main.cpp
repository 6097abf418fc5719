// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//! [hello]
#include <QtCore/QCoreApplication>
#include <QtCore/QDebug>

#include <relaycore/client/relayclient.h>

using namespace Qt::Literals::StringLiterals;
using namespace RelayCore;

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);

    RelayClientOptions options;
    options.address = QUrl(app.arguments().value(1, u"ws://127.0.0.1:8700"_s));
    options.name = u"alpha"_s;

    RelayClient client(options);
    QObject::connect(&client, &RelayClient::registered, [&] { qInfo() << "peers reach me as" << client.uuid(); });
    QObject::connect(&client, &RelayClient::messageReceived, [](const RelayMessage &message) {
        if (const auto *peer = std::get_if<PeerConnection>(&message))
            qInfo() << peer->sourceName << "sent the" << descriptionTypeName(peer->descriptionType) << peer->description;
    });
    const auto giveUp = [](const RelayError &error) {
        qCritical().noquote() << error.text;
        QCoreApplication::exit(1);
    };
    QObject::connect(&client, &RelayClient::failed, &app, giveUp);
    client.connectToRelay();
    return app.exec();
}
//! [hello]
