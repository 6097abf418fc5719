// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/relayclient.h"

#include <QtCore/QThread>
#include <QtCore/QTimer>
#include <QtWidgets/QApplication>
#include <QtWidgets/QWidget>

#include <memory>

using namespace Qt::Literals::StringLiterals;
using namespace RelayCore;

namespace {

std::unique_ptr<RelayClient> global; ///< Destroyed after the application object.

/// Leaves every kind of call open, and quits once the relay has accepted the connection.
template<typename Context>
void use(RelayClient &client, Context *context)
{
    PeerConnection offer;
    offer.peerUuid = QUuid::createUuid();
    for (int i = 0; i < 20; ++i)
        client.send(offer).then(context, [context](const SendResult &) { context->setObjectName(u"sent"_s); });
    client.receive().then(context, [context](const ReceiveResult &) { context->setObjectName(u"received"_s); });
    client.connectToRelay().then(context, [context](const ConnectResult &) { context->setObjectName(u"connected"_s); });
    QObject::connect(&client, &RelayClient::stateChanged, context, [](RelayClient::State state) {
        if (state == RelayClient::State::Registering)
            QTimer::singleShot(0, qApp, &QCoreApplication::quit);
    });
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QString how = application.arguments().value(1);
    RelayClientOptions options;
    options.address = QUrl(application.arguments().value(2));

    if (how == u"child"_s) {
        QObject parent;
        use(*new RelayClient(options, &parent), &parent);
        return QApplication::exec();
    }
    if (how == u"widget"_s) {
        QWidget parent;
        parent.show();
        use(*new RelayClient(options, &parent), &parent);
        return QApplication::exec();
    }
    if (how == u"stack"_s) {
        RelayClient client(options);
        QObject context; // Destroyed before the client.
        use(client, &context);
        return QApplication::exec();
    }
    if (how == u"global"_s) {
        global = std::make_unique<RelayClient>(options);
        use(*global, qApp);
        return QApplication::exec();
    }
    if (how == u"leaked"_s) {
        static RelayClient *leaked = new RelayClient(options); // Reachable, and never destroyed.
        use(*leaked, qApp);
        return QApplication::exec();
    }
    QThread thread;
    auto *client = new RelayClient(options);
    client->moveToThread(&thread);
    QObject::connect(&thread, &QThread::finished, client, &QObject::deleteLater);
    QMetaObject::invokeMethod(client, [client] { use(*client, client); });
    thread.start();
    const int code = QApplication::exec();
    thread.quit();
    thread.wait();
    return code;
}
