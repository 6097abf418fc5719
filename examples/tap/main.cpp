// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//
// The tap: a client that sends itself a message every second, and lets Relay Inspector look on.
//   relay-tap [ws://relay.example.org]     without an address, at a relay inside this program
//   relayctl tap relay-tap --print         in another terminal; or "Attach to an application…" in Relay Inspector
// It ends with the standard input (Ctrl+D).
#include <QtCore/QCoreApplication>
#include <QtCore/QDebug>
#include <QtCore/QFile>
#include <QtCore/QThread>
#include <QtCore/QTimer>

#include <relaycore/client/relayclient.h>
#include <relaycore/server/relayserver.h>
#include <relaycore/tap/tap.h>

#include <chrono>
#include <memory>

using namespace Qt::Literals::StringLiterals;
using namespace RelayCore;

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    app.setApplicationName(u"relay-tap"_s);

    // Starting the program with RELAYCORE_TAP=1 in its environment does the same.
    if (const auto problem = Tap::open())
        qWarning().noquote() << *problem;

    RelayServer relay({.port = 0});
    if (!relay.listen())
        qFatal("%s", qPrintable(relay.errorString()));
    RelayClientOptions options;
    options.address = QUrl(app.arguments().value(1, relay.url().toString()));
    options.name = u"alpha"_s;
    RelayClient client(options);

    QTimer timer;
    int count = 0;
    QObject::connect(&timer, &QTimer::timeout, &client, [&] {
        const QString text = u"message %1"_s.arg(++count);
        client.send(PeerConnection{client.uuid(), client.name(), client.uuid(), DescriptionType::Offer, text, {}});
    });
    QObject::connect(&client, &RelayClient::registered, &timer, [&] {
        qInfo().noquote() << "The tap of process" << app.applicationPid()
                          << (Tap::isOpen() ? "is open." : "is closed.");
        timer.start(std::chrono::seconds(1));
    });
    client.connectToRelay();

    // A thread waits for the end of the standard input, which no event loop does everywhere.
    const std::unique_ptr<QThread> input(QThread::create([] {
        QFile standardInput;
        if (standardInput.open(stdin, QIODevice::ReadOnly))
            standardInput.readAll();
    }));
    QObject::connect(input.get(), &QThread::finished, &app, &QCoreApplication::quit);
    input->start();
    return app.exec();
}
