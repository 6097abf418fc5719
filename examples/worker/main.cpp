// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//
// A client in a thread of its own: it sends from the main thread, closes in order, and the thread ends with quit() and
// wait().   relay-worker [ws://relay.example.org]     without an address, at a relay inside this program
#include <QtCore/QCoreApplication>
#include <QtCore/QDebug>
#include <QtCore/QThread>

#include <RelayCore/RelayClient>
#include <RelayCore/RelayServer>

using namespace Qt::Literals::StringLiterals;
using namespace RelayCore;
using namespace std::chrono_literals;

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    RelayServer relay({.port = 0});
    if (!relay.listen())
        qFatal("%s", qPrintable(relay.errorString()));
    RelayClientOptions options(QUrl(app.arguments().value(1, relay.url().toString())));
    options.name = u"worker"_s;

    QThread thread;
    auto *client = new RelayClient(options);
    client->moveToThread(&thread); // before its first use
    QObject::connect(&thread, &QThread::finished, client, &QObject::deleteLater);
    // With the application as context, slots run in the main thread.
    QObject::connect(client, &RelayClient::messageReturned, &app, [client, &app](const PeerConnection &message) {
        qInfo().noquote() << "returned:" << message.error.value();
        QMetaObject::invokeMethod(client, [client, &app] {
            client->close(1s).then(&app, [](const CloseResult &result) {
                qInfo().noquote() << (result.clean ? "closed" : "aborted");
                QCoreApplication::quit();
            });
        });
    });
    QObject::connect(client, &RelayClient::failed, &app, [](const RelayError &error) {
        qWarning().noquote() << error.text;
        QCoreApplication::exit(1);
    });
    thread.start();

    const QUuid nobody = QUuid::createUuid();
    client->send(PeerConnection(client->uuid(), client->name(), nobody, DescriptionType::Offer, u"v=0"_s));
    const int code = app.exec();
    thread.quit();
    thread.wait();
    return code;
}
